import { CAUSE, MODE, WORD } from '@nanobias/firmware-model/interlock';
import type { PresentCause } from '@nanobias/firmware-model/interlock';
import type { ActionName } from './actions.ts';
import { CODE_ROWS } from './code-rows.ts';
import { CONNECTION, ENVIRONMENT, GHOST, LAPSE_PLACE, LINK_PLACE, placesOf } from './memory.ts';
import type { Memory, Places } from './memory.ts';
import { isHard, isOfCurrent } from './slice.ts';
import type { Slice } from './slice.ts';

/** What a step must find, from the oracle's own memory of what was brought about: bits are places of the slice's causes. */
export interface Expectation {
  /** Causes that are true in this tick by every reading of their bounds. */
  readonly sure: number;
  /** Causes that may be true in it: those, and what a row that looks back may still or already see. */
  readonly possible: number;
  readonly wasEnergised: boolean;
}

const NO = 0;
const POSSIBLE = 1;
const SURE = 2;

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
    this.#hard = placesWhere(isHard);
    this.#current = placesWhere(isOfCurrent);
    this.#jump = placesWhere((cause) => cause === CAUSE.SLEW);
  }

  /** At power-up nothing has been brought about for long. */
  begin(): void {
    const { ghost } = this.#memory;
    for (const [place, cause] of this.#slice.causes.entries()) ghost[GHOST.REST_FIRST + place] = lookBack_ticks(cause);
  }

  /** What a tick with these stimuli must find, told from the words as they were before it. */
  tickExpectation(before: Int32Array, bits: number): Expectation {
    const { state, environment, ghost } = this.#places;
    const { causes } = this.#slice;
    const mode = before[state + WORD.MODE]!;
    const wasEnergised = mode === MODE.ON || mode === MODE.RAMP_DOWN;
    let sure = before[ghost + GHOST.HELD_HARD]!;
    let possible = sure;
    for (let place = 0; place < causes.length; place += 1) {
      const certainty = this.#certainty(before, { place, isBroughtAbout: (bits & (1 << place)) !== 0, bits, wasEnergised });
      if (certainty === SURE) sure |= 1 << place;
      if (certainty !== NO) possible |= 1 << place;
    }
    if (!(0 < before[ghost + GHOST.LEASE_LEFT]!)) sure |= 1 << LAPSE_PLACE;
    if (before[environment + ENVIRONMENT.IS_LINKED] === 0) sure |= 1 << LINK_PLACE;
    return { sure, possible: possible | sure, wasEnergised };
  }

  /** Takes note of a tick that was carried out. */
  noteTick(before: Int32Array, bits: number, { sure, possible, wasEnergised }: Expectation): void {
    const { ghost, environment, interlock } = this.#memory;
    const { window_ticks, clear_ticks, causes } = this.#slice;
    ghost[GHOST.CURRENT_BITS] = shifted(ghost[GHOST.CURRENT_BITS]!, bits & this.#current, window_ticks);
    ghost[GHOST.JUMP_BITS] = shifted(ghost[GHOST.JUMP_BITS]!, bits & this.#jump, window_ticks);
    ghost[GHOST.HELD_HARD] = ghost[GHOST.HELD_HARD]! | (sure & this.#hard);
    for (let place = 0; place <= LINK_PLACE; place += 1) {
      const at = GHOST.GONE_FIRST + place;
      ghost[at] = (sure & (1 << place)) === 0 ? Math.min(ghost[at]! + 1, clear_ticks) : 0;
    }
    for (let place = 0; place < causes.length; place += 1) this.#noteRun(place, (bits & (1 << place)) !== 0, wasEnergised);
    if (wasEnergised) this.#owe(sure | (possible & this.#latched()));
    ghost[GHOST.LEASE_LEFT] = (sure & ((1 << LAPSE_PLACE) | (1 << LINK_PLACE))) === 0 ? ghost[GHOST.LEASE_LEFT]! - 1 : -1;
    if (0 < ghost[GHOST.TOKEN_LEFT]!) ghost[GHOST.TOKEN_LEFT] = ghost[GHOST.TOKEN_LEFT]! - 1;
    const wasArming = before[this.#places.environment + ENVIRONMENT.CONNECTION] === CONNECTION.MEASURING_TO_ARM;
    if (wasArming && interlock.state[WORD.MODE] === MODE.ARMED && environment[ENVIRONMENT.CONNECTION] === CONNECTION.IDLE) ghost[GHOST.TOKEN_LEFT] = this.#slice.token_ticks;
    this.#noteSwitch(before, bits);
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
    this.#noteSwitch(before, 0);
  }

  #certainty(before: Int32Array, { place, isBroughtAbout, bits, wasEnergised }: Brought): number {
    const { window_ticks, causes } = this.#slice;
    const { ghost } = this.#places;
    const cause = causes[place]!;
    if (cause === CAUSE.OVER_CURRENT || cause === CAUSE.EXCESS_CHARGE) {
      const current_bits = shifted(before[ghost + GHOST.CURRENT_BITS]!, bits & this.#current, window_ticks);
      const isPresent = cause === CAUSE.OVER_CURRENT ? (current_bits & 3) === 3 : 2 <= bitCount(current_bits & ((1 << window_ticks) - 1));
      return isPresent ? SURE : NO;
    }
    if (cause === CAUSE.SLEW) {
      // What the DAC does behind the open switch reaches nobody, and is no cause.
      const wasBroughtAbout = (before[ghost + GHOST.JUMP_BITS]! & (1 << (window_ticks - 1))) !== 0;
      return wasEnergised && isBroughtAbout !== wasBroughtAbout ? SURE : NO;
    }
    return this.#boundedCertainty(before, { place, isBroughtAbout, bits, wasEnergised });
  }

  /** A row that looks back: certain from its bound on, possible for as long as it remembers. */
  #boundedCertainty(before: Int32Array, { place, isBroughtAbout, wasEnergised }: Brought): number {
    const { ghost } = this.#places;
    const row = CODE_ROWS[this.#slice.causes[place]!];
    if (row === undefined || row.bound_ticks === 1) return isBroughtAbout ? SURE : NO;
    if (row.isConnectedOnly && !wasEnergised) return NO;
    const run_ticks = isBroughtAbout ? before[ghost + GHOST.RUN_FIRST + place]! + 1 : 0;
    if (row.bound_ticks <= run_ticks) return SURE;
    return isBroughtAbout || before[ghost + GHOST.REST_FIRST + place]! < row.memory_ticks ? POSSIBLE : NO;
  }

  #noteRun(place: number, isBroughtAbout: boolean, wasEnergised: boolean): void {
    const { ghost } = this.#memory;
    const row = CODE_ROWS[this.#slice.causes[place]!];
    if (row === undefined || row.bound_ticks === 1) return;
    const isSeen = isBroughtAbout && (wasEnergised || !row.isConnectedOnly);
    ghost[GHOST.RUN_FIRST + place] = isSeen ? Math.min(ghost[GHOST.RUN_FIRST + place]! + 1, row.bound_ticks) : 0;
    ghost[GHOST.REST_FIRST + place] = isSeen ? 0 : Math.min(ghost[GHOST.REST_FIRST + place]! + 1, row.memory_ticks);
  }

  #latched(): number {
    const { interlock: { state } } = this.#memory;
    let places = 0;
    for (let index = 0; index < state[WORD.LATCH_COUNT]!; index += 1) {
      const place = this.#slice.causes.indexOf(state[WORD.LATCH_FIRST + index]! as PresentCause);
      if (0 <= place) places |= 1 << place;
    }
    return places;
  }

  #owe(present: number): void {
    if (present === 0) return;
    const { ghost } = this.#memory;
    const hard = present & this.#hard;
    const owed = hard === 0 ? present : hard;
    if (ghost[GHOST.OWED] === 0) ghost[GHOST.FIRST] = owed;
    ghost[GHOST.OWED] = ghost[GHOST.OWED]! | owed;
  }

  /**
   * A way on ends when the output is told to open or the connection is given up. Windows begin anew at the closing, with what
   * is seen in that tick.
   */
  #noteSwitch(before: Int32Array, bits: number): void {
    const { ghost, environment, interlock: { state } } = this.#memory;
    const mode = state[WORD.MODE]!;
    const isUnderWay = mode === MODE.ARMED && CONNECTION.MEASURING <= environment[ENVIRONMENT.CONNECTION]!;
    if (mode !== MODE.ON && mode !== MODE.RAMP_DOWN && !isUnderWay) ghost[GHOST.ENABLED] = 0;
    if (mode !== MODE.ARMED) ghost[GHOST.TOKEN_LEFT] = 0;
    if (before[this.#places.environment + ENVIRONMENT.REQUEST] === 0 && environment[ENVIRONMENT.REQUEST] !== 0) {
      for (const [place, cause] of this.#slice.causes.entries()) {
        if (CODE_ROWS[cause]?.isConnectedOnly !== true) continue;
        ghost[GHOST.RUN_FIRST + place] = 0;
        ghost[GHOST.REST_FIRST + place] = (bits & (1 << place)) === 0 ? lookBack_ticks(cause) : 0;
      }
      ghost[GHOST.CURRENT_BITS] = 0;
      ghost[GHOST.JUMP_BITS] = 0;
    }
  }
}

/** Ticks after which a cause is forgotten; 0 for one that is seen in its tick alone. */
function lookBack_ticks(cause: PresentCause): number {
  const row = CODE_ROWS[cause];
  return row === undefined || row.bound_ticks === 1 ? 0 : row.memory_ticks;
}

interface Brought {
  readonly place: number;
  readonly isBroughtAbout: boolean;
  readonly bits: number;
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

