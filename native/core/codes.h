#pragma once

#include <cstddef>
#include <cstdint>

namespace nanobias {

// Exact statistics of a short run of codes.
struct RunStatistics {
  int32_t code_min = 0;
  int32_t code_max = 0;
  int64_t code_sum = 0;
  // 128 bits: 64 squares of 32-bit codes take 68.
  uint64_t square_sum_low = 0;
  uint64_t square_sum_high = 0;
};

// Longest run that one call takes; the finest level of the pyramid closes a group there.
constexpr size_t kRunSamplesMax = 64;

// Unpacks little-endian 24-bit codes, sign-extended. `bytes` holds exactly three bytes a code.
void unpackRaw24(const uint8_t* bytes, size_t count, int32_t* codes);

// Unpacks little-endian 32-bit codes.
void unpackRaw32(const uint8_t* bytes, size_t count, int32_t* codes);

// Statistics of 1 to kRunSamplesMax codes.
RunStatistics runStatistics(const int32_t* codes, size_t count);

// Statistics of consecutive runs of kRunSamplesMax codes.
void measureRuns(const int32_t* codes, size_t runs, RunStatistics* into);

// The same for packed 24-bit codes, which are unpacked on the way.
void unpackRuns24(const uint8_t* bytes, size_t runs, int32_t* codes, RunStatistics* into);

}  // namespace nanobias
