import type { Arena } from '../kernel/arena.ts';
import { GUARD, enterMode, putGuarded, sealGuard } from './guard.ts';
import { MODE } from './mode-table.ts';

/** Causes that may be latched at once: what a snapshot of the state can name. */
export const LATCH_COUNT_MAX = 8;

/** Words of the packed state. Codes are converter codes; ticks and counts are integers; nothing here is a float. */
export const WORD = {
  /** Written by `enterMode` alone, which keeps the guard with it. */
  MODE: GUARD.MODE,
  MODE_GUARD: GUARD.MODE_GUARD,

  // Words that change rarely and decide everything: written by `putGuarded` alone (row 27).
  /** Causes that open the output; the rows left out are missing here. */
  CAUSES_IN_FORCE: 2,
  // Thresholds, compiled from the committed limits.
  VOLTAGE_MIN_CODE: 3,
  VOLTAGE_MAX_CODE: 4,
  CURRENT_MAX_CODE: 5,
  /** Largest sum of current codes beyond the limit over the window. */
  EXCESS_MAX_COUNT: 6,
  CAP_MIN_CODE: 7,
  CAP_MAX_CODE: 8,
  FIELD_MIN_CODE: 9,
  FIELD_MAX_CODE: 10,
  /** 1 from the first committed limits on; before, the gate lets nothing through. */
  IS_GATE_VALID: 11,
  /** Row 8: current into the specimen, and what is added for every code that the voltage may stand off the cell's own, in 1024ths. */
  SHORT_MAX_CODE: 12,
  SHORT_SLOPE_PER_1024: 13,
  /** Row 9. */
  PRECURSOR_MAX_CODE: 14,
  IS_PRECURSOR_TRIP: 15,
  /** Row 11. */
  REVERSAL_MIN_CODE: 16,
  /** Row 36. */
  TEMPERATURE_MIN_mdegC: 17,
  TEMPERATURE_MAX_mdegC: 18,
  /** Row 5: movement of the read-back over the window. */
  SLEW_MAX_COUNT: 19,
  /** Bound that follows once the window no longer holds the faster ramp. */
  SLEW_NEXT_COUNT: 20,
  /** Ticks that a cause must be gone before it can be acknowledged. */
  CLEAR_TICKS_MIN: 21,
  /** Sums of the guarded words, each half in its own. */
  GUARD_LOWER: GUARD.LOWER,
  GUARD_UPPER: GUARD.UPPER,
  /** Half that is looked at next. */
  GUARD_TURN: GUARD.TURN,

  /** Causes true in the last tick. */
  CAUSES_PRESENT: 25,
  /** Causes that the last block of ticks showed: they stay until the next one. */
  CAUSES_HELD: 26,
  /** Causes worth a warning, until whoever logs them takes them away. */
  WARNINGS: 27,

  // Row 5.
  SLEW_HOLD_TICKS: 28,
  /** Row 6. */
  OVER_CURRENT_COUNT: 29,
  EXCESS_SUM_COUNT: 30,
  /** Place of this tick in the two windows of 100 ms. */
  WINDOW_INDEX: 31,

  // Rows 19, 20, 21 and 31.
  LAST_VOLTAGE_CODE: 32,
  LAST_CURRENT_CODE: 33,
  FROZEN_VOLTAGE_COUNT: 34,
  FROZEN_CURRENT_COUNT: 35,
  SATURATED_TICKS: 36,
  DAC_FAULT_LEVEL: 37,
  LOST_LEVEL: 38,

  // This block of ticks: voltage, current, the current summed up to each tick, and the DAC's read-back.
  BLOCK_TICKS: 39,
  BLOCK_VOLTAGE_SUM: 40,
  BLOCK_CURRENT_SUM: 41,
  BLOCK_CHARGE_SUM: 42,
  BLOCK_DAC_SUM: 43,

  // Row 14: ticks until the lease lapses; below 0 nobody holds it.
  LEASE_TICKS: 44,

  // The arm token.
  TOKEN: 45,
  TOKEN_TICKS: 46,
  TOKEN_DIGEST: 47,

  // The latch: the causes in the order of their coming, and for how long each has been gone.
  FAULT_NONCE: 48,
  LATCH_COUNT: 49,
  LATCH_FIRST: 50,
  CLEAR_FIRST: 50 + LATCH_COUNT_MAX,

  /** Row 14: ticks for which the program that runs was admitted to go on without a lease; 0 for none. */
  AUTONOMY_TICKS: 50 + 2 * LATCH_COUNT_MAX,

  /** Row 19: bits of either channel that have moved in this window, and how many means of 10 ms it still lacks. */
  MOVED_VOLTAGE_BITS: 51 + 2 * LATCH_COUNT_MAX,
  MOVED_CURRENT_BITS: 52 + 2 * LATCH_COUNT_MAX,
  BIT_MEANS_LEFT: 53 + 2 * LATCH_COUNT_MAX,
} as const;

