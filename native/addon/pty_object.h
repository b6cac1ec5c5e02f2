#pragma once

#include <napi.h>

namespace nanobias {

// The class `NativePty` of one environment.
Napi::Function definePty(Napi::Env env);

}  // namespace nanobias
