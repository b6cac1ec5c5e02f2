#include "codes.h"

#include <cstring>

#include "codes_avx512.h"
#include "cpu.h"

#if NANOBIAS_X86_DISPATCH
#include <immintrin.h>
#endif

namespace nanobias {
namespace {

// Beyond this magnitude 64 squares may leave 64 bits: (2^28)^2 x 64 = 2^62.
constexpr int32_t kPlainSquareCode = 1 << 28;

// Integers add up to the same sum in any order: the vector body and the plain one agree to the bit without further care.
inline __attribute__((always_inline)) RunStatistics plainStatistics(const int32_t* codes, size_t count) {
  int32_t code_min = codes[0];
  int32_t code_max = codes[0];
  int64_t code_sum = 0;
  uint64_t square_sum = 0;
  for (size_t index = 0; index < count; index += 1) {
    const int32_t code = codes[index];
    code_min = code < code_min ? code : code_min;
    code_max = code > code_max ? code : code_max;
    code_sum += code;
    square_sum += static_cast<uint64_t>(static_cast<int64_t>(code) * code);
  }
  RunStatistics run;
  run.code_min = code_min;
  run.code_max = code_max;
  run.code_sum = code_sum;
  run.square_sum_low = square_sum;
  return run;
}

// A square of a 32-bit code has 63 bits: halves of 32 bits are summed apart.
void wideSquareSum(const int32_t* codes, size_t count, RunStatistics& run) {
  uint64_t low = 0;
  uint64_t high = 0;
  for (size_t index = 0; index < count; index += 1) {
    const auto square = static_cast<uint64_t>(static_cast<int64_t>(codes[index]) * codes[index]);
    low += square & 0xffffffffu;
    high += square >> 32;
  }
  const uint64_t middle = high + (low >> 32);
  run.square_sum_low = (middle << 32) | (low & 0xffffffffu);
  run.square_sum_high = middle >> 32;
}

void unpackRaw24Plain(const uint8_t* bytes, size_t count, int32_t* codes) {
  for (size_t index = 0; index < count; index += 1, bytes += 3) {
    const uint32_t packed = static_cast<uint32_t>(bytes[0]) << 8 | static_cast<uint32_t>(bytes[1]) << 16 | static_cast<uint32_t>(bytes[2]) << 24;
    codes[index] = static_cast<int32_t>(packed) >> 8;
  }
}

#if NANOBIAS_X86_DISPATCH
// Beyond this magnitude a lane of eight codes may leave 32 bits: 8 x 2^27 = 2^30.
constexpr int32_t kLaneSumCode = 1 << 27;

// The last step from two lanes to one.
__attribute__((target("avx2"))) __m128i halved(__m128i lanes, bool isLeast) {
  const __m128i other = _mm_shuffle_epi32(lanes, 0xb1);
  return isLeast ? _mm_min_epi32(lanes, other) : _mm_max_epi32(lanes, other);
}

// Whole runs of 64 codes; the halves of a pair are squared apart, because a multiplication takes every other lane.
__attribute__((target("avx2"))) RunStatistics statisticsAvx2(const int32_t* codes, size_t count) {
  if (count != kRunSamplesMax) return plainStatistics(codes, count);
  const auto* from = reinterpret_cast<const __m256i*>(codes);
  __m256i least = _mm256_loadu_si256(from);
  __m256i greatest = least;
  __m256i sum = _mm256_setzero_si256();
  __m256i even = _mm256_setzero_si256();
  __m256i odd = _mm256_setzero_si256();
  for (size_t turn = 0; turn < kRunSamplesMax / 8; turn += 1) {
    const __m256i eight = _mm256_loadu_si256(from + turn);
    const __m256i shifted = _mm256_srli_epi64(eight, 32);
    least = _mm256_min_epi32(least, eight);
    greatest = _mm256_max_epi32(greatest, eight);
    sum = _mm256_add_epi32(sum, eight);
    even = _mm256_add_epi64(even, _mm256_mul_epi32(eight, eight));
    odd = _mm256_add_epi64(odd, _mm256_mul_epi32(shifted, shifted));
  }
  const __m128i least4 = _mm_min_epi32(_mm256_castsi256_si128(least), _mm256_extracti128_si256(least, 1));
  const __m128i greatest4 = _mm_max_epi32(_mm256_castsi256_si128(greatest), _mm256_extracti128_si256(greatest, 1));
  // Lanes of 32 bits become pairs of 64, so that eight of them never overflow.
  const __m256i wide = _mm256_add_epi64(_mm256_cvtepi32_epi64(_mm256_castsi256_si128(sum)), _mm256_cvtepi32_epi64(_mm256_extracti128_si256(sum, 1)));
  const __m256i squares = _mm256_add_epi64(even, odd);
  const __m128i wide2 = _mm_add_epi64(_mm256_castsi256_si128(wide), _mm256_extracti128_si256(wide, 1));
  const __m128i squares2 = _mm_add_epi64(_mm256_castsi256_si128(squares), _mm256_extracti128_si256(squares, 1));
  RunStatistics run;
  run.code_min = _mm_cvtsi128_si32(halved(_mm_min_epi32(least4, _mm_shuffle_epi32(least4, 0x4e)), true));
  run.code_max = _mm_cvtsi128_si32(halved(_mm_max_epi32(greatest4, _mm_shuffle_epi32(greatest4, 0x4e)), false));
  run.code_sum = _mm_cvtsi128_si64(wide2) + _mm_extract_epi64(wide2, 1);
  if (!(-kLaneSumCode <= run.code_min && run.code_max <= kLaneSumCode)) return plainStatistics(codes, count);
  run.square_sum_low = static_cast<uint64_t>(_mm_cvtsi128_si64(squares2)) + static_cast<uint64_t>(_mm_extract_epi64(squares2, 1));
  return run;
}

// Eight codes a turn. Each half loads 16 bytes of which 12 are used, so the last turns, which would read past the end, are left to the plain body.
__attribute__((target("avx2"))) void unpackRaw24Avx2(const uint8_t* bytes, size_t count, int32_t* codes) {
  const __m256i spread = _mm256_setr_epi8(-1, 0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11,
                                          -1, 0, 1, 2, -1, 3, 4, 5, -1, 6, 7, 8, -1, 9, 10, 11);
  size_t index = 0;
  for (; index + 10 <= count; index += 8, bytes += 24) {
    const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
    const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 12));
    const __m256i packed = _mm256_inserti128_si256(_mm256_castsi128_si256(first), second, 1);
    const __m256i unpacked = _mm256_srai_epi32(_mm256_shuffle_epi8(packed, spread), 8);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(codes + index), unpacked);
  }
  unpackRaw24Plain(bytes, count - index, codes + index);
}
#endif

}  // namespace

