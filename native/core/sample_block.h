#pragma once

#include <cstddef>
#include <cstdint>

#include "codes.h"

namespace nanobias {

// The message nanobias.v1.SampleBlock, its data still packed.
struct SampleBlock {
  uint32_t stream_id = 0;
  uint32_t block_seq = 0;
  uint64_t first_sample = 0;
  uint64_t device_time_us = 0;
  uint32_t rate_Hz = 0;
  uint32_t decimation = 0;
  uint32_t range_index = 0;
  int64_t full_scale_fA = 0;
  int32_t full_scale_uV = 0;
  uint32_t bits = 0;
  uint32_t calibration_id = 0;
  uint32_t flags = 0;
  uint64_t lost_before = 0;
  uint32_t sample_count = 0;
  uint32_t encoding = 0;
  uint32_t channel = 0;
  // Length of the payload that was parsed.
  size_t payload_bytes = 0;
  // Points into that payload.
  const uint8_t* data = nullptr;
  size_t data_bytes = 0;
};

constexpr uint32_t kEncodingRaw32 = 1;
constexpr uint32_t kEncodingRaw24 = 2;
constexpr uint32_t kEncodingFor128 = 3;
constexpr uint32_t kEncodingSummary = 4;
// Longest data: 1024 samples of RAW32, which is more than a frame takes.
constexpr size_t kDataBytesMax = 4096;
constexpr size_t kRaw24Bytes = 3;
constexpr size_t kRaw32Bytes = 4;
constexpr size_t kSummaryPointBytes = 20;
constexpr uint64_t kBlockSamplesMax = 1024;
constexpr size_t kBlockRunsMax = kBlockSamplesMax / kRunSamplesMax;

// Bit of `flags` by which the device tells of missing samples.
constexpr uint32_t kFlagGap = 1u << 2;

// 2^53 - 1: whole numbers up to here are exact in a double, and the wire carries no larger ones.
constexpr uint64_t kSafeIntegerMax = (uint64_t{1} << 53) - 1;

// Parses a payload; false where the codec of the protocol refuses it.
bool parseSampleBlock(const uint8_t* bytes, size_t length, SampleBlock& block);

// Whether the data of a parsed block are what the encoding says. Where that shows only on unpacking, `codes` are there afterwards.
bool areSound(const SampleBlock& block, int32_t* codes);

// Unpacks a part of a sound block to its place among the codes.
void unpackPart(const SampleBlock& block, size_t from_index, size_t count, int32_t* codes);

// Unpacks consecutive runs of kRunSamplesMax codes, and measures them.
void unpackRuns(const SampleBlock& block, size_t from_index, size_t runs, int32_t* codes, RunStatistics* into);

}  // namespace nanobias
