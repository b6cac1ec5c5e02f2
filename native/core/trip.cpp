#include "trip.h"

namespace nanobias {
namespace {

// floor(value * 2^shift / divisor), held to what a code can be. value x 2^31 has 85 bits at most, so it is divided in parts.
int64_t scaledFloor(int64_t value_fA, uint32_t shift, int64_t full_scale_fA) {
  // Bit by bit: the remainder stays below the divisor, which is below 2^53.
  int64_t quotient = value_fA / full_scale_fA;
  int64_t remainder = value_fA % full_scale_fA;
  if (remainder < 0) {
    remainder += full_scale_fA;
    quotient -= 1;
  }
  constexpr int64_t kBound = int64_t{1} << 33;
  for (uint32_t step = 0; step < shift; step += 1) {
    quotient *= 2;
    remainder *= 2;
    if (remainder >= full_scale_fA) {
      remainder -= full_scale_fA;
      quotient += 1;
    }
    if (quotient > kBound) return kBound;
    if (quotient < -kBound) return -kBound;
  }
  return quotient;
}

}  // namespace

void Trip::beginBlock(const SampleBlock& block) {
  if (block.full_scale_fA == full_scale_fA_ && block.bits == bits_) return;
  full_scale_fA_ = block.full_scale_fA;
  bits_ = block.bits;
  if (!(0 < full_scale_fA_)) {
    // Not a current: nothing of it can be shown to be permitted.
    code_min_ = 1;
    code_max_ = 0;
    return;
  }
  code_max_ = scaledFloor(limit_.current_fA_max, bits_ - 1, full_scale_fA_);
  code_min_ = -scaledFloor(-limit_.current_fA_min, bits_ - 1, full_scale_fA_);
}

void Trip::latch(const SampleBlock& block, const int32_t* codes, uint32_t from_index) {
  uint32_t index = from_index;
  while (index + 1 < block.sample_count && code_min_ <= codes[index] && codes[index] <= code_max_) index += 1;
  is_latched_ = true;
  record_ = TripRecord{block.stream_id, block.first_sample + uint64_t{index} * block.decimation, codes[index], block.full_scale_fA, block.bits, block.device_time_us};
}

}  // namespace nanobias
