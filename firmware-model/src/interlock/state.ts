import type { Arena } from '../kernel/arena.ts';
import { MODE } from './mode-table.ts';

/** Causes that may be latched at once: what a snapshot of the state can name. */
export const LATCH_COUNT_MAX = 8;

/** Words of the packed state. Codes are converter codes; ticks and counts are integers; nothing here is a float. */
export const WORD = {
  MODE: 0,
  /** Causes that open the output; the rows left out are missing here. */
  CAUSES_IN_FORCE: 1,
  /** Causes true in the last tick. */
  CAUSES_PRESENT: 2,

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

  // Row 5.
  SLEW_MAX_COUNT: 12,
  /** Bound that follows once the window no longer holds the faster ramp. */
  SLEW_NEXT_COUNT: 13,
  SLEW_HOLD_TICKS: 14,
  /** The last movement beyond the bound, for the log. */
  SLEW_SEEN_COUNT: 15,

  // Row 6.
  OVER_CURRENT_COUNT: 16,
  EXCESS_SUM_COUNT: 17,
  /** Place of this tick in the two windows of 100 ms. */
  WINDOW_INDEX: 18,

  // Row 14: ticks until the lease lapses; below 0 nobody holds it.
  LEASE_TICKS: 19,

  // The arm token.
  TOKEN: 20,
  TOKEN_TICKS: 21,
  TOKEN_DIGEST: 22,

  // The latch: how long a cause must be gone, and the causes in the order of their coming.
  CLEAR_TICKS_MIN: 23,
  FAULT_NONCE: 24,
  LATCH_COUNT: 25,
  LATCH_FIRST: 26,
  CLEAR_FIRST: 26 + LATCH_COUNT_MAX,
} as const;

const WORD_COUNT = 26 + 2 * LATCH_COUNT_MAX;

/** What the interrupt hands to the step, one word each. */
export const INPUT = {
  VOLTAGE_CODE: 0,
  CURRENT_CODE: 1,
  DAC_CODE: 2,
  /** Causes that are seen elsewhere: layer 0, the port, the specimen's solver. */
  OUTER_CAUSES: 3,
} as const;

const INPUT_COUNT = 4;

export interface Interlock {
  readonly state: Int32Array;
  readonly inputs: Int32Array;
  /** Current codes beyond the limit, of the last 100 ms. */
  readonly excess: Int32Array;
  /** Read-back of the DAC, of the last 100 ms. */
  readonly dac: Int32Array;
}

/** Constants of one instance. */
export interface InterlockConstants {
  /** Ticks of 100 ms: the window of rows 5 and 6. */
  readonly window_ticks: number;
  /** Ticks that a cause must be gone before it can be acknowledged: 1 s. */
  readonly clear_ticks: number;
  readonly causesInForce: number;
}

/** Claims the state in the arena and puts it into its safest form: no limits, no lease, no token, a gate that is shut. */
export function claimInterlock(arena: Arena, constants: InterlockConstants): Interlock {
  const interlock: Interlock = {
    state: arena.i32('interlock.state', WORD_COUNT, 'hot'),
    inputs: arena.i32('interlock.inputs', INPUT_COUNT, 'hot'),
    excess: arena.i32('interlock.excess', constants.window_ticks),
    dac: arena.i32('interlock.dac', constants.window_ticks),
  };
  const { state } = interlock;
  state[WORD.MODE] = MODE.BOOT;
  state[WORD.CAUSES_IN_FORCE] = constants.causesInForce;
  state[WORD.CLEAR_TICKS_MIN] = constants.clear_ticks;
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
}

export function putThresholdsInForce({ state }: Interlock, thresholds: Thresholds): void {
  state[WORD.VOLTAGE_MIN_CODE] = thresholds.voltage_code_min;
  state[WORD.VOLTAGE_MAX_CODE] = thresholds.voltage_code_max;
  state[WORD.CURRENT_MAX_CODE] = thresholds.current_code_max;
  state[WORD.EXCESS_MAX_COUNT] = thresholds.excess_count_max;
  state[WORD.CAP_MIN_CODE] = thresholds.cap_code_min;
  state[WORD.CAP_MAX_CODE] = thresholds.cap_code_max;
  state[WORD.FIELD_MIN_CODE] = thresholds.field_code_min;
  state[WORD.FIELD_MAX_CODE] = thresholds.field_code_max;
  state[WORD.IS_GATE_VALID] = 1;
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
