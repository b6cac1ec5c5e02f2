import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COBS_OPEN, cobsAppend, cobsBytes_max, cobsClose, cobsDecodeInPlace } from '../../proto/src/cobs.ts';
import { bytesOf, hexOf } from './vectors.ts';

function encoded(...pieces: readonly Uint8Array[]): Uint8Array {
  const size_bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const into = new Uint8Array(cobsBytes_max(size_bytes));
  let state = COBS_OPEN;
  for (const piece of pieces) state = cobsAppend(into, state, piece, piece.length);
  return into.slice(0, cobsClose(into, state));
}

function decoded(block: Uint8Array): Uint8Array | undefined {
  const copy = block.slice();
  const size_bytes = cobsDecodeInPlace(copy, copy.length);
  return size_bytes === -1 ? undefined : copy.slice(0, size_bytes);
}

const counting = (length: number, first: number): string => hexOf(Uint8Array.from({ length }, (_, index) => (first + index) & 0xff));

// Data and block, from the examples of Cheshire and Baker's encoding in its Wikipedia article.
const examples: readonly (readonly [data: string, block: string])[] = [
  ['00', '010100'],
  ['0000', '01010100'],
  ['001100', '0102110100'],
  ['11220033', '031122023300'],
  ['11223344', '051122334400'],
  ['11000000', '021101010100'],
  [counting(254, 1), `ff${counting(254, 1)}00`],
  [counting(255, 0), `01ff${counting(254, 1)}00`],
  [counting(255, 1), `ff${counting(254, 1)}02ff00`],
  [`${counting(254, 2)}00`, `ff${counting(254, 2)}010100`],
  [`${counting(253, 3)}0001`, `fe${counting(253, 3)}020100`],
];

// RAW24 of a signal around zero: zeros and ff in the upper bytes.
const sampleBytes = fc.array(fc.constantFrom(0, 0, 0xff, 0xff, 1, 0x7f), { maxLength: 1200 }).map((list) => Uint8Array.from(list));

describe('COBS', () => {
  it.each(examples)('encodes and decodes example %#', (data, block) => {
    expect(hexOf(encoded(bytesOf(data)))).toBe(block);
    expect(hexOf(decoded(bytesOf(block).slice(0, -1)) ?? bytesOf('ee'))).toBe(data);
  });

  it('has no zero inside and gives back what was put in', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 1200 }), sampleBytes), (data) => {
        const block = encoded(data);
        expect(block.indexOf(0)).toBe(block.length - 1);
        expect(decoded(block.subarray(0, -1))).toEqual(data);
      }),
    );
  });

  it('does so around every length at which a code byte is added', () => {
    for (const length of [0, 1, 253, 254, 255, 256, 507, 508, 509, 762, 763]) {
      for (const zero_index of [-1, 0, 252, 253, 254, 255, length - 1]) {
        const data = new Uint8Array(length).fill(0x5a);
        if (0 <= zero_index && zero_index < length) data[zero_index] = 0;
        const block = encoded(data);
        expect(block.length).toBeLessThanOrEqual(cobsBytes_max(length));
        expect(decoded(block.subarray(0, -1))).toEqual(data);
      }
    }
  });

  it('adds a byte in 254 and the delimiter at most', () => {
    expect([0, 1, 254, 255, 508, 509].map(cobsBytes_max)).toEqual([2, 3, 256, 258, 511, 513]);
  });

  it('encodes pieces as it encodes the whole', () => {
    fc.assert(
      fc.property(sampleBytes, sampleBytes, sampleBytes, (a, b, c) => hexOf(encoded(a, b, c)) === hexOf(encoded(Uint8Array.of(...a, ...b, ...c)))),
    );
  });

  it('refuses codes that lead past the end, and an empty block', () => {
    for (const block of ['', '02', '0311', 'ff01', '0511223344'.slice(0, 8), `ff${counting(253, 1)}`]) expect(decoded(bytesOf(block))).toBeUndefined();
  });

  it('refuses a zero code', () => {
    expect(decoded(bytesOf('00'))).toBeUndefined();
    expect(decoded(bytesOf('021100'))).toBeUndefined();
  });

  it('ends on any bytes and never grows them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (block) => {
        const data = decoded(block);
        expect(data === undefined || data.length < block.length).toBe(true);
      }),
    );
  });
});
