#pragma once

#include <napi.h>

#include <cstdint>
#include <cstring>

namespace nanobias {

inline double number(uint64_t value) { return static_cast<double>(value); }

// Copies into memory that the receiver owns: Electron forbids external buffers.
template <typename Array, typename Element>
Array copied(Napi::Env env, const Element* elements, size_t count) {
  Array array = Array::New(env, count);
  if (count > 0 && array.Data() != nullptr) std::memcpy(array.Data(), elements, count * sizeof(Element));
  return array;
}

// Typed arrays and numbers only come from our own wrapper; anything else is its bug and is told so.
inline bool require(Napi::Env env, bool isMet, const char* what) {
  if (!isMet) Napi::TypeError::New(env, what).ThrowAsJavaScriptException();
  return isMet;
}

// Runs a callback. What it throws is nobody's to catch: it ends the process as an uncaught exception does.
inline void callBack(const Napi::AsyncContext& context, napi_value receiver, napi_value callback, napi_value argument) {
  const napi_env env = context.Env();
  if (napi_make_callback(env, context, receiver, callback, 1, &argument, nullptr) != napi_pending_exception) return;
  napi_value exception = nullptr;
  if (napi_get_and_clear_last_exception(env, &exception) == napi_ok) napi_fatal_exception(env, exception);
}

}  // namespace nanobias
