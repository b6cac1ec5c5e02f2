#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace nanobias {

// The frame of the protocol: header, payload, CRC-32C, in one COBS block that ends in 0x00.
constexpr uint8_t kFrameMagic = 0xb;
constexpr uint8_t kProtocolMajor = 1;
constexpr size_t kHeaderBytes = 12;
constexpr size_t kCrcBytes = 4;
constexpr size_t kControlPayloadMax = 256;
constexpr size_t kSamplesPayloadMax = 4096;
// Data bytes that one COBS code covers at most.
constexpr size_t kCobsRunMax = 254;
constexpr size_t kFrameDataMax = kHeaderBytes + kSamplesPayloadMax + kCrcBytes;
// Longest block that can be a frame, its 0x00 not counted.
constexpr size_t kBlockBytesMax = kFrameDataMax + (kFrameDataMax + kCobsRunMax - 1) / kCobsRunMax;

constexpr uint8_t kKindSamples = 2;
constexpr uint8_t kKindStop = 5;

// A frame whose CRC and length were right; the payload lies in the deframer until the next block.
struct FrameView {
  uint8_t kind = 0;
  uint32_t session = 0;
  uint32_t seq = 0;
  const uint8_t* payload = nullptr;
  size_t payload_bytes = 0;
};

// What became of the blocks received; each wraps at 2^32, as the twin's does.
struct DeframerCounts {
  uint32_t frames = 0;
  uint32_t crc_errors = 0;
  uint32_t malformed = 0;
  uint32_t oversize = 0;
  uint32_t foreign_version = 0;
};

// Finds the frames in a stream of bytes that may split, merge and lie. Memory is one block.
class Deframer {
 public:
  // Calls `onFrame(const FrameView&)` for every frame that the bytes complete, in order.
  template <typename OnFrame>
  void push(const uint8_t* bytes, size_t length, OnFrame&& onFrame) {
    const uint8_t* const end = bytes + length;
    while (bytes != end) {
      const auto* delimiter = static_cast<const uint8_t*>(std::memchr(bytes, 0, static_cast<size_t>(end - bytes)));
      collect(bytes, delimiter == nullptr ? end : delimiter);
      if (delimiter == nullptr) return;
      bytes = delimiter + 1;
      FrameView frame;
      if (endBlock(frame)) onFrame(frame);
    }
  }

  const DeframerCounts& counts() const { return counts_; }

 private:
  void collect(const uint8_t* from, const uint8_t* to);
  bool endBlock(FrameView& frame);
  bool check(size_t length, FrameView& frame);

  std::array<uint8_t, kBlockBytesMax> block_;
  size_t collected_ = 0;
  bool is_oversize_ = false;
  DeframerCounts counts_;
};

// Decodes a COBS block where it lies; the length of the data, which begin at index 0, or 0 where the codes lead past the end.
size_t cobsDecodeInPlace(uint8_t* block, size_t length);

}  // namespace nanobias
