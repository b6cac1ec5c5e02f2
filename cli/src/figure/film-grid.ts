import { bisectLeft } from 'd3-array';
import type { FigureTruth } from './data.ts';

/** Void fraction on a regular grid of time and depth, row by row from LiPON. */
export interface FilmGrid {
  readonly columns: number;
  readonly rows: number;
  readonly from_s: number;
  readonly until_s: number;
  readonly depth_m: number;
  readonly values: Float64Array;
}

interface GridRequest {
  readonly columns: number;
  readonly rows: number;
  readonly from_s: number;
  readonly until_s: number;
  /** Depth that the grid covers, from LiPON. */
  readonly depth_m: number;
}

/** Interpolates the recorded profiles, whose cells widen away from LiPON, linearly in time and depth. */
export function filmGrid(truth: FigureTruth, request: GridRequest): FilmGrid {
  const { columns, rows, from_s, until_s, depth_m } = request;
  const values = new Float64Array(columns * rows);
  const times_s = truth.films.map(({ time_s }) => time_s);
  for (let column = 0; column < columns; column += 1) {
    const time_s = from_s + ((until_s - from_s) * column) / (columns - 1);
    const { low, high, part } = between(times_s, time_s);
    const early = truth.films[low]!.void_fraction;
    const late = truth.films[high]!.void_fraction;
    for (let row = 0; row < rows; row += 1) {
      const z_m = (depth_m * row) / (rows - 1);
      values[row * columns + column] = (1 - part) * at(truth.centre_m, early, z_m) + part * at(truth.centre_m, late, z_m);
    }
  }
  return { ...request, values };
}

/** Monotone cubic interpolation between cells (Fritsch and Carlson): smooth contours, and no value that the cells do not bound. */
function at(centre_m: readonly number[], profile: readonly number[], z_m: number): number {
  const { low, high, part } = between(centre_m, z_m);
  const span_m = centre_m[high]! - centre_m[low]!;
  if (!(span_m > 0)) return profile[low]!;
  const start = slopeAt(centre_m, profile, low) * span_m;
  const end = slopeAt(centre_m, profile, high) * span_m;
  const square = part * part;
  const cube = square * part;
  return (2 * cube - 3 * square + 1) * profile[low]! + (cube - 2 * square + part) * start + (3 * square - 2 * cube) * profile[high]! + (cube - square) * end;
}

/** Harmonic mean of the slopes on both sides, weighted by their widths; 0 at an extremum and at the ends. */
function slopeAt(centre_m: readonly number[], profile: readonly number[], index: number): number {
  if (index === 0 || index === centre_m.length - 1) return 0;
  const before_m = centre_m[index]! - centre_m[index - 1]!;
  const after_m = centre_m[index + 1]! - centre_m[index]!;
  const before = (profile[index]! - profile[index - 1]!) / before_m;
  const after = (profile[index + 1]! - profile[index]!) / after_m;
  if (!(before * after > 0)) return 0;
  const w1 = 2 * after_m + before_m;
  const w2 = after_m + 2 * before_m;
  return (w1 + w2) / (w1 / before + w2 / after);
}

/** The neighbours of a value in a rising list, and how far it is from the lower one; the ends hold beyond them. */
function between(list: readonly number[], value: number): { readonly low: number; readonly high: number; readonly part: number } {
  const high = Math.min(Math.max(bisectLeft(list, value), 1), list.length - 1);
  const low = Math.max(high - 1, 0);
  const span = list[high]! - list[low]!;
  const part = span > 0 ? Math.min(1, Math.max(0, (value - list[low]!) / span)) : 0;
  return { low, high, part };
}
