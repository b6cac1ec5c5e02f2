#pragma once

#include <cstdint>
#include <string>

namespace nanobias {

enum class SourceKind { kSerial, kPath, kUnix, kTcp, kDuplicate };

// What to open; which members count depends on the kind.
struct SourceAddress {
  SourceKind kind = SourceKind::kPath;
  // Serial port, pseudo-terminal, FIFO, file or UNIX socket; of TCP the numeric address.
  std::string path;
  uint32_t port = 0;
  uint32_t baud = 0;
  int descriptor = -1;
};

// Which call failed, and why; no call means success.
struct SystemFailure {
  const char* call = nullptr;
  int error = 0;

  explicit operator bool() const { return call != nullptr; }
};

// A descriptor that does not block, and is closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept : descriptor_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor() { close(); }

  int get() const { return descriptor_; }
  bool isOpen() const { return descriptor_ >= 0; }
  void close();

 private:
  int release();

  int descriptor_ = -1;
};

// Opens without waiting. A TCP connection may still be under way: it is there once the descriptor is writable and
// `connectionFailure` says so.
SystemFailure openSource(const SourceAddress& address, Descriptor& opened);
SystemFailure connectionFailure(int descriptor);
// Opens the way back where it is another one than the source's.
SystemFailure openControl(const SourceAddress& address, Descriptor& opened);

// Whether the descriptor was opened for writing.
bool isWritable(int descriptor);

bool isTerminal(int descriptor);

// An eventfd: wakes a thread that polls.
SystemFailure openWake(Descriptor& opened);
void wake(const Descriptor& descriptor);
void clearWake(const Descriptor& descriptor);

// Opens a serial port for this program alone, raw, 8N1, at any rate that its hardware can make.
SystemFailure openSerial(const char* path, uint32_t baud, Descriptor& opened);

// Reads; the number of bytes, 0 at the end, or a negative errno.
long readSome(int descriptor, uint8_t* into, size_t capacity);
// Writes without a signal where nobody reads any more; the number of bytes, or a negative errno.
long writeSome(int descriptor, const uint8_t* bytes, size_t length);

}  // namespace nanobias
