#include "pty.h"

#if defined(_WIN32)

namespace nanobias {

std::string PtyMaster::open() { return "this platform has no pseudo-terminals"; }
void PtyMaster::close() {}
PtyRead PtyMaster::read(uint8_t*, size_t, size_t&) { return PtyRead::kNothing; }
bool PtyMaster::write(const uint8_t*, size_t) { return false; }
void PtyMaster::flush() {}
bool PtyMaster::rearm() { return false; }

}  // namespace nanobias

#else

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace nanobias {
namespace {

std::string failure(const char* call) { return std::string(call) + ": " + std::strerror(errno); }

bool setFlags(int descriptor) {
  const int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0 && fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0;
}

// Bytes pass unchanged and unechoed. A client may have set the line otherwise, and the setting would outlive it.
bool setRaw(int descriptor) {
  termios line{};
  if (tcgetattr(descriptor, &line) != 0) return false;
  cfmakeraw(&line);
  return tcsetattr(descriptor, TCSANOW, &line) == 0;
}

std::string pathOf(int master) {
#if defined(__linux__)
  char path[128];
  return ptsname_r(master, path, sizeof path) == 0 ? std::string(path) : std::string();
#else
  const char* path = ptsname(master);
  return path == nullptr ? std::string() : std::string(path);
#endif
}

void closeDescriptor(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

}  // namespace

std::string PtyMaster::open() {
  master_ = posix_openpt(O_RDWR | O_NOCTTY);
  std::string reason;
  if (master_ < 0) {
    reason = failure("posix_openpt");
  } else if (!setFlags(master_)) {
    reason = failure("fcntl");
  } else if (grantpt(master_) != 0) {
    reason = failure("grantpt");
  } else if (unlockpt(master_) != 0) {
    reason = failure("unlockpt");
  } else {
    path_ = pathOf(master_);
    reason = path_.empty() ? failure("ptsname") : openGuard();
  }
  if (!reason.empty()) close();
  return reason;
}

void PtyMaster::close() {
  closeDescriptor(guard_);
  closeDescriptor(master_);
  pending_.clear();
  sent_ = 0;
  is_connected_ = false;
}

PtyRead PtyMaster::read(uint8_t* into, size_t capacity, size_t& length) {
  ssize_t count = -1;
  do {
    count = ::read(master_, into, capacity);
  } while (count < 0 && errno == EINTR);
  if (count > 0) {
    is_connected_ = true;
    closeDescriptor(guard_);
    length = static_cast<size_t>(count);
    return PtyRead::kBytes;
  }
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return PtyRead::kNothing;
  // Linux tells of a hang-up by EIO, the BSDs by an end of file; whatever else a read may say, the line is no longer sound.
  hangUp();
  return PtyRead::kHangup;
}

bool PtyMaster::write(const uint8_t* bytes, size_t length) {
  if (!is_connected_ || !(length <= kPtyPendingMax - pendingBytes())) return false;
  if (sent_ > 0) {
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(sent_));
    sent_ = 0;
  }
  pending_.insert(pending_.end(), bytes, bytes + length);
  flush();
  return true;
}

void PtyMaster::flush() {
  while (pendingBytes() > 0) {
    const ssize_t count = ::write(master_, pending_.data() + sent_, pendingBytes());
    if (count < 0 && errno == EINTR) continue;
    // A client that has gone is told of by the next read.
    if (count <= 0) return;
    sent_ += static_cast<size_t>(count);
  }
  pending_.clear();
  sent_ = 0;
}

bool PtyMaster::rearm() { return isPollable() || openGuard().empty(); }

std::string PtyMaster::openGuard() {
  guard_ = ::open(path_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (guard_ < 0) return failure("open");
  return setRaw(guard_) ? std::string() : failure("tcsetattr");
}

void PtyMaster::hangUp() {
  is_connected_ = false;
  pending_.clear();
  sent_ = 0;
  // What the client left unread would greet the next one: some of it lies on our side of the line, some on the other.
  tcflush(master_, TCOFLUSH);
  if (openGuard().empty()) tcflush(guard_, TCIFLUSH);
}

}  // namespace nanobias

#endif
