#pragma once

#include <cstdint>

#include "codes.h"
#include "sample_block.h"

namespace nanobias {

// What the current of one stream may be; both ends are permitted.
struct TripLimit {
  uint32_t stream_id = 0;
  int64_t current_fA_min = 0;
  int64_t current_fA_max = 0;
};

// The first sample that was not permitted.
struct TripRecord {
  uint32_t stream_id = 0;
  uint64_t sample_index = 0;
  int32_t code = 0;
  int64_t full_scale_fA = 0;
  uint32_t bits = 0;
  uint64_t device_time_us = 0;
};

// Decides whether a stream's current is permitted, on codes and without rounding. Latches at the first sample that is not.
class Trip {
 public:
  void set(const TripLimit& limit) {
    limit_ = limit;
    is_set_ = true;
    is_latched_ = false;
    bits_ = 0;
  }
  void clear() { is_set_ = false; }

  // True while samples of the stream still have to be looked at.
  bool watches(uint32_t stream_id) const { return is_set_ && !is_latched_ && limit_.stream_id == stream_id; }

  // Translates the limit into codes of this block.
  void beginBlock(const SampleBlock& block);

  bool permits(const RunStatistics& run) const { return code_min_ <= run.code_min && run.code_max <= code_max_; }

  // Notes the first of the codes that is not permitted.
  void latch(const SampleBlock& block, const int32_t* codes, uint32_t from_index);

  bool isLatched() const { return is_latched_; }
  const TripRecord& record() const { return record_; }

 private:
  TripLimit limit_;
  bool is_set_ = false;
  bool is_latched_ = false;
  // Of which scale the codes below are; no block has 0 bits.
  int64_t full_scale_fA_ = 0;
  uint32_t bits_ = 0;
  int64_t code_min_ = 0;
  int64_t code_max_ = 0;
  TripRecord record_;
};

}  // namespace nanobias
