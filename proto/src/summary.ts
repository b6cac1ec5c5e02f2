import { Encoding } from './codec/enums.ts';

/** Bytes of a point of SUMMARY: least and greatest code as int24, sum as int48, sum of squares as uint64, all little-endian. */
export const SUMMARY_POINT_BYTES = 20;

/** Samples that a point of SUMMARY stands for at most: their sums stay exact, and a channel of 10 kHz is told of ten times a second. */
export const SUMMARY_SAMPLES_MAX = 1024;

const TWO_TO_24 = 16_777_216;
const TWO_TO_32 = 4_294_967_296;
const AT = { MIN: 0, MAX: 3, SUM: 6, SQUARES: 12 } as const;

/** What is said of a run of samples, in codes of 24 bits at most; exact, so that points can be merged. */
export interface SummaryPoint {
  readonly code_min: number;
  readonly code_max: number;
  readonly code_sum: number;
  /** The sum of squares is `square_high * 2^32 + square_low`, both from 0 to 2^32 - 1. */
  readonly square_low: number;
  readonly square_high: number;
}

/** What there is to say of the first `sample_count` codes: 1 to 1024 of them, of 24 bits. */
export function summaryOf(codes: Int32Array, sample_count: number = codes.length): SummaryPoint {
  if (!(1 <= sample_count && sample_count <= Math.min(codes.length, SUMMARY_SAMPLES_MAX))) throw new RangeError(`a point of ${sample_count} samples`);
  let code_min = codes[0]!;
  let code_max = code_min;
  let code_sum = 0;
  let low = 0;
  let high = 0;
  for (let index = 0; index < sample_count; index += 1) {
    const code = codes[index]!;
    if (code < code_min) code_min = code;
    if (code > code_max) code_max = code;
    code_sum += code;
    // A square has 46 bits: so many of them are exact in two words, and not in one double.
    const square = code * code;
    low += square % TWO_TO_32;
    high += Math.floor(square / TWO_TO_32);
  }
  const carry = Math.floor(low / TWO_TO_32);
  return { code_min, code_max, code_sum, square_low: low - carry * TWO_TO_32, square_high: high + carry };
}

/** Writes a point at `at_index` and returns the index behind it. */
export function packSummaryPoint({ code_min, code_max, code_sum, square_low, square_high }: SummaryPoint, into: Uint8Array, at_index: number): number {
  writeWord(into, at_index + AT.MIN, code_min, 3);
  writeWord(into, at_index + AT.MAX, code_max, 3);
  const sum_high = Math.floor(code_sum / TWO_TO_24);
  writeWord(into, at_index + AT.SUM, code_sum - sum_high * TWO_TO_24, 3);
  writeWord(into, at_index + AT.SUM + 3, sum_high, 3);
  writeWord(into, at_index + AT.SQUARES, square_low, 4);
  writeWord(into, at_index + AT.SQUARES + 4, square_high, 4);
  return at_index + SUMMARY_POINT_BYTES;
}

/** The points of a block of SUMMARY, each of `decimation` samples; undefined where no samples have such a summary. */
export function unpackSummary(block: { readonly encoding: Encoding; readonly decimation: number; readonly sample_count: number; readonly data: Uint8Array }): SummaryPoint[] | undefined {
  const { encoding, decimation, sample_count, data } = block;
  if (encoding !== Encoding.SUMMARY || data.length !== sample_count * SUMMARY_POINT_BYTES || !(decimation <= SUMMARY_SAMPLES_MAX)) return undefined;
  const points = Array.from({ length: sample_count }, (_, index) => pointAt(data, index * SUMMARY_POINT_BYTES));
  return points.every((point) => isPossible(point, decimation)) ? points : undefined;
}

function pointAt(data: Uint8Array, at_index: number): SummaryPoint {
  return {
    code_min: signed24(data, at_index + AT.MIN),
    code_max: signed24(data, at_index + AT.MAX),
    code_sum: (readWord(data, at_index + AT.SUM, 3) >>> 0) + signed24(data, at_index + AT.SUM + 3) * TWO_TO_24,
    square_low: readWord(data, at_index + AT.SQUARES, 4) >>> 0,
    square_high: readWord(data, at_index + AT.SQUARES + 4, 4) >>> 0,
  };
}

/** Whether so many samples can have it: the mean lies between the ends, and its square is no more than the mean square. */
function isPossible({ code_min, code_max, code_sum, square_low, square_high }: SummaryPoint, samples_count: number): boolean {
  if (!(code_min <= code_max && code_min * samples_count <= code_sum && code_sum <= code_max * samples_count)) return false;
  const squares = BigInt(square_high) * BigInt(TWO_TO_32) + BigInt(square_low);
  const greatest = BigInt(Math.max(Math.abs(code_min), Math.abs(code_max)));
  const count = BigInt(samples_count);
  return BigInt(code_sum) ** 2n <= count * squares && squares <= count * greatest ** 2n;
}

function writeWord(into: Uint8Array, at_index: number, value: number, size_bytes: number): void {
  for (let byte = 0; byte < size_bytes; byte += 1) into[at_index + byte] = value >>> (8 * byte);
}

function readWord(data: Uint8Array, at_index: number, size_bytes: number): number {
  let word = 0;
  for (let byte = 0; byte < size_bytes; byte += 1) word |= data[at_index + byte]! << (8 * byte);
  return word;
}

function signed24(data: Uint8Array, at_index: number): number {
  return (readWord(data, at_index, 3) << 8) >> 8;
}
