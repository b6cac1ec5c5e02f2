#include "stream.h"

#include <algorithm>

namespace nanobias {

bool Stream::isForeign(const SampleBlock& block, uint32_t session) const {
  return session != session_ || block.channel != channel_ || block.rate_Hz != rate_Hz_ || block.decimation != decimation_;
}

void Stream::begin(const SampleBlock& block, uint32_t session) {
  *this = Stream{};
  session_ = session;
  channel_ = block.channel;
  rate_Hz_ = block.rate_Hz;
  decimation_ = block.decimation;
}

bool Stream::take(const SampleBlock& block, const int32_t* codes) {
  if (has_samples_ && !(next_sample_ <= block.first_sample)) return false;
  const Scale scale{block.range_index, block.full_scale_fA, block.full_scale_uV, block.bits};
  ScaleTotal* total = totalOf(scale);
  if (total == nullptr) return false;

  const uint64_t skipped = has_samples_ ? block.first_sample - next_sample_ : 0;
  const uint64_t missing = skipped / decimation_;
  const bool hasGap = skipped != 0 || block.lost_before != 0 || (block.flags & kFlagGap) != 0;
  if (hasGap) {
    gap_count_ += 1;
    lost_count_.add(static_cast<int64_t>(std::max(missing, block.lost_before)));
  }
  if (hasGap || !(scale == scale_)) closeGroups();
  scale_ = scale;
  has_samples_ = true;
  next_sample_ = block.first_sample + uint64_t{block.sample_count} * decimation_;
  sample_count_ += block.sample_count;
  total->sample_count += block.sample_count;

  for (uint32_t index = 0; index < block.sample_count;) {
    const uint32_t room = kLevelSamples[0] - static_cast<uint32_t>(position_ % kLevelSamples[0]);
    const uint32_t count = std::min(room, block.sample_count - index);
    const RunStatistics run = runStatistics(codes + index, count);
    total->code_sum.add(run.code_sum);
    absorb(run, count, block.first_sample + uint64_t{index} * decimation_);
    index += count;
  }
  return true;
}

std::vector<Group> Stream::takeGroups(size_t level_index, bool flush) {
  Level& level = levels_[level_index];
  if (flush) close(level);
  std::vector<Group> taken(level.waiting.begin(), level.waiting.end());
  level.waiting.clear();
  return taken;
}

ScaleTotal* Stream::totalOf(const Scale& scale) {
  for (ScaleTotal& total : totals_) {
    if (total.scale == scale) return &total;
  }
  if (totals_.size() == kScalesMax) return nullptr;
  totals_.push_back(ScaleTotal{scale, WideSum{}, 0});
  return &totals_.back();
}

void Stream::closeGroups() {
  for (Level& level : levels_) close(level);
  position_ = 0;
}

void Stream::close(Level& level) {
  if (level.open.sample_count == 0) return;
  if (level.waiting.size() == kGroupsMax) {
    level.waiting.pop_front();
    dropped_groups_ += 1;
  }
  level.waiting.push_back(level.open);
  level.open = Group{};
}

void Stream::absorb(const RunStatistics& run, uint32_t count, uint64_t first_sample) {
  position_ += count;
  for (size_t index = 0; index < kLevelCount; index += 1) {
    Level& level = levels_[index];
    Group& open = level.open;
    if (open.sample_count == 0) {
      open.first_sample = first_sample;
      open.range_index = scale_.range_index;
      open.code_min = run.code_min;
      open.code_max = run.code_max;
    }
    open.code_min = std::min(open.code_min, run.code_min);
    open.code_max = std::max(open.code_max, run.code_max);
    open.sample_count += count;
    open.code_sum += run.code_sum;
    open.square_sum.add(run.square_sum_low, run.square_sum_high);
    if (position_ % kLevelSamples[index] == 0) close(level);
  }
}

}  // namespace nanobias
