#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace nanobias {

// Bytes that may wait for a client which does not read.
constexpr size_t kPtyPendingMax = 256 * 1024;

enum class PtyRead { kBytes, kNothing, kHangup };

// The master side of a pseudo-terminal that serves one client after another.
//
// Linux reports a hang-up for as long as nobody holds the other side, which would keep an event loop spinning between two
// clients. A guard, our own descriptor of the other side, is therefore held until a client has sent its first byte, and taken
// again after a hang-up: from then on the client is the only holder, and the kernel tells when it goes, also when it is killed.
class PtyMaster {
 public:
  PtyMaster() = default;
  PtyMaster(const PtyMaster&) = delete;
  PtyMaster& operator=(const PtyMaster&) = delete;
  ~PtyMaster() { close(); }

  // Empty on success, else why not.
  std::string open();
  void close();

  // Reads what is there, at most `capacity` bytes. kHangup is told once a client; it re-arms for the next one.
  PtyRead read(uint8_t* into, size_t capacity, size_t& length);

  // Sends, or queues what the kernel does not take at once. False, and nothing is sent, without a client or without room.
  bool write(const uint8_t* bytes, size_t length);

  // Sends what waits.
  void flush();

  // Takes the guard again where that failed; false as long as it fails.
  bool rearm();

  int descriptor() const { return master_; }
  const std::string& path() const { return path_; }
  bool isConnected() const { return is_connected_; }
  // False between a hang-up and a guard that could be taken: the descriptor must not be polled then.
  bool isPollable() const { return is_connected_ || guard_ >= 0; }
  size_t pendingBytes() const { return pending_.size() - sent_; }

 private:
  std::string openGuard();
  void hangUp();

  int master_ = -1;
  int guard_ = -1;
  bool is_connected_ = false;
  std::string path_;
  // What waits begins at `sent_`.
  std::vector<uint8_t> pending_;
  size_t sent_ = 0;
};

}  // namespace nanobias
