// The samplers as Node-API sees them: classes made anew for every environment, so that worker threads share nothing.
// What crosses is declared in src/addon.ts; nothing crosses a sample at a time.
#include <napi.h>

#include <atomic>
#include <memory>
#include <new>
#include <string>

#include "../core/cpu.h"
#include "../core/source.h"
#include "measure.h"
#include "pty_object.h"
#include "results.h"
#include "values.h"

namespace nanobias {
namespace {

constexpr uint32_t kFramesWaiting = 1;
constexpr uint32_t kBlocksWaiting = 2;

uint32_t uint32At(const Napi::CallbackInfo& info, size_t index) { return info[index].As<Napi::Number>().Uint32Value(); }
int64_t int64At(const Napi::CallbackInfo& info, size_t index) { return info[index].As<Napi::Number>().Int64Value(); }

// Whether every argument is a number.
bool areNumbers(const Napi::CallbackInfo& info, size_t count) {
  for (size_t index = 0; index < count; index += 1) {
    if (!info[index].IsNumber()) return false;
  }
  return true;
}

// What both objects do alike. `Self` has `with(use)`, which runs `use(Sampler&)` where no thread is at work on it.
template <typename Self>
struct Common {
  static void setSession(Self& self, const Napi::CallbackInfo& info) {
    if (!require(info.Env(), areNumbers(info, 1), "a session is a number")) return;
    self.with([&](Sampler& sampler) { sampler.setSession(uint32At(info, 0)); });
  }

  static Napi::Value takeFrames(Self& self, const Napi::CallbackInfo& info) {
    std::vector<Frame> frames;
    self.with([&](Sampler& sampler) { frames.swap(sampler.frames()); });
    return framesValue(info.Env(), frames);
  }

  static Napi::Value takeGroups(Self& self, const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    if (!require(env, areNumbers(info, 2) && info[2].IsBoolean(), "stream, level, flush")) return env.Undefined();
    const uint32_t level_index = uint32At(info, 1);
    if (!require(env, level_index < kLevelCount, "no such level")) return env.Undefined();
    const bool flush = info[2].As<Napi::Boolean>().Value();
    std::vector<Group> groups;
    self.with([&](Sampler& sampler) {
      if (Stream* stream = sampler.stream(uint32At(info, 0))) groups = stream->takeGroups(level_index, flush);
    });
    return groupsValue(env, groups);
  }

  static Napi::Value pyramid(Self& self, const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    if (!require(env, areNumbers(info, 4) && uint32At(info, 1) < kLevelCount && 0 <= int64At(info, 2) && 0 <= int64At(info, 3), "stream, level, from, to")) return env.Undefined();
    std::vector<Group> groups;
    self.with([&](Sampler& sampler) {
      const Stream* stream = sampler.stream(uint32At(info, 0));
      if (stream != nullptr) groups = stream->pyramid(uint32At(info, 1), static_cast<uint64_t>(int64At(info, 2)), static_cast<uint64_t>(int64At(info, 3)));
    });
    return groupsValue(env, groups);
  }

  static Napi::Value totals(Self& self, const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    if (!require(env, areNumbers(info, 1), "a stream is a number")) return env.Undefined();
    return self.with([&](Sampler& sampler) { return totalsValue(env, sampler.stream(uint32At(info, 0))); });
  }

  static Napi::Value counts(Self& self, const Napi::CallbackInfo& info) {
    return countsValue(info.Env(), self.with([](Sampler& sampler) { return sampler.counts(); }));
  }

