import { SQUARE_WORD } from './codes.ts';
import type { RunStatistics } from './codes.ts';
import type { ZoomGroup, ZoomLevel } from './sampler.ts';

/** Groups kept at one level of one stream. */
const GROUPS_MAX = 16_384;

/** A group as it is gathered: sums of the upper levels leave the exact integers of a double. */
interface OpenGroup {
  first_sample: number;
  range_index: number;
  sample_count: number;
  code_min: number;
  code_max: number;
  code_sum: number;
  square_low: number;
  square_high: number;
  /** What upper levels add up: a sum of codes and one of squares. */
  wide_sum: bigint;
  wide_square: bigint;
}

/** The open group of a level and the latest that were closed, of which some may not have been taken yet. */
export class GroupHistory {
  readonly level: ZoomLevel;
  /** Groups that were displaced before they had been taken. */
  dropped_count = 0;
  readonly #groups: ZoomGroup[] = [];
  #oldest_index = 0;
  #untaken_count = 0;
  readonly #open: OpenGroup = {
    first_sample: 0, range_index: 0, sample_count: 0, code_min: 0, code_max: 0, code_sum: 0, square_low: 0, square_high: 0, wide_sum: 0n, wide_square: 0n,
  };

  constructor(level: ZoomLevel) {
    this.level = level;
  }

  absorbRun(run: RunStatistics, sample_count: number, at: { readonly first_sample: number; readonly range_index: number }): void {
    const open = this.#open;
    this.#widen(run, sample_count, at);
    open.code_sum += run.code_sum;
    open.square_low += run.square_low;
    open.square_high += run.square_high;
  }

  /** Takes in a closed group of the level below, once it has been taken in here. */
  absorbGroup(closed: OpenGroup): void {
    const open = this.#open;
    this.#widen(closed, closed.sample_count, closed);
    open.wide_sum += closed.wide_sum + BigInt(closed.code_sum);
    open.wide_square += squareSum(closed);
  }

  /** Closes the open group and tells what it was; undefined when it is empty. */
  close(): OpenGroup | undefined {
    const open = this.#open;
    if (open.sample_count === 0) return undefined;
    const closed = { ...open };
    open.sample_count = 0;
    open.code_sum = 0;
    open.square_low = 0;
    open.square_high = 0;
    open.wide_sum = 0n;
    open.wide_square = 0n;
    this.#keep(closed);
    return closed;
  }

  /** Groups that were not taken before, oldest first. */
  take(): ZoomGroup[] {
    const count = this.#untaken_count;
    this.#untaken_count = 0;
    return Array.from({ length: count }, (_, index) => this.#at(this.#groups.length - count + index));
  }

  /** Groups that hold a sample from `from` to `to - 1`, oldest first; `step` is the distance of two samples. */
  overlapping({ from, to, step }: { readonly from: number; readonly to: number; readonly step: number }): ZoomGroup[] {
    // Groups are in order and do not overlap: the first one that ends behind `from` begins the answer.
    let low = 0;
    let high = this.#groups.length;
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      const group = this.#at(middle);
      if (group.first_sample + (group.sample_count - 1) * step < from) low = middle + 1;
      else high = middle;
    }
    const found: ZoomGroup[] = [];
    for (; low < this.#groups.length && this.#at(low).first_sample < to; low += 1) found.push(this.#at(low));
    return found;
  }

  #widen(by: { readonly code_min: number; readonly code_max: number }, sample_count: number, at: { readonly first_sample: number; readonly range_index: number }): void {
    const open = this.#open;
    if (open.sample_count === 0) {
      open.first_sample = at.first_sample;
      open.range_index = at.range_index;
      open.code_min = by.code_min;
      open.code_max = by.code_max;
    }
    open.code_min = Math.min(open.code_min, by.code_min);
    open.code_max = Math.max(open.code_max, by.code_max);
    open.sample_count += sample_count;
  }

  #keep(closed: OpenGroup): void {
    const { first_sample, sample_count, range_index, code_min, code_max } = closed;
    const group: ZoomGroup = {
      level: this.level,
      first_sample,
      sample_count,
      range_index,
      code_min,
      code_max,
      code_sum: closed.wide_sum === 0n ? closed.code_sum : Number(closed.wide_sum + BigInt(closed.code_sum)),
      code_square_sum: nearestSum(closed),
    };
    if (this.#groups.length < GROUPS_MAX) {
      this.#groups.push(group);
      this.#untaken_count += 1;
      return;
    }
    this.#groups[this.#oldest_index] = group;
    this.#oldest_index = (this.#oldest_index + 1) % GROUPS_MAX;
    if (this.#untaken_count === GROUPS_MAX) this.dropped_count += 1;
    else this.#untaken_count += 1;
  }

  #at(index: number): ZoomGroup {
    return this.#groups[(this.#oldest_index + index) % this.#groups.length]!;
  }
}

function squareSum({ square_high, square_low, wide_square }: OpenGroup): bigint {
  return wide_square + (BigInt(square_high) << 32n) + BigInt(square_low);
}

/** The double nearest to the sum of squares, rounded once. */
function nearestSum(group: OpenGroup): number {
  // Below 2^52 + 2^46 the sum is an exact integer of a double.
  if (group.wide_square === 0n && group.square_high < 2 ** 20) return group.square_high * SQUARE_WORD + group.square_low;
  return Number(squareSum(group));
}
