#pragma once

// One binary serves every machine of an architecture: what a processor can do is asked at run time, never at compile time.
#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define NANOBIAS_X86_DISPATCH 1
#else
#define NANOBIAS_X86_DISPATCH 0
#endif

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "The wire is little-endian and is read in place: on a big-endian machine the TypeScript twin runs."
#endif

#include <cstdlib>
#include <cstring>

namespace nanobias {

struct Cpu {
  bool has_crc32 = false;
  bool has_avx2 = false;
  // With the permutation of bytes, which comes later than the rest of it.
  bool has_avx512 = false;
};

// Asked once a process.
inline const Cpu& cpu() {
  static const Cpu found = [] {
    Cpu result;
#if NANOBIAS_X86_DISPATCH
    __builtin_cpu_init();
    // Less can be asked for than there is, so that every body is tested on a machine that has them all.
    const char* const asked = std::getenv("NANOBIAS_CPU");
    const bool isPlain = asked != nullptr && std::strcmp(asked, "plain") == 0;
    const bool isNarrow = isPlain || (asked != nullptr && std::strcmp(asked, "avx2") == 0);
    result.has_crc32 = !isPlain && __builtin_cpu_supports("sse4.2") != 0;
    result.has_avx2 = !isPlain && __builtin_cpu_supports("avx2") != 0;
    result.has_avx512 = !isNarrow && result.has_avx2 && __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
                        __builtin_cpu_supports("avx512vbmi") != 0;
#endif
    return result;
  }();
  return found;
}

}  // namespace nanobias
