#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "deframer.h"
#include "sample_block.h"
#include "stream.h"

namespace nanobias {

// Frames other than SAMPLES that may wait.
constexpr size_t kFramesMax = 4096;

struct Block {
  SampleBlock header;
  std::vector<int32_t> codes;
};

struct Frame {
  uint8_t kind = 0;
  uint32_t session = 0;
  uint32_t seq = 0;
  std::vector<uint8_t> payload;
};

struct ReceiveCounts {
  uint64_t bytes = 0;
  DeframerCounts deframer;
  uint64_t malformed_blocks = 0;
  uint64_t foreign_session = 0;
  uint64_t dropped_frames = 0;
  uint64_t dropped_blocks = 0;
  uint64_t dropped_samples = 0;
  uint64_t dropped_groups = 0;
};

// The one deframer of a receive path: consumes SAMPLES frames and keeps all others for whoever asks.
// A full queue drops the newest and counts it, while charge and statistics still see every sample.
class Sampler {
 public:
  explicit Sampler(size_t blocks_max) : blocks_max_(blocks_max) {}

  void setSession(uint32_t session) { session_ = session; }
  void feed(const uint8_t* bytes, size_t length);

  std::vector<Frame>& frames() { return frames_; }
  // The waiting blocks; `releaseBlocks` takes them back so that their memory serves again.
  const std::vector<Block>& blocks() const { return blocks_; }
  void releaseBlocks();

  Stream* stream(uint32_t stream_id);
  void forget(uint32_t stream_id);
  ReceiveCounts counts() const;

 private:
  void takeFrame(const FrameView& view);
  void takeSamples(const FrameView& view);
  void recycle(std::vector<int32_t>&& codes);

  const size_t blocks_max_;
  uint32_t session_ = 0;
  Deframer deframer_;
  // At most eight: the parser refuses other numbers.
  std::map<uint32_t, Stream> streams_;
  std::vector<Frame> frames_;
  std::vector<Block> blocks_;
  std::vector<std::vector<int32_t>> spare_;
  ReceiveCounts counts_;
};

}  // namespace nanobias
