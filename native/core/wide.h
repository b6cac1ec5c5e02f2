#pragma once

#include <cmath>
#include <cstdint>

namespace nanobias {

// A signed sum of 128 bits. At 200 MS/s of full-scale 32-bit codes 64 bits are full after 21 seconds.
class WideSum {
 public:
  void add(int64_t value) {
    const uint64_t before = low_;
    low_ += static_cast<uint64_t>(value);
    high_ += (value < 0 ? -1 : 0) + (low_ < before ? 1 : 0);
  }

  bool isNegative() const { return high_ < 0; }

  // Magnitude as two words, least significant first.
  void magnitude(uint64_t words[2]) const {
    words[0] = low_;
    words[1] = static_cast<uint64_t>(high_);
    if (!isNegative()) return;
    words[0] = ~words[0] + 1;
    words[1] = ~words[1] + (words[0] == 0 ? 1 : 0);
  }

 private:
  uint64_t low_ = 0;
  int64_t high_ = 0;
};

// An unsigned sum of 128 bits: 4096 squares of 32-bit codes take 74.
class WideSquareSum {
 public:
  void add(uint64_t low, uint64_t high) {
    low_ += low;
    high_ += high + (low_ < low ? 1 : 0);
  }

  void add(const WideSquareSum& other) { add(other.low_, other.high_); }

  // The nearest double, rounded once: the lowest kept bit gathers everything below it, so that a tie is a tie.
  // Sums stay below 2^96 here (2^32 samples of 2^62), so that the shift stays below 64.
  double nearest() const {
    if (high_ == 0) return static_cast<double>(low_);
    int shift = 1;
    while ((high_ >> shift) != 0) shift += 1;
    const uint64_t below = low_ & ((uint64_t{1} << shift) - 1);
    const uint64_t top = (high_ << (64 - shift)) | (low_ >> shift) | (below != 0 ? 1 : 0);
    return std::ldexp(static_cast<double>(top), shift);
  }

 private:
  uint64_t low_ = 0;
  uint64_t high_ = 0;
};

}  // namespace nanobias
