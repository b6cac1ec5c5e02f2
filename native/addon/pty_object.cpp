#include "pty_object.h"

#include <string>

#include "pty_loop.h"
#include "values.h"

namespace nanobias {
namespace {

// A pseudo-terminal; kept alive by itself while it is open.
class PtyObject : public Napi::ObjectWrap<PtyObject>, private PtyLoop::Listener {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "NativePty", {
      InstanceMethod<&PtyObject::write>("write"),
      InstanceMethod<&PtyObject::close>("close"),
      InstanceAccessor<&PtyObject::path>("path"),
      InstanceAccessor<&PtyObject::pendingBytes>("pendingBytes"),
      InstanceAccessor<&PtyObject::isConnected>("isConnected"),
    });
  }

  // (onBytes, onHangup, onDrain)
  explicit PtyObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<PtyObject>(info), context_(info.Env(), "nanobias.pty") {
    const Napi::Env env = info.Env();
    if (!require(env, info[0].IsFunction() && info[1].IsFunction() && info[2].IsFunction(), "onBytes, onHangup and onDrain")) return;
    on_bytes_ = Napi::Persistent(info[0].As<Napi::Function>());
    on_hangup_ = Napi::Persistent(info[1].As<Napi::Function>());
    on_drain_ = Napi::Persistent(info[2].As<Napi::Function>());
    uv_loop_t* loop = nullptr;
    std::string reason = "this environment has no event loop";
    if (napi_get_uv_event_loop(env, &loop) == napi_ok) loop_ = PtyLoop::open(loop, this, reason);
    if (loop_ == nullptr) {
      Napi::Error::New(env, reason).ThrowAsJavaScriptException();
      return;
    }
    path_ = loop_->master().path();
    Ref();
    napi_add_async_cleanup_hook(env, [](napi_async_cleanup_hook_handle, void* self) { static_cast<PtyObject*>(self)->shut(false); }, this, &cleanup_);
  }

 private:
  Napi::Value write(const Napi::CallbackInfo& info) {
    if (!require(info.Env(), info[0].IsTypedArray(), "bytes are a Uint8Array")) return info.Env().Undefined();
    const auto bytes = info[0].As<Napi::Uint8Array>();
    return Napi::Boolean::New(info.Env(), loop_ != nullptr && loop_->write(bytes.Data(), bytes.ByteLength()));
  }

  void close(const Napi::CallbackInfo&) { shut(true); }

  Napi::Value path(const Napi::CallbackInfo& info) { return Napi::String::New(info.Env(), path_); }

  Napi::Value pendingBytes(const Napi::CallbackInfo& info) {
    return Napi::Number::New(info.Env(), loop_ == nullptr ? 0 : number(loop_->master().pendingBytes()));
  }

  Napi::Value isConnected(const Napi::CallbackInfo& info) {
    return Napi::Boolean::New(info.Env(), loop_ != nullptr && loop_->master().isConnected());
  }

  // The hook goes last: the environment waits for it, and with it for the handles.
  void shut(bool isAlive) {
    if (loop_ == nullptr) return;
    PtyLoop* const loop = loop_;
    loop_ = nullptr;
    loop->close([hook = cleanup_] { napi_remove_async_cleanup_hook(hook); });
    if (isAlive) Unref();
  }

  void onBytes(const uint8_t* bytes, size_t length) override {
    const Napi::HandleScope scope(Env());
    call(on_bytes_, copied<Napi::Uint8Array>(Env(), bytes, length));
  }

  void onHangup() override {
    const Napi::HandleScope scope(Env());
    call(on_hangup_, Env().Undefined());
  }

  void onDrain() override {
    const Napi::HandleScope scope(Env());
    call(on_drain_, Env().Undefined());
  }

  void call(const Napi::FunctionReference& callback, napi_value argument) { callBack(context_, Value(), callback.Value(), argument); }

  Napi::AsyncContext context_;
  Napi::FunctionReference on_bytes_;
  Napi::FunctionReference on_hangup_;
  Napi::FunctionReference on_drain_;
  PtyLoop* loop_ = nullptr;
  napi_async_cleanup_hook_handle cleanup_ = nullptr;
  std::string path_;
};

}  // namespace

Napi::Function definePty(Napi::Env env) { return PtyObject::define(env); }

}  // namespace nanobias
