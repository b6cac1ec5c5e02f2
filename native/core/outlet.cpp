#include "outlet.h"

#include <utility>

namespace nanobias {
namespace {

// Code buffers that are kept for reuse: what one turn of an event loop at 200 MS/s fills.
constexpr size_t kSpareMax = 256;

}  // namespace

int32_t* BlockQueue::room(size_t sample_count) {
  if (codes_.capacity() == 0 && !spare_.empty()) {
    codes_ = std::move(spare_.back());
    spare_.pop_back();
  }
  codes_.resize(sample_count);
  return codes_.data();
}

bool BlockQueue::keep(const SampleBlock& header) {
  if (blocks_.size() >= blocks_max_) return false;
  blocks_.push_back(Block{header, std::move(codes_)});
  blocks_.back().header.data = nullptr;
  codes_ = std::vector<int32_t>{};
  return true;
}

void BlockQueue::release() {
  for (Block& block : blocks_) recycle(std::move(block.codes));
  blocks_.clear();
}

void BlockQueue::recycle(std::vector<int32_t>&& codes) {
  if (spare_.size() < kSpareMax) spare_.push_back(std::move(codes));
}

}  // namespace nanobias
