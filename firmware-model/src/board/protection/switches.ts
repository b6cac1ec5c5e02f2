import type { Arena } from '../../kernel/arena.ts';

/** Delays of the two series switches S1 and S2, which move together. */
export interface SwitchTimes {
  readonly switch_s_open: number;
  readonly switch_s_close: number;
  readonly switch_s_reclose: number;
}

const IS_CONDUCTING = 0;
const IS_ASKED = 1;
/** After a trip the request must be seen withdrawn before it counts again. */
const MUST_WITHDRAW = 2;
const OPENING_NS = 0;
const CLOSING_NS = 1;
const REST_NS = 2;

const SECOND_NS = 1e9;

/** The drive of the two series switches: follows the request, opens whatever is asked when told to. */
export class SeriesSwitches {
  readonly #flags: Int32Array;
  /** Time left until open, until closed, and until the next closing may begin. */
  readonly #left_ns: Float64Array;
  readonly #times: SwitchTimes;

  constructor(arena: Arena, times: SwitchTimes) {
    this.#flags = arena.i32('protection.switches', 3, 'hot');
    this.#left_ns = arena.f64('protection.switches_left_ns', 3);
    this.#times = times;
  }

  get isConducting(): boolean {
    return this.#flags[IS_CONDUCTING] === 1;
  }

  /** True while nothing moves, no time runs, and what is asked is so. */
  get isAtRest(): boolean {
    const flags = this.#flags;
    return flags[IS_ASKED] === flags[IS_CONDUCTING] && this.#left_ns[OPENING_NS] === 0 && this.#left_ns[REST_NS] === 0;
  }

  /** Sees the request once a tick; closing needs the latch reset and the rest since the last closing over. */
  see(isAsked: boolean, isLatched: boolean): void {
    const flags = this.#flags;
    const left_ns = this.#left_ns;
    flags[IS_ASKED] = isAsked ? 1 : 0;
    if (!isAsked) flags[MUST_WITHDRAW] = 0;
    const isWanted = isAsked && !isLatched && flags[MUST_WITHDRAW] === 0;
    if (!isWanted) {
      left_ns[CLOSING_NS] = 0;
      this.#open(0);
      return;
    }
    const isReady = flags[IS_CONDUCTING] === 0 && left_ns[CLOSING_NS] === 0 && left_ns[REST_NS] === 0;
    if (isReady) {
      left_ns[CLOSING_NS] = Math.max(1, this.#times.switch_s_close * SECOND_NS);
      left_ns[REST_NS] = this.#times.switch_s_reclose * SECOND_NS;
    }
  }

  /** Opens after the comparator's delay, and stays open until the request was withdrawn. */
  trip(comparator_s: number): void {
    this.#flags[MUST_WITHDRAW] = 1;
    this.#left_ns[CLOSING_NS] = 0;
    this.#open(comparator_s);
  }

  /** Opens at once: for a specimen whose solver gave up. */
  forceOpen(): void {
    this.#flags[IS_CONDUCTING] = 0;
    this.#flags[MUST_WITHDRAW] = 1;
    this.#left_ns[OPENING_NS] = 0;
    this.#left_ns[CLOSING_NS] = 0;
  }

  /** Time until the switches change over; Infinity when nothing moves. */
  get changeOver_ns(): number {
    if (this.#left_ns[OPENING_NS]! > 0) return this.#left_ns[OPENING_NS]!;
    return this.#left_ns[CLOSING_NS]! > 0 ? this.#left_ns[CLOSING_NS]! : Infinity;
  }

  /** Lets time pass, at most up to the change-over; true when it happened. */
  pass(time_ns: number): boolean {
    const left_ns = this.#left_ns;
    left_ns[REST_NS] = Math.max(0, left_ns[REST_NS]! - time_ns);
    const moving = left_ns[OPENING_NS]! > 0 ? OPENING_NS : CLOSING_NS;
    if (!(left_ns[moving]! > 0)) return false;
    left_ns[moving] = Math.max(0, left_ns[moving]! - time_ns);
    if (left_ns[moving] > 0) return false;
    this.#flags[IS_CONDUCTING] = moving === CLOSING_NS ? 1 : 0;
    return true;
  }

  #open(delay_s: number): void {
    if (this.#flags[IS_CONDUCTING] === 0 || this.#left_ns[OPENING_NS]! > 0) return;
    this.#left_ns[OPENING_NS] = Math.max(1, (delay_s + this.#times.switch_s_open) * SECOND_NS);
  }
}
