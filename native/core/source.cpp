#include "source.h"

#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

#if defined(__linux__)
#include <ctime>
#include <poll.h>
#endif

namespace nanobias {
namespace {

// One turn of a fast pipe. Whoever asks for totals waits for no more than this.
constexpr size_t kChunkBytes = 256 * 1024;
constexpr uint64_t kConnect_ns = 5000000000;

uint64_t time_ns(int clock) {
#if defined(__linux__)
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
#else
  return static_cast<uint64_t>(clock);
#endif
}

#if defined(__linux__)
// The clock of process.hrtime.
uint64_t monotonic_ns() { return time_ns(CLOCK_MONOTONIC); }
#else
uint64_t monotonic_ns() { return 0; }
#endif

}  // namespace

void Control::close() {
  const std::lock_guard<std::mutex> lock(mutex_);
  descriptor_.close();
  pending_.clear();
  sent_ = 0;
}

bool Control::write(const uint8_t* bytes, size_t length) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!descriptor_.isOpen() || error_.load() != 0 || !(length <= kWriteBytesMax - (pending_.size() - sent_))) return false;
  pending_.insert(pending_.end(), bytes, bytes + length);
  flushLocked();
  return true;
}

// The stop begins with a delimiter: it may cut into a frame of which a part has been sent.
void Control::stop(const std::vector<uint8_t>& frames) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!descriptor_.isOpen()) {
    error_.store(EBADF);
    return;
  }
  pending_.insert(pending_.begin() + static_cast<std::ptrdiff_t>(sent_), frames.begin(), frames.end());
  stop_left_ = frames.size();
  flushLocked();
}

void Control::flush() {
  const std::lock_guard<std::mutex> lock(mutex_);
  flushLocked();
}

size_t Control::pendingBytes() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return pending_.size() - sent_;
}

void Control::flushLocked() {
  while (sent_ < pending_.size() && descriptor_.isOpen()) {
    const long count = writeSome(descriptor_.get(), pending_.data() + sent_, pending_.size() - sent_);
    if (count == -EAGAIN) break;
    if (count <= 0) {
      int none = 0;
      error_.compare_exchange_strong(none, count == 0 ? EIO : static_cast<int>(-count));
      pending_.clear();
      sent_ = 0;
      return;
    }
    const auto taken = static_cast<size_t>(count);
    sent_ += taken;
    if (stop_left_ == 0) continue;
    stop_left_ -= taken < stop_left_ ? taken : stop_left_;
    if (stop_left_ == 0) stop_sent_ns_.store(monotonic_ns());
  }
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(sent_));
  sent_ = 0;
}

Source::Source(Ring& ring, Options options) : ring_(ring), options_(std::move(options)), waiting_(*this), sampler_(waiting_) {
  sampler_.onTrip([this] {
    tripped_ns_.store(monotonic_ns());
    control_.stop(options_.stop_frames);
  });
}

SystemFailure Source::start(Descriptor&& descriptor, Descriptor&& control, bool is_connecting) {
  is_connecting_ = is_connecting;
  if (const SystemFailure failure = openWake(wake_)) return failure;
  descriptor_ = std::move(descriptor);
  if (control.isOpen()) {
    control_.open(std::move(control));
  } else if (descriptor_.isOpen() && isWritable(descriptor_.get())) {
    Descriptor copy;
    if (const SystemFailure failure = openSource(SourceAddress{SourceKind::kDuplicate, {}, 0, 0, descriptor_.get()}, copy)) return failure;
    control_.open(std::move(copy));
  }
  if (!descriptor_.isOpen()) {
    is_connected_.store(true);
    return {};
  }
  reads_ = true;
  try {
    chunk_.resize(kChunkBytes);
    thread_ = std::thread([this] { run(); });
  } catch (const std::bad_alloc&) {
    return {"thread", ENOMEM};
  } catch (const std::system_error& error) {
    return {"thread", error.code().value()};
  }
  return {};
}

void Source::stop() {
  is_stopping_.store(true);
  if (thread_.joinable()) {
    wake(wake_);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      has_room_.notify_all();
    }
    thread_.join();
  }
  control_.close();
  descriptor_.close();
  wake_.close();
  chunk_ = std::vector<uint8_t>();
}

