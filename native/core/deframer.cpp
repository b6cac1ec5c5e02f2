#include "deframer.h"

#include "crc32c.h"

namespace nanobias {
namespace {

constexpr uint8_t kCobsCodeMax = 0xff;
constexpr uint8_t kKindFirst = 1;

uint32_t readUint32(const uint8_t* bytes) {
  uint32_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

}  // namespace

// The data of a block are the block itself, one place on, with zeros for codes: only the chain of codes is walked, and bytes
// move in bulk.
size_t cobsDecodeInPlace(uint8_t* block, size_t length) {
  size_t code_index = 0;
  size_t run_index = 1;
  size_t write_index = 0;
  while (code_index < length) {
    const uint8_t code = block[code_index];
    if (code == 0) return 0;
    block[code_index] = 0;
    code_index += code;
    if (code == kCobsCodeMax && code_index < length) {
      std::memmove(block + write_index, block + run_index, code_index - run_index);
      write_index += code_index - run_index;
      run_index = code_index + 1;
    }
  }
  if (code_index != length || length == 0) return 0;
  std::memmove(block + write_index, block + run_index, length - run_index);
  return write_index + length - run_index;
}

void Deframer::collect(const uint8_t* from, const uint8_t* to) {
  if (from == to || is_oversize_) return;
  const auto length = static_cast<size_t>(to - from);
  if (!(length <= block_.size() - collected_)) {
    counts_.oversize += 1;
    is_oversize_ = true;
    collected_ = 0;
    return;
  }
  std::memcpy(block_.data() + collected_, from, length);
  collected_ += length;
}

bool Deframer::endBlock(FrameView& frame) {
  const size_t collected = collected_;
  collected_ = 0;
  is_oversize_ = false;
  // Nothing between two delimiters: the stray one before a stop, or what an oversize block left.
  if (collected == 0) return false;
  const size_t length = cobsDecodeInPlace(block_.data(), collected);
  if (!(kHeaderBytes + kCrcBytes <= length)) {
    counts_.malformed += 1;
    return false;
  }
  return check(length, frame);
}

bool Deframer::check(size_t length, FrameView& frame) {
  const uint8_t* const block = block_.data();
  const size_t payload_bytes = length - kHeaderBytes - kCrcBytes;
  const size_t stated_bytes = block[2] | static_cast<size_t>(block[3]) << 8;
  if (block[0] >> 4 != kFrameMagic || stated_bytes != payload_bytes) {
    counts_.malformed += 1;
    return false;
  }
  if (crc32c(block, length - kCrcBytes) != readUint32(block + length - kCrcBytes)) {
    counts_.crc_errors += 1;
    return false;
  }
  if ((block[0] & 0xf) != kProtocolMajor) {
    counts_.foreign_version += 1;
    return false;
  }
  const uint8_t kind = block[1];
  if (!(kKindFirst <= kind && kind <= kKindStop)) {
    counts_.malformed += 1;
    return false;
  }
  if (kind != kKindSamples && !(payload_bytes <= kControlPayloadMax)) {
    counts_.oversize += 1;
    return false;
  }
  counts_.frames += 1;
  frame = FrameView{kind, readUint32(block + 4), readUint32(block + 8), block + kHeaderBytes, payload_bytes};
  return true;
}

}  // namespace nanobias
