#pragma once

#include <napi.h>

namespace nanobias {

// What the benchmark asks of the machine; empty where it cannot be had.
Napi::Object defineMeasure(Napi::Env env);

}  // namespace nanobias
