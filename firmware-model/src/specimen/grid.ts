/**
 * The grid of the LNMO film: z counts from LiPON.
 *
 * Equal cells through the reconstruction layer, so that one face lies exactly at its end, then cells that grow
 * geometrically to the collector.
 */
import type { Cell } from './cell.ts';

export interface Grid {
  readonly count: number;
  /** Faces, from 0 at LiPON to the film's thickness: one more than cells. */
  readonly face_m: Float64Array;
  readonly centre_m: Float64Array;
  readonly width_m: Float64Array;
}

/** Halvings of the bracket of the growth ratio: enough for the last place. */
const BISECTIONS = 60;

export function gridOf(cell: Cell): Grid {
  const count = cell.grid_count;
  const width_m = new Float64Array(count);
  const equalCount = Math.ceil(cell.reconstruction_m / cell.grid_m_first - 1e-9);
  const first_m = cell.reconstruction_m / equalCount;
  const growth = growthRatio({ cells: count - equalCount, span: (cell.lnmo_m - cell.reconstruction_m) / first_m });
  let next_m = first_m;
  for (let i = 0; i < count; i += 1) {
    if (i >= equalCount) next_m *= growth;
    width_m[i] = next_m;
  }
  const face_m = new Float64Array(count + 1);
  const centre_m = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    face_m[i + 1] = face_m[i]! + width_m[i]!;
    centre_m[i] = face_m[i]! + width_m[i]! / 2;
  }
  return { count, face_m, centre_m, width_m };
}

/** The ratio r at which r + r^2 + ... + r^cells equals the span. */
function growthRatio({ cells, span }: { cells: number; span: number }): number {
  let low = 0.1;
  let high = 10;
  for (let i = 0; i < BISECTIONS; i += 1) {
    const ratio = (low + high) / 2;
    let sum = 0;
    for (let k = 0; k < cells; k += 1) sum = ratio * (1 + sum);
    if (sum < span) low = ratio;
    else high = ratio;
  }
  return (low + high) / 2;
}
