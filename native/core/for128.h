#pragma once

#include <cstddef>
#include <cstdint>

namespace nanobias {

// Frame of reference: groups of up to 128 samples, each a reference (the least code of the group, 32 bits, little-endian), a
// width from 0 to 32, and the differences from the reference in that many bits each, least significant bit first, padded with
// zeros to a whole byte.
constexpr size_t kFor128GroupSamples = 128;
constexpr size_t kFor128HeaderBytes = 5;
constexpr uint32_t kFor128WidthMax = 32;

// False where the data are no such groups to the last byte: a width beyond 32, a code beyond 32 bits, padding that is not zero.
bool unpackFor128(const uint8_t* bytes, size_t length, size_t sample_count, int32_t* codes);

}  // namespace nanobias
