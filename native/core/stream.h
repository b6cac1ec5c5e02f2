#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "codes.h"
#include "sample_block.h"
#include "trip.h"
#include "wide.h"

namespace nanobias {

constexpr size_t kLevelCount = 4;
// Samples a group at each level. The first two gather runs of samples, each further one the groups of the level below.
constexpr std::array<uint32_t, kLevelCount> kLevelSamples = {64, 4096, 262144, 16777216};
// The first level that gathers groups.
constexpr size_t kUpperLevel = 2;
// Groups kept at one level of one stream: of 262,144 samples they are five days at 10 kS/s, of 16,777,216 two hours at 40 MS/s.
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

  // Takes in the samples that follow these.
  void absorb(const Group& later);
};

// The latest groups of a level. Some of them may not have been taken yet.
class GroupHistory {
 public:
  // Displaces the oldest when there are too many; true when that one had not been taken.
  bool push(const Group& group);
  // The groups that were not taken before, oldest first.
  std::vector<Group> take();
  // Groups that hold a sample from `from` to `to - 1`, oldest first; `step` is the distance of two samples.
  std::vector<Group> overlapping(uint64_t from, uint64_t to, uint64_t step) const;

 private:
  const Group& at(size_t index) const { return groups_[(oldest_ + index) % groups_.size()]; }

  std::vector<Group> groups_;
  size_t oldest_ = 0;
  size_t untaken_ = 0;
};

// Charge and statistics of one stream, exact in codes, whatever becomes of its blocks.
class Stream {
 public:
  // Unpacks a sound block, and counts it. False, and nothing is counted, when the block would count samples again or shows one
  // scale too many. The first block of a stream is always taken. `trip`, where there is one, latches at the first sample that it
  // does not permit.
  bool take(const SampleBlock& block, int32_t* codes, Trip* trip);

  // True when the block belongs to another stream under the same number.
  bool isForeign(const SampleBlock& block, uint32_t session) const;
  void begin(const SampleBlock& block, uint32_t session);

  // Moves the waiting groups of a level out, oldest first; `flush` adds the unfinished one.
  std::vector<Group> takeGroups(size_t level_index, bool flush);
  // Complete groups of a level that hold a sample from `from` to `to - 1`.
  std::vector<Group> pyramid(size_t level_index, uint64_t from, uint64_t to) const;

  uint64_t sampleCount() const { return sample_count_; }
  const std::vector<ScaleTotal>& scaleTotals() const { return totals_; }
  uint64_t gapCount() const { return gap_count_; }
  const WideSum& lostCount() const { return lost_count_; }
  uint64_t droppedGroups() const { return dropped_groups_; }

 private:
  struct Level {
    Group open;
    GroupHistory history;
  };

  ScaleTotal* totalOf(const Scale& scale);
  void closeGroups();
  void close(size_t level_index);
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
