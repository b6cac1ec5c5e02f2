import { endBlock } from './block.ts';
import { repeats } from './conversion.ts';
import { isLowerHalfWhole, isModeWhole, isUpperHalfWhole } from './guard.ts';
import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { keepTime } from './latch.ts';
import { MODE } from './mode-table.ts';
import { INPUT, LATCH_COUNT_MAX, WORD } from './state.ts';
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
  MOVED_VOLTAGE_BITS, MOVED_CURRENT_BITS, LATCH_COUNT,
} = WORD;
const { DAC_CODE, DAC_COMMAND_CODE, CONVERSIONS_COUNT, OUTER_CAUSES } = INPUT;
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
  // The lease lapses in the tick that finds it spent.
  const lease_ticks = state[LEASE_TICKS] === NO_LEASE ? Infinity : state[LEASE_TICKS]!;
  // Fewer than the window holds: what a tick compares its read-back with is older than all of them.
  const ticks_max = Math.min(to - from, lease_ticks, interlock.dac.length - 1);
  const still_ticks = isConnected ? stillTicks(interlock, ticks_max) : ticks_max;
  const voltage_code = state[LAST_VOLTAGE_CODE]!;
  const current_code = state[LAST_CURRENT_CODE]!;
  const voltage_count = state[FROZEN_VOLTAGE_COUNT]!;
  const current_count = state[FROZEN_CURRENT_COUNT]!;
  const standing = standingCauses(interlock);
  const inside_ticks = takeInside(interlock, codes, from, still_ticks);
  if (inside_ticks === 0) return 0;
  const ticks = takeBlocks(interlock, codes, { from, to: from + inside_ticks, isConnected, voltage_code, current_code });
  if (ticks !== inside_ticks) {
    // A block has shown something: the codes behind it are still to come.
    state[LAST_VOLTAGE_CODE] = voltage_code;
    state[LAST_CURRENT_CODE] = current_code;
    state[FROZEN_VOLTAGE_COUNT] = voltage_count;
    state[FROZEN_CURRENT_COUNT] = current_count;
    takeInside(interlock, codes, from, ticks);
  }
  takeTime(interlock, ticks);
  if (mode === MODE.TRIPPED) {
    // The last tick found what is present now, those before it what stood.
    if (1 < ticks) keepTime(state, standing, ticks - 1);
    keepTime(state, state[CAUSES_PRESENT]!, 1);
  }
  return ticks;
}

/** What the next calm tick finds, and every one up to the end of its block: what the last block showed, and what outlasts a block. */
export function standingCauses(interlock: Interlock): CauseMask {
  const { state } = interlock;
  return (state[CAUSES_HELD]! | lastingCauses(interlock)) & state[CAUSES_IN_FORCE]!;
}

/** What every calm tick finds all the same: a lease that lapsed before, and what is seen elsewhere. */
function lastingCauses({ state, inputs }: Interlock): CauseMask {
  return state[LEASE_TICKS] === NO_LEASE ? inputs[OUTER_CAUSES]! | LEASE_LAPSED : inputs[OUTER_CAUSES]!;
}

/** Nothing new is present or counted, the DAC does as it is told, and the words that decide are whole. */
function isCalm({ state, inputs, dac, watch }: Interlock): boolean {
  const command_code = inputs[DAC_COMMAND_CODE]!;
  const isDacObeying = PER_CENT * Math.abs(inputs[DAC_CODE]! - command_code) <= Math.abs(command_code) + watch.dac_slack_per_100;
  const isEachSeen = inputs[CONVERSIONS_COUNT] === 1;
  return isDacObeying && isEachSeen && isNothingCounted(state) && areCountersWhole(state, dac.length) && isModeWhole(state) && isLowerHalfWhole(state) && isUpperHalfWhole(state);
}

function isNothingCounted(state: Int32Array): boolean {
  return (
    state[WARNINGS] === 0 && state[LOST_LEVEL] === 0 && state[EXCESS_SUM_COUNT] === 0 && state[SATURATED_TICKS] === 0 && state[DAC_FAULT_LEVEL] === 0 && state[SLEW_HOLD_TICKS] === 0
  );
}

/** Counters that no step leaves otherwise. */
function areCountersWhole(state: Int32Array, window_ticks: number): boolean {
  const block_ticks = state[BLOCK_TICKS]!;
  const window_index = state[WINDOW_INDEX]!;
  const latch_count = state[LATCH_COUNT]!;
  const areTimesWhole = 1 <= block_ticks && block_ticks <= BLOCK_TICKS_MAX && 0 <= window_index && window_index < window_ticks;
  return areTimesWhole && 0 <= latch_count && latch_count <= LATCH_COUNT_MAX;
}

/** Row 5: ticks, no more than the window holds, in which the read-back lies within the bound of each that is as old as the window. */
function stillTicks({ state, inputs, dac }: Interlock, ticks_max: number): number {
  const dac_code = inputs[DAC_CODE]!;
  const moved_count_max = state[SLEW_MAX_COUNT]!;
  let index = state[WINDOW_INDEX]!;
  let ticks = 0;
  for (; ticks < ticks_max; ticks += 1) {
    index = index + 1 < dac.length ? index + 1 : 0;
    if (!(Math.abs(dac_code - dac[index]!) <= moved_count_max)) break;
  }
  return ticks;
}

