// The one file of Node-API: two classes, made anew for every environment, so that worker threads share nothing.
// What crosses is declared in src/addon.ts; nothing crosses a sample at a time.
#include <napi.h>

#include <cstring>
#include <string>

#include "../core/cpu.h"
#include "../core/sampler.h"
#include "pty_loop.h"

namespace nanobias {
namespace {

constexpr uint32_t kFramesWaiting = 1;
constexpr uint32_t kBlocksWaiting = 2;

double number(uint64_t value) { return static_cast<double>(value); }

Napi::Value wideInteger(Napi::Env env, const WideSum& sum) {
  uint64_t words[2];
  sum.magnitude(words);
  return Napi::BigInt::New(env, sum.isNegative() ? 1 : 0, 2, words);
}

// Copies into memory that the receiver owns: Electron forbids external buffers.
template <typename Array, typename Element>
Array copied(Napi::Env env, const Element* elements, size_t count) {
  Array array = Array::New(env, count);
  if (count > 0 && array.Data() != nullptr) std::memcpy(array.Data(), elements, count * sizeof(Element));
  return array;
}

// Typed arrays and numbers only come from our own wrapper; anything else is its bug and is told so.
bool require(Napi::Env env, bool isMet, const char* what) {
  if (!isMet) Napi::TypeError::New(env, what).ThrowAsJavaScriptException();
  return isMet;
}

class SamplerObject : public Napi::ObjectWrap<SamplerObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "NativeSampler", {
      InstanceMethod<&SamplerObject::setSession>("setSession"),
      InstanceMethod<&SamplerObject::feed>("feed"),
      InstanceMethod<&SamplerObject::takeFrames>("takeFrames"),
      InstanceMethod<&SamplerObject::takeBlocks>("takeBlocks"),
      InstanceMethod<&SamplerObject::takeGroups>("takeGroups"),
      InstanceMethod<&SamplerObject::totals>("totals"),
      InstanceMethod<&SamplerObject::counts>("counts"),
      InstanceMethod<&SamplerObject::forget>("forget"),
    });
  }

  explicit SamplerObject(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<SamplerObject>(info), sampler_(info[0].IsNumber() ? info[0].As<Napi::Number>().Uint32Value() : 0) {}

 private:
  void setSession(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsNumber(), "a session is a number")) return;
    sampler_.setSession(info[0].As<Napi::Number>().Uint32Value());
  }

  Napi::Value feed(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsTypedArray(), "bytes are a Uint8Array")) return info.Env().Undefined();
    const auto bytes = info[0].As<Napi::Uint8Array>();
    sampler_.feed(bytes.Data(), bytes.ByteLength());
    const uint32_t waiting = (sampler_.frames().empty() ? 0 : kFramesWaiting) | (sampler_.blocks().empty() ? 0 : kBlocksWaiting);
    return Napi::Number::New(info.Env(), waiting);
  }

  Napi::Value takeFrames(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    Napi::Array taken = Napi::Array::New(env);
    uint32_t index = 0;
    for (const Frame& frame : sampler_.frames()) {
      taken[index] = Napi::Number::New(env, frame.kind);
      taken[index + 1] = Napi::Number::New(env, frame.session);
      taken[index + 2] = Napi::Number::New(env, frame.seq);
      taken[index + 3] = copied<Napi::Uint8Array>(env, frame.payload.data(), frame.payload.size());
      index += 4;
    }
    sampler_.frames().clear();
    return taken;
  }

  // One array of headers, then the codes of each block.
  Napi::Value takeBlocks(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    const auto& blocks = sampler_.blocks();
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
    sampler_.releaseBlocks();
    return taken;
  }

  Napi::Value takeGroups(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    if (!require(env, info[0].IsNumber() && info[1].IsNumber() && info[2].IsBoolean(), "stream, level, flush")) return env.Undefined();
    const uint32_t level_index = info[1].As<Napi::Number>().Uint32Value();
    if (!require(env, level_index < kLevelCount, "no such level")) return env.Undefined();
    std::vector<double> values;
    if (Stream* stream = sampler_.stream(info[0].As<Napi::Number>().Uint32Value())) {
      for (const Group& group : stream->takeGroups(level_index, info[2].As<Napi::Boolean>().Value())) {
        values.insert(values.end(), {
          number(group.first_sample), number(group.sample_count), number(group.range_index), static_cast<double>(group.code_min),
          static_cast<double>(group.code_max), static_cast<double>(group.code_sum), group.square_sum.nearest(),
        });
      }
    }
    return copied<Napi::Float64Array>(env, values.data(), values.size());
  }

  Napi::Value totals(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    if (!require(env, info[0].IsNumber(), "a stream is a number")) return env.Undefined();
    const Stream* stream = sampler_.stream(info[0].As<Napi::Number>().Uint32Value());
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

  Napi::Value counts(const Napi::CallbackInfo& info) {
    const ReceiveCounts counts = sampler_.counts();
    const double values[] = {
      number(counts.bytes), number(counts.deframer.frames), number(counts.deframer.crc_errors),
      number(counts.deframer.malformed + counts.malformed_blocks), number(counts.deframer.foreign_version), number(counts.foreign_session),
      number(counts.deframer.oversize), number(counts.dropped_frames), number(counts.dropped_blocks), number(counts.dropped_samples),
      number(counts.dropped_groups),
    };
    return copied<Napi::Float64Array>(info.Env(), values, sizeof values / sizeof values[0]);
  }

  void forget(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsNumber(), "a stream is a number")) return;
    sampler_.forget(info[0].As<Napi::Number>().Uint32Value());
  }

  Sampler sampler_;
};

