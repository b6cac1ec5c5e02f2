#include "sample_block.h"

#include <array>

#include "for128.h"

namespace nanobias {
namespace {

constexpr uint32_t kWireVarint = 0;
constexpr uint32_t kWireFixed64 = 1;
constexpr uint32_t kWireDelimited = 2;
constexpr uint32_t kWireFixed32 = 5;
constexpr int kVarintBytesMax = 10;

enum class Type : uint8_t { kAbsent, kUint32, kUint64, kSint32, kSint64, kEnum, kBytes };

// One field of the message: how it is written, and what it may be.
struct Field {
  Type type;
  uint64_t min;
  uint64_t max;
};

constexpr size_t kFieldCount = 18;
constexpr uint64_t kUint32Max = 0xffffffffu;

// By field number; types and ranges of the codec of the protocol. Both signed fields are magnitudes.
constexpr std::array<Field, kFieldCount> kFields = {{
    {Type::kAbsent, 0, 0},
    {Type::kUint32, 1, 8},                   // stream_id
    {Type::kUint32, 0, kUint32Max},          // block_seq
    {Type::kUint64, 0, kSafeIntegerMax},     // first_sample
    {Type::kUint64, 0, kSafeIntegerMax},     // device_time_us
    {Type::kUint32, 1, kUint32Max},          // rate_Hz
    {Type::kUint32, 1, kUint32Max},          // decimation
    {Type::kUint32, 0, 7},                   // range_index
    {Type::kSint64, 0, kSafeIntegerMax},     // full_scale_fA
    {Type::kSint32, 0, kUint32Max >> 1},     // full_scale_uV
    {Type::kUint32, 2, 32},                  // bits
    {Type::kUint32, 0, kUint32Max},          // calibration_id
    {Type::kUint32, 0, kUint32Max},          // flags
    {Type::kUint64, 0, kSafeIntegerMax},     // lost_before
    {Type::kUint32, 1, kBlockSamplesMax},    // sample_count
    {Type::kEnum, kEncodingRaw32, kEncodingSummary},  // encoding
    {Type::kBytes, 0, 0},                    // data
    {Type::kEnum, 1, 5},                     // channel
}};

// Reads what the bytes say, never beyond their end.
class Reader {
 public:
  Reader(const uint8_t* bytes, size_t length) : at_(bytes), end_(bytes + length) {}

  bool isAtEnd() const { return at_ == end_; }

  bool readVarint(uint64_t& value) {
    value = 0;
    for (int index = 0; index < kVarintBytesMax && at_ != end_; index += 1) {
      const uint8_t byte = *at_;
      at_ += 1;
      // The tenth byte has room for one bit of 64.
      if (index == kVarintBytesMax - 1 && byte > 1) return false;
      value |= static_cast<uint64_t>(byte & 0x7f) << (7 * index);
      if (byte < 0x80) return true;
    }
    return false;
  }

  bool readDelimited(const uint8_t*& data, size_t& length) {
    uint64_t stated = 0;
    if (!readVarint(stated) || !(stated <= static_cast<uint64_t>(end_ - at_))) return false;
    data = at_;
    length = static_cast<size_t>(stated);
    at_ += length;
    return true;
  }

  bool skip(uint64_t wire_type) {
    const uint8_t* data = nullptr;
    size_t length = 0;
    uint64_t value = 0;
    switch (wire_type) {
      case kWireVarint:
        return readVarint(value);
      case kWireFixed64:
        return advance(8);
      case kWireFixed32:
        return advance(4);
      case kWireDelimited:
        return readDelimited(data, length);
      default:
        return false;
    }
  }

 private:
  bool advance(std::ptrdiff_t length) {
    if (!(length <= end_ - at_)) return false;
    at_ += length;
    return true;
  }

