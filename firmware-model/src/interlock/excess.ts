import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { OVER_CURRENT_SAMPLES } from './rows.ts';
import { WORD } from './state.ts';
import type { Interlock } from './state.ts';

/** Row 6: samples in a row, and a sliding sum that no good sample resets. What nobody saw counts there as full scale. */

const { CURRENT_MAX_CODE, EXCESS_MAX_COUNT, OVER_CURRENT_COUNT, EXCESS_SUM_COUNT } = WORD;
const OVER_CURRENT = bitOf(CAUSE.OVER_CURRENT);
const EXCESS_CHARGE = bitOf(CAUSE.EXCESS_CHARGE);
const EXCESS_PLACE = placeOf(CAUSE.EXCESS_CHARGE);

/** By how much an unseen sample may have been beyond the limit. */
export function unseenExcess({ state, watch }: Interlock): number {
  return Math.max(0, watch.code_max + 1 - state[CURRENT_MAX_CODE]!);
}

export function slideExcess({ state, excess, seen }: Interlock, window_index: number, entering_code: number, unseen_code: number): CauseMask {
  // What a window holds that adds up to nothing nobody has put there.
  if (state[EXCESS_SUM_COUNT] === 0) excess.fill(0);
  const counted_code = Math.max(entering_code, unseen_code);
  const sum_count = state[EXCESS_SUM_COUNT]! - excess[window_index]! + counted_code;
  excess[window_index] = counted_code;
  // Below nothing it is not borne out by its own window, and would hide what comes: it is told, and both begin anew.
  state[EXCESS_SUM_COUNT] = Math.max(0, sum_count);
  const run_count = entering_code === 0 ? 0 : Math.min(state[OVER_CURRENT_COUNT]! + 1, OVER_CURRENT_SAMPLES);
  state[OVER_CURRENT_COUNT] = run_count;
  const isRunShort = run_count < OVER_CURRENT_SAMPLES;
  const isSumInside = 0 <= sum_count && sum_count <= state[EXCESS_MAX_COUNT]!;
  if (!isSumInside) seen[EXCESS_PLACE] = sum_count;
  return (isRunShort ? 0 : OVER_CURRENT) | (isSumInside ? 0 : EXCESS_CHARGE);
}

/** The window begins anew. */
export function forgetExcess({ state, excess }: Interlock): void {
  excess.fill(0);
  state[EXCESS_SUM_COUNT] = 0;
}

/** Row 27: while there is a sum, its window bears it out. Without one nothing of the window counts. */
export function isExcessSumWhole({ state, excess }: Interlock): boolean {
  const sum_count = state[EXCESS_SUM_COUNT]!;
  if (sum_count === 0) return true;
  let borne_count = 0;
  for (let index = 0; index < excess.length; index += 1) borne_count += excess[index]!;
  return borne_count === sum_count;
}