void unpackRaw24(const uint8_t* bytes, size_t count, int32_t* codes) {
#if NANOBIAS_X86_DISPATCH
  if (cpu().has_avx2) {
    unpackRaw24Avx2(bytes, count, codes);
    return;
  }
#endif
  unpackRaw24Plain(bytes, count, codes);
}

void unpackRaw32(const uint8_t* bytes, size_t count, int32_t* codes) {
  std::memcpy(codes, bytes, count * sizeof(int32_t));
}

RunStatistics runStatistics(const int32_t* codes, size_t count) {
#if NANOBIAS_X86_DISPATCH
  RunStatistics run = cpu().has_avx2 ? statisticsAvx2(codes, count) : plainStatistics(codes, count);
#else
  RunStatistics run = plainStatistics(codes, count);
#endif
  if (!(-kPlainSquareCode <= run.code_min && run.code_max <= kPlainSquareCode)) wideSquareSum(codes, count, run);
  return run;
}

void measureRuns(const int32_t* codes, size_t runs, RunStatistics* into) {
  size_t measured = 0;
#if NANOBIAS_X86_DISPATCH
  if (cpu().has_avx512) {
    measured = runs - runs % kQuadRuns;
    measureQuadsAvx512(codes, measured / kQuadRuns, into);
    for (size_t run = 0; run < measured; run += 1) {
      const bool isWhole = -kQuadCode <= into[run].code_min && into[run].code_max <= kQuadCode;
      if (!isWhole) into[run] = runStatistics(codes + run * kRunSamplesMax, kRunSamplesMax);
    }
  }
#endif
  for (size_t run = measured; run < runs; run += 1) into[run] = runStatistics(codes + run * kRunSamplesMax, kRunSamplesMax);
}

void unpackRuns24(const uint8_t* bytes, size_t runs, int32_t* codes, RunStatistics* into) {
  size_t unpacked = 0;
#if NANOBIAS_X86_DISPATCH
  if (cpu().has_avx512) {
    unpacked = runs - runs % kQuadRuns;
    unpackQuads24Avx512(bytes, unpacked / kQuadRuns, codes, into);
  }
#endif
  const size_t samples = unpacked * kRunSamplesMax;
  unpackRaw24(bytes + 3 * samples, (runs - unpacked) * kRunSamplesMax, codes + samples);
  measureRuns(codes + samples, runs - unpacked, into + unpacked);
}

}  // namespace nanobias
