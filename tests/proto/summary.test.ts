import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Encoding } from '../../proto/src/codec/enums.ts';
import { packSummaryPoint, summaryOf, unpackSummary } from '../../proto/src/summary.ts';
import { bytesOf, hexOf } from './vectors.ts';

interface Vectors {
  readonly golden: readonly { readonly name: string; readonly decimation: number; readonly codes?: readonly number[]; readonly code?: number; readonly hex: string }[];
  readonly malformed: readonly { readonly name: string; readonly decimation: number; readonly sample_count: number; readonly hex: string }[];
}

const { golden, malformed } = JSON.parse(readFileSync(new URL('../../proto/vectors/summary.json', import.meta.url), 'utf8')) as Vectors;
const block = (decimation: number, sample_count: number, data: Uint8Array) => ({ encoding: Encoding.SUMMARY, decimation, sample_count, data });

function packed(codes: Int32Array): Uint8Array {
  const into = new Uint8Array(20).fill(0xee);
  expect(packSummaryPoint(summaryOf(codes), into, 0)).toBe(20);
  return into;
}

describe('SUMMARY', () => {
  it.each(golden)('is written and read as the vectors say: $name', ({ decimation, codes, code, hex }) => {
    const samples = codes === undefined ? new Int32Array(decimation).fill(code ?? NaN) : Int32Array.from(codes);
    expect(hexOf(packed(samples))).toBe(hex);
    expect(unpackSummary(block(decimation, 1, bytesOf(hex)))).toEqual([summaryOf(samples)]);
  });

  it.each(malformed)('is refused: $name', ({ decimation, sample_count, hex }) => {
    expect(unpackSummary(block(decimation, sample_count, bytesOf(hex)))).toBeUndefined();
  });

  it('is refused where the block is in another encoding', () => {
    expect(unpackSummary({ ...block(2, 1, bytesOf(golden[0]!.hex)), encoding: Encoding.RAW32 })).toBeUndefined();
  });

  it('tells least, greatest, sum and sum of squares of whatever codes of 24 bits, exactly', () => {
    const runs = fc.array(fc.integer({ min: -8_388_608, max: 8_388_607 }), { minLength: 1, maxLength: 1024, size: 'max' });
    fc.assert(
      fc.property(runs, (values) => {
        const [point] = unpackSummary(block(values.length, 1, packed(Int32Array.from(values)))) ?? [];
        const squares = values.reduce((sum, value) => sum + BigInt(value) ** 2n, 0n);
        expect(point).toEqual({
          code_min: Math.min(...values), code_max: Math.max(...values), code_sum: values.reduce((sum, value) => sum + value, 0),
          square_low: Number(squares & 0xffff_ffffn), square_high: Number(squares >> 32n),
        });
      }),
      { numRuns: 200 },
    );
  });

  it('has points of 1 to 1024 samples', () => {
    expect(() => summaryOf(new Int32Array(0))).toThrow(RangeError);
    expect(() => summaryOf(new Int32Array(1025))).toThrow(RangeError);
    expect(() => summaryOf(new Int32Array(4), 5)).toThrow(RangeError);
  });
});
