// Whatever bytes come: nothing is read or written out of bounds, nothing is delivered that the counts do not know, and the
// results do not depend on how the bytes were split.
#include <cstdlib>
#include <vector>

#include "../core/sampler.h"

namespace {

using namespace nanobias;

struct Outcome {
  ReceiveCounts counts;
  uint64_t delivered = 0;
  uint64_t blocks = 0;
  uint64_t sum = 0;
  uint64_t groups = 0;
};

Outcome run(const uint8_t* bytes, size_t length, size_t step) {
  BlockQueue queue(1u << 20);
  Sampler sampler(queue);
  sampler.trip().set(TripLimit{1, -1000, 1000});
  for (size_t from = 0; from < length; from += step) sampler.feed(bytes + from, length - from < step ? length - from : step);
  Outcome outcome;
  outcome.counts = sampler.counts();
  for (const Block& block : queue.blocks()) {
    outcome.delivered += block.codes.size();
    outcome.blocks += 1;
    for (const int32_t code : block.codes) outcome.sum += static_cast<uint32_t>(code);
  }
  for (uint32_t stream_id = 1; stream_id <= 8; stream_id += 1) {
    Stream* stream = sampler.stream(stream_id);
    if (stream == nullptr) continue;
    for (size_t level = 0; level < kLevelCount; level += 1) {
      for (const Group& group : stream->pyramid(level, 0, kSafeIntegerMax)) outcome.groups += group.sample_count;
      outcome.groups += stream->takeGroups(level, true).size();
    }
  }
  return outcome;
}

void require(bool isMet) {
  if (!isMet) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t length) {
  // Raw bytes, then the same bytes as the payload of a sound frame, where a CRC would keep a fuzzer out.
  const Outcome whole = run(bytes, length, length == 0 ? 1 : length);
  const Outcome split = run(bytes, length, 7);
  require(whole.delivered == split.delivered && whole.sum == split.sum && whole.groups == split.groups && whole.counts.deframer.frames == split.counts.deframer.frames);
  require(whole.blocks <= whole.counts.deframer.frames);

  SampleBlock block;
  std::vector<int32_t> codes(kBlockSamplesMax);
  if (parseSampleBlock(bytes, length, block)) {
    require(1 <= block.sample_count && block.sample_count <= kBlockSamplesMax && block.data_bytes <= kDataBytesMax);
    if (areSound(block, codes.data())) {
      Stream stream;
      Trip trip;
      trip.set(TripLimit{block.stream_id, -1000, 1000});
      stream.begin(block, 1);
      require(stream.take(block, codes.data(), &trip));
      require(stream.sampleCount() == block.sample_count);
    }
  }
  return 0;
}
