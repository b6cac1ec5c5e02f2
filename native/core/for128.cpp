#include "for128.h"

#include <algorithm>
#include <cstring>

namespace nanobias {
namespace {

// Reads eight bytes, or what is left of them.
uint64_t readWord(const uint8_t* bytes, size_t length) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, std::min(length, sizeof word));
  return word;
}

// A difference of at most 32 bits begins in the first of eight bytes, so that one word holds it whole.
uint64_t unpackGroup(const uint8_t* bytes, size_t length, uint32_t width, size_t count, int32_t reference, int32_t* codes) {
  const uint64_t mask = (uint64_t{1} << width) - 1;
  uint64_t difference_max = 0;
  size_t bit_index = 0;
  size_t index = 0;
  // Whole words as long as they end within the group.
  for (; index < count && bit_index / 8 + sizeof(uint64_t) <= length; index += 1, bit_index += width) {
    uint64_t word = 0;
    std::memcpy(&word, bytes + bit_index / 8, sizeof word);
    const uint64_t difference = (word >> (bit_index % 8)) & mask;
    difference_max = std::max(difference_max, difference);
    codes[index] = static_cast<int32_t>(static_cast<uint32_t>(reference) + static_cast<uint32_t>(difference));
  }
  for (; index < count; index += 1, bit_index += width) {
    const size_t byte_index = bit_index / 8;
    const uint64_t difference = (readWord(bytes + byte_index, length - byte_index) >> (bit_index % 8)) & mask;
    difference_max = std::max(difference_max, difference);
    codes[index] = static_cast<int32_t>(static_cast<uint32_t>(reference) + static_cast<uint32_t>(difference));
  }
  return difference_max;
}

}  // namespace

bool unpackFor128(const uint8_t* bytes, size_t length, size_t sample_count, int32_t* codes) {
  while (sample_count > 0) {
    if (!(kFor128HeaderBytes <= length)) return false;
    int32_t reference = 0;
    std::memcpy(&reference, bytes, sizeof reference);
    const uint32_t width = bytes[4];
    if (!(width <= kFor128WidthMax)) return false;
    bytes += kFor128HeaderBytes;
    length -= kFor128HeaderBytes;
    const size_t count = std::min(sample_count, kFor128GroupSamples);
    const size_t bit_count = count * width;
    const size_t group_bytes = (bit_count + 7) / 8;
    if (!(group_bytes <= length)) return false;
    if (bit_count % 8 != 0 && (bytes[group_bytes - 1] >> (bit_count % 8)) != 0) return false;
    const uint64_t difference_max = unpackGroup(bytes, group_bytes, width, count, reference, codes);
    if (!(static_cast<int64_t>(difference_max) <= int64_t{INT32_MAX} - reference)) return false;
    bytes += group_bytes;
    length -= group_bytes;
    codes += count;
    sample_count -= count;
  }
  return length == 0;
}

}  // namespace nanobias
