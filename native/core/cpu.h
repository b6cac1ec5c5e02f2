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

namespace nanobias {

struct Cpu {
  bool has_crc32 = false;
  bool has_avx2 = false;
};

inline const Cpu& cpu() {
  static const Cpu found = [] {
    Cpu result;
#if NANOBIAS_X86_DISPATCH
    __builtin_cpu_init();
    result.has_crc32 = __builtin_cpu_supports("sse4.2") != 0;
    result.has_avx2 = __builtin_cpu_supports("avx2") != 0;
#endif
    return result;
  }();
  return found;
}

}  // namespace nanobias
