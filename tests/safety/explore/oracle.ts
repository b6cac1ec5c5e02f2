import { CAUSE, MODE, WORD } from '@nanobias/firmware-model/interlock';
import type { PresentCause } from '@nanobias/firmware-model/interlock';
import type { ActionName } from './actions.ts';
import { CONNECTION, ENVIRONMENT, GHOST, LAPSE_PLACE, LINK_PLACE, placesOf } from './memory.ts';
import type { Memory, Places } from './memory.ts';
import { isHeldByLayer0, isOfCurrent } from './slice.ts';
import type { Slice } from './slice.ts';

/** Why the oracle expects what it expects of a step, from its own memory of what was brought about. */
export interface Expectation {
  /** Causes that are true in this tick, as places of the slice. */
  readonly present: number;
  readonly wasEnergised: boolean;
}

const COMMANDS: ReadonlySet<ActionName> = new Set<ActionName>(['renew', 'arm', 'enable', 'rampInside', 'rampLoose', 'acknowledge', 'acquire']);
const ENDS_LEASE: ReadonlySet<ActionName> = new Set<ActionName>(['release', 'bye']);

/**
 * The oracle's memory: what was brought about, how long it has been gone, what is owed an acknowledge. It reads nothing of
 * what the interlocks keep, but modes and what a request was answered, so that a fault in their words cannot hide in its own.
 */
export class Oracle {
  readonly #memory: Memory;
  readonly #slice: Slice;
  readonly #places: Places;
  readonly #hard: number;
  readonly #current: number;
  readonly #jump: number;

  constructor(memory: Memory, slice: Slice) {
    this.#memory = memory;
    this.#slice = slice;
    this.#places = placesOf(memory);
    const placesWhere = (isSo: (cause: PresentCause) => boolean): number => slice.causes.reduce((mask, cause, place) => mask | (isSo(cause) ? 1 << place : 0), 0);
    this.#hard = placesWhere(isHeldByLayer0);
    this.#current = placesWhere(isOfCurrent);
    this.#jump = placesWhere((cause) => cause === CAUSE.SLEW);
  }

