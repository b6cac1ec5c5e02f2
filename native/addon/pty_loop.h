#pragma once

#include <uv.h>

#include <array>
#include <functional>
#include <string>

#include "../core/pty.h"

namespace nanobias {

// Serves a PtyMaster from a libuv loop. Deletes itself once its handles are closed.
class PtyLoop {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    // Each may close the loop.
    virtual void onBytes(const uint8_t* bytes, size_t length) = 0;
    virtual void onHangup() = 0;
    virtual void onDrain() = 0;
  };

  // Null, and the reason, when there is no pseudo-terminal to be had.
  static PtyLoop* open(uv_loop_t* loop, Listener* listener, std::string& reason);

  PtyMaster& master() { return master_; }
  bool write(const uint8_t* bytes, size_t length);
  // Gives the terminal up at once; nothing is called from then on but `closed`, last of all.
  void close(std::function<void()> closed);

 private:
  explicit PtyLoop(Listener* listener) : listener_(listener) {}
  ~PtyLoop() = default;

  void serve(int status, int events);
  void readAll();
  void watch();
  static void handleClosed(uv_handle_t* handle);

  Listener* listener_;
  PtyMaster master_;
  uv_poll_t poll_{};
  uv_timer_t retry_{};
  int open_handles_ = 0;
  bool has_backlog_ = false;
  std::function<void()> closed_;
  std::array<uint8_t, 4096> chunk_{};
};

}  // namespace nanobias
