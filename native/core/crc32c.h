#pragma once

#include <cstddef>
#include <cstdint>

namespace nanobias {

// CRC-32C (Castagnoli, reflected, inverted before and after): e3069283 over the ASCII digits "123456789".
uint32_t crc32c(const uint8_t* bytes, size_t length);

}  // namespace nanobias
