import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { WORD, tell } from './state.ts';
import type { Interlock } from './state.ts';

/**
 * Rows 19, 20, 21 and 31: whether the converters still tell the truth. Each counts up for a bad tick and down for a good
 * one, more slowly than up or further apart, so that no single good sample starts a delay anew.
 */

const { FROZEN_VOLTAGE_COUNT, FROZEN_CURRENT_COUNT, SATURATED_TICKS, DAC_FAULT_LEVEL, LOST_LEVEL } = WORD;

const ADC_FROZEN = bitOf(CAUSE.ADC_FROZEN);
const SATURATED = bitOf(CAUSE.SATURATED);
const DAC_FAULT = bitOf(CAUSE.DAC_FAULT);
const SAMPLES_LOST = bitOf(CAUSE.SAMPLES_LOST);
const FROZEN_PLACE = placeOf(CAUSE.ADC_FROZEN);
const SATURATED_PLACE = placeOf(CAUSE.SATURATED);
const DAC_FAULT_PLACE = placeOf(CAUSE.DAC_FAULT);
const LOST_PLACE = placeOf(CAUSE.SAMPLES_LOST);

/**
 * Repeats that one change of the code takes away. Noise of 0.7 LSB repeats a code in two ticks of five at most: in the
 * mean the count falls by five codes a tick, while a converter that moves once in ten ticks still fills it.
 */
const FROZEN_LEAK = 8;
/** A bad tick weighs as much as so many good ones. */
const DAC_FAULT_WEIGHT = 4;
const LOST_WEIGHT = 8;

/**
 * Row 19: how often a code has been the same as the one before, from how often it was and from the bits that have changed.
 * Without a branch: noise repeats a code now and then, and a branch that nobody can foresee costs more than all of this.
 */
export function repeats(count: number, changed: number): number {
  const isSame = ((changed | -changed) >>> 31) ^ 1;
  const next = count + isSame * (FROZEN_LEAK + 1) - FROZEN_LEAK;
  return next & ~(next >> 31);
}

/** Row 19: a path whose noise no longer moves its code measures nothing. The counts go no further. */
export function frozen(interlock: Interlock): CauseMask {
  const { state, watch } = interlock;
  const enough = watch.frozen_count - 1;
  state[FROZEN_VOLTAGE_COUNT] = Math.min(state[FROZEN_VOLTAGE_COUNT]!, enough);
  state[FROZEN_CURRENT_COUNT] = Math.min(state[FROZEN_CURRENT_COUNT]!, enough);
  tell(interlock, FROZEN_PLACE, { value: watch.frozen_count, limit: watch.frozen_count });
  return ADC_FROZEN;
}

/** Row 20: a code at an end of its converter is a bound, not a value; the second one within 10 ms is no hit of the detector. */
export function saturated({ state, seen, watch }: Interlock, isInside: boolean, code: number): CauseMask {
  const left_ticks = state[SATURATED_TICKS]!;
  if (isInside) {
    state[SATURATED_TICKS] = left_ticks - 1;
    return 0;
  }
  state[SATURATED_TICKS] = watch.saturated_ticks;
  if (left_ticks === 0) return 0;
  seen[SATURATED_PLACE] = code;
  return SATURATED;
}

/** Row 21: what the DAC puts out against what it was told. */
export function dacFault({ state, seen, watch }: Interlock, isInside: boolean, off_count: number): CauseMask {
  const enough = DAC_FAULT_WEIGHT * watch.dacFault_ticks;
  const level = state[DAC_FAULT_LEVEL]!;
  const next = isInside ? Math.max(0, level - 1) : Math.min(level + DAC_FAULT_WEIGHT, enough);
  state[DAC_FAULT_LEVEL] = next;
  if (next < enough) return 0;
  seen[DAC_FAULT_PLACE] = off_count;
  return DAC_FAULT;
}

/** Samples of this tick that nobody has seen: none when there was one conversion since the tick before. */
export function lostSamples({ watch }: Interlock, conversions_count: number): number {
  const { lost_ticks } = watch;
  const isCounted = 0 <= conversions_count && conversions_count <= lost_ticks;
  return isCounted ? Math.abs(conversions_count - 1) : lost_ticks;
}

/** Row 31: samples that are missing; row 6 takes each for full scale. */
export function samplesLost({ state, seen, watch }: Interlock, lost_count: number): CauseMask {
  const enough = LOST_WEIGHT * watch.lost_ticks;
  const level = state[LOST_LEVEL]!;
  const next = lost_count === 0 ? Math.max(0, level - 1) : Math.min(level + LOST_WEIGHT * lost_count, enough);
  state[LOST_LEVEL] = next;
  if (next < enough) return 0;
  seen[LOST_PLACE] = watch.lost_ticks;
  return SAMPLES_LOST;
}