  /** What a tick with these stimuli must find, told from the words as they were before it. */
  tickExpectation(before: Int32Array, bits: number): Expectation {
    const { state, environment, ghost } = this.#places;
    const { causes, window_ticks } = this.#slice;
    const current_bits = shifted(before[ghost + GHOST.CURRENT_BITS]!, bits & this.#current, window_ticks);
    const jump_bits = before[ghost + GHOST.JUMP_BITS]!;
    const mode = before[state + WORD.MODE]!;
    const wasEnergised = mode === MODE.ON || mode === MODE.RAMP_DOWN;
    let present = 0;
    for (let place = 0; place < causes.length; place += 1) {
      if (this.#isPresent({ cause: causes[place]!, isBroughtAbout: (bits & (1 << place)) !== 0, current_bits, jump_bits, wasEnergised })) present |= 1 << place;
    }
    // Layer 0 holds what it saw.
    present |= before[ghost + GHOST.HELD_HARD]!;
    if (!(0 < before[ghost + GHOST.LEASE_LEFT]!)) present |= 1 << LAPSE_PLACE;
    if (before[environment + ENVIRONMENT.IS_LINKED] === 0) present |= 1 << LINK_PLACE;
    return { present, wasEnergised };
  }

  /** Takes note of a tick that was carried out. */
  noteTick(before: Int32Array, bits: number, { present, wasEnergised }: Expectation): void {
    const { ghost, environment, interlock } = this.#memory;
    const { window_ticks, clear_ticks } = this.#slice;
    ghost[GHOST.CURRENT_BITS] = shifted(ghost[GHOST.CURRENT_BITS]!, bits & this.#current, window_ticks);
    ghost[GHOST.JUMP_BITS] = shifted(ghost[GHOST.JUMP_BITS]!, bits & this.#jump, window_ticks);
    ghost[GHOST.HELD_HARD] = ghost[GHOST.HELD_HARD]! | (present & this.#hard);
    for (let place = 0; place <= LINK_PLACE; place += 1) {
      const at = GHOST.GONE_FIRST + place;
      ghost[at] = (present & (1 << place)) === 0 ? Math.min(ghost[at]! + 1, clear_ticks) : 0;
    }
    if (wasEnergised && present !== 0) this.#owe(present);
    ghost[GHOST.LEASE_LEFT] = (present & ((1 << LAPSE_PLACE) | (1 << LINK_PLACE))) === 0 ? ghost[GHOST.LEASE_LEFT]! - 1 : -1;
    if (0 < ghost[GHOST.TOKEN_LEFT]!) ghost[GHOST.TOKEN_LEFT] = ghost[GHOST.TOKEN_LEFT]! - 1;
    const wasArming = before[this.#places.environment + ENVIRONMENT.CONNECTION] === CONNECTION.MEASURING_TO_ARM;
    if (wasArming && interlock.state[WORD.MODE] === MODE.ARMED && environment[ENVIRONMENT.CONNECTION] === CONNECTION.IDLE) ghost[GHOST.TOKEN_LEFT] = this.#slice.token_ticks;
    this.#noteSwitch(before);
  }

  /** Takes note of an action that was accepted. */
  noteAction(before: Int32Array, name: ActionName): void {
    const { ghost } = this.#memory;
    if (COMMANDS.has(name)) ghost[GHOST.LEASE_LEFT] = this.#slice.lease_ticks;
    if (ENDS_LEASE.has(name)) ghost[GHOST.LEASE_LEFT] = -1;
    if (name === 'enable' || name === 'enableUsedToken') {
      ghost[GHOST.ENABLED] = 1;
      ghost[GHOST.TOKEN_LEFT] = 0;
    }
    if (name.startsWith('commit')) ghost[GHOST.TOKEN_LEFT] = 0;
    if (name.startsWith('acknowledge')) {
      ghost[GHOST.OWED] = 0;
      ghost[GHOST.FIRST] = 0;
    }
    this.#noteSwitch(before);
  }

  #isPresent({ cause, isBroughtAbout, current_bits, jump_bits, wasEnergised }: Brought): boolean {
    const { window_ticks } = this.#slice;
    if (cause === CAUSE.OVER_CURRENT) return (current_bits & 3) === 3;
    if (cause === CAUSE.EXCESS_CHARGE) return 2 <= bitCount(current_bits & ((1 << window_ticks) - 1));
    // What the DAC does behind the open switch reaches nobody, and is no cause.
    if (cause === CAUSE.SLEW) return wasEnergised && isBroughtAbout !== ((jump_bits & (1 << (window_ticks - 1))) !== 0);
    return isBroughtAbout;
  }

  #owe(present: number): void {
    const { ghost } = this.#memory;
    const hard = present & this.#hard;
    const owed = hard === 0 ? present : hard;
    if (ghost[GHOST.OWED] === 0) ghost[GHOST.FIRST] = owed;
    ghost[GHOST.OWED] = ghost[GHOST.OWED]! | owed;
  }

  /** A way on ends when the output is told to open or the connection is given up; windows begin anew at the closing. */
  #noteSwitch(before: Int32Array): void {
    const { ghost, environment, interlock: { state } } = this.#memory;
    const mode = state[WORD.MODE]!;
    const isUnderWay = mode === MODE.ARMED && CONNECTION.MEASURING <= environment[ENVIRONMENT.CONNECTION]!;
    if (mode !== MODE.ON && mode !== MODE.RAMP_DOWN && !isUnderWay) ghost[GHOST.ENABLED] = 0;
    if (mode !== MODE.ARMED) ghost[GHOST.TOKEN_LEFT] = 0;
    if (before[this.#places.environment + ENVIRONMENT.REQUEST] === 0 && environment[ENVIRONMENT.REQUEST] !== 0) {
      ghost[GHOST.CURRENT_BITS] = 0;
      ghost[GHOST.JUMP_BITS] = 0;
    }
  }
}

interface Brought {
  readonly cause: PresentCause;
  readonly isBroughtAbout: boolean;
  readonly current_bits: number;
  readonly jump_bits: number;
  readonly wasEnergised: boolean;
}

/** As many ticks as the longest look back needs: the window, and the two samples of an over-current. */
function shifted(bits: number, entering: number, window_ticks: number): number {
  return ((bits << 1) | (entering === 0 ? 0 : 1)) & ((1 << Math.max(window_ticks, 2)) - 1);
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

