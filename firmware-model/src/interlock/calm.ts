import { endBlock } from './block.ts';
import { repeats } from './conversion.ts';
import { isLowerHalfWhole, isModeWhole, isUpperHalfWhole } from './guard.ts';
import { MODE } from './mode-table.ts';
import { INPUT, WORD } from './state.ts';
import type { Interlock } from './state.ts';

/**
 * Many ticks at once, where the step would find nothing in any of them. It decides nothing: it proves that every code lies
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
  // The lease lapses in the tick that finds it spent.
  const end = Math.min(to, from + state[LEASE_TICKS]!);
  let at = from;
  while (at < end) {
    const block_ticks = state[BLOCK_TICKS]!;
    if (!(1 <= block_ticks && block_ticks <= BLOCK_TICKS_MAX)) break;
    const ticks = Math.min(block_ticks, end - at);
    if (!isDacStill(interlock, ticks) || !takeCodes(interlock, codes, at, ticks)) break;
    takeTime(interlock, ticks);
    at += ticks;
    state[BLOCK_TICKS] = block_ticks - ticks;
    if (ticks < block_ticks) break;
    const present = endBlock(interlock, isConnected) & state[CAUSES_IN_FORCE]!;
    state[CAUSES_PRESENT] = present;
    if (present !== 0 || state[WARNINGS] !== 0) break;
  }
  return at - from;
}

/** Nothing is present, counted or changing, and the words that decide are whole. */
function isCalm({ state, inputs, watch }: Interlock): boolean {
  const command_code = inputs[DAC_COMMAND_CODE]!;
  return (
    state[MODE_WORD] !== MODE.TRIPPED && 0 < state[LEASE_TICKS]! && (state[CAUSES_HELD]! & state[CAUSES_IN_FORCE]!) === 0 && state[WARNINGS] === 0 &&
    state[LOST_LEVEL] === 0 && state[EXCESS_SUM_COUNT] === 0 && state[SATURATED_TICKS] === 0 && state[DAC_FAULT_LEVEL] === 0 && state[SLEW_HOLD_TICKS] === 0 &&
    PER_CENT * Math.abs(inputs[DAC_CODE]! - command_code) <= Math.abs(command_code) + watch.dac_slack_per_100 &&
    isModeWhole(state) && isLowerHalfWhole(state) && isUpperHalfWhole(state)
  );
}

/** Row 5: whether the read-back lies within the bound of each that is as old as the window. */
function isDacStill({ state, inputs, dac }: Interlock, ticks: number): boolean {
  const dac_code = inputs[DAC_CODE]!;
  const moved_count_max = state[SLEW_MAX_COUNT]!;
  let index = state[WINDOW_INDEX]!;
  for (let tick = 0; tick < ticks; tick += 1) {
    index = index + 1 < dac.length ? index + 1 : 0;
    if (!(Math.abs(dac_code - dac[index]!) <= moved_count_max)) return false;
  }
  return true;
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
function takeTime({ state, inputs, dac }: Interlock, ticks: number): void {
  const dac_code = inputs[DAC_CODE]!;
  let index = state[WINDOW_INDEX]!;
  for (let tick = 0; tick < ticks; tick += 1) {
    index = index + 1 < dac.length ? index + 1 : 0;
    dac[index] = dac_code;
  }
  state[WINDOW_INDEX] = index;
  state[BLOCK_DAC_SUM] = state[BLOCK_DAC_SUM]! + ticks * dac_code;
  state[OVER_CURRENT_COUNT] = 0;
  state[GUARD_TURN] = state[GUARD_TURN]! ^ (ticks & 1);
  state[LEASE_TICKS] = state[LEASE_TICKS]! - ticks;
  if (0 < state[AUTONOMY_TICKS]!) state[AUTONOMY_TICKS] = Math.max(0, state[AUTONOMY_TICKS]! - ticks);
  state[CAUSES_PRESENT] = 0;
}
