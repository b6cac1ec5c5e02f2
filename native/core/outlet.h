#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sample_block.h"

namespace nanobias {

// Where blocks go once their samples have been counted.
class Outlet {
 public:
  virtual ~Outlet() = default;

  // Room for the codes of one block; the next call gives it anew. Never null: what cannot be kept is unpacked all the same,
  // because charge and trip see every sample.
  virtual int32_t* room(size_t sample_count) = 0;

  // Keeps the block whose codes were written to the last `room`; false when it is dropped.
  virtual bool keep(const SampleBlock& header) = 0;
};

struct Block {
  SampleBlock header;
  std::vector<int32_t> codes;
};

// A bounded queue of blocks for a caller that feeds and takes in turns; a full one drops the newest.
class BlockQueue final : public Outlet {
 public:
  explicit BlockQueue(size_t blocks_max) : blocks_max_(blocks_max) {}

  int32_t* room(size_t sample_count) override;
  bool keep(const SampleBlock& header) override;

  const std::vector<Block>& blocks() const { return blocks_; }
  // Takes the waiting blocks back, so that their memory serves again.
  void release();

 private:
  void recycle(std::vector<int32_t>&& codes);

  const size_t blocks_max_;
  std::vector<int32_t> codes_;
  std::vector<Block> blocks_;
  std::vector<std::vector<int32_t>> spare_;
};

}  // namespace nanobias
