import { endBlock, restartBlocks } from './block.ts';
import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { dacFault, frozen, lostSamples, repeats, samplesLost, saturated } from './conversion.ts';
import { corruption } from './corruption.ts';
import { slideExcess, unseenExcess } from './excess.ts';
import { putGuarded } from './guard.ts';
import { keepTime } from './latch.ts';
import { MODE } from './mode-table.ts';
import { INPUT, WORD } from './state.ts';
import type { Interlock } from './state.ts';

// Constants of this module: a look-up in another one costs as much as the comparison, and this runs every tick.
const {
  MODE: MODE_WORD, CAUSES_IN_FORCE, CAUSES_PRESENT, CAUSES_HELD, VOLTAGE_MIN_CODE, VOLTAGE_MAX_CODE, CURRENT_MAX_CODE, SLEW_MAX_COUNT,
  SLEW_NEXT_COUNT, SLEW_HOLD_TICKS, OVER_CURRENT_COUNT, EXCESS_SUM_COUNT, WINDOW_INDEX, LEASE_TICKS, AUTONOMY_TICKS, LAST_VOLTAGE_CODE, LAST_CURRENT_CODE,
  FROZEN_VOLTAGE_COUNT, FROZEN_CURRENT_COUNT, SATURATED_TICKS, BLOCK_TICKS, BLOCK_VOLTAGE_SUM, BLOCK_CURRENT_SUM, BLOCK_CHARGE_SUM,
  BLOCK_DAC_SUM, MOVED_VOLTAGE_BITS, MOVED_CURRENT_BITS,
} = WORD;
const { VOLTAGE_CODE, CURRENT_CODE, DAC_CODE, DAC_COMMAND_CODE, CONVERSIONS_COUNT, OUTER_CAUSES } = INPUT;
const { ON, RAMP_DOWN, TRIPPED } = MODE;
/** No block is longer: a count beyond it is none, and ends the block. */
const BLOCK_TICKS_MAX = 64;
const PER_CENT = 100;

const OVER_VOLTAGE = bitOf(CAUSE.OVER_VOLTAGE);
const UNDER_VOLTAGE = bitOf(CAUSE.UNDER_VOLTAGE);
const SLEW = bitOf(CAUSE.SLEW);
const LEASE_LAPSED = bitOf(CAUSE.LEASE_LAPSED);
const SLEW_PLACE = placeOf(CAUSE.SLEW);

/**
 * One tick of the interlocks: a function of packed state and inputs that sees every code.
 *
 * Returns the causes that are true now and in force. What they do depends on the mode: ON and RAMP_DOWN open; TRIPPED
 * only counts for how long a latched cause has been gone.
 */
export function step(interlock: Interlock): CauseMask {
  const { state, inputs } = interlock;
  let present = inputs[OUTER_CAUSES]! | corruption(interlock);
  const voltage_code = inputs[VOLTAGE_CODE]!;
  const mode = state[MODE_WORD]!;
  const isConnected = mode === ON || mode === RAMP_DOWN;

  if (!(state[VOLTAGE_MIN_CODE]! <= voltage_code && voltage_code <= state[VOLTAGE_MAX_CODE]!)) {
    present |= voltage_code > state[VOLTAGE_MAX_CODE]! ? OVER_VOLTAGE : UNDER_VOLTAGE;
  }
  const window_index = nextWindowIndex(interlock);
  const lost_count = lostSamples(interlock, inputs[CONVERSIONS_COUNT]!);
  present |= samplesLost(interlock, lost_count);
  present |= overCurrent(interlock, window_index, lost_count);
  present |= slew(interlock, window_index, isConnected);
  present |= lapse(state);
  present |= converters(interlock, voltage_code);
  present |= block(interlock, voltage_code, isConnected);

  present &= state[CAUSES_IN_FORCE]!;
  state[CAUSES_PRESENT] = present;
  if (mode === TRIPPED) keepTime(state, present, 1);
  return present;
}

/** Starts the windows anew at the moment of closing: what the DAC did behind the open switch reached nobody. */
export function restartWindows(interlock: Interlock, dac_code: number): void {
  const { state } = interlock;
  interlock.dac.fill(dac_code);
  interlock.excess.fill(0);
  state[EXCESS_SUM_COUNT] = 0;
  state[OVER_CURRENT_COUNT] = 0;
  putGuarded(interlock, SLEW_MAX_COUNT, state[SLEW_NEXT_COUNT]!);
  state[SLEW_HOLD_TICKS] = 0;
  restartBlocks(interlock, dac_code);
}

/**
 * Bound of the DAC's movement over the window while a ramp is active. A lower one waits until the window has forgotten
 * the faster ramp; a higher one is due at once.
 */