const WORD_COUNT = 54 + 2 * LATCH_COUNT_MAX;

/** What the interrupt hands to the step, one word each. */
export const INPUT = {
  VOLTAGE_CODE: 0,
  CURRENT_CODE: 1,
  /** Read-back of the DAC, and the code that it was told. */
  DAC_CODE: 2,
  DAC_COMMAND_CODE: 3,
  /** Conversions of the interlock path since the tick before, 1 unless one was missed; and their count, which the step does not look at. */
  CONVERSIONS_COUNT: 4,
  SEQUENCE: 5,
  /** How the front end is set up. */
  FRONT_END: 6,
  TEMPERATURE_mdegC: 7,
  /** Causes that are seen elsewhere: layer 0, the port, the slow rows, the specimen's solver. */
  OUTER_CAUSES: 8,
} as const;

const INPUT_COUNT = 9;

/** What the rows that look at blocks of ticks remember. */
export const BLOCK = {
  /** Sums over each of the last four blocks, the newest first: voltage, current, and the current summed up to each tick. */
  VOLTAGE: 0,
  CURRENT: 4,
  CHARGE: 8,
  /** The same over the last millisecond. */
  MS_VOLTAGE: 12,
  MS_CURRENT: 13,
  MS_CHARGE: 14,
  /** And over the four before it: a ring, and its place. */
  RING_VOLTAGE: 15,
  RING_CURRENT: 19,
  RING_CHARGE: 23,
  RING_INDEX: 27,
  /** Row 22: blocks that the mean still lacks, and by how much the sense lead was off in those it has. */
  MEAN_BLOCKS_LEFT: 29,
  MEAN_OFF: 30,
  /** By how much the sense lead was off in each of the last four blocks, the newest first. */
  OFF: 31,
  /** Row 8: least and largest sum of a millisecond since the closing. The cell's own voltage lies between them. */
  VOLTAGE_LOW: 35,
  VOLTAGE_HIGH: 36,
  /** Both with their sign turned: they last as long as the connection, and a flip would widen the limit for as long. */
  VOLTAGE_LOW_GUARD: 28,
  VOLTAGE_HIGH_GUARD: 47,
  BLANK_BLOCKS_LEFT: 37,
  /** Row 9: the DAC's code since it last moved, milliseconds until the next warning, and until the span of this range ends. */
  STILL_DAC: 38,
  WARNED_MS_LEFT: 39,
  SPAN_MS_LEFT: 40,
  /** Least and largest sum of current of a millisecond: in this span and in the two before it. */
  LOW: 41,
  HIGH: 44,
} as const;

const BLOCK_COUNT = 48;