  static void forget(Self& self, const Napi::CallbackInfo& info) {
    if (!require(info.Env(), areNumbers(info, 1), "a stream is a number")) return;
    self.with([&](Sampler& sampler) { sampler.forget(uint32At(info, 0)); });
  }
};

// Feeds bytes; what memory does not suffice for is told as an error, and the process lives.
template <typename Feed>
void guarded(Napi::Env env, Feed&& feed) {
  try {
    feed();
  } catch (const std::bad_alloc&) {
    Napi::Error::New(env, "ENOMEM: not enough memory to go on sampling").ThrowAsJavaScriptException();
  }
}

// A sampler that is fed and emptied in turns.
class SamplerObject : public Napi::ObjectWrap<SamplerObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "NativeSampler", {
      InstanceMethod<&SamplerObject::setSession>("setSession"), InstanceMethod<&SamplerObject::feed>("feed"),
      InstanceMethod<&SamplerObject::takeFrames>("takeFrames"), InstanceMethod<&SamplerObject::takeBlocks>("takeBlocks"),
      InstanceMethod<&SamplerObject::takeGroups>("takeGroups"), InstanceMethod<&SamplerObject::pyramid>("pyramid"),
      InstanceMethod<&SamplerObject::totals>("totals"), InstanceMethod<&SamplerObject::counts>("counts"),
      InstanceMethod<&SamplerObject::forget>("forget"),
    });
  }

  explicit SamplerObject(const Napi::CallbackInfo& info)
      : Napi::ObjectWrap<SamplerObject>(info), blocks_(info[0].IsNumber() ? uint32At(info, 0) : 0), sampler_(blocks_) {}

  template <typename Use>
  auto with(Use&& use) { return use(sampler_); }

 private:
  using Same = Common<SamplerObject>;

  void setSession(const Napi::CallbackInfo& info) { Same::setSession(*this, info); }
  Napi::Value takeFrames(const Napi::CallbackInfo& info) { return Same::takeFrames(*this, info); }
  Napi::Value takeGroups(const Napi::CallbackInfo& info) { return Same::takeGroups(*this, info); }
  Napi::Value pyramid(const Napi::CallbackInfo& info) { return Same::pyramid(*this, info); }
  Napi::Value totals(const Napi::CallbackInfo& info) { return Same::totals(*this, info); }
  Napi::Value counts(const Napi::CallbackInfo& info) { return Same::counts(*this, info); }
  void forget(const Napi::CallbackInfo& info) { Same::forget(*this, info); }

  Napi::Value feed(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsTypedArray(), "bytes are a Uint8Array")) return info.Env().Undefined();
    const auto bytes = info[0].As<Napi::Uint8Array>();
    guarded(info.Env(), [&] { sampler_.feed(bytes.Data(), bytes.ByteLength()); });
    const uint32_t waiting = (sampler_.frames().empty() ? 0 : kFramesWaiting) | (blocks_.blocks().empty() ? 0 : kBlocksWaiting);
    return Napi::Number::New(info.Env(), waiting);
  }

  Napi::Value takeBlocks(const Napi::CallbackInfo& info) {
    const Napi::Value taken = blocksValue(info.Env(), blocks_.blocks());
    blocks_.release();
    return taken;
  }

  BlockQueue blocks_;
  Sampler sampler_;
};

