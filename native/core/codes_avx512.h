#pragma once

#include <cstddef>
#include <cstdint>

#include "codes.h"
#include "cpu.h"

#if NANOBIAS_X86_DISPATCH

namespace nanobias {

// Runs that these bodies take at a time: four of them share the steps from sixteen lanes to one.
constexpr size_t kQuadRuns = 4;

// Beyond this magnitude the sum of a run may leave 32 bits, 64 x 2^24 = 2^30, and the square sum 64: then only least and
// greatest code are right.
constexpr int32_t kQuadCode = 1 << 24;

// Only where cpu().has_avx512 says so.
void measureQuadsAvx512(const int32_t* codes, size_t quads, RunStatistics* into);
void unpackQuads24Avx512(const uint8_t* bytes, size_t quads, int32_t* codes, RunStatistics* into);

}  // namespace nanobias

#endif
