import type { Arena } from '../../kernel/arena.ts';
import { FAULT } from '../overlay.ts';
import { SWITCH } from '../registers.ts';

/** Delays of the two series switches S1 and S2. */
export interface SwitchTimes {
  readonly switch_s_open: number;
  readonly switch_s_close: number;
  readonly switch_s_reclose: number;
}

/** Bits of SWITCH that are driven closed, and those that conduct because they are welded. */
const CLOSED = 0;
const WELDED = 1;
/** After a trip the request must be seen withdrawn before it counts again. */
const MUST_WITHDRAW = 2;
/** Changes that a bouncing contact still makes, S1 and S2. */
const BOUNCES = 3;
/** 1 while a closing that was asked for waits for its turn. */
const IS_WAITING = 5;
const FLAG_COUNT = 6;

/** Time left until a switch changes over, S1 and S2; then until the next closing of the circuit may begin. */
const CHANGE_NS = 0;
const REST_NS = 2;

const SECOND_NS = 1e9;
/** A bouncing contact changes over this often. */
const BOUNCE_NS = 40_000;
const SWITCH_COUNT = 2;

/**
 * The drives of the two series switches. Each follows its bit of the request; the circuit is closed when both conduct,
 * which may begin at most once in the re-closing time, and one alone may close only behind the other's open contact.
 */
export class SeriesSwitches {
  readonly #flags: Int32Array;
  readonly #left_ns: Float64Array;
  readonly #times: SwitchTimes;
  readonly #faults: Float64Array;

  constructor(arena: Arena, times: SwitchTimes, faults: Float64Array) {
    this.#flags = arena.i32('protection.switches', FLAG_COUNT);
    this.#left_ns = arena.f64('protection.switches_left_ns', SWITCH_COUNT + 1);
    this.#times = times;
    this.#faults = faults;
  }

