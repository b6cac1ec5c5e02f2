#include "sampler.h"

namespace nanobias {
namespace {

// Whether the sample behind the block has a number that is exact on both sides.
bool isCountable(const SampleBlock& block) {
  return uint64_t{block.sample_count} * block.decimation <= kSafeIntegerMax - block.first_sample;
}

}  // namespace

void Sampler::feed(const uint8_t* bytes, size_t length) {
  counts_.bytes += length;
  deframer_.push(bytes, length, [this](const FrameView& view) { takeFrame(view); });
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
  if (view.kind == kKindSamples) takeSamples(view);
  else handOn(view);
}

void Sampler::handOn(const FrameView& view) {
  if (frames_.size() == kFramesMax) {
    counts_.dropped_frames += 1;
    return;
  }
  frames_.push_back(Frame{view.kind, view.session, view.seq, std::vector<uint8_t>(view.payload, view.payload + view.payload_bytes)});
}

void Sampler::takeSamples(const FrameView& view) {
  SampleBlock block;
  if (!parseSampleBlock(view.payload, view.payload_bytes, block) || !isCountable(block)) {
    counts_.malformed_blocks += 1;
    return;
  }
  if (block.encoding == kEncodingSummary) {
    handOn(view);
    return;
  }
  int32_t* const codes = outlet_.room(block.sample_count);
  if (!areSound(block, codes)) {
    counts_.malformed_blocks += 1;
    return;
  }
  Stream* known = stream(block.stream_id);
  if (known == nullptr || known->isForeign(block, view.session)) {
    forget(block.stream_id);
    known = &streams_[block.stream_id];
    known->begin(block, view.session);
  }
  Trip* const trip = trip_.watches(block.stream_id) ? &trip_ : nullptr;
  if (!known->take(block, codes, trip)) {
    counts_.malformed_blocks += 1;
    return;
  }
  if (trip != nullptr && trip->isLatched() && on_trip_) on_trip_();
  if (outlet_.keep(block)) return;
  counts_.dropped_blocks += 1;
  counts_.dropped_samples += block.sample_count;
}

}  // namespace nanobias