  const uint8_t* at_;
  const uint8_t* const end_;
};

// What a varint means, proven to be in range; signed numbers are zigzag, whose odd values are the negative ones.
bool isPermitted(const Field& field, uint64_t& value) {
  const bool isWide = field.type == Type::kUint64 || field.type == Type::kSint64;
  if (!isWide && !(value <= kUint32Max)) return false;
  if (field.type == Type::kSint32 || field.type == Type::kSint64) {
    if ((value & 1) != 0) return false;
    value >>= 1;
  }
  return field.min <= value && value <= field.max;
}

// Bytes of a sample, or of a point of SUMMARY.
size_t sampleBytes(uint32_t encoding) {
  if (encoding == kEncodingSummary) return kSummaryPointBytes;
  return encoding == kEncodingRaw24 ? kRaw24Bytes : kRaw32Bytes;
}

// Reads the fields by number, absent ones as zero.
bool readFields(Reader& reader, std::array<uint64_t, kFieldCount>& values, SampleBlock& block) {
  uint32_t seen = 0;
  while (!reader.isAtEnd()) {
    uint64_t tag = 0;
    if (!reader.readVarint(tag) || !(tag <= kUint32Max)) return false;
    const uint64_t id = tag >> 3;
    const uint64_t wire_type = tag & 7;
    if (id == 0) return false;
    if (id >= kFieldCount) {
      if (!reader.skip(wire_type)) return false;
      continue;
    }
    // Given twice: libraries disagree on which one counts.
    const uint32_t bit = 1u << id;
    if ((seen & bit) != 0) return false;
    seen |= bit;
    if (kFields[id].type == Type::kBytes) {
      if (wire_type != kWireDelimited || !reader.readDelimited(block.data, block.data_bytes)) return false;
    } else if (wire_type != kWireVarint || !reader.readVarint(values[id])) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool parseSampleBlock(const uint8_t* bytes, size_t length, SampleBlock& block) {
  std::array<uint64_t, kFieldCount> values{};
  block = SampleBlock{};
  Reader reader(bytes, length);
  if (!readFields(reader, values, block)) return false;
  for (size_t id = 1; id < kFieldCount; id += 1) {
    if (kFields[id].type != Type::kBytes && !isPermitted(kFields[id], values[id])) return false;
  }
  block.stream_id = static_cast<uint32_t>(values[1]);
  block.block_seq = static_cast<uint32_t>(values[2]);
  block.first_sample = values[3];
  block.device_time_us = values[4];
  block.rate_Hz = static_cast<uint32_t>(values[5]);
  block.decimation = static_cast<uint32_t>(values[6]);
  block.range_index = static_cast<uint32_t>(values[7]);
  block.full_scale_fA = static_cast<int64_t>(values[8]);
  block.full_scale_uV = static_cast<int32_t>(values[9]);
  block.bits = static_cast<uint32_t>(values[10]);
  block.calibration_id = static_cast<uint32_t>(values[11]);
  block.flags = static_cast<uint32_t>(values[12]);
  block.lost_before = values[13];
  block.sample_count = static_cast<uint32_t>(values[14]);
  block.encoding = static_cast<uint32_t>(values[15]);
  block.channel = static_cast<uint32_t>(values[17]);
  block.payload_bytes = length;
  if (!(block.data_bytes <= kDataBytesMax)) return false;
  return block.encoding == kEncodingFor128 || block.data_bytes == block.sample_count * sampleBytes(block.encoding);
}

bool areSound(const SampleBlock& block, int32_t* codes) {
  return block.encoding != kEncodingFor128 || unpackFor128(block.data, block.data_bytes, block.sample_count, codes);
}

void unpackPart(const SampleBlock& block, size_t from_index, size_t count, int32_t* codes) {
  if (block.encoding == kEncodingRaw24) unpackRaw24(block.data + kRaw24Bytes * from_index, count, codes + from_index);
  if (block.encoding == kEncodingRaw32) unpackRaw32(block.data + kRaw32Bytes * from_index, count, codes + from_index);
}

void unpackRuns(const SampleBlock& block, size_t from_index, size_t runs, int32_t* codes, RunStatistics* into) {
  if (block.encoding == kEncodingRaw24) {
    unpackRuns24(block.data + kRaw24Bytes * from_index, runs, codes + from_index, into);
    return;
  }
  unpackPart(block, from_index, runs * kRunSamplesMax, codes);
  measureRuns(codes + from_index, runs, into);
}

}  // namespace nanobias
