#include "descriptor.h"

#include <cerrno>

#if defined(__linux__)

// termios2, which takes any rate, lives in the kernel's header; that one and <termios.h> exclude each other.
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace nanobias {
namespace {

// A receiver samples the last of ten bits half a bit from its edge: beyond five percent it reads the wrong one. Half of that
// is the other side's.
constexpr uint32_t kBaudTolerance_permille = 25;

bool isNear(uint32_t actual, uint32_t asked) {
  const uint64_t difference = actual > asked ? actual - asked : asked - actual;
  return difference * 1000 <= uint64_t{asked} * kBaudTolerance_permille;
}

SystemFailure failed(const char* call) { return SystemFailure{call, errno}; }

}  // namespace

// A rate of 0 leaves the port's as it is, which is all that a pseudo-terminal needs.
SystemFailure openSerial(const char* path, uint32_t baud, Descriptor& opened) {
  Descriptor port(::open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!port.isOpen()) return failed("open");
  // The ioctl keeps out everybody but root, the lock whoever asks for it, as serial bindings do.
  if (flock(port.get(), LOCK_EX | LOCK_NB) != 0) return {"flock", errno == EWOULDBLOCK ? EBUSY : errno};
  termios2 line{};
  if (ioctl(port.get(), TCGETS2, &line) != 0) return failed("TCGETS2");
  if (ioctl(port.get(), TIOCEXCL) != 0) return failed("TIOCEXCL");
  line.c_iflag = IGNBRK;
  line.c_oflag = 0;
  line.c_lflag = 0;
  line.c_cflag = (line.c_cflag & ~static_cast<tcflag_t>(CSIZE | PARENB | CSTOPB | CRTSCTS)) | CS8 | CREAD | CLOCAL;
  line.c_cc[VMIN] = 1;
  line.c_cc[VTIME] = 0;
  if (baud != 0) {
    line.c_cflag &= ~static_cast<tcflag_t>(CBAUD | (CBAUD << IBSHIFT));
    line.c_cflag |= BOTHER | (BOTHER << IBSHIFT);
    line.c_ispeed = baud;
    line.c_ospeed = baud;
  }
  if (ioctl(port.get(), TCSETS2, &line) != 0) return failed("TCSETS2");
  if (baud != 0) {
    // Drivers that cannot make a rate take the nearest one without a word.
    if (ioctl(port.get(), TCGETS2, &line) != 0) return failed("TCGETS2");
    if (!isNear(line.c_ospeed, baud) || !isNear(line.c_ispeed == 0 ? line.c_ospeed : line.c_ispeed, baud)) return {"baud", EINVAL};
  }
  opened = std::move(port);
  return {};
}

}  // namespace nanobias

#else

namespace nanobias {

SystemFailure openSerial(const char*, uint32_t, Descriptor&) { return {"open", ENOSYS}; }

}  // namespace nanobias

#endif