/** All that the interlocks remember and see, as words of the arena. */
export interface Interlock {
  readonly state: Int32Array;
  readonly inputs: Int32Array;
  /** Complements of the guarded words. */
  readonly copies: Int32Array;
  /** Current codes beyond the limit, of the last 100 ms. */
  readonly excess: Int32Array;
  /** Read-back of the DAC, of the last 100 ms. */
  readonly dac: Int32Array;
  /** What the rows that look at blocks of ticks remember, by place of `BLOCK`. */
  readonly blocks: Float64Array;
  /** What was last held against a limit, and from `LIMITS_SEEN` on that limit, by bit of its cause: for the log, in the row's own measure. */
  readonly seen: Float64Array;
  readonly constants: InterlockConstants;
  /** `constants.watch`, which is read every tick. */
  readonly watch: WatchConstants;
}

/** Where in `seen` the limits begin. */
export const LIMITS_SEEN = 32;

/** Keeps for the log what is beyond a limit, and the limit that it was held against. */
export function tell({ seen }: Pick<Interlock, 'seen'>, place: number, { value, limit }: { readonly value: number; readonly limit: number }): void {
  seen[place] = value;
  seen[LIMITS_SEEN + place] = limit;
}

/** A fraction in lowest terms. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

/** Constants of one instance: durations in ticks, and what a code stands for on this board. */
export interface InterlockConstants {
  /** Ticks of 100 ms: the window of rows 5 and 6. */
  readonly window_ticks: number;
  /** Ticks that a cause must be gone before it can be acknowledged: 1 s. */
  readonly clear_ticks: number;
  readonly causesInForce: number;
  readonly watch: WatchConstants;
}

/** Numbers of the rows that watch a course and not one code. */
export interface WatchConstants {
  /** A block is half a millisecond. */
  readonly block_ticks: number;
  /** Blocks of the mean of row 22, 10 ms; an even number. */
  readonly mean_blocks: number;
  /** Blocks after the closing in which rows 8 and 9 wait for the transient: 5 R_s C. */
  readonly blank_blocks: number;
  /** Row 19: identical codes. */
  readonly frozen_count: number;
  /** Row 19: bits that the noise of either channel moves, and means of 10 ms within which each must have moved. */
  readonly noisy_voltage_bits: number;
  readonly noisy_current_bits: number;
  readonly bit_means: number;
  /** Row 20: ticks within which a second saturated code counts. */
  readonly saturated_ticks: number;
  /** Row 21: ticks. */
  readonly dacFault_ticks: number;
  /** Row 31: ticks. */
  readonly lost_ticks: number;
  /** Largest code of either converter of the interlock path. */
  readonly code_max: number;
  /** Row 29: what the front end reads while it is set up. */
  readonly frontEnd_key: number;
  /** Row 21: hundredths of a code of the DAC. */
  readonly dac_slack_per_100: number;
  /** Current codes that charge the stray capacitance by one code of voltage in one tick. */
  readonly displacement: Ratio;
  /** Row 8: seven sigma of the current into the specimen over 1 ms. */
  readonly short_noise_code: number;
  /** Row 8: how far the sum of a millisecond may lie below the one before, and below the one 4 ms before. */
  readonly fall_count_max: number;
  readonly slowFall_count_max: number;
  /** Row 22: weights that bring the three codes to one unit, and the limit of a single sample in it. */
  readonly sense: { readonly dac: number; readonly current: number; readonly voltage: number; readonly per_uV: number; readonly limit: number };
}

