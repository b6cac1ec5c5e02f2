#pragma once

#include <napi.h>

#include <vector>

#include "../core/sampler.h"
#include "values.h"

// What a sampler has to say, as the flat arrays that src/addon.ts declares; the same for every object that holds one.
namespace nanobias {

inline Napi::Value wideInteger(Napi::Env env, const WideSum& sum) {
  uint64_t words[2];
  sum.magnitude(words);
  return Napi::BigInt::New(env, sum.isNegative() ? 1 : 0, 2, words);
}

inline Napi::Value framesValue(Napi::Env env, const std::vector<Frame>& frames) {
  Napi::Array taken = Napi::Array::New(env);
  uint32_t index = 0;
  for (const Frame& frame : frames) {
    taken[index] = Napi::Number::New(env, frame.kind);
    taken[index + 1] = Napi::Number::New(env, frame.session);
    taken[index + 2] = Napi::Number::New(env, frame.seq);
    taken[index + 3] = copied<Napi::Uint8Array>(env, frame.payload.data(), frame.payload.size());
    index += 4;
  }
  return taken;
}

// One array of headers, then the codes of each block.
inline Napi::Value blocksValue(Napi::Env env, const std::vector<Block>& blocks) {
  std::vector<double> headers;
  headers.reserve(blocks.size() * 14);
  Napi::Array taken = Napi::Array::New(env, blocks.size() + 1);
  uint32_t index = 1;
  for (const Block& block : blocks) {
    const SampleBlock& header = block.header;
    headers.insert(headers.end(), {
      number(header.stream_id), number(header.channel), number(header.block_seq), number(header.first_sample),
      number(header.device_time_us), number(header.rate_Hz), number(header.decimation), number(header.range_index),
      static_cast<double>(header.full_scale_fA), static_cast<double>(header.full_scale_uV), number(header.bits), number(header.flags),
      number(header.lost_before), number(header.payload_bytes),
    });
    taken[index] = copied<Napi::Int32Array>(env, block.codes.data(), block.codes.size());
    index += 1;
  }
  taken[0u] = copied<Napi::Float64Array>(env, headers.data(), headers.size());
  return taken;
}

inline Napi::Value groupsValue(Napi::Env env, const std::vector<Group>& groups) {
  std::vector<double> values;
  values.reserve(groups.size() * 7);
  for (const Group& group : groups) {
    values.insert(values.end(), {
      number(group.first_sample), number(group.sample_count), number(group.range_index), static_cast<double>(group.code_min),
      static_cast<double>(group.code_max), static_cast<double>(group.code_sum), group.square_sum.nearest(),
    });
  }
  return copied<Napi::Float64Array>(env, values.data(), values.size());
}

inline Napi::Value totalsValue(Napi::Env env, const Stream* stream) {
  if (stream == nullptr) return env.Undefined();
  Napi::Array taken = Napi::Array::New(env);
  uint32_t index = 0;
  const auto append = [&](Napi::Value value) { taken[index++] = value; };
  append(Napi::BigInt::New(env, stream->sampleCount()));
  append(Napi::Number::New(env, number(stream->gapCount())));
  append(wideInteger(env, stream->lostCount()));
  for (const ScaleTotal& total : stream->scaleTotals()) {
    append(Napi::Number::New(env, total.scale.range_index));
    append(Napi::Number::New(env, static_cast<double>(total.scale.full_scale_fA)));
    append(Napi::Number::New(env, total.scale.full_scale_uV));
    append(Napi::Number::New(env, total.scale.bits));
    append(wideInteger(env, total.code_sum));
    append(Napi::BigInt::New(env, total.sample_count));
  }
  return taken;
}

inline Napi::Value countsValue(Napi::Env env, const ReceiveCounts& counts) {
  const double values[] = {
    number(counts.bytes), number(counts.deframer.frames), number(counts.deframer.crc_errors),
    number(counts.deframer.malformed + counts.malformed_blocks), number(counts.deframer.foreign_version), number(counts.foreign_session),
    number(counts.deframer.oversize), number(counts.dropped_frames), number(counts.dropped_blocks), number(counts.dropped_samples),
    number(counts.dropped_groups),
  };
  return copied<Napi::Float64Array>(env, values, sizeof values / sizeof values[0]);
}

}  // namespace nanobias
