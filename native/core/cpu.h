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

namespace nanobias {

struct Cpu {
  bool has_crc32 = false;
  bool has_avx2 = false;
};

// Asked once a process.
inline const Cpu& cpu() {
  static const Cpu found = [] {
    Cpu result;
#if NANOBIAS_X86_DISPATCH
    __builtin_cpu_init();
    // The plain bodies can be asked for, so that they are tested on machines that never take them.
    const bool isPlain = std::getenv("NANOBIAS_CPU_PLAIN") != nullptr;
    result.has_crc32 = !isPlain && __builtin_cpu_supports("sse4.2") != 0;
    result.has_avx2 = !isPlain && __builtin_cpu_supports("avx2") != 0;
#endif
    return result;
  }();
  return found;
}

}  // namespace nanobias