/** Rows 2, 6, 19 and 20: takes ticks as long as their codes lie inside and do not repeat too often; returns how many. */
function takeInside({ state, watch }: Interlock, { voltages_code, currents_code }: CodesAhead, from: number, ticks_max: number): number {
  const voltage_code_min = Math.max(state[VOLTAGE_MIN_CODE]!, -watch.code_max);
  const voltage_code_max = Math.min(state[VOLTAGE_MAX_CODE]!, watch.code_max - 1);
  const current_code_min = Math.max(-state[CURRENT_MAX_CODE]!, -watch.code_max);
  const current_code_max = Math.min(state[CURRENT_MAX_CODE]!, watch.code_max - 1);
  const repeats_max = watch.frozen_count - 2;
  let voltage_code = state[LAST_VOLTAGE_CODE]!;
  let current_code = state[LAST_CURRENT_CODE]!;
  let voltage_count = state[FROZEN_VOLTAGE_COUNT]!;
  let current_count = state[FROZEN_CURRENT_COUNT]!;
  let ticks = 0;
  for (; ticks < ticks_max; ticks += 1) {
    const nextVoltage_code = voltages_code[from + ticks]!;
    const nextCurrent_code = currents_code[from + ticks]!;
    const nextVoltage_count = repeats(voltage_count, nextVoltage_code ^ voltage_code);
    const nextCurrent_count = repeats(current_count, nextCurrent_code ^ current_code);
    const isInside =
      voltage_code_min <= nextVoltage_code && nextVoltage_code <= voltage_code_max && current_code_min <= nextCurrent_code && nextCurrent_code <= current_code_max &&
      nextVoltage_count <= repeats_max && nextCurrent_count <= repeats_max;
    if (!isInside) break;
    voltage_code = nextVoltage_code;
    current_code = nextCurrent_code;
    voltage_count = nextVoltage_count;
    current_count = nextCurrent_count;
  }
  state[LAST_VOLTAGE_CODE] = voltage_code;
  state[LAST_CURRENT_CODE] = current_code;
  state[FROZEN_VOLTAGE_COUNT] = voltage_count;
  state[FROZEN_CURRENT_COUNT] = current_count;
  return ticks;
}

/** Ticks to be taken, block by block, and the codes of the tick before them. */
interface Blocks {
  readonly from: number;
  readonly to: number;
  readonly isConnected: boolean;
  readonly voltage_code: number;
  readonly current_code: number;
}

/** Sums up each block and has the step's own `endBlock` judge it; returns the ticks up to the first block that shows something, or all. */
function takeBlocks(interlock: Interlock, { voltages_code, currents_code }: CodesAhead, blocks: Blocks): number {
  const { state, inputs } = interlock;
  const { from, to, isConnected } = blocks;
  const dac_code = inputs[DAC_CODE]!;
  const standing = standingCauses(interlock);
  const lasting = lastingCauses(interlock);
  let { voltage_code, current_code } = blocks;
  let at = from;
  while (at !== to) {
    const block_ticks = state[BLOCK_TICKS]!;
    const ticks = Math.min(block_ticks, to - at);
    let voltage_sum = state[BLOCK_VOLTAGE_SUM]!;
    let current_sum = state[BLOCK_CURRENT_SUM]!;
    let charge_sum = state[BLOCK_CHARGE_SUM]!;
    let voltage_bits = state[MOVED_VOLTAGE_BITS]!;
    let current_bits = state[MOVED_CURRENT_BITS]!;
    for (const end = at + ticks; at < end; at += 1) {
      voltage_bits |= voltages_code[at]! ^ voltage_code;
      current_bits |= currents_code[at]! ^ current_code;
      voltage_code = voltages_code[at]!;
      current_code = currents_code[at]!;
      voltage_sum = (voltage_sum + voltage_code) | 0;
      current_sum = (current_sum + current_code) | 0;
      charge_sum = (charge_sum + current_sum) | 0;
    }
    state[MOVED_VOLTAGE_BITS] = voltage_bits;
    state[MOVED_CURRENT_BITS] = current_bits;
    state[BLOCK_VOLTAGE_SUM] = voltage_sum;
    state[BLOCK_CURRENT_SUM] = current_sum;
    state[BLOCK_CHARGE_SUM] = charge_sum;
    state[BLOCK_DAC_SUM] = state[BLOCK_DAC_SUM]! + ticks * dac_code;
    state[BLOCK_TICKS] = block_ticks - ticks;
    state[CAUSES_PRESENT] = standing;
    moveWindow(interlock, ticks);
    if (ticks < block_ticks) break;
    const present = (endBlock(interlock, isConnected) | lasting) & state[CAUSES_IN_FORCE]!;
    state[CAUSES_PRESENT] = present;
    if (present !== standing || state[WARNINGS] !== 0) break;
  }
  return at - from;
}

/** The window has gone on; its read-backs are written once nobody looks at those that they replace. */
function moveWindow({ state, dac }: Interlock, ticks: number): void {
  const index = state[WINDOW_INDEX]! + ticks;
  state[WINDOW_INDEX] = index < dac.length ? index : index - dac.length;
}

/** What passes in so many calm ticks, whatever the codes: windows, lease, and the turn of the guard. */
function takeTime({ state, inputs, dac }: Interlock, ticks: number): void {
  const end = state[WINDOW_INDEX]! + 1;
  dac.fill(inputs[DAC_CODE]!, Math.max(0, end - ticks), end);
  // Behind the window's end, and nothing, where the ticks have not gone round it.
  dac.fill(inputs[DAC_CODE]!, dac.length + end - ticks);
  state[OVER_CURRENT_COUNT] = 0;
  state[GUARD_TURN] = state[GUARD_TURN]! ^ (ticks & 1);
  if (state[LEASE_TICKS] !== NO_LEASE) state[LEASE_TICKS] = state[LEASE_TICKS]! - ticks;
  state[AUTONOMY_TICKS] = state[AUTONOMY_TICKS]! - Math.max(0, Math.min(state[AUTONOMY_TICKS]!, ticks));
}