export function boundSlew(interlock: Interlock, slew_count_max: number): void {
  const { state } = interlock;
  putGuarded(interlock, SLEW_NEXT_COUNT, slew_count_max);
  if (state[SLEW_MAX_COUNT]! <= slew_count_max) {
    putGuarded(interlock, SLEW_MAX_COUNT, slew_count_max);
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

/** Row 6: n consecutive samples, and a sliding sum that no good sample resets. What nobody saw counts there as full scale. */
function overCurrent(interlock: Interlock, window_index: number, lost_count: number): CauseMask {
  const { state, inputs } = interlock;
  const excess_code = Math.max(0, Math.abs(inputs[CURRENT_CODE]!) - state[CURRENT_MAX_CODE]!);
  if (excess_code === 0 && state[EXCESS_SUM_COUNT] === 0 && lost_count === 0) {
    state[OVER_CURRENT_COUNT] = 0;
    return 0;
  }
  return slideExcess(interlock, window_index, excess_code, lost_count * unseenExcess(interlock));
}

/** Row 5: the DAC's read-back against itself 100 ms ago. */
function slew(interlock: Interlock, window_index: number, isConnected: boolean): CauseMask {
  const { state, dac } = interlock;
  const dac_code = interlock.inputs[DAC_CODE]!;
  const moved_count = Math.abs(dac_code - dac[window_index]!);
  dac[window_index] = dac_code;
  const isInside = moved_count <= state[SLEW_MAX_COUNT]!;
  if (state[SLEW_HOLD_TICKS] !== 0) forgetFasterRamp(interlock);
  if (isInside || !isConnected) return 0;
  interlock.seen[SLEW_PLACE] = moved_count;
  return SLEW;
}

function forgetFasterRamp(interlock: Interlock): void {
  const { state } = interlock;
  const left_ticks = state[SLEW_HOLD_TICKS]! - 1;
  state[SLEW_HOLD_TICKS] = left_ticks;
  if (left_ticks === 0) putGuarded(interlock, SLEW_MAX_COUNT, state[SLEW_NEXT_COUNT]!);
}

/** Rows 19, 20 and 21: in a quiet tick the codes move, lie inside, and the DAC does as it is told. */
function converters(interlock: Interlock, voltage_code: number): CauseMask {
  const { state, inputs } = interlock;
  const { code_max, frozen_count, dac_slack_per_100 } = interlock.watch;
  const current_code = inputs[CURRENT_CODE]!;
  let causes = 0;
  const voltage_bits = voltage_code ^ state[LAST_VOLTAGE_CODE]!;
  const current_bits = current_code ^ state[LAST_CURRENT_CODE]!;
  const voltage_count = repeats(state[FROZEN_VOLTAGE_COUNT]!, voltage_bits);
  const current_count = repeats(state[FROZEN_CURRENT_COUNT]!, current_bits);
  state[MOVED_VOLTAGE_BITS] = state[MOVED_VOLTAGE_BITS]! | voltage_bits;
  state[MOVED_CURRENT_BITS] = state[MOVED_CURRENT_BITS]! | current_bits;
  state[LAST_VOLTAGE_CODE] = voltage_code;
  state[LAST_CURRENT_CODE] = current_code;
  state[FROZEN_VOLTAGE_COUNT] = voltage_count;
  state[FROZEN_CURRENT_COUNT] = current_count;
  const areBothMoving = voltage_count < frozen_count - 1 && current_count < frozen_count - 1;
  if (!areBothMoving) causes |= frozen(interlock);
  const isVoltageInside = -code_max <= voltage_code && voltage_code < code_max;
  const isInside = isVoltageInside && -code_max <= current_code && current_code < code_max;
  if (!isInside || state[SATURATED_TICKS] !== 0) causes |= saturated(interlock, isInside, isVoltageInside ? current_code : voltage_code);
  const command_code = inputs[DAC_COMMAND_CODE]!;
  const off_count = inputs[DAC_CODE]! - command_code;
  const isDacInside = PER_CENT * Math.abs(off_count) <= Math.abs(command_code) + dac_slack_per_100;
  return causes | dacFault(interlock, isDacInside, off_count);
}

/** Adds this tick to its block, and tells what the last block showed. */
function block(interlock: Interlock, voltage_code: number, isConnected: boolean): CauseMask {
  const { state, inputs } = interlock;
  const carried = state[BLOCK_CURRENT_SUM]! + inputs[CURRENT_CODE]!;
  state[BLOCK_VOLTAGE_SUM] = state[BLOCK_VOLTAGE_SUM]! + voltage_code;
  state[BLOCK_CURRENT_SUM] = carried;
  state[BLOCK_CHARGE_SUM] = state[BLOCK_CHARGE_SUM]! + carried;
  state[BLOCK_DAC_SUM] = state[BLOCK_DAC_SUM]! + inputs[DAC_CODE]!;
  const left_ticks = state[BLOCK_TICKS]! - 1;
  if (1 <= left_ticks && left_ticks < BLOCK_TICKS_MAX) {
    state[BLOCK_TICKS] = left_ticks;
    return state[CAUSES_HELD]!;
  }
  return endBlock(interlock, isConnected);
}

/** Row 14: the lease runs on device time, and lapses at the first tick later than it. */
function lapse(state: Int32Array): CauseMask {
  const autonomy_ticks = state[AUTONOMY_TICKS]!;
  if (0 < autonomy_ticks) state[AUTONOMY_TICKS] = autonomy_ticks - 1;
  const left_ticks = state[LEASE_TICKS]!;
  if (0 < left_ticks) {
    state[LEASE_TICKS] = left_ticks - 1;
    return 0;
  }
  state[LEASE_TICKS] = -1;
  return LEASE_LAPSED;
}
