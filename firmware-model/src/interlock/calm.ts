import { endBlock } from './block.ts';
import { repeats } from './conversion.ts';
import { isLowerHalfWhole, isModeWhole, isUpperHalfWhole } from './guard.ts';
import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { MODE } from './mode-table.ts';
import { INPUT, WORD } from './state.ts';
import type { Interlock } from './state.ts';

/**
 * Many ticks at once, where the step would find nothing new in any of them. It decides nothing: it proves that every code lies
 * inside and that nothing is being counted, and leaves each word as so many steps would. On any doubt it changes
 * nothing and leaves the tick to the step.
 */

// Constants of this module: a look-up in another one costs as much as the comparison.
const {
  MODE: MODE_WORD, GUARD_TURN, CAUSES_IN_FORCE, CAUSES_PRESENT, CAUSES_HELD, WARNINGS, VOLTAGE_MIN_CODE, VOLTAGE_MAX_CODE, CURRENT_MAX_CODE, SLEW_MAX_COUNT,
  SLEW_HOLD_TICKS, OVER_CURRENT_COUNT, EXCESS_SUM_COUNT, WINDOW_INDEX, LEASE_TICKS, AUTONOMY_TICKS, LAST_VOLTAGE_CODE, LAST_CURRENT_CODE, FROZEN_VOLTAGE_COUNT,
  FROZEN_CURRENT_COUNT, SATURATED_TICKS, DAC_FAULT_LEVEL, LOST_LEVEL, BLOCK_TICKS, BLOCK_VOLTAGE_SUM, BLOCK_CURRENT_SUM, BLOCK_CHARGE_SUM, BLOCK_DAC_SUM,
} = WORD;
const { DAC_CODE, DAC_COMMAND_CODE } = INPUT;
/** As the step has it: a count beyond it ends the block. */
const BLOCK_TICKS_MAX = 64;
const PER_CENT = 100;
const LEASE_LAPSED = bitOf(CAUSE.LEASE_LAPSED);
/** Ticks of a lease that lapsed, or that nobody ever held. */
const NO_LEASE = -1;

/** Codes of the ticks to come, one a tick. The other inputs stay as they are. */
export interface CodesAhead {
  readonly voltages_code: Int32Array;
  readonly currents_code: Int32Array;
}

/**
 * Takes ticks from the one of index `from` to the one before `to`, as far as they are calm; returns how many. The causes of
 * the last of them are left as the step leaves them, in CAUSES_PRESENT, and warnings in WARNINGS: either ends it.
 */
export function calmSteps(interlock: Interlock, codes: CodesAhead, from: number, to: number): number {
  const { state } = interlock;
  if (!isCalm(interlock)) return 0;
  const mode = state[MODE_WORD]!;
  const isConnected = mode === MODE.ON || mode === MODE.RAMP_DOWN;
  const standing = standingCauses(interlock);
  // The lease lapses in the tick that finds it spent.
  const end = 0 <= state[LEASE_TICKS]! ? Math.min(to, from + state[LEASE_TICKS]!) : to;
  let at = from;
  while (at < end) {
    const block_ticks = state[BLOCK_TICKS]!;
    if (!(1 <= block_ticks && block_ticks <= BLOCK_TICKS_MAX)) break;
    const ticks = Math.min(block_ticks, end - at);
    if ((isConnected && !isDacStill(interlock, ticks)) || !takeCodes(interlock, codes, at, ticks)) break;
    takeTime(interlock, ticks);
    state[CAUSES_PRESENT] = standing;
    at += ticks;
    state[BLOCK_TICKS] = block_ticks - ticks;
    if (ticks < block_ticks) break;
    const present = endBlock(interlock, isConnected) & state[CAUSES_IN_FORCE]!;
    state[CAUSES_PRESENT] = present | standing;
    if (present !== 0 || state[WARNINGS] !== 0) break;
  }
  return at - from;
}

/** What every calm tick finds all the same: a lease that lapsed before. */
export function standingCauses({ state }: Interlock): CauseMask {
  return state[LEASE_TICKS] === NO_LEASE ? LEASE_LAPSED & state[CAUSES_IN_FORCE]! : 0;
}

/** Nothing new is present, counted or changing, and the words that decide are whole. */
function isCalm({ state, inputs, watch }: Interlock): boolean {
  const command_code = inputs[DAC_COMMAND_CODE]!;
  return (
    state[MODE_WORD] !== MODE.TRIPPED && (0 < state[LEASE_TICKS]! || state[LEASE_TICKS] === NO_LEASE) && (state[CAUSES_HELD]! & state[CAUSES_IN_FORCE]!) === 0 && state[WARNINGS] === 0 &&
    state[LOST_LEVEL] === 0 && state[EXCESS_SUM_COUNT] === 0 && state[SATURATED_TICKS] === 0 && state[DAC_FAULT_LEVEL] === 0 && state[SLEW_HOLD_TICKS] === 0 &&
    PER_CENT * Math.abs(inputs[DAC_CODE]! - command_code) <= Math.abs(command_code) + watch.dac_slack_per_100 &&
    isModeWhole(state) && isLowerHalfWhole(state) && isUpperHalfWhole(state)
  );
}

