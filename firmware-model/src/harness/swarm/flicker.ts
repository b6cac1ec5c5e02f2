/**
 * T10: how much of the current lay beyond its limit over the last 100 ms, counted from the codes that the firmware was shown. A good
 * code between two bad ones takes nothing back, so a current that flickers is bound by its excess and not by its phase.
 */
export interface Flicker {
  /** Ticks in which a code lay beyond the limit, oldest first, and by how much. */
  readonly beyond: (readonly [number, number])[];
  sum_count: number;
  /** For how many ticks the sum has been too large. */
  over_ticks: number;
}

/** One look, in the tick that is told; codes of ticks between two looks were inside. */
interface FlickerLook {
  readonly tick: number;
  /** By how much the code of this tick lies beyond the limit; 0 or less inside. */
  readonly excess_code: number;
  readonly window_ticks: number;
  readonly sum_count_max: number;
}

/** From the closing on: what was before it reached nobody. */
export function startFlicker(): Flicker {
  return { beyond: [], sum_count: 0, over_ticks: 0 };
}

/** Counts one look; for how many looks in a row the sum has been above what it may be. */
export function countFlicker(flicker: Flicker, { tick, excess_code, window_ticks, sum_count_max }: FlickerLook): number {
  const { beyond } = flicker;
  while (beyond.length > 0 && beyond[0]![0] <= tick - window_ticks) flicker.sum_count -= beyond.shift()![1];
  if (excess_code > 0) {
    beyond.push([tick, excess_code]);
    flicker.sum_count += excess_code;
  }
  flicker.over_ticks = flicker.sum_count <= sum_count_max ? 0 : flicker.over_ticks + 1;
  return flicker.over_ticks;
}