void Source::feed(const uint8_t* bytes, size_t length) { absorb(bytes, length); }

void Source::setTrip(const TripLimit& limit) {
  const std::lock_guard<std::mutex> lock(mutex_);
  tripped_ns_.store(0);
  control_.forgetStop();
  sampler_.trip().set(limit);
}

bool Source::write(const uint8_t* bytes, size_t length) {
  if (!control_.write(bytes, length)) return false;
  // The thread sends what the kernel has not taken.
  if (wake_.isOpen() && control_.pendingBytes() > 0) wake(wake_);
  return true;
}

void Source::consumed() {
  const std::lock_guard<std::mutex> lock(mutex_);
  has_room_.notify_all();
}

void Source::absorb(const uint8_t* bytes, size_t length) {
  std::unique_lock<std::mutex> lock(mutex_);
  lock_ = &lock;
  sampler_.feed(bytes, length);
}

int32_t* Source::WaitingOutlet::room(size_t sample_count) {
  Source& source = source_;
  if (source.options_.overflow == Overflow::kBlock && source.reads_ && !source.ring_.hasRoom()) {
    source.options_.on_news();
    source.has_room_.wait(*source.lock_, [&source] { return source.is_stopping_.load() || source.ring_.hasRoom(); });
  }
  return source.ring_.room(sample_count);
}

#if defined(__linux__)

void Source::run() {
  if (connect()) {
    is_connected_.store(true);
    options_.on_news();
    while (!is_stopping_.load() && readOnce()) {
    }
  }
  thread_time_ns_.store(time_ns(CLOCK_THREAD_CPUTIME_ID));
  has_ended_.store(true);
  options_.on_news();
}

// True once a connection that was under way is there.
bool Source::connect() {
  pollfd ready[2] = {{wake_.get(), POLLIN, 0}, {descriptor_.get(), POLLOUT, 0}};
  const uint64_t deadline_ns = monotonic_ns() + kConnect_ns;
  while (is_connecting_ && !is_stopping_.load()) {
    const uint64_t now_ns = monotonic_ns();
    if (!(now_ns < deadline_ns)) {
      end(ETIMEDOUT);
      return false;
    }
    poll(ready, 2, static_cast<int>((deadline_ns - now_ns) / 1000000 + 1));
    if (ready[0].revents != 0) clearWake(wake_);
    if (ready[1].revents == 0) continue;
    const SystemFailure failure = connectionFailure(descriptor_.get());
    end(failure.error);
    return !failure;
  }
  return !is_stopping_.load();
}

bool Source::readOnce() {
  const bool hasBacklog = control_.pendingBytes() > 0;
  pollfd ready[3] = {{wake_.get(), POLLIN, 0}, {descriptor_.get(), POLLIN, 0}, {control_.descriptor(), POLLOUT, 0}};
  if (poll(ready, hasBacklog ? 3 : 2, -1) < 0) return errno == EINTR;
  if (ready[0].revents != 0) clearWake(wake_);
  if (hasBacklog && ready[2].revents != 0) {
    control_.flush();
    if (control_.pendingBytes() == 0) options_.on_news();
  }
  if (ready[1].revents == 0) return true;
  const long count = readSome(descriptor_.get(), chunk_.data(), chunk_.size());
  if (count == -EAGAIN) return true;
  if (count <= 0) {
    // The end of a terminal is a hang-up, however the driver tells it.
    end(count == 0 && isTerminal(descriptor_.get()) ? EIO : static_cast<int>(-count));
    return false;
  }
  try {
    absorb(chunk_.data(), static_cast<size_t>(count));
  } catch (const std::bad_alloc&) {
    end(ENOMEM);
    return false;
  }
  thread_time_ns_.store(time_ns(CLOCK_THREAD_CPUTIME_ID));
  options_.on_news();
  return true;
}

#else

void Source::run() { end(ENOSYS); }
bool Source::connect() { return false; }
bool Source::readOnce() { return false; }

#endif

void Source::end(int error) { end_error_.store(error); }

}  // namespace nanobias
