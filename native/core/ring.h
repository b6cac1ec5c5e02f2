#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "outlet.h"

namespace nanobias {

// A ring of blocks in memory that two threads share: one writes, the other, which may be JavaScript on a SharedArrayBuffer,
// reads. Positions count units of eight bytes and wrap at 2^32; each lies on a cache line of its own before the records.
//
// A record is sixteen doubles and the codes, padded to a unit. The first double is the number of samples, or kRingSkip where
// the rest of the ring is left out because a record must not be split.
constexpr size_t kRingUnitBytes = 8;
constexpr size_t kRingControlBytes = 192;
constexpr size_t kRingWriteIndex = 0;
constexpr size_t kRingReadIndex = 16;
constexpr size_t kRingHeaderValues = 16;
constexpr double kRingSkip = -1;
// Two of the longest records, so that one fits wherever an empty ring stands.
constexpr size_t kRingBytesMin = 16 * 1024;
constexpr size_t kRingBytesMax = size_t{1} << 30;

class Ring final : public Outlet {
 public:
  // `memory` holds kRingControlBytes and then `capacity_bytes`, a power of two from kRingBytesMin to kRingBytesMax.
  Ring(uint8_t* memory, size_t capacity_bytes);

  int32_t* room(size_t sample_count) override;
  bool keep(const SampleBlock& header) override;

  // Whether a block of the largest size would be kept.
  bool hasRoom() const;
  // Where the writer stands; only for whoever keeps it from writing meanwhile.
  uint32_t position() const { return write_; }
  size_t usedBytes() const { return size_t{used()} * kRingUnitBytes; }
  size_t highWaterBytes() const { return size_t{high_water_} * kRingUnitBytes; }
  // Advances the reader's position, for a reader that works on a copy.
  void release(uint32_t read_position) { read().store(read_position, std::memory_order_release); }
  // Copies positions and unread records to a mirror of the ring.
  void copyUnread(uint8_t* mirror) const;
  uint8_t* memory() const { return memory_; }
  size_t bytes() const { return kRingControlBytes + size_t{mask_ + 1} * kRingUnitBytes; }

 private:
  std::atomic<uint32_t>& write() const { return reinterpret_cast<std::atomic<uint32_t>*>(memory_)[kRingWriteIndex]; }
  std::atomic<uint32_t>& read() const { return reinterpret_cast<std::atomic<uint32_t>*>(memory_)[kRingReadIndex]; }
  uint32_t used() const;
  double* at(uint32_t position) const { return reinterpret_cast<double*>(memory_ + kRingControlBytes) + (position & mask_); }
  uint32_t reserve(uint32_t units);

  uint8_t* const memory_;
  const uint32_t mask_;
  uint32_t write_ = 0;
  // Units of the record that was last made room for, the skipped ones before it included; 0 when there was none.
  uint32_t reserved_ = 0;
  uint32_t record_ = 0;
  uint32_t high_water_ = 0;
  uint64_t dropped_before_ = 0;
  std::array<int32_t, kBlockSamplesMax> scratch_{};
};

static_assert(sizeof(std::atomic<uint32_t>) == 4 && std::atomic<uint32_t>::is_always_lock_free, "a position is one word of the shared memory");

}  // namespace nanobias
