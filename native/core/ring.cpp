#include "ring.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace nanobias {
namespace {

constexpr uint32_t recordUnits(size_t sample_count) {
  return static_cast<uint32_t>(kRingHeaderValues + (sample_count + 1) / 2);
}

}  // namespace

Ring::Ring(uint8_t* memory, size_t capacity_bytes) : memory_(memory), mask_(static_cast<uint32_t>(capacity_bytes / kRingUnitBytes) - 1) {
  write().store(0, std::memory_order_relaxed);
  read().store(0, std::memory_order_release);
}

// A reader that runs astray must not make the writer overrun: a position that cannot be counts as a full ring.
uint32_t Ring::used() const {
  const uint32_t used = write_ - read().load(std::memory_order_acquire);
  return used <= mask_ + 1 ? used : mask_ + 1;
}

uint32_t Ring::reserve(uint32_t units) {
  const uint32_t tail = mask_ + 1 - (write_ & mask_);
  const uint32_t needed = units <= tail ? units : tail + units;
  return needed <= mask_ + 1 - used() ? needed : 0;
}

bool Ring::hasRoom() const {
  // The longest record, after the longest remainder that is too short for it.
  return 2 * recordUnits(kBlockSamplesMax) <= mask_ + 1 - used();
}

int32_t* Ring::room(size_t sample_count) {
  const uint32_t units = recordUnits(sample_count);
  reserved_ = reserve(units);
  if (reserved_ == 0) return scratch_.data();
  record_ = write_ + reserved_ - units;
  return reinterpret_cast<int32_t*>(at(record_) + kRingHeaderValues);
}

bool Ring::keep(const SampleBlock& header) {
  if (reserved_ == 0) {
    dropped_before_ += header.sample_count;
    return false;
  }
  if (record_ != write_) *at(write_) = kRingSkip;
  const uint32_t flags = header.flags | (dropped_before_ == 0 ? 0 : kFlagGap);
  const double values[kRingHeaderValues] = {
    static_cast<double>(header.sample_count), static_cast<double>(header.stream_id), static_cast<double>(header.channel),
    static_cast<double>(header.block_seq), static_cast<double>(header.first_sample), static_cast<double>(header.device_time_us),
    static_cast<double>(header.rate_Hz), static_cast<double>(header.decimation), static_cast<double>(header.range_index),
    static_cast<double>(header.full_scale_fA), static_cast<double>(header.full_scale_uV), static_cast<double>(header.bits),
    static_cast<double>(flags), static_cast<double>(header.lost_before), static_cast<double>(header.payload_bytes),
    static_cast<double>(dropped_before_),
  };
  std::copy(std::begin(values), std::end(values), at(record_));
  dropped_before_ = 0;
  write_ += reserved_;
  reserved_ = 0;
  write().store(write_, std::memory_order_release);
  high_water_ = std::max(high_water_, used());
  return true;
}

void Ring::copyUnread(uint8_t* mirror) const {
  const uint32_t write_position = write().load(std::memory_order_acquire);
  const uint32_t read_position = read().load(std::memory_order_relaxed);
  const uint32_t count = std::min(write_position - read_position, mask_ + 1);
  const uint32_t first = std::min(count, mask_ + 1 - (read_position & mask_));
  auto* const records = mirror + kRingControlBytes;
  std::memcpy(records + size_t{read_position & mask_} * kRingUnitBytes, at(read_position), size_t{first} * kRingUnitBytes);
  std::memcpy(records, at(read_position + first), size_t{count - first} * kRingUnitBytes);
  std::memcpy(mirror + kRingReadIndex * sizeof(uint32_t), &read_position, sizeof read_position);
  std::memcpy(mirror + kRingWriteIndex * sizeof(uint32_t), &write_position, sizeof write_position);
}

}  // namespace nanobias
