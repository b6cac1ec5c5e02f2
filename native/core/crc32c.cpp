#include "crc32c.h"

#include <array>
#include <cstring>

#include "cpu.h"

namespace nanobias {
namespace {

constexpr uint32_t kPolynomialReflected = 0x82f63b78u;
constexpr size_t kSlices = 8;

using Tables = std::array<std::array<uint32_t, 256>, kSlices>;

// Table k holds the effect of a byte that is followed by k zero bytes, so that eight bytes take eight independent look-ups.
Tables makeTables() {
  Tables tables{};
  for (uint32_t value = 0; value < 256; value += 1) {
    uint32_t crc = value;
    for (int bit = 0; bit < 8; bit += 1) crc = (crc & 1u) != 0 ? (crc >> 1) ^ kPolynomialReflected : crc >> 1;
    tables[0][value] = crc;
  }
  for (size_t slice = 1; slice < kSlices; slice += 1) {
    for (uint32_t value = 0; value < 256; value += 1) {
      const uint32_t shorter = tables[slice - 1][value];
      tables[slice][value] = (shorter >> 8) ^ tables[0][shorter & 0xffu];
    }
  }
  return tables;
}

const Tables kTables = makeTables();

uint32_t crc32cPlain(const uint8_t* bytes, size_t length) {
  uint32_t crc = 0xffffffffu;
  while (length >= 8) {
    uint32_t low = 0;
    uint32_t high = 0;
    std::memcpy(&low, bytes, 4);
    std::memcpy(&high, bytes + 4, 4);
    low ^= crc;
    crc = kTables[7][low & 0xffu] ^ kTables[6][(low >> 8) & 0xffu] ^ kTables[5][(low >> 16) & 0xffu] ^ kTables[4][low >> 24] ^
          kTables[3][high & 0xffu] ^ kTables[2][(high >> 8) & 0xffu] ^ kTables[1][(high >> 16) & 0xffu] ^ kTables[0][high >> 24];
    bytes += 8;
    length -= 8;
  }
  for (; length > 0; length -= 1, bytes += 1) crc = (crc >> 8) ^ kTables[0][(crc ^ *bytes) & 0xffu];
  return ~crc;
}

#if NANOBIAS_X86_DISPATCH
__attribute__((target("sse4.2"))) uint32_t crc32cInstruction(const uint8_t* bytes, size_t length) {
  uint64_t crc = 0xffffffffu;
  while (length >= 8) {
    uint64_t word = 0;
    std::memcpy(&word, bytes, 8);
    crc = __builtin_ia32_crc32di(crc, word);
    bytes += 8;
    length -= 8;
  }
  uint32_t rest = static_cast<uint32_t>(crc);
  for (; length > 0; length -= 1, bytes += 1) rest = __builtin_ia32_crc32qi(rest, *bytes);
  return ~rest;
}
#endif

}  // namespace

uint32_t crc32c(const uint8_t* bytes, size_t length) {
#if NANOBIAS_X86_DISPATCH
  if (cpu().has_crc32) return crc32cInstruction(bytes, length);
#endif
  return crc32cPlain(bytes, length);
}

}  // namespace nanobias
