#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "codes.h"
#include "sample_block.h"
#include "wide.h"

namespace nanobias {

constexpr size_t kLevelCount = 2;
// Samples a group at each level.
constexpr std::array<uint32_t, kLevelCount> kLevelSamples = {64, 4096};
// Groups that wait at one level of one stream; ten hours at 10 kS/s are 87,891 groups of 4096.
constexpr size_t kGroupsMax = 16384;
// Scales that one stream may show: eight ranges before and after a change of calibration.
constexpr size_t kScalesMax = 16;

// What turns a code into amperes or volts.
struct Scale {
  uint32_t range_index = 0;
  int64_t full_scale_fA = 0;
  int32_t full_scale_uV = 0;
  uint32_t bits = 0;

  bool operator==(const Scale& other) const {
    return range_index == other.range_index && full_scale_fA == other.full_scale_fA && full_scale_uV == other.full_scale_uV && bits == other.bits;
  }
};

struct ScaleTotal {
  Scale scale;
  WideSum code_sum;
  uint64_t sample_count = 0;
};

struct Group {
  uint64_t first_sample = 0;
  uint32_t sample_count = 0;
  uint32_t range_index = 0;
  int32_t code_min = 0;
  int32_t code_max = 0;
  int64_t code_sum = 0;
  WideSquareSum square_sum;
};

// Charge and statistics of one stream, exact in codes, whatever becomes of its blocks.
class Stream {
 public:
  // False, and nothing is counted, when the block would count samples again or shows one scale too many. The first block of a
  // stream is always taken.
  bool take(const SampleBlock& block, const int32_t* codes);

  // True when the block belongs to another stream under the same number.
  bool isForeign(const SampleBlock& block, uint32_t session) const;
  void begin(const SampleBlock& block, uint32_t session);

  // Moves the waiting groups of a level out, oldest first; `flush` adds the unfinished one.
  std::vector<Group> takeGroups(size_t level_index, bool flush);

  uint64_t sampleCount() const { return sample_count_; }
  const std::vector<ScaleTotal>& scaleTotals() const { return totals_; }
  uint64_t gapCount() const { return gap_count_; }
  const WideSum& lostCount() const { return lost_count_; }
  uint64_t droppedGroups() const { return dropped_groups_; }

 private:
  struct Level {
    Group open;
    std::deque<Group> waiting;
  };

  ScaleTotal* totalOf(const Scale& scale);
  void closeGroups();
  void close(Level& level);
  void absorb(const RunStatistics& run, uint32_t count, uint64_t first_sample);

  uint32_t session_ = 0;
  uint32_t channel_ = 0;
  uint32_t rate_Hz_ = 0;
  uint32_t decimation_ = 0;
  bool has_samples_ = false;
  uint64_t next_sample_ = 0;
  // Samples since the last gap or change of scale: groups end where this is a multiple of their size.
  uint64_t position_ = 0;
  Scale scale_;
  std::array<Level, kLevelCount> levels_;
  std::vector<ScaleTotal> totals_;
  uint64_t sample_count_ = 0;
  uint64_t gap_count_ = 0;
  WideSum lost_count_;
  uint64_t dropped_groups_ = 0;
};

}  // namespace nanobias