  /** Whether current can flow, whatever the drives read back. */
  get isConducting(): boolean {
    return (this.#flags[CLOSED]! | this.#flags[WELDED]!) === SWITCH.BOTH;
  }

  /** Bits of SWITCH: which drives are closed. */
  get driven(): number {
    return this.#flags[CLOSED]!;
  }

  /** True while a trip has something to open, or to keep from closing. */
  get isEnergised(): boolean {
    return this.isConducting || this.#isMoving(0) || this.#isMoving(1);
  }

  /** True while nothing moves and nothing waits: until the next request time only brings the next closing nearer. */
  get isAtRest(): boolean {
    return !this.#isMoving(0) && !this.#isMoving(1) && this.#flags[IS_WAITING] === 0;
  }

  /** Lets so many ticks pass at rest; one by one, since a product would round otherwise. */
  rest(ticks_count: number, tick_ns: number): void {
    const left_ns = this.#left_ns;
    for (let ticks = 0; ticks < ticks_count && left_ns[REST_NS]! > 0; ticks += 1) left_ns[REST_NS] = Math.max(0, left_ns[REST_NS]! - tick_ns);
  }

  /** Sees the request once a tick: the bits of SWITCH, or anything else for none. */
  see(request: number, isPermitted: boolean): void {
    const flags = this.#flags;
    flags[WELDED] = this.#faults[FAULT.WELDED]!;
    if (request === 0) flags[MUST_WITHDRAW] = 0;
    const isWord = SWITCH.S1 <= request && request <= SWITCH.BOTH;
    const asked = isWord && isPermitted && flags[MUST_WITHDRAW] === 0 ? request : 0;
    for (let index = 0; index < SWITCH_COUNT; index += 1) {
      if ((asked & bitOf(index)) === 0) this.#letGo(index, 0);
    }
    const toClose = asked & ~flags[CLOSED]!;
    const isReady = this.#mayClose(asked);
    flags[IS_WAITING] = toClose !== 0 && !isReady ? 1 : 0;
    if (toClose !== 0 && isReady) this.#beginClosing(toClose);
  }

  /** Opens both after the comparator's delay, and stays open until the request was withdrawn. */
  trip(comparator_s: number): void {
    this.#flags[MUST_WITHDRAW] = 1;
    for (let index = 0; index < SWITCH_COUNT; index += 1) this.#letGo(index, comparator_s);
  }

  /** Both fall open at once: the specimen's solver gave up. */
  forceOpen(): void {
    this.#flags[CLOSED] = 0;
    this.#flags[MUST_WITHDRAW] = 1;
    this.#flags.fill(0, BOUNCES, BOUNCES + SWITCH_COUNT);
    this.#left_ns.fill(0, CHANGE_NS, SWITCH_COUNT);
  }

  /** Time until the next switch changes over; Infinity when nothing moves. */
  get changeOver_ns(): number {
    const first_ns = this.#isMoving(0) ? this.#left_ns[CHANGE_NS]! : Infinity;
    const second_ns = this.#isMoving(1) ? this.#left_ns[CHANGE_NS + 1]! : Infinity;
    return Math.min(first_ns, second_ns);
  }

  /** Lets time pass, at most up to the change-over; gives the bits of SWITCH that changed over. */
  pass(time_ns: number): number {
    const left_ns = this.#left_ns;
    left_ns[REST_NS] = Math.max(0, left_ns[REST_NS]! - time_ns);
    let changed = 0;
    for (let index = 0; index < SWITCH_COUNT; index += 1) {
      if (!this.#isMoving(index)) continue;
      left_ns[CHANGE_NS + index] = Math.max(0, left_ns[CHANGE_NS + index]! - time_ns);
      if (this.#isMoving(index)) continue;
      changed |= bitOf(index);
      this.#changeOver(index);
    }
    return changed;
  }

  #isMoving(index: number): boolean {
    return this.#left_ns[CHANGE_NS + index]! > 0;
  }

  #changeOver(index: number): void {
    const flags = this.#flags;
    flags[CLOSED] = flags[CLOSED]! ^ bitOf(index);
    const bounces = flags[BOUNCES + index]!;
    if (bounces === 0) return;
    flags[BOUNCES + index] = bounces - 1;
    this.#left_ns[CHANGE_NS + index] = BOUNCE_NS;
  }

  /** Nothing closes while anything still moves, so that one alone meets no other that has not opened; the circuit has to rest first. */
  #mayClose(asked: number): boolean {
    const isStill = !this.#isMoving(0) && !this.#isMoving(1);
    return isStill && (asked !== SWITCH.BOTH || this.#left_ns[REST_NS] === 0);
  }

  #beginClosing(switches: number): void {
    const left_ns = this.#left_ns;
    for (let index = 0; index < SWITCH_COUNT; index += 1) {
      if ((switches & bitOf(index)) === 0) continue;
      left_ns[CHANGE_NS + index] = Math.max(1, this.#times.switch_s_close * SECOND_NS);
      this.#flags[BOUNCES + index] = 2 * this.#faults[FAULT.BOUNCES_S1 + index]!;
    }
    if ((switches | this.#flags[CLOSED]!) === SWITCH.BOTH) left_ns[REST_NS] = this.#times.switch_s_reclose * SECOND_NS;
  }

  /** A closed switch begins to open; one that was closing stays open. */
  #letGo(index: number, delay_s: number): void {
    const left_ns = this.#left_ns;
    const isBouncing = this.#flags[BOUNCES + index] !== 0;
    this.#flags[BOUNCES + index] = 0;
    if ((this.#flags[CLOSED]! & bitOf(index)) === 0) left_ns[CHANGE_NS + index] = 0;
    else if (!this.#isMoving(index) || isBouncing) left_ns[CHANGE_NS + index] = this.#opening_ns(index, delay_s);
  }

  #opening_ns(index: number, delay_s: number): number {
    return Math.max(1, (delay_s + this.#times.switch_s_open) * SECOND_NS + this.#faults[FAULT.SLOW_S1_ns + index]!);
  }
}

function bitOf(index: number): number {
  return 1 << index;
}
