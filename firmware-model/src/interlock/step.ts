import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { keepTime } from './latch.ts';
import { MODE } from './mode-table.ts';
import { OVER_CURRENT_SAMPLES } from './rows.ts';
import { INPUT, WORD } from './state.ts';
import type { Interlock } from './state.ts';

// Constants of this module: a look-up in another one costs as much as the comparison, and this runs every tick.
const {
  MODE: MODE_WORD, CAUSES_IN_FORCE, CAUSES_PRESENT, VOLTAGE_MIN_CODE, VOLTAGE_MAX_CODE, CURRENT_MAX_CODE, EXCESS_MAX_COUNT, SLEW_MAX_COUNT,
  SLEW_NEXT_COUNT, SLEW_HOLD_TICKS, SLEW_SEEN_COUNT, OVER_CURRENT_COUNT, EXCESS_SUM_COUNT, WINDOW_INDEX, LEASE_TICKS,
} = WORD;
const { VOLTAGE_CODE, CURRENT_CODE, DAC_CODE, OUTER_CAUSES } = INPUT;
const { ON, RAMP_DOWN, TRIPPED } = MODE;

const OVER_VOLTAGE = bitOf(CAUSE.OVER_VOLTAGE);
const UNDER_VOLTAGE = bitOf(CAUSE.UNDER_VOLTAGE);
const SLEW = bitOf(CAUSE.SLEW);
const OVER_CURRENT = bitOf(CAUSE.OVER_CURRENT);
const EXCESS_CHARGE = bitOf(CAUSE.EXCESS_CHARGE);
const LEASE_LAPSED = bitOf(CAUSE.LEASE_LAPSED);

/**
 * One tick of the interlocks: a function of packed state and inputs that sees every code.
 *
 * Returns the causes that are true now and in force. What they do depends on the mode: ON and RAMP_DOWN open; TRIPPED
 * only counts for how long a latched cause has been gone.
 */
export function step(interlock: Interlock): CauseMask {
  const { state, inputs } = interlock;
  const voltage_code = inputs[VOLTAGE_CODE]!;
  const mode = state[MODE_WORD]!;

  let present = inputs[OUTER_CAUSES]!;
  if (!(state[VOLTAGE_MIN_CODE]! <= voltage_code && voltage_code <= state[VOLTAGE_MAX_CODE]!)) {
    present |= voltage_code > state[VOLTAGE_MAX_CODE]! ? OVER_VOLTAGE : UNDER_VOLTAGE;
  }
  const window_index = nextWindowIndex(interlock);
  present |= overCurrent(interlock, window_index);
  present |= slew(interlock, window_index, mode === ON || mode === RAMP_DOWN);
  present |= lapse(state);

  present &= state[CAUSES_IN_FORCE]!;
  state[CAUSES_PRESENT] = present;
  if (mode === TRIPPED) keepTime(state);
  return present;
}

/** Starts the windows anew at the moment of closing: what the DAC did behind the open switch reached nobody. */
export function restartWindows(interlock: Interlock, dac_code: number): void {
  const { state } = interlock;
  interlock.dac.fill(dac_code);
  interlock.excess.fill(0);
  state[EXCESS_SUM_COUNT] = 0;
  state[OVER_CURRENT_COUNT] = 0;
  state[SLEW_MAX_COUNT] = state[SLEW_NEXT_COUNT]!;
  state[SLEW_HOLD_TICKS] = 0;
}

/**
 * Bound of the DAC's movement over the window while a ramp is active. A lower one waits until the window has forgotten
 * the faster ramp; a higher one is due at once.
 */
export function boundSlew(interlock: Interlock, slew_count_max: number): void {
  const { state } = interlock;
  state[SLEW_NEXT_COUNT] = slew_count_max;
  if (state[SLEW_MAX_COUNT]! <= slew_count_max) {
    state[SLEW_MAX_COUNT] = slew_count_max;
    state[SLEW_HOLD_TICKS] = 0;
  } else {
    state[SLEW_HOLD_TICKS] = interlock.dac.length;
  }
}

function nextWindowIndex({ state, dac }: Interlock): number {
  const following = state[WINDOW_INDEX]! + 1;
  const window_index = following < dac.length ? following : 0;
  state[WINDOW_INDEX] = window_index;
  return window_index;
}

/** Row 6: n consecutive samples, and a sliding sum that no good sample resets. */
function overCurrent(interlock: Interlock, window_index: number): CauseMask {
  const { state, inputs } = interlock;
  const excess_code = Math.abs(inputs[CURRENT_CODE]!) - state[CURRENT_MAX_CODE]!;
  if (excess_code <= 0 && state[EXCESS_SUM_COUNT] === 0) {
    state[OVER_CURRENT_COUNT] = 0;
    return 0;
  }
  return slideExcess(interlock, window_index, excess_code);
}

function slideExcess({ state, excess }: Interlock, window_index: number, excess_code: number): CauseMask {
  const entering_code = excess_code <= 0 ? 0 : excess_code;
  const sum_count = state[EXCESS_SUM_COUNT]! - excess[window_index]! + entering_code;
  excess[window_index] = entering_code;
  state[EXCESS_SUM_COUNT] = sum_count;
  const run_count = entering_code === 0 ? 0 : Math.min(state[OVER_CURRENT_COUNT]! + 1, OVER_CURRENT_SAMPLES);
  state[OVER_CURRENT_COUNT] = run_count;
  const isRunShort = run_count < OVER_CURRENT_SAMPLES;
  const isSumInside = sum_count <= state[EXCESS_MAX_COUNT]!;
  return (isRunShort ? 0 : OVER_CURRENT) | (isSumInside ? 0 : EXCESS_CHARGE);
}

/** Row 5: the DAC's read-back against itself 100 ms ago. */
function slew(interlock: Interlock, window_index: number, isConnected: boolean): CauseMask {
  const { state, dac } = interlock;
  const dac_code = interlock.inputs[DAC_CODE]!;
  const moved_count = Math.abs(dac_code - dac[window_index]!);
  dac[window_index] = dac_code;
  const isInside = moved_count <= state[SLEW_MAX_COUNT]!;
  if (state[SLEW_HOLD_TICKS] !== 0) forgetFasterRamp(state);
  if (isInside || !isConnected) return 0;
  state[SLEW_SEEN_COUNT] = moved_count;
  return SLEW;
}

function forgetFasterRamp(state: Int32Array): void {
  const left_ticks = state[SLEW_HOLD_TICKS]! - 1;
  state[SLEW_HOLD_TICKS] = left_ticks;
  if (left_ticks === 0) state[SLEW_MAX_COUNT] = state[SLEW_NEXT_COUNT]!;
}

/** Row 14: the lease runs on device time, and lapses at the first tick later than it. */
function lapse(state: Int32Array): CauseMask {
  const left_ticks = state[LEASE_TICKS]!;
  if (0 < left_ticks) {
    state[LEASE_TICKS] = left_ticks - 1;
    return 0;
  }
  state[LEASE_TICKS] = -1;
  return LEASE_LAPSED;
}
