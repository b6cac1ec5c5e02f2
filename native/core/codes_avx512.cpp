#include "codes_avx512.h"

#if NANOBIAS_X86_DISPATCH

#if defined(__GNUC__) && !defined(__clang__)
// gcc 12 warns of lanes that its own header leaves undefined where every one of them is written.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <immintrin.h>

namespace nanobias {
namespace {

#define NANOBIAS_AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi,avx2")))
#define NANOBIAS_AVX512_INLINE __attribute__((target("avx512f,avx512bw,avx512vbmi,avx2"), always_inline)) inline

constexpr size_t kLanes = 16;
constexpr size_t kPackedBytes = 3 * kLanes;

// What sixteen lanes have gathered of a run.
struct Lanes {
  __m512i least;
  __m512i greatest;
  __m512i sum;
  // Eight lanes of 64 bits.
  __m512i squares;
};

// A multiplication takes every other lane: the halves of a pair are squared apart.
NANOBIAS_AVX512_INLINE __m512i squared(__m512i codes) {
  const __m512i shifted = _mm512_srli_epi64(codes, 32);
  return _mm512_add_epi64(_mm512_mul_epi32(codes, codes), _mm512_mul_epi32(shifted, shifted));
}

NANOBIAS_AVX512_INLINE Lanes begun(__m512i codes) { return Lanes{codes, codes, codes, squared(codes)}; }

NANOBIAS_AVX512_INLINE void gather(Lanes& lanes, __m512i codes) {
  lanes.least = _mm512_min_epi32(lanes.least, codes);
  lanes.greatest = _mm512_max_epi32(lanes.greatest, codes);
  lanes.sum = _mm512_add_epi32(lanes.sum, codes);
  lanes.squares = _mm512_add_epi64(lanes.squares, squared(codes));
}

struct Least {
  NANOBIAS_AVX512_INLINE __m512i operator()(__m512i a, __m512i b) const { return _mm512_min_epi32(a, b); }
};
struct Greatest {
  NANOBIAS_AVX512_INLINE __m512i operator()(__m512i a, __m512i b) const { return _mm512_max_epi32(a, b); }
};
struct Sum {
  NANOBIAS_AVX512_INLINE __m512i operator()(__m512i a, __m512i b) const { return _mm512_add_epi32(a, b); }
};

// One number of each of four runs: lanes are interleaved until the four of them lie side by side, and folded on the way.
template <typename Fold>
NANOBIAS_AVX512_INLINE __m128i folded(__m512i a, __m512i b, __m512i c, __m512i d, Fold fold) {
  const __m512i ab = fold(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
  const __m512i cd = fold(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
  const __m512i four = fold(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
  const __m512i halved = fold(four, _mm512_shuffle_i64x2(four, four, 0x4e));
  return _mm512_castsi512_si128(fold(halved, _mm512_shuffle_i64x2(halved, halved, 0xb1)));
}

NANOBIAS_AVX512_INLINE __m256i foldedSquares(const Lanes (&runs)[kQuadRuns]) {
  const __m512i ab = _mm512_add_epi64(_mm512_unpacklo_epi64(runs[0].squares, runs[1].squares), _mm512_unpackhi_epi64(runs[0].squares, runs[1].squares));
  const __m512i cd = _mm512_add_epi64(_mm512_unpacklo_epi64(runs[2].squares, runs[3].squares), _mm512_unpackhi_epi64(runs[2].squares, runs[3].squares));
  const __m512i halved = _mm512_add_epi64(_mm512_shuffle_i64x2(ab, cd, 0x44), _mm512_shuffle_i64x2(ab, cd, 0xee));
  const __m512i four = _mm512_add_epi64(halved, _mm512_shuffle_i64x2(halved, halved, 0xb1));
  return _mm512_castsi512_si256(_mm512_shuffle_i64x2(four, four, 0x08));
}

static_assert(sizeof(RunStatistics) == 32 && offsetof(RunStatistics, code_sum) == 8, "a record is a row of four lanes");
static_assert(offsetof(RunStatistics, square_sum_low) == 16 && offsetof(RunStatistics, square_sum_high) == 24, "squares are its upper half");

// Four columns become the rows of four records.
NANOBIAS_AVX512_INLINE void finish(const Lanes (&runs)[kQuadRuns], RunStatistics* into) {
  const __m128i least = folded(runs[0].least, runs[1].least, runs[2].least, runs[3].least, Least{});
  const __m128i greatest = folded(runs[0].greatest, runs[1].greatest, runs[2].greatest, runs[3].greatest, Greatest{});
  const __m256i sums = _mm256_cvtepi32_epi64(folded(runs[0].sum, runs[1].sum, runs[2].sum, runs[3].sum, Sum{}));
  const __m256i squares = foldedSquares(runs);
  const __m256i ends = _mm256_set_m128i(_mm_unpackhi_epi32(least, greatest), _mm_unpacklo_epi32(least, greatest));
  const __m256i none = _mm256_setzero_si256();
  const __m256i even = _mm256_unpacklo_epi64(ends, sums);
  const __m256i odd = _mm256_unpackhi_epi64(ends, sums);
  const __m256i evenSquares = _mm256_unpacklo_epi64(squares, none);
  const __m256i oddSquares = _mm256_unpackhi_epi64(squares, none);
  auto* const rows = reinterpret_cast<__m256i*>(into);
  _mm256_storeu_si256(rows, _mm256_permute2x128_si256(even, evenSquares, 0x20));
  _mm256_storeu_si256(rows + 1, _mm256_permute2x128_si256(odd, oddSquares, 0x20));
  _mm256_storeu_si256(rows + 2, _mm256_permute2x128_si256(even, evenSquares, 0x31));
  _mm256_storeu_si256(rows + 3, _mm256_permute2x128_si256(odd, oddSquares, 0x31));
}

// The bytes of a code go to the upper three of its lane, where the sign is at its place; what fills the lowest is shifted out.
alignas(64) constexpr uint8_t kSpread[64] = {
  0, 0, 1, 2, 0, 3, 4, 5, 0, 6, 7, 8, 0, 9, 10, 11, 0, 12, 13, 14, 0, 15, 16, 17, 0, 18, 19, 20, 0, 21, 22, 23,
  0, 24, 25, 26, 0, 27, 28, 29, 0, 30, 31, 32, 0, 33, 34, 35, 0, 36, 37, 38, 0, 39, 40, 41, 0, 42, 43, 44, 0, 45, 46, 47,
};

// Lanes that are masked out are not read: the last load must not pass the end of the block.
NANOBIAS_AVX512_INLINE __m512i unpacked(const uint8_t* bytes, __m512i spread) {
  const __m512i packed = _mm512_maskz_loadu_epi8((uint64_t{1} << kPackedBytes) - 1, bytes);
  return _mm512_srai_epi32(_mm512_permutexvar_epi8(spread, packed), 8);
}

}  // namespace

NANOBIAS_AVX512 void measureQuadsAvx512(const int32_t* codes, size_t quads, RunStatistics* into) {
  for (; quads > 0; quads -= 1, into += kQuadRuns) {
    Lanes runs[kQuadRuns];
    for (Lanes& lanes : runs) {
      lanes = begun(_mm512_loadu_si512(codes));
      for (size_t at = kLanes; at < kRunSamplesMax; at += kLanes) gather(lanes, _mm512_loadu_si512(codes + at));
      codes += kRunSamplesMax;
    }
    finish(runs, into);
  }
}

NANOBIAS_AVX512 void unpackQuads24Avx512(const uint8_t* bytes, size_t quads, int32_t* codes, RunStatistics* into) {
  const __m512i spread = _mm512_load_si512(kSpread);
  for (; quads > 0; quads -= 1, into += kQuadRuns) {
    Lanes runs[kQuadRuns];
    for (Lanes& lanes : runs) {
      const __m512i first = unpacked(bytes, spread);
      _mm512_storeu_si512(codes, first);
      lanes = begun(first);
      for (size_t at = kLanes; at < kRunSamplesMax; at += kLanes) {
        const __m512i sixteen = unpacked(bytes + 3 * at, spread);
        _mm512_storeu_si512(codes + at, sixteen);
        gather(lanes, sixteen);
      }
      bytes += 3 * kRunSamplesMax;
      codes += kRunSamplesMax;
    }
    finish(runs, into);
  }
}

}  // namespace nanobias

#endif
