#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "descriptor.h"
#include "ring.h"
#include "sampler.h"

namespace nanobias {

// Bytes that may wait for a peer that does not read.
constexpr size_t kWriteBytesMax = 256 * 1024;
// Three stop frames, with room for a protocol's next version.
constexpr size_t kStopBytesMax = 256;

// What becomes of blocks that find the ring full: they are dropped and counted, or the source waits, which is for files.
enum class Overflow { kDropNewest, kBlock };

// The way back to the controller. Takes bytes in order, but for the stop, which overtakes whatever waits.
class Control {
 public:
  void open(Descriptor&& descriptor) { descriptor_ = std::move(descriptor); }
  void close();
  bool isOpen() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return descriptor_.isOpen();
  }
  int descriptor() const { return descriptor_.get(); }

  // False, and nothing is sent, when too much waits or the way is closed.
  bool write(const uint8_t* bytes, size_t length);
  void stop(const std::vector<uint8_t>& frames);
  void forgetStop() { stop_sent_ns_.store(0); }
  void flush();
  size_t pendingBytes();
  // The first error that a write met; 0 when there was none.
  int error() const { return error_.load(); }
  // Monotonic time at which the last byte of the stop was handed to the kernel; 0 before.
  uint64_t stopSent_ns() const { return stop_sent_ns_.load(); }

 private:
  void flushLocked();

  std::mutex mutex_;
  Descriptor descriptor_;
  std::vector<uint8_t> pending_;
  size_t sent_ = 0;
  size_t stop_left_ = 0;
  std::atomic<int> error_{0};
  std::atomic<uint64_t> stop_sent_ns_{0};
};

// A sampler, the thread that reads its descriptor, and the way back. Without a descriptor it is fed.
//
// The thread never waits for JavaScript, except where `kBlock` asks for it; whoever asks for results waits for one chunk at
// most. Order at the end: stop flag, wake, join, descriptors last.
class Source {
 public:
  struct Options {
    Overflow overflow = Overflow::kDropNewest;
    std::vector<uint8_t> stop_frames;
    // Called by the thread after every chunk that brought something, and once nothing waits to be sent any more; must not wait.
    std::function<void()> on_news;
  };

  Source(Ring& ring, Options options);
  ~Source() { stop(); }

  // Reads `descriptor` on a thread of its own. `control` is where stops and writes go; when it is not open they go to
  // `descriptor`.
  // `is_connecting` says that the connection may still be under way.
  SystemFailure start(Descriptor&& descriptor, Descriptor&& control, bool is_connecting);
  void stop();
  // Bytes of a receive path that another one owns. Only without a thread.
  void feed(const uint8_t* bytes, size_t length);

  // Arms the trip anew.
  void setTrip(const TripLimit& limit);
  bool write(const uint8_t* bytes, size_t length);
  // Tells a source that waits that the ring has been emptied.
  void consumed();

  // Runs `use(sampler)` between two chunks, or while the source waits for room.
  template <typename Use>
  auto with(Use&& use) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return use(sampler_);
  }

  Ring& ring() { return ring_; }
  Control& control() { return control_; }
  bool isConnected() const { return is_connected_.load(); }
  bool hasEnded() const { return has_ended_.load(); }
  // Why the source ended; 0 for an end of the data.
  int endError() const { return end_error_.load(); }
  uint64_t tripped_ns() const { return tripped_ns_.load(); }
  uint64_t threadTime_ns() const { return thread_time_ns_.load(); }

 private:
  void run();
  bool connect();
  bool readOnce();
  void absorb(const uint8_t* bytes, size_t length);
  void end(int error);

  // Lets go of the mutex where the ring is full and the source is to wait.
  class WaitingOutlet final : public Outlet {
   public:
    explicit WaitingOutlet(Source& source) : source_(source) {}
    int32_t* room(size_t sample_count) override;
    bool keep(const SampleBlock& header) override { return source_.ring_.keep(header); }

   private:
    Source& source_;
  };

  Ring& ring_;
  const Options options_;
  WaitingOutlet waiting_;
  std::mutex mutex_;
  // Of the chunk that is being taken in.
  std::unique_lock<std::mutex>* lock_ = nullptr;
  std::condition_variable has_room_;
  Sampler sampler_;
  Control control_;
  Descriptor descriptor_;
  Descriptor wake_;
  bool is_connecting_ = false;
  // Set before the thread begins: a source that is fed must not wait for its feeder.
  bool reads_ = false;
  std::vector<uint8_t> chunk_;
  std::thread thread_;
  std::atomic<bool> is_stopping_{false};
  std::atomic<bool> is_connected_{false};
  std::atomic<bool> has_ended_{false};
  std::atomic<int> end_error_{0};
  std::atomic<uint64_t> tripped_ns_{0};
  std::atomic<uint64_t> thread_time_ns_{0};
};

}  // namespace nanobias
