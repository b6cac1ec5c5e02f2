import { CAUSE } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { keepTime } from './latch.ts';
import { MODE } from './mode-table.ts';
import { INPUT, WORD } from './state.ts';
import type { Interlock } from './state.ts';

const OVER_VOLTAGE = 1 << CAUSE.OVER_VOLTAGE;
const UNDER_VOLTAGE = 1 << CAUSE.UNDER_VOLTAGE;
const SLEW = 1 << CAUSE.SLEW;
const OVER_CURRENT = 1 << CAUSE.OVER_CURRENT;
const EXCESS_CHARGE = 1 << CAUSE.EXCESS_CHARGE;
const LEASE_LAPSED = 1 << CAUSE.LEASE_LAPSED;

/** Row 6: consecutive samples beyond the limit. One sample can be a hit of the detector; two are a current. */
const OVER_CURRENT_SAMPLES = 2;

/**
 * One tick of the interlocks: a function of packed state and inputs that sees every code.
 *
 * Returns the causes that are true now and in force. What they do depends on the mode: ON and RAMP_DOWN open; TRIPPED
 * only counts for how long a latched cause has been gone.
 */
export function step(interlock: Interlock): CauseMask {
  const { state, inputs } = interlock;
  const voltage_code = inputs[INPUT.VOLTAGE_CODE]!;
  const mode = state[WORD.MODE]!;

  let present = inputs[INPUT.OUTER_CAUSES]!;
  if (!(state[WORD.VOLTAGE_MIN_CODE]! <= voltage_code && voltage_code <= state[WORD.VOLTAGE_MAX_CODE]!)) {
    present |= voltage_code > state[WORD.VOLTAGE_MAX_CODE]! ? OVER_VOLTAGE : UNDER_VOLTAGE;
  }
  const window_index = nextWindowIndex(interlock);
  present |= overCurrent(interlock, window_index);
  present |= slew(interlock, window_index, mode === MODE.ON || mode === MODE.RAMP_DOWN);
  present |= lapse(state);

  present &= state[WORD.CAUSES_IN_FORCE]!;
  state[WORD.CAUSES_PRESENT] = present;
  if (mode === MODE.TRIPPED) keepTime(state);
  return present;
}

/** Starts the windows anew at the moment of closing: what the DAC did behind the open switch reached nobody. */
export function restartWindows(interlock: Interlock, dac_code: number): void {
  const { state } = interlock;
  interlock.dac.fill(dac_code);
  interlock.excess.fill(0);
  state[WORD.EXCESS_SUM_COUNT] = 0;
  state[WORD.OVER_CURRENT_COUNT] = 0;
  state[WORD.SLEW_MAX_COUNT] = state[WORD.SLEW_NEXT_COUNT]!;
  state[WORD.SLEW_HOLD_TICKS] = 0;
}

/**
 * Bound of the DAC's movement over the window while a ramp is active. A lower one waits until the window has forgotten
 * the faster ramp; a higher one is due at once.
 */
export function boundSlew(interlock: Interlock, slew_count_max: number): void {
  const { state } = interlock;
  state[WORD.SLEW_NEXT_COUNT] = slew_count_max;
  if (state[WORD.SLEW_MAX_COUNT]! <= slew_count_max) {
    state[WORD.SLEW_MAX_COUNT] = slew_count_max;
    state[WORD.SLEW_HOLD_TICKS] = 0;
  } else {
    state[WORD.SLEW_HOLD_TICKS] = interlock.dac.length;
  }
}

function nextWindowIndex({ state, dac }: Interlock): number {
  const following = state[WORD.WINDOW_INDEX]! + 1;
  const window_index = following < dac.length ? following : 0;
  state[WORD.WINDOW_INDEX] = window_index;
  return window_index;
}

/** Row 6: n consecutive samples, and a sliding sum that no good sample resets. */
function overCurrent(interlock: Interlock, window_index: number): CauseMask {
  const { state, inputs } = interlock;
  const excess_code = Math.abs(inputs[INPUT.CURRENT_CODE]!) - state[WORD.CURRENT_MAX_CODE]!;
  if (excess_code <= 0 && state[WORD.EXCESS_SUM_COUNT] === 0) {
    state[WORD.OVER_CURRENT_COUNT] = 0;
    return 0;
  }
  return slideExcess(interlock, window_index, excess_code);
}

function slideExcess({ state, excess }: Interlock, window_index: number, excess_code: number): CauseMask {
  const entering_code = excess_code <= 0 ? 0 : excess_code;
  const sum_count = state[WORD.EXCESS_SUM_COUNT]! - excess[window_index]! + entering_code;
  excess[window_index] = entering_code;
  state[WORD.EXCESS_SUM_COUNT] = sum_count;
  const run_count = entering_code === 0 ? 0 : Math.min(state[WORD.OVER_CURRENT_COUNT]! + 1, OVER_CURRENT_SAMPLES);
  state[WORD.OVER_CURRENT_COUNT] = run_count;
  const isRunShort = run_count < OVER_CURRENT_SAMPLES;
  const isSumInside = sum_count <= state[WORD.EXCESS_MAX_COUNT]!;
  return (isRunShort ? 0 : OVER_CURRENT) | (isSumInside ? 0 : EXCESS_CHARGE);
}

/** Row 5: the DAC's read-back against itself 100 ms ago. */
function slew(interlock: Interlock, window_index: number, isConnected: boolean): CauseMask {
  const { state, dac } = interlock;
  const dac_code = interlock.inputs[INPUT.DAC_CODE]!;
  const moved_count = Math.abs(dac_code - dac[window_index]!);
  dac[window_index] = dac_code;
  const isInside = moved_count <= state[WORD.SLEW_MAX_COUNT]!;
  if (state[WORD.SLEW_HOLD_TICKS] !== 0) forgetFasterRamp(state);
  if (isInside || !isConnected) return 0;
  state[WORD.SLEW_SEEN_COUNT] = moved_count;
  return SLEW;
}

function forgetFasterRamp(state: Int32Array): void {
  const left_ticks = state[WORD.SLEW_HOLD_TICKS]! - 1;
  state[WORD.SLEW_HOLD_TICKS] = left_ticks;
  if (left_ticks === 0) state[WORD.SLEW_MAX_COUNT] = state[WORD.SLEW_NEXT_COUNT]!;
}

/** Row 14: the lease runs on device time, and lapses at the first tick later than it. */
function lapse(state: Int32Array): CauseMask {
  const left_ticks = state[WORD.LEASE_TICKS]!;
  if (0 < left_ticks) {
    state[WORD.LEASE_TICKS] = left_ticks - 1;
    return 0;
  }
  state[WORD.LEASE_TICKS] = -1;
  return LEASE_LAPSED;
}
