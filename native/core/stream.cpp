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

bool Stream::take(const SampleBlock& block, int32_t* codes, Trip* trip) {
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
  if (trip != nullptr) trip->beginBlock(block);

  const auto account = [&](const RunStatistics& run, uint32_t from_index, uint32_t count) {
    if (trip != nullptr && !trip->permits(run)) {
      trip->latch(block, codes, from_index);
      trip = nullptr;
    }
    total->code_sum.add(run.code_sum);
    absorb(run, count, block.first_sample + uint64_t{from_index} * decimation_);
  };
  const auto accountPart = [&](uint32_t from_index, uint32_t count) {
    if (count == 0) return;
    unpackPart(block, from_index, count, codes);
    account(runStatistics(codes + from_index, count), from_index, count);
  };
  // What is left of the run that the block before began; whole runs; the beginning of the next one.
  const auto run_samples = static_cast<uint32_t>(kRunSamplesMax);
  const uint32_t head = std::min(block.sample_count, static_cast<uint32_t>((run_samples - position_ % run_samples) % run_samples));
  const uint32_t whole = (block.sample_count - head) / run_samples;
  const uint32_t tail = head + whole * run_samples;
  accountPart(0, head);
  std::array<RunStatistics, kBlockRunsMax> runs;
  unpackRuns(block, head, whole, codes, runs.data());
  for (uint32_t index = 0; index < whole; index += 1) account(runs[index], head + index * run_samples, run_samples);
  accountPart(tail, block.sample_count - tail);
  return true;
}

std::vector<Group> Stream::takeGroups(size_t level_index, bool flush) {
  if (flush) close(level_index);
  return levels_[level_index].history.take();
}

std::vector<Group> Stream::pyramid(size_t level_index, uint64_t from, uint64_t to) const {
  return levels_[level_index].history.overlapping(from, to, decimation_);
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
  for (size_t index = 0; index < kLevelCount; index += 1) close(index);
  position_ = 0;
}

void Stream::close(size_t level_index) {
  Level& level = levels_[level_index];
  if (level.open.sample_count == 0) return;
  const Group closed = level.open;
  level.open.sample_count = 0;
  if (level.history.push(closed)) dropped_groups_ += 1;
  const size_t upper_index = level_index + 1;
  if (upper_index < kUpperLevel || upper_index == kLevelCount) return;
  levels_[upper_index].open.absorb(closed);
  if (position_ % kLevelSamples[upper_index] == 0) close(upper_index);
}

void Stream::absorb(const RunStatistics& run, uint32_t count, uint64_t first_sample) {
  position_ += count;
  Group group{first_sample, count, scale_.range_index, run.code_min, run.code_max, run.code_sum, WideSquareSum{}};
  group.square_sum.add(run.square_sum_low, run.square_sum_high);
  for (size_t index = 0; index < kUpperLevel; index += 1) {
    levels_[index].open.absorb(group);
    if (position_ % kLevelSamples[index] == 0) close(index);
  }
}

void Group::absorb(const Group& later) {
  if (sample_count == 0) {
    *this = later;
    return;
  }
  code_min = std::min(code_min, later.code_min);
  code_max = std::max(code_max, later.code_max);
  sample_count += later.sample_count;
  code_sum += later.code_sum;
  square_sum.add(later.square_sum);
}

bool GroupHistory::push(const Group& group) {
  if (groups_.size() < kGroupsMax) {
    groups_.push_back(group);
    untaken_ += 1;
    return false;
  }
  groups_[oldest_] = group;
  oldest_ = (oldest_ + 1) % kGroupsMax;
  const bool isLost = untaken_ == kGroupsMax;
  if (!isLost) untaken_ += 1;
  return isLost;
}

std::vector<Group> GroupHistory::take() {
  std::vector<Group> taken;
  taken.reserve(untaken_);
  for (size_t index = groups_.size() - untaken_; index < groups_.size(); index += 1) taken.push_back(at(index));
  untaken_ = 0;
  return taken;
}

std::vector<Group> GroupHistory::overlapping(uint64_t from, uint64_t to, uint64_t step) const {
  std::vector<Group> found;
  // Groups are in order and do not overlap: the first one that ends behind `from` begins the answer.
  size_t low = 0;
  size_t high = groups_.size();
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const Group& group = at(middle);
    if (group.first_sample + (uint64_t{group.sample_count} - 1) * step < from) low = middle + 1;
    else high = middle;
  }
  for (; low < groups_.size() && at(low).first_sample < to; low += 1) found.push_back(at(low));
  return found;
}

}  // namespace nanobias
