import { summaryOf } from '@nanobias/proto';
import type { SummaryPoint } from '@nanobias/proto';
import type { Arena } from '../kernel/arena.ts';

/** Points of SUMMARY that one block takes at most. */
export const BLOCK_POINTS_MAX = 16;

const POINT = { MIN: 0, MAX: 1, SUM: 2, SQUARE_LOW: 3, SQUARE_HIGH: 4 } as const;
const POINT_WORDS = 5;
const SLOT_WORDS = BLOCK_POINTS_MAX * POINT_WORDS;

export function claimPoints(arena: Arena, name: string, slots_count: number): Float64Array {
  return arena.f64(name, slots_count * SLOT_WORDS);
}

/** Keeps what a run of samples comes to, as point `index` of the slot. */
export function keepPoint(points: Float64Array, { slot, index }: { readonly slot: number; readonly index: number }, codes: Int32Array): void {
  const at = slot * SLOT_WORDS + index * POINT_WORDS;
  const { code_min, code_max, code_sum, square_low, square_high } = summaryOf(codes);
  points[at + POINT.MIN] = code_min;
  points[at + POINT.MAX] = code_max;
  points[at + POINT.SUM] = code_sum;
  points[at + POINT.SQUARE_LOW] = square_low;
  points[at + POINT.SQUARE_HIGH] = square_high;
}

/** The first `count` points of the slot. */
export function keptPoints(points: Float64Array, slot: number, count: number): SummaryPoint[] {
  return Array.from({ length: count }, (_, index) => {
    const at = slot * SLOT_WORDS + index * POINT_WORDS;
    return {
      code_min: points[at + POINT.MIN]!, code_max: points[at + POINT.MAX]!, code_sum: points[at + POINT.SUM]!,
      square_low: points[at + POINT.SQUARE_LOW]!, square_high: points[at + POINT.SQUARE_HIGH]!,
    };
  });
}
