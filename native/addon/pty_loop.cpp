#include "pty_loop.h"

#include <utility>

namespace nanobias {
namespace {

// Reads a turn of the loop, so that a flooding client cannot starve it: 16 x 4 KiB.
constexpr int kReadsPerTurn = 16;
// Between two attempts to take the guard again, which fail only while a dead client's exclusive claim is on the line.
constexpr uint64_t kRearm_ms = 50;

}  // namespace

PtyLoop* PtyLoop::open(uv_loop_t* loop, Listener* listener, std::string& reason) {
  auto* self = new PtyLoop(listener);
  reason = self->master_.open();
  if (reason.empty()) {
    const int status = uv_poll_init(loop, &self->poll_, self->master_.descriptor());
    if (status != 0) reason = std::string("uv_poll_init: ") + uv_strerror(status);
  }
  if (!reason.empty()) {
    delete self;
    return nullptr;
  }
  uv_timer_init(loop, &self->retry_);
  self->poll_.data = self;
  self->retry_.data = self;
  self->open_handles_ = 2;
  self->watch();
  return self;
}

bool PtyLoop::write(const uint8_t* bytes, size_t length) {
  if (!master_.write(bytes, length)) return false;
  if (master_.pendingBytes() > 0 && !has_backlog_) watch();
  return true;
}

void PtyLoop::close(std::function<void()> closed) {
  listener_ = nullptr;
  closed_ = std::move(closed);
  // The loop forgets the descriptor before the descriptor goes: its number may be another file's a moment later.
  uv_close(reinterpret_cast<uv_handle_t*>(&poll_), handleClosed);
  uv_close(reinterpret_cast<uv_handle_t*>(&retry_), handleClosed);
  master_.close();
}

void PtyLoop::serve(int status, int events) {
  if (status == 0 && (events & UV_WRITABLE) != 0) {
    master_.flush();
    if (has_backlog_ && master_.pendingBytes() == 0) {
      has_backlog_ = false;
      listener_->onDrain();
      if (listener_ == nullptr) return;
    }
  }
  // An error that the poll reports is told by the read.
  readAll();
  if (listener_ != nullptr) watch();
}

void PtyLoop::readAll() {
  for (int turn = 0; turn < kReadsPerTurn; turn += 1) {
    size_t length = 0;
    switch (master_.read(chunk_.data(), chunk_.size(), length)) {
      case PtyRead::kBytes:
        listener_->onBytes(chunk_.data(), length);
        break;
      case PtyRead::kHangup:
        has_backlog_ = false;
        listener_->onHangup();
        return;
      case PtyRead::kNothing:
        return;
    }
    if (listener_ == nullptr) return;
  }
}

void PtyLoop::watch() {
  if (!master_.rearm()) {
    uv_poll_stop(&poll_);
    uv_timer_start(&retry_, [](uv_timer_t* timer) { static_cast<PtyLoop*>(timer->data)->watch(); }, kRearm_ms, 0);
    return;
  }
  has_backlog_ = master_.pendingBytes() > 0;
  const int events = has_backlog_ ? UV_READABLE | UV_WRITABLE : UV_READABLE;
  uv_poll_start(&poll_, events, [](uv_poll_t* poll, int status, int ready) { static_cast<PtyLoop*>(poll->data)->serve(status, ready); });
}

void PtyLoop::handleClosed(uv_handle_t* handle) {
  auto* self = static_cast<PtyLoop*>(handle->data);
  self->open_handles_ -= 1;
  if (self->open_handles_ > 0) return;
  const std::function<void()> closed = std::move(self->closed_);
  delete self;
  if (closed) closed();
}

}  // namespace nanobias