/** Row 5: whether the read-back lies within the bound of each that is as old as the window. */
function isDacStill(interlock: Interlock, ticks: number): boolean {
  const { length } = interlock.dac;
  const first = firstOfWindow(interlock);
  const end = first + ticks;
  return end <= length ? isSpanStill(interlock, first, end) : isSpanStill(interlock, first, length) && isSpanStill(interlock, 0, end - length);
}

function isSpanStill({ state, inputs, dac }: Interlock, first: number, end: number): boolean {
  const dac_code = inputs[DAC_CODE]!;
  const moved_count_max = state[SLEW_MAX_COUNT]!;
  for (let index = first; index < end; index += 1) {
    if (!(Math.abs(dac_code - dac[index]!) <= moved_count_max)) return false;
  }
  return true;
}

/** Place in the window of the next tick. */
function firstOfWindow({ state, dac }: Interlock): number {
  const following = state[WINDOW_INDEX]! + 1;
  return following < dac.length ? following : 0;
}

/** Rows 2, 6, 19 and 20, and the sums of the block; false, and nothing done, when a code is outside or repeats too often. */
function takeCodes({ state, watch }: Interlock, { voltages_code, currents_code }: CodesAhead, from: number, ticks: number): boolean {
  let voltage_code = state[LAST_VOLTAGE_CODE]!;
  let current_code = state[LAST_CURRENT_CODE]!;
  let voltage_count = state[FROZEN_VOLTAGE_COUNT]!;
  let current_count = state[FROZEN_CURRENT_COUNT]!;
  let voltage_sum = state[BLOCK_VOLTAGE_SUM]!;
  let current_sum = state[BLOCK_CURRENT_SUM]!;
  let charge_sum = state[BLOCK_CHARGE_SUM]!;
  const voltage_code_min = Math.max(state[VOLTAGE_MIN_CODE]!, -watch.code_max);
  const voltage_code_max = Math.min(state[VOLTAGE_MAX_CODE]!, watch.code_max - 1);
  const current_code_min = Math.max(-state[CURRENT_MAX_CODE]!, -watch.code_max);
  const current_code_max = Math.min(state[CURRENT_MAX_CODE]!, watch.code_max - 1);
  const repeats_max = watch.frozen_count - 2;
  for (let index = from; index < from + ticks; index += 1) {
    const nextVoltage_code = voltages_code[index]!;
    const nextCurrent_code = currents_code[index]!;
    voltage_count = repeats(voltage_count, nextVoltage_code ^ voltage_code);
    current_count = repeats(current_count, nextCurrent_code ^ current_code);
    voltage_code = nextVoltage_code;
    current_code = nextCurrent_code;
    const isInside =
      voltage_code_min <= voltage_code && voltage_code <= voltage_code_max && current_code_min <= current_code && current_code <= current_code_max &&
      voltage_count <= repeats_max && current_count <= repeats_max;
    if (!isInside) return false;
    voltage_sum = (voltage_sum + voltage_code) | 0;
    current_sum = (current_sum + current_code) | 0;
    charge_sum = (charge_sum + current_sum) | 0;
  }
  state[LAST_VOLTAGE_CODE] = voltage_code;
  state[LAST_CURRENT_CODE] = current_code;
  state[FROZEN_VOLTAGE_COUNT] = voltage_count;
  state[FROZEN_CURRENT_COUNT] = current_count;
  state[BLOCK_VOLTAGE_SUM] = voltage_sum;
  state[BLOCK_CURRENT_SUM] = current_sum;
  state[BLOCK_CHARGE_SUM] = charge_sum;
  return true;
}

/** What passes in so many calm ticks, whatever the codes: windows, lease, and the turn of the guard. */
function takeTime(interlock: Interlock, ticks: number): void {
  const { state, inputs, dac } = interlock;
  const dac_code = inputs[DAC_CODE]!;
  const first = firstOfWindow(interlock);
  const end = first + ticks;
  const rest = end - dac.length;
  for (let index = first; index < Math.min(end, dac.length); index += 1) dac[index] = dac_code;
  for (let index = 0; index < rest; index += 1) dac[index] = dac_code;
  state[WINDOW_INDEX] = (rest <= 0 ? end : rest) - 1;
  state[BLOCK_DAC_SUM] = state[BLOCK_DAC_SUM]! + ticks * dac_code;
  state[OVER_CURRENT_COUNT] = 0;
  state[GUARD_TURN] = state[GUARD_TURN]! ^ (ticks & 1);
  if (0 < state[LEASE_TICKS]!) state[LEASE_TICKS] = state[LEASE_TICKS]! - ticks;
  if (0 < state[AUTONOMY_TICKS]!) state[AUTONOMY_TICKS] = Math.max(0, state[AUTONOMY_TICKS]! - ticks);
}