/** Claims the state in the arena and puts it into its safest form: no limits, no lease, no token, a gate that is shut. */
export function claimInterlock(arena: Arena, constants: InterlockConstants): Interlock {
  const interlock: Interlock = {
    state: arena.i32('interlock.state', WORD_COUNT),
    inputs: arena.i32('interlock.inputs', INPUT_COUNT),
    copies: arena.i32('interlock.copies', GUARD.COUNT),
    excess: arena.i32('interlock.excess', constants.window_ticks),
    dac: arena.i32('interlock.dac', constants.window_ticks),
    blocks: arena.f64('interlock.blocks', BLOCK_COUNT),
    seen: arena.f64('interlock.seen', 2 * LIMITS_SEEN),
    constants,
    watch: constants.watch,
  };
  const { state } = interlock;
  enterMode(interlock, MODE.BOOT);
  sealGuard(interlock);
  putGuarded(interlock, WORD.CAUSES_IN_FORCE, constants.causesInForce);
  putGuarded(interlock, WORD.CLEAR_TICKS_MIN, constants.clear_ticks);
  state[WORD.BLOCK_TICKS] = constants.watch.block_ticks;
  interlock.blocks[BLOCK.MEAN_BLOCKS_LEFT] = constants.watch.mean_blocks;
  state[WORD.BIT_MEANS_LEFT] = constants.watch.bit_means;
  state[WORD.LEASE_TICKS] = -1;
  return interlock;
}

/** Thresholds in converter codes; the permitted range includes both ends. */
export interface Thresholds {
  readonly voltage_code_min: number;
  readonly voltage_code_max: number;
  readonly current_code_max: number;
  readonly excess_count_max: number;
  readonly cap_code_min: number;
  readonly cap_code_max: number;
  readonly field_code_min: number;
  readonly field_code_max: number;
  readonly short_code_max: number;
  readonly short_slope_per_1024: number;
  readonly precursor_code_max: number;
  readonly isPrecursorTrip: boolean;
  readonly reversal_code_min: number;
  readonly temperature_mdegC_min: number;
  readonly temperature_mdegC_max: number;
}

/** Puts thresholds in force, each beside its complement. */
export function putThresholdsInForce(interlock: Interlock, thresholds: Thresholds): void {
  putGuarded(interlock, WORD.VOLTAGE_MIN_CODE, thresholds.voltage_code_min);
  putGuarded(interlock, WORD.VOLTAGE_MAX_CODE, thresholds.voltage_code_max);
  putGuarded(interlock, WORD.CURRENT_MAX_CODE, thresholds.current_code_max);
  putGuarded(interlock, WORD.EXCESS_MAX_COUNT, thresholds.excess_count_max);
  putGuarded(interlock, WORD.CAP_MIN_CODE, thresholds.cap_code_min);
  putGuarded(interlock, WORD.CAP_MAX_CODE, thresholds.cap_code_max);
  putGuarded(interlock, WORD.FIELD_MIN_CODE, thresholds.field_code_min);
  putGuarded(interlock, WORD.FIELD_MAX_CODE, thresholds.field_code_max);
  putGuarded(interlock, WORD.SHORT_MAX_CODE, thresholds.short_code_max);
  putGuarded(interlock, WORD.SHORT_SLOPE_PER_1024, thresholds.short_slope_per_1024);
  putGuarded(interlock, WORD.PRECURSOR_MAX_CODE, thresholds.precursor_code_max);
  putGuarded(interlock, WORD.IS_PRECURSOR_TRIP, thresholds.isPrecursorTrip ? 1 : 0);
  putGuarded(interlock, WORD.REVERSAL_MIN_CODE, thresholds.reversal_code_min);
  putGuarded(interlock, WORD.TEMPERATURE_MIN_mdegC, thresholds.temperature_mdegC_min);
  putGuarded(interlock, WORD.TEMPERATURE_MAX_mdegC, thresholds.temperature_mdegC_max);
  putGuarded(interlock, WORD.IS_GATE_VALID, 1);
}

/** Whether the output may be connected: the two modes in which a cause trips. */
export function isEnergised({ state }: Interlock): boolean {
  const mode = state[WORD.MODE]!;
  return mode === MODE.ON || mode === MODE.RAMP_DOWN;
}

/** Whether somebody holds the lease. */
export function isLeaseAlive({ state }: Interlock): boolean {
  return 0 <= state[WORD.LEASE_TICKS]!;
}

/** Whether the program that runs was admitted to go on without a lease, and may still. */
export function isAutonomous({ state }: Interlock): boolean {
  return 0 < state[WORD.AUTONOMY_TICKS]!;
}
