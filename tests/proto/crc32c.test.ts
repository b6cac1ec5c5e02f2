import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32c } from '../../proto/src/crc32c.ts';

const text = (ascii: string): Uint8Array => new TextEncoder().encode(ascii);

// One bit at a time, from the definition.
function bitwise(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x82f6_3b78 : crc >>> 1;
  }
  return ~crc >>> 0;
}

describe('CRC-32C', () => {
  it('has the check value e3069283', () => {
    expect(crc32c(text('123456789'))).toBe(0xe306_9283);
  });

  it('has the values of RFC 3720, appendix B.4', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a91_36aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8_ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(0x46dd_794e);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, index) => 31 - index))).toBe(0x113f_db5c);
  });

  it('agrees with the definition at every length up to four strides', () => {
    const bytes = Uint8Array.from({ length: 64 }, (_, index) => (index * 151 + 7) & 0xff);
    for (let size_bytes = 0; size_bytes <= 64; size_bytes += 1) expect(crc32c(bytes, size_bytes)).toBe(bitwise(bytes.subarray(0, size_bytes)));
  });

  it('agrees with the definition on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => crc32c(bytes) === bitwise(bytes)));
  });

  it('is the same in pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (head, tail) =>
        crc32c(tail, tail.length, crc32c(head)) === crc32c(Uint8Array.of(...head, ...tail))),
    );
  });

  it('refuses a size beyond the bytes', () => {
    for (const size_bytes of [10, -1, 1.5, NaN, Infinity]) expect(() => crc32c(new Uint8Array(9), size_bytes)).toThrow(RangeError);
  });
});
