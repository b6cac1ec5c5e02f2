#include "sampler.h"

#include <utility>

namespace nanobias {
namespace {

// Code buffers that are kept for reuse: what one turn of an event loop at 200 MS/s fills.
constexpr size_t kSpareMax = 256;

// Whether the sample behind the block has a number that is exact on both sides.
bool isCountable(const SampleBlock& block) {
  return uint64_t{block.sample_count} * block.decimation <= kSafeIntegerMax - block.first_sample;
}

}  // namespace

void Sampler::feed(const uint8_t* bytes, size_t length) {
  counts_.bytes += length;
  deframer_.push(bytes, length, [this](const FrameView& view) { takeFrame(view); });
}

void Sampler::releaseBlocks() {
  for (Block& block : blocks_) recycle(std::move(block.codes));
  blocks_.clear();
}

Stream* Sampler::stream(uint32_t stream_id) {
  const auto found = streams_.find(stream_id);
  return found == streams_.end() ? nullptr : &found->second;
}

void Sampler::forget(uint32_t stream_id) {
  if (const Stream* known = stream(stream_id)) counts_.dropped_groups += known->droppedGroups();
  streams_.erase(stream_id);
}

ReceiveCounts Sampler::counts() const {
  ReceiveCounts counts = counts_;
  counts.deframer = deframer_.counts();
  for (const auto& [stream_id, stream] : streams_) counts.dropped_groups += stream.droppedGroups();
  return counts;
}

void Sampler::takeFrame(const FrameView& view) {
  // A stop is obeyed whoever sends it.
  if (session_ != 0 && view.kind != kKindStop && view.session != session_) {
    counts_.foreign_session += 1;
    return;
  }
  if (view.kind == kKindSamples) {
    takeSamples(view);
    return;
  }
  if (frames_.size() == kFramesMax) {
    counts_.dropped_frames += 1;
    return;
  }
  frames_.push_back(Frame{view.kind, view.session, view.seq, std::vector<uint8_t>(view.payload, view.payload + view.payload_bytes)});
}

void Sampler::takeSamples(const FrameView& view) {
  Block block;
  if (!parseSampleBlock(view.payload, view.payload_bytes, block.header) || !isCountable(block.header)) {
    counts_.malformed_blocks += 1;
    return;
  }
  if (!spare_.empty()) {
    block.codes = std::move(spare_.back());
    spare_.pop_back();
  }
  block.codes.resize(block.header.sample_count);
  unpackCodes(block.header, block.codes.data());

  const uint32_t stream_id = block.header.stream_id;
  Stream* known = stream(stream_id);
  if (known == nullptr || known->isForeign(block.header, view.session)) {
    forget(stream_id);
    known = &streams_[stream_id];
    known->begin(block.header, view.session);
  }
  if (!known->take(block.header, block.codes.data())) {
    counts_.malformed_blocks += 1;
    recycle(std::move(block.codes));
    return;
  }
  if (blocks_.size() >= blocks_max_) {
    counts_.dropped_blocks += 1;
    counts_.dropped_samples += block.header.sample_count;
    recycle(std::move(block.codes));
    return;
  }
  block.header.data = nullptr;
  blocks_.push_back(std::move(block));
}

void Sampler::recycle(std::vector<int32_t>&& codes) {
  if (spare_.size() < kSpareMax) spare_.push_back(std::move(codes));
}

}  // namespace nanobias
