import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { for128Bytes_max, packFor128, unpackFor128 } from '../../proto/src/for128.ts';
import { bytesOf, hexOf } from './vectors.ts';

interface Vectors {
  readonly golden: readonly { readonly name: string; readonly codes: readonly number[]; readonly hex: string }[];
  readonly malformed: readonly { readonly name: string; readonly sample_count: number; readonly hex: string }[];
}

const { golden, malformed } = JSON.parse(readFileSync(new URL('../../proto/vectors/for128.json', import.meta.url), 'utf8')) as Vectors;

describe('FOR128', () => {
  it.each(golden)('is written and read as the vectors say: $name', ({ codes, hex }) => {
    const into = new Uint8Array(for128Bytes_max(codes.length));
    expect(hexOf(into.subarray(0, packFor128(Int32Array.from(codes), into.fill(0xee))))).toBe(hex);
    const back = new Int32Array(codes.length);
    expect(unpackFor128(bytesOf(hex), back, codes.length)).toBe(true);
    expect([...back]).toEqual(codes);
  });

  it.each(malformed)('is refused: $name', ({ sample_count, hex }) => {
    expect(unpackFor128(bytesOf(hex), new Int32Array(sample_count), sample_count)).toBe(false);
  });

  it('gives back whatever codes it was given', () => {
    const spread = fc.integer({ min: 0, max: 32 }).chain((width) => fc.array(fc.integer({ min: -(2 ** Math.max(0, width - 1)), max: 2 ** Math.max(0, width - 1) - 1 }), { minLength: 1, maxLength: 400, size: 'max' }));
    fc.assert(
      fc.property(spread, (values) => {
        const codes = Int32Array.from(values);
        const into = new Uint8Array(for128Bytes_max(codes.length));
        const size_bytes = packFor128(codes, into);
        const back = new Int32Array(codes.length);
        expect(unpackFor128(into.subarray(0, size_bytes), back, codes.length)).toBe(true);
        expect(back).toEqual(codes);
      }),
      { numRuns: 200 },
    );
  });

  it('never reads a truncated or lengthened block as good', () => {
    for (const { codes, hex } of golden) {
      const bytes = bytesOf(hex);
      const into = new Int32Array(codes.length);
      for (let length = 0; length < bytes.length; length += 1) expect(unpackFor128(bytes.subarray(0, length), into, codes.length)).toBe(false);
      expect(unpackFor128(Uint8Array.of(...bytes, 0), into, codes.length)).toBe(false);
    }
  });

  // Normal noise of 128 codes spans about 720 of them, 10 bits, in a group of 128: 1.25 bytes, and 5 bytes of header a group.
  it('takes 1.3 bytes a sample at a noise of 128 codes', () => {
    let chance = 1;
    const uniform = (): number => (chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const codes = Int32Array.from({ length: 1024 }, () => 128 * (Array.from({ length: 12 }, uniform).reduce((sum, value) => sum + value) - 6));
    const perSample_bytes = packFor128(codes, new Uint8Array(for128Bytes_max(1024))) / 1024;
    expect(perSample_bytes).toBeGreaterThan(1.2);
    expect(perSample_bytes).toBeLessThan(1.33);
  });

  it.each([4, -1, 1.5, NaN])('refuses %f of three samples', (sample_count) => {
    expect(() => packFor128(new Int32Array(3), new Uint8Array(100), sample_count)).toThrow(RangeError);
  });

  it('refuses a buffer that is one byte short of the worst case', () => {
    expect(() => packFor128(new Int32Array(3), new Uint8Array(for128Bytes_max(3) - 1))).toThrow(RangeError);
  });
});
