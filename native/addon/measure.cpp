#include "measure.h"

#if defined(__linux__)

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

#include "../core/codes.h"
#include "../core/ring.h"
#include "../core/trip.h"
#include "values.h"

// What the benchmark needs of the machine and of the core's parts, and nothing else uses.
namespace nanobias {
namespace {

double now_ns(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

int32_t intAt(const Napi::CallbackInfo& info, size_t index) { return info[index].As<Napi::Number>().Int32Value(); }

// Processor time of the calling thread, for both bodies.
Napi::Value threadTime(const Napi::CallbackInfo& info) { return Napi::Number::New(info.Env(), now_ns(CLOCK_THREAD_CPUTIME_ID)); }

// (raw24, codes): from packed bytes to codes, statistics and the trip's verdict, a block after another. Returns how many runs were permitted.
Napi::Value fused(const Napi::CallbackInfo& info) {
  const auto bytes = info[0].As<Napi::Uint8Array>();
  auto codes = info[1].As<Napi::Int32Array>();
  Trip trip;
  trip.set(TripLimit{1, -1000000000, 1000000000});
  SampleBlock block;
  block.full_scale_fA = 1000000;
  block.bits = 24;
  trip.beginBlock(block);
  uint32_t permitted = 0;
  const size_t count = codes.ElementLength();
  RunStatistics runs[kBlockRunsMax];
  for (size_t index = 0; index + kBlockSamplesMax <= count; index += kBlockSamplesMax) {
    unpackRuns24(bytes.Data() + kRaw24Bytes * index, kBlockRunsMax, codes.Data() + index, runs);
    for (const RunStatistics& run : runs) permitted += trip.permits(run) ? 1 : 0;
  }
  return Napi::Number::New(info.Env(), permitted);
}

// (codes): the statistics alone.
Napi::Value statistics(const Napi::CallbackInfo& info) {
  const auto codes = info[0].As<Napi::Int32Array>();
  int64_t sum = 0;
  RunStatistics runs[kBlockRunsMax];
  for (size_t index = 0; index + kBlockSamplesMax <= codes.ElementLength(); index += kBlockSamplesMax) {
    measureRuns(codes.Data() + index, kBlockRunsMax, runs);
    for (const RunStatistics& run : runs) sum += run.code_sum + run.code_min + run.code_max + static_cast<int64_t>(run.square_sum_low);
  }
  return Napi::Number::New(info.Env(), static_cast<double>(sum));
}

// (from, to): copies.
void copy(const Napi::CallbackInfo& info) {
  const auto from = info[0].As<Napi::Uint8Array>();
  auto to = info[1].As<Napi::Uint8Array>();
  std::memcpy(to.Data(), from.Data(), from.ByteLength() < to.ByteLength() ? from.ByteLength() : to.ByteLength());
}

// A raw pseudo-terminal: [master descriptor, path].
Napi::Value openPair(const Napi::CallbackInfo& info) {
  const int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  char path[128] = "";
  termios line{};
  const bool isOpen = master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, path, sizeof path) == 0 && tcgetattr(master, &line) == 0;
  if (!require(info.Env(), isOpen, "a pseudo-terminal")) return info.Env().Undefined();
  cfmakeraw(&line);
  tcsetattr(master, TCSANOW, &line);
  Napi::Array pair = Napi::Array::New(info.Env(), 2);
  pair[0u] = Napi::Number::New(info.Env(), master);
  pair[1u] = Napi::String::New(info.Env(), path);
  return pair;
}

// (path, bytes): reads as much and does nothing with it; wall time in ns.
Napi::Value bareRead(const Napi::CallbackInfo& info) {
  const int descriptor = open(info[0].As<Napi::String>().Utf8Value().c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC);
  const double wanted = info[1].As<Napi::Number>().DoubleValue();
  std::vector<uint8_t> chunk(262144);
  double read_bytes = 0;
  double start_ns = 0;
  while (descriptor >= 0 && read_bytes < wanted) {
    const ssize_t count = read(descriptor, chunk.data(), chunk.size());
    if (count <= 0) break;
    if (start_ns == 0) start_ns = now_ns(CLOCK_MONOTONIC);
    read_bytes += static_cast<double>(count);
  }
  const double time_ns = now_ns(CLOCK_MONOTONIC) - start_ns;
  if (descriptor >= 0) close(descriptor);
  return Napi::Number::New(info.Env(), time_ns);
}

// (write descriptor, bytes, read descriptor): from before the write until something can be read; ns. Takes what was read.
Napi::Value answerTime(const Napi::CallbackInfo& info) {
  const auto bytes = info[1].As<Napi::Uint8Array>();
  pollfd answer{intAt(info, 2), POLLIN, 0};
  const double start_ns = now_ns(CLOCK_MONOTONIC);
  bool isAnswered = write(intAt(info, 0), bytes.Data(), bytes.ByteLength()) == static_cast<ssize_t>(bytes.ByteLength());
  isAnswered = isAnswered && poll(&answer, 1, 1000) == 1;
  const double time_ns = now_ns(CLOCK_MONOTONIC) - start_ns;
  uint8_t taken[4096];
  if (!isAnswered || read(answer.fd, taken, sizeof taken) <= 0) return Napi::Number::New(info.Env(), -1);
  return Napi::Number::New(info.Env(), time_ns);
}

// (turns): times from a write to an eventfd until the thread that polls it has woken; ns.
Napi::Value wakeTimes(const Napi::CallbackInfo& info) {
  const int turns = intAt(info, 0);
  const int there = eventfd(0, EFD_CLOEXEC);
  std::vector<double> times(static_cast<size_t>(turns));
  std::atomic<double> written_ns{0};
  std::atomic<int> woken{0};
  std::thread waiter([&] {
    for (int turn = 0; turn < turns; turn += 1) {
      pollfd ready{there, POLLIN, 0};
      poll(&ready, 1, -1);
      times[static_cast<size_t>(turn)] = now_ns(CLOCK_MONOTONIC) - written_ns.load();
      uint64_t count = 0;
      if (read(there, &count, sizeof count) < 0) return;
      woken.store(turn + 1);
    }
  });
  for (int turn = 0; turn < turns; turn += 1) {
    // As long as the bench of the trip rests between two turns: a processor that has slept wakes more slowly.
    usleep(3000);
    const uint64_t one = 1;
    written_ns.store(now_ns(CLOCK_MONOTONIC));
    if (write(there, &one, sizeof one) < 0) break;
    while (woken.load() <= turn) usleep(50);
  }
  waiter.join();
  close(there);
  return copied<Napi::Float64Array>(info.Env(), times.data(), times.size());
}

// A thread that makes blocks as fast as they are taken, and one bell for both ways of delivery.
struct Flood {
  napi_threadsafe_function bell = nullptr;
  std::thread thread;
  std::atomic<bool> has_rung{false};
};

void finish(napi_env, void* flood, void*) {
  static_cast<Flood*>(flood)->thread.join();
  delete static_cast<Flood*>(flood);
}

// (ring, samples a block, blocks, onNews): through the ring with a coalesced doorbell.
void floodRing(const Napi::CallbackInfo& info) {
  auto memory = info[0].As<Napi::Uint8Array>();
  auto* flood = new Flood;
  const auto samples = static_cast<uint32_t>(intAt(info, 1));
  const int blocks = intAt(info, 2);
  napi_value name = Napi::String::New(info.Env(), "nanobias.flood");
  const auto answer = [](napi_env env, napi_value callback, void* context, void*) {
    static_cast<Flood*>(context)->has_rung.exchange(false);
    if (env != nullptr) napi_call_function(env, Napi::Env(env).Undefined(), callback, 0, nullptr, nullptr);
  };
  napi_create_threadsafe_function(info.Env(), info[3], nullptr, name, 0, 1, flood, finish, flood, answer, &flood->bell);
  flood->thread = std::thread([flood, samples, blocks, data = memory.Data(), capacity = memory.ByteLength() - kRingControlBytes] {
    Ring ring(data, capacity);
    std::vector<int32_t> codes(samples, 1);
    SampleBlock header;
    header.sample_count = samples;
    for (int block = 0; block < blocks; block += 1) {
      while (!ring.hasRoom()) std::this_thread::yield();
      std::memcpy(ring.room(samples), codes.data(), samples * sizeof(int32_t));
      ring.keep(header);
      if (!flood->has_rung.exchange(true)) napi_call_threadsafe_function(flood->bell, nullptr, napi_tsfn_nonblocking);
    }
    napi_release_threadsafe_function(flood->bell, napi_tsfn_release);
  });
}

// (samples a block, blocks, onBlock): a call and a copy a block.
void floodCalls(const Napi::CallbackInfo& info) {
  auto* flood = new Flood;
  const auto samples = static_cast<uint32_t>(intAt(info, 0));
  const int blocks = intAt(info, 1);
  napi_value name = Napi::String::New(info.Env(), "nanobias.flood");
  const auto answer = [](napi_env env, napi_value callback, void*, void* data) {
    auto* codes = static_cast<std::vector<int32_t>*>(data);
    if (env != nullptr) {
      const Napi::HandleScope scope(env);
      napi_value array = copied<Napi::Int32Array>(env, codes->data(), codes->size());
      napi_call_function(env, Napi::Env(env).Undefined(), callback, 1, &array, nullptr);
    }
    delete codes;
  };
  constexpr size_t kQueueMax = 1024;
  napi_create_threadsafe_function(info.Env(), info[2], nullptr, name, kQueueMax, 1, flood, finish, flood, answer, &flood->bell);
  flood->thread = std::thread([flood, samples, blocks] {
    for (int block = 0; block < blocks; block += 1) {
      auto* codes = new std::vector<int32_t>(samples, 1);
      if (napi_call_threadsafe_function(flood->bell, codes, napi_tsfn_blocking) != napi_ok) delete codes;
    }
    napi_release_threadsafe_function(flood->bell, napi_tsfn_release);
  });
}

}  // namespace

Napi::Object defineMeasure(Napi::Env env) {
  Napi::Object measure = Napi::Object::New(env);
  measure.Set("threadTime", Napi::Function::New(env, threadTime));
  measure.Set("fused", Napi::Function::New(env, fused));
  measure.Set("statistics", Napi::Function::New(env, statistics));
  measure.Set("copy", Napi::Function::New(env, copy));
  measure.Set("openPair", Napi::Function::New(env, openPair));
  measure.Set("bareRead", Napi::Function::New(env, bareRead));
  measure.Set("answerTime", Napi::Function::New(env, answerTime));
  measure.Set("wakeTimes", Napi::Function::New(env, wakeTimes));
  measure.Set("floodRing", Napi::Function::New(env, floodRing));
  measure.Set("floodCalls", Napi::Function::New(env, floodCalls));
  return measure;
}

}  // namespace nanobias

#else

namespace nanobias {

Napi::Object defineMeasure(Napi::Env env) { return Napi::Object::New(env); }

}  // namespace nanobias

#endif