// A pseudo-terminal; kept alive by itself while it is open.
class PtyObject : public Napi::ObjectWrap<PtyObject>, private PtyLoop::Listener {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "NativePty", {
      InstanceMethod<&PtyObject::write>("write"),
      InstanceMethod<&PtyObject::close>("close"),
      InstanceAccessor<&PtyObject::path>("path"),
      InstanceAccessor<&PtyObject::pendingBytes>("pendingBytes"),
      InstanceAccessor<&PtyObject::isConnected>("isConnected"),
    });
  }

  // (onBytes, onHangup, onDrain)
  explicit PtyObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<PtyObject>(info), context_(info.Env(), "nanobias.pty") {
    const Napi::Env env = info.Env();
    if (!require(env, info[0].IsFunction() && info[1].IsFunction() && info[2].IsFunction(), "onBytes, onHangup and onDrain")) return;
    on_bytes_ = Napi::Persistent(info[0].As<Napi::Function>());
    on_hangup_ = Napi::Persistent(info[1].As<Napi::Function>());
    on_drain_ = Napi::Persistent(info[2].As<Napi::Function>());
    uv_loop_t* loop = nullptr;
    std::string reason = "this environment has no event loop";
    if (napi_get_uv_event_loop(env, &loop) == napi_ok) loop_ = PtyLoop::open(loop, this, reason);
    if (loop_ == nullptr) {
      Napi::Error::New(env, reason).ThrowAsJavaScriptException();
      return;
    }
    path_ = loop_->master().path();
    Ref();
    napi_add_async_cleanup_hook(env, [](napi_async_cleanup_hook_handle, void* self) { static_cast<PtyObject*>(self)->shut(false); }, this, &cleanup_);
  }

 private:
  Napi::Value write(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsTypedArray(), "bytes are a Uint8Array")) return info.Env().Undefined();
    const auto bytes = info[0].As<Napi::Uint8Array>();
    return Napi::Boolean::New(info.Env(), loop_ != nullptr && loop_->write(bytes.Data(), bytes.ByteLength()));
  }

  void close(const Napi::CallbackInfo&) { shut(true); }

  Napi::Value path(const Napi::CallbackInfo& info) { return Napi::String::New(info.Env(), path_); }

  Napi::Value pendingBytes(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), loop_ == nullptr ? 0 : number(loop_->master().pendingBytes()));
  }

  Napi::Value isConnected(const Napi::CallbackInfo& info) {
    return Napi::Boolean::New(info.Env(), loop_ != nullptr && loop_->master().isConnected());
  }

  // The hook goes last: the environment waits for it, and with it for the handles.
  void shut(bool isAlive) {
    if (loop_ == nullptr) return;
    PtyLoop* const loop = loop_;
    loop_ = nullptr;
    loop->close([hook = cleanup_] { napi_remove_async_cleanup_hook(hook); });
    if (isAlive) Unref();
  }

  void onBytes(const uint8_t* bytes, size_t length) override {
    const Napi::HandleScope scope(Env());
    call(on_bytes_, copied<Napi::Uint8Array>(Env(), bytes, length));
  }

  void onHangup() override {
    const Napi::HandleScope scope(Env());
    call(on_hangup_, Env().Undefined());
  }

  void onDrain() override {
    const Napi::HandleScope scope(Env());
    call(on_drain_, Env().Undefined());
  }

  // What a callback throws is nobody's to catch: it ends the process as an uncaught exception does.
  void call(const Napi::FunctionReference& callback, napi_value argument) {
    const napi_env env = Env();
    if (napi_make_callback(env, context_, Value(), callback.Value(), 1, &argument, nullptr) != napi_pending_exception) return;
    napi_value exception = nullptr;
    if (napi_get_and_clear_last_exception(env, &exception) == napi_ok) napi_fatal_exception(env, exception);
  }

  Napi::AsyncContext context_;
  Napi::FunctionReference on_bytes_;
  Napi::FunctionReference on_hangup_;
  Napi::FunctionReference on_drain_;
  PtyLoop* loop_ = nullptr;
  napi_async_cleanup_hook_handle cleanup_ = nullptr;
  std::string path_;
};

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports.Set("NativeSampler", SamplerObject::define(env));
  exports.Set("NativePty", PtyObject::define(env));
  exports.Set("cpuPath", Napi::String::New(env, std::string(cpu().has_avx2 ? "avx2" : "plain") + (cpu().has_crc32 ? " and crc32" : "")));
  return exports;
}

}  // namespace
}  // namespace nanobias

static Napi::Object initialise(Napi::Env env, Napi::Object exports) { return nanobias::init(env, exports); }

NODE_API_MODULE(nanobias_native, initialise)