// A sampler with a thread, a ring and a doorbell.
class SourceObject : public Napi::ObjectWrap<SourceObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "NativeSource", {
      InstanceMethod<&SourceObject::setSession>("setSession"), InstanceMethod<&SourceObject::takeFrames>("takeFrames"),
      InstanceMethod<&SourceObject::takeGroups>("takeGroups"), InstanceMethod<&SourceObject::pyramid>("pyramid"),
      InstanceMethod<&SourceObject::totals>("totals"), InstanceMethod<&SourceObject::counts>("counts"),
      InstanceMethod<&SourceObject::forget>("forget"), InstanceMethod<&SourceObject::probe>("probe"),
      InstanceMethod<&SourceObject::start>("start"), InstanceMethod<&SourceObject::feed>("feed"),
      InstanceMethod<&SourceObject::takeCut>("takeCut"), InstanceMethod<&SourceObject::write>("write"), InstanceMethod<&SourceObject::setTrip>("setTrip"),
      InstanceMethod<&SourceObject::clearTrip>("clearTrip"), InstanceMethod<&SourceObject::state>("state"),
      InstanceMethod<&SourceObject::fetch>("fetch"), InstanceMethod<&SourceObject::release>("release"),
      InstanceMethod<&SourceObject::consumed>("consumed"), InstanceMethod<&SourceObject::ring>("ring"),
      InstanceMethod<&SourceObject::unref>("unref"), InstanceMethod<&SourceObject::close>("close"),
    });
  }

  // (ring, isShared, waits, stop_frames, onNews)
  explicit SourceObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<SourceObject>(info), context_(info.Env(), "nanobias.source") {
    const Napi::Env env = info.Env();
    if (!require(env, info[0].IsTypedArray() && info[1].IsBoolean() && info[2].IsBoolean() && info[3].IsTypedArray() && info[4].IsFunction(), "ring, isShared, waits, stop, onNews")) return;
    auto shared = info[0].As<Napi::Uint8Array>();
    const size_t capacity = shared.ByteLength() - kRingControlBytes;
    const bool isSound = kRingBytesMin <= capacity && capacity <= kRingBytesMax && (capacity & (capacity - 1)) == 0 && reinterpret_cast<uintptr_t>(shared.Data()) % kRingUnitBytes == 0;
    if (!require(env, isSound, "a ring is a power of two and its positions")) return;
    if (info[1].As<Napi::Boolean>().Value()) {
      shared_ = Napi::Persistent(info[0].As<Napi::Object>());
    } else {
      own_.resize(shared.ByteLength() / sizeof(double));
    }
    ring_ = std::make_unique<Ring>(own_.empty() ? shared.Data() : reinterpret_cast<uint8_t*>(own_.data()), capacity);
    const auto stop = info[3].As<Napi::Uint8Array>();
    Source::Options options;
    options.overflow = info[2].As<Napi::Boolean>().Value() ? Overflow::kBlock : Overflow::kDropNewest;
    options.stop_frames.assign(stop.Data(), stop.Data() + stop.ByteLength());
    options.on_news = [this] { ringBell(); };
    source_ = std::make_unique<Source>(*ring_, std::move(options));
    on_news_ = Napi::Persistent(info[4].As<Napi::Function>());
    napi_value name = Napi::String::New(env, "nanobias.source");
    if (napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, nullptr, nullptr, this, answer, &bell_) != napi_ok) {
      Napi::Error::New(env, "no doorbell").ThrowAsJavaScriptException();
      return;
    }
    // Hooks run last in, first out: the thread is gone before the environment takes the bell.
    napi_add_env_cleanup_hook(env, cleanUp, this);
    Ref();
  }

  template <typename Use>
  auto with(Use&& use) { return source_->with(use); }

 private:
  using Same = Common<SourceObject>;

  void setSession(const Napi::CallbackInfo& info) { Same::setSession(*this, info); }
  Napi::Value takeFrames(const Napi::CallbackInfo& info) { return Same::takeFrames(*this, info); }
  Napi::Value takeGroups(const Napi::CallbackInfo& info) { return Same::takeGroups(*this, info); }
  Napi::Value pyramid(const Napi::CallbackInfo& info) { return Same::pyramid(*this, info); }
  Napi::Value totals(const Napi::CallbackInfo& info) { return Same::totals(*this, info); }
  Napi::Value counts(const Napi::CallbackInfo& info) { return Same::counts(*this, info); }
  void forget(const Napi::CallbackInfo& info) { Same::forget(*this, info); }

  // The ring's position and the frames, taken between two chunks: what lies in front of the position came with these frames or
  // before them, and nothing behind it came before one of them.
  Napi::Value takeCut(const Napi::CallbackInfo& info) {
    std::vector<Frame> frames;
    uint32_t position = 0;
    with([&](Sampler& sampler) {
      frames.swap(sampler.frames());
      position = ring_->position();
    });
    Napi::Array taken = Napi::Array::New(info.Env(), 2);
    taken[0u] = Napi::Number::New(info.Env(), position);
    taken[1u] = framesValue(info.Env(), frames);
    return taken;
  }

  // Writes a number to the ring's memory and reads the one behind it: shows that both sides see the same bytes.
  Napi::Value probe(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), areNumbers(info, 1), "a number")) return info.Env().Undefined();
    auto* records = reinterpret_cast<double*>(ring_->memory() + kRingControlBytes);
    records[0] = info[0].As<Napi::Number>().DoubleValue();
    return Napi::Number::New(info.Env(), records[1]);
  }

  // Kind, path, port, baud, descriptor of the source, then of the way back; a kind of -1 is none. The call and the errno of a failure.
  Napi::Value start(const Napi::CallbackInfo& info) {
    const Napi::Env env = info.Env();
    Descriptor descriptor;
    Descriptor control;
    SystemFailure failure = openAt(info, 0, openSource, descriptor);
    if (!failure) failure = openAt(info, 5, openControl, control);
    const bool isConnecting = descriptor.isOpen() && isSocketKind(info[0].As<Napi::Number>().Int32Value());
    if (!failure) failure = source_->start(std::move(descriptor), std::move(control), isConnecting);
    if (!failure) return env.Undefined();
    Napi::Array told = Napi::Array::New(env, 2);
    told[0u] = Napi::String::New(env, failure.call);
    told[1u] = Napi::Number::New(env, failure.error);
    return told;
  }

  static bool isSocketKind(int kind) { return kind == static_cast<int>(SourceKind::kUnix) || kind == static_cast<int>(SourceKind::kTcp); }

  static SystemFailure openAt(const Napi::CallbackInfo& info, size_t index, SystemFailure (*open)(const SourceAddress&, Descriptor&), Descriptor& opened) {
    const int kind = info[index].As<Napi::Number>().Int32Value();
    if (kind < 0) return {};
    SourceAddress address;
    address.kind = static_cast<SourceKind>(kind);
    address.path = info[index + 1].As<Napi::String>().Utf8Value();
    address.port = uint32At(info, index + 2);
    address.baud = uint32At(info, index + 3);
    address.descriptor = info[index + 4].As<Napi::Number>().Int32Value();
    return open(address, opened);
  }

  void feed(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsTypedArray(), "bytes are a Uint8Array")) return;
    // The ring's memory goes with the doorbell.
    if (bell_ == nullptr) return;
    const auto bytes = info[0].As<Napi::Uint8Array>();
    guarded(info.Env(), [&] { source_->feed(bytes.Data(), bytes.ByteLength()); });
    ringBell();
  }

  Napi::Value write(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsTypedArray(), "bytes are a Uint8Array")) return info.Env().Undefined();
    const auto bytes = info[0].As<Napi::Uint8Array>();
    return Napi::Boolean::New(info.Env(), source_->write(bytes.Data(), bytes.ByteLength()));
  }

  void setTrip(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), areNumbers(info, 3), "stream, least and greatest current")) return;
    source_->setTrip(TripLimit{uint32At(info, 0), int64At(info, 1), int64At(info, 2)});
  }

  void clearTrip(const Napi::CallbackInfo&) { with([](Sampler& sampler) { sampler.trip().clear(); }); }

  // Eighteen numbers, in the order that src/native-source.ts names.
  Napi::Value state(const Napi::CallbackInfo& info) {
    // Asked first: once the thread has ended, nothing comes behind what is counted below.
    const bool hasEnded = source_->hasEnded();
    TripRecord trip;
    bool isTripped = false;
    size_t frames = 0;
    size_t high_water = 0;
    with([&](Sampler& sampler) {
      isTripped = sampler.trip().isLatched();
      trip = sampler.trip().record();
      frames = sampler.frames().size();
      high_water = ring_->highWaterBytes();
    });
    Control& control = source_->control();
    const double values[] = {
      number(frames), source_->isConnected() ? 1.0 : 0.0, hasEnded ? 1.0 : 0.0, static_cast<double>(source_->endError()),
      isTripped ? 1.0 : 0.0, number(trip.stream_id), number(trip.sample_index), static_cast<double>(trip.code),
      static_cast<double>(trip.full_scale_fA), number(trip.bits), number(trip.device_time_us), number(source_->tripped_ns()),
      number(control.stopSent_ns()), static_cast<double>(control.error()), number(high_water), number(source_->threadTime_ns()),
      number(control.pendingBytes()), control.isOpen() ? 1.0 : 0.0,
    };
    return copied<Napi::Float64Array>(info.Env(), values, sizeof values / sizeof values[0]);
  }

  // Copies the positions and the unread records of a ring of our own to the mirror that JavaScript reads.
  void fetch(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsTypedArray(), "a mirror is a Uint8Array")) return;
    auto mirror = info[0].As<Napi::Uint8Array>();
    if (mirror.ByteLength() == ring_->bytes()) ring_->copyUnread(mirror.Data());
  }

  void release(const Napi::CallbackInfo& info) {
    if (require(info.Env(), areNumbers(info, 1), "a position is a number")) ring_->release(uint32At(info, 0));
  }

  void consumed(const Napi::CallbackInfo&) { source_->consumed(); }
  void ring(const Napi::CallbackInfo&) { ringBell(); }
  void unref(const Napi::CallbackInfo& info) {
    if (bell_ != nullptr) napi_unref_threadsafe_function(info.Env(), bell_);
  }
  void close(const Napi::CallbackInfo& info) {
    if (bell_ == nullptr) return;
    napi_remove_env_cleanup_hook(info.Env(), cleanUp, this);
    shut();
    // The callback holds its owner, which holds this object: only closing takes the circle apart.
    on_news_.Reset();
    shared_.Reset();
    Unref();
  }

  static void cleanUp(void* self) { static_cast<SourceObject*>(self)->shut(); }

  // The thread first, so that nobody rings a bell that is gone.
  void shut() {
    if (bell_ == nullptr) return;
    source_->stop();
    napi_release_threadsafe_function(bell_, napi_tsfn_abort);
    bell_ = nullptr;
  }

  // At most one ring is under way; every exchange sees what the other side did before its own.
  void ringBell() {
    if (bell_ == nullptr || has_rung_.exchange(true, std::memory_order_acq_rel)) return;
    napi_call_threadsafe_function(bell_, nullptr, napi_tsfn_nonblocking);
  }

  static void answer(napi_env env, napi_value, void* context, void*) {
    if (env == nullptr) return;
    auto* self = static_cast<SourceObject*>(context);
    self->has_rung_.exchange(false, std::memory_order_acq_rel);
    if (self->bell_ == nullptr) return;
    const Napi::HandleScope scope(env);
    callBack(self->context_, self->Value(), self->on_news_.Value(), Napi::Env(env).Undefined());
  }

  Napi::AsyncContext context_;
  Napi::FunctionReference on_news_;
  Napi::ObjectReference shared_;
  std::vector<double> own_;
  std::unique_ptr<Ring> ring_;
  std::unique_ptr<Source> source_;
  napi_threadsafe_function bell_ = nullptr;
  std::atomic<bool> has_rung_{false};
};

Napi::Object init(Napi::Env env, Napi::Object exports) {
  exports.Set("NativeSampler", SamplerObject::define(env));
  exports.Set("NativeSource", SourceObject::define(env));
  exports.Set("NativePty", definePty(env));
  exports.Set("measure", defineMeasure(env));
  const std::string vectors = cpu().has_avx512 ? "avx512" : cpu().has_avx2 ? "avx2" : "plain";
  exports.Set("cpuPath", Napi::String::New(env, vectors + (cpu().has_crc32 ? " and crc32" : "")));
  return exports;
}

}  // namespace
}  // namespace nanobias

static Napi::Object initialise(Napi::Env env, Napi::Object exports) { return nanobias::init(env, exports); }

NODE_API_MODULE(nanobias_native, initialise)
