#include "descriptor.h"

#include <cerrno>

#if defined(__linux__)

#include <arpa/inet.h>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace nanobias {
namespace {

SystemFailure failed(const char* call) { return SystemFailure{call, errno}; }

SystemFailure connectTo(const sockaddr* address, socklen_t length, Descriptor& opened) {
  Descriptor socket(::socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket.isOpen()) return failed("socket");
  if (::connect(socket.get(), address, length) != 0 && errno != EINPROGRESS) return failed("connect");
  opened = std::move(socket);
  return {};
}

SystemFailure connectUnix(const std::string& path, Descriptor& opened) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (!(path.size() < sizeof address.sun_path)) return {"connect", ENAMETOOLONG};
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return connectTo(reinterpret_cast<const sockaddr*>(&address), sizeof address, opened);
}

SystemFailure connectTcp(const SourceAddress& to, Descriptor& opened) {
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  SystemFailure failure{"connect", EINVAL};
  if (inet_pton(AF_INET, to.path.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(static_cast<uint16_t>(to.port));
    failure = connectTo(reinterpret_cast<const sockaddr*>(&v4), sizeof v4, opened);
  } else if (inet_pton(AF_INET6, to.path.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(static_cast<uint16_t>(to.port));
    failure = connectTo(reinterpret_cast<const sockaddr*>(&v6), sizeof v6, opened);
  }
  if (failure) return failure;
  // A stop frame must not wait for more to send.
  const int on = 1;
  return setsockopt(opened.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 ? SystemFailure{} : failed("setsockopt");
}

// A FIFO or a file is read alone; a terminal is a port, whatever it is called.
SystemFailure openPath(const std::string& path, Descriptor& opened) {
  int descriptor = ::open(path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return failed("open");
  if (isatty(descriptor) != 0) {
    ::close(descriptor);
    return openSerial(path.c_str(), 0, opened);
  }
  opened = Descriptor(descriptor);
  return {};
}

SystemFailure duplicate(int descriptor, Descriptor& opened) {
  Descriptor copy(fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
  if (!copy.isOpen()) return failed("dup");
  const int flags = fcntl(copy.get(), F_GETFL);
  if (flags < 0 || fcntl(copy.get(), F_SETFL, flags | O_NONBLOCK) != 0) return failed("fcntl");
  opened = std::move(copy);
  return {};
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = other.release();
  }
  return *this;
}

void Descriptor::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

int Descriptor::release() {
  const int descriptor = descriptor_;
  descriptor_ = -1;
  return descriptor;
}

SystemFailure openControl(const SourceAddress& address, Descriptor& opened) {
  if (address.kind != SourceKind::kPath) return openSource(address, opened);
  Descriptor control(::open(address.path.c_str(), O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  if (!control.isOpen()) return failed("open");
  opened = std::move(control);
  return {};
}

SystemFailure openSource(const SourceAddress& address, Descriptor& opened) {
  switch (address.kind) {
    case SourceKind::kSerial:
      return openSerial(address.path.c_str(), address.baud, opened);
    case SourceKind::kPath:
      return openPath(address.path, opened);
    case SourceKind::kUnix:
      return connectUnix(address.path, opened);
    case SourceKind::kTcp:
      return connectTcp(address, opened);
    case SourceKind::kDuplicate:
      return duplicate(address.descriptor, opened);
  }
  return {"open", EINVAL};
}

SystemFailure connectionFailure(int descriptor) {
  int error = 0;
  socklen_t length = sizeof error;
  if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) != 0) return errno == ENOTSOCK ? SystemFailure{} : failed("getsockopt");
  return error == 0 ? SystemFailure{} : SystemFailure{"connect", error};
}

bool isWritable(int descriptor) {
  const int flags = fcntl(descriptor, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

// A terminal whose other side has gone answers EIO to the question, which nothing else does.
bool isTerminal(int descriptor) { return isatty(descriptor) != 0 || errno == EIO; }

SystemFailure openWake(Descriptor& opened) {
  opened = Descriptor(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  return opened.isOpen() ? SystemFailure{} : failed("eventfd");
}

void wake(const Descriptor& descriptor) {
  const uint64_t one = 1;
  // A counter that is full wakes as well.
  while (::write(descriptor.get(), &one, sizeof one) < 0 && errno == EINTR) {
  }
}

void clearWake(const Descriptor& descriptor) {
  uint64_t count = 0;
  while (::read(descriptor.get(), &count, sizeof count) < 0 && errno == EINTR) {
  }
}

long readSome(int descriptor, uint8_t* into, size_t capacity) {
  ssize_t count = -1;
  do {
    count = ::read(descriptor, into, capacity);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -static_cast<long>(errno) : static_cast<long>(count);
}

long writeSome(int descriptor, const uint8_t* bytes, size_t length) {
  ssize_t count = -1;
  do {
    count = ::send(descriptor, bytes, length, MSG_NOSIGNAL);
    // Not a socket. A pipe that nobody reads raises a signal, which Node ignores.
    if (count < 0 && errno == ENOTSOCK) count = ::write(descriptor, bytes, length);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -static_cast<long>(errno) : static_cast<long>(count);
}

}  // namespace nanobias

#else

namespace nanobias {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  descriptor_ = other.release();
  return *this;
}
void Descriptor::close() { descriptor_ = -1; }
int Descriptor::release() {
  const int descriptor = descriptor_;
  descriptor_ = -1;
  return descriptor;
}
SystemFailure openSource(const SourceAddress&, Descriptor&) { return {"open", ENOSYS}; }
SystemFailure openControl(const SourceAddress&, Descriptor&) { return {"open", ENOSYS}; }
SystemFailure connectionFailure(int) { return {"connect", ENOSYS}; }
bool isTerminal(int) { return false; }
bool isWritable(int) { return false; }
SystemFailure openWake(Descriptor&) { return {"eventfd", ENOSYS}; }
void wake(const Descriptor&) {}
void clearWake(const Descriptor&) {}
long readSome(int, uint8_t*, size_t) { return -ENOSYS; }
long writeSome(int, const uint8_t*, size_t) { return -ENOSYS; }

}  // namespace nanobias

#endif
