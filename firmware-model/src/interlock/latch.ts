import { CAUSE, HARDWARE_CAUSES, bitOf, firstCause, maskOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { MODE } from './mode-table.ts';
import { LATCH_COUNT_MAX, WORD } from './state.ts';
import type { Interlock } from './state.ts';

/** Rows that hold what is measured against a committed limit whether the output is on or off; the other limits bind an output that is on. */
const LIMITED = maskOf(CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE, CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE, CAUSE.TEMPERATURE);

/**
 * Latches causes behind those that are held already: the first fault stays first whatever follows from it.
 * A cause that is held is not taken twice. With the latch full the output is open anyway, and the rest is dropped.
 */
export function latch({ state }: Interlock, causes: CauseMask, nonce: number): void {
  if (state[WORD.LATCH_COUNT] === 0) state[WORD.FAULT_NONCE] = nonce | 0;
  let remaining = causes & ~latchedMask(state);
  while (remaining !== 0 && state[WORD.LATCH_COUNT]! < LATCH_COUNT_MAX) {
    const cause = firstCause(remaining);
    const index = state[WORD.LATCH_COUNT]!;
    state[WORD.LATCH_FIRST + index] = cause;
    state[WORD.CLEAR_FIRST + index] = 0;
    state[WORD.LATCH_COUNT] = index + 1;
    remaining &= ~bitOf(cause);
  }
}

/** Latched causes, first first. */
export function latchedCauses({ state }: Interlock): readonly number[] {
  return Array.from(state.subarray(WORD.LATCH_FIRST, WORD.LATCH_FIRST + state[WORD.LATCH_COUNT]!));
}

/**
 * Causes that stand against an acknowledge. A start comes up with thresholds of 0, which accuse every cell: before limits are
 * committed anew, and they can only be once the latch is left, nobody has said what these rows are to hold against. What is
 * beyond the new limits still refuses the connection.
 */
export function standingAgainst(state: Int32Array, present: CauseMask = state[WORD.CAUSES_PRESENT]!): CauseMask {
  return state[WORD.IS_GATE_VALID] === 1 ? present : present & ~LIMITED;
}

/** Counts for how many ticks each latched cause has been gone, after so many (1 or more) in which the same causes were present; a cause that returns starts from 0. */
export function keepTime(state: Int32Array, present: CauseMask, ticks: number): void {
  const standing = standingAgainst(state, present);
  const enough_ticks = state[WORD.CLEAR_TICKS_MIN]!;
  for (let index = 0; index < state[WORD.LATCH_COUNT]!; index += 1) {
    const isGone = (standing & bitOf(state[WORD.LATCH_FIRST + index]!)) === 0;
    state[WORD.CLEAR_FIRST + index] = isGone ? Math.min(state[WORD.CLEAR_FIRST + index]! + ticks, enough_ticks) : 0;
  }
}

/** What a host acknowledges: exactly what is latched, by nonce and causes. */
export interface AcknowledgeRequest {
  readonly causes: readonly number[];
  readonly nonce: number;
  /** Read back from the switch, not from what was asked of it. */
  readonly isSwitchOpen: boolean;
}

/** Why an acknowledge is refused, or that it is accepted. */
export type AcknowledgeVerdict = 'accepted' | 'hardFault' | 'nothingLatched' | 'outputOn' | 'wrongFault' | 'causePresent';

/**
 * Whether an acknowledge releases the latch: it names exactly what is latched and the nonce, the output is open, and
 * every cause has been gone for its clear time. Changes nothing; `releaseLatch` does.
 */
export function acknowledgeVerdict({ state }: Interlock, request: AcknowledgeRequest): AcknowledgeVerdict {
  const latched = latchedMask(state);
  if (state[WORD.MODE] === MODE.HARD_FAULT || (latched & HARDWARE_CAUSES) !== 0) return 'hardFault';
  if (!(state[WORD.MODE] === MODE.TRIPPED && 0 < state[WORD.LATCH_COUNT]!)) return 'nothingLatched';
  if (!request.isSwitchOpen) return 'outputOn';
  const isSameNonce = (request.nonce | 0) === state[WORD.FAULT_NONCE];
  return isSameNonce && isSameSet(request.causes, latched) ? verdictOfTime(state) : 'wrongFault';
}

/** Forgets what is latched, after `acknowledgeVerdict` has said that it may. */
export function releaseLatch({ state }: Interlock): void {
  state.fill(0, WORD.FAULT_NONCE, WORD.CLEAR_FIRST + LATCH_COUNT_MAX);
}

function verdictOfTime(state: Int32Array): AcknowledgeVerdict {
  let isEachGone = true;
  for (let index = 0; index < state[WORD.LATCH_COUNT]!; index += 1) {
    isEachGone = isEachGone && state[WORD.CLEAR_TICKS_MIN]! <= state[WORD.CLEAR_FIRST + index]!;
  }
  return isEachGone ? 'accepted' : 'causePresent';
}

function latchedMask(state: Int32Array): CauseMask {
  let mask = 0;
  for (let index = 0; index < state[WORD.LATCH_COUNT]!; index += 1) mask |= bitOf(state[WORD.LATCH_FIRST + index]!);
  return mask;
}

/** A cause named twice or out of range is no name of what is latched. */
function isSameSet(causes: readonly number[], latched: CauseMask): boolean {
  let named = 0;
  for (const cause of causes) {
    const bit = bitOf(cause);
    const isName = bit !== 0 && (named & bit) === 0;
    if (!isName) return false;
    named |= bit;
  }
  return named === latched;
}
