import type { Arena } from '../../kernel/arena.ts';
import type { Terminals } from '../../specimen/terminals.ts';
import { REGISTER, SWITCH } from '../registers.ts';
import { Comparators, type Strap } from './comparators.ts';
import { Latch } from './latch.ts';
import { SeriesSwitches, type SwitchTimes } from './switches.ts';
import { TripRecorder } from './trip-record.ts';

/** Numbers of layer 0, as soldered. */
export interface ProtectionConfiguration extends Strap, SwitchTimes {
  readonly tick_us: number;
  readonly comparator_s: number;
  /** Charge that the switches inject when they close; they take it back when they open. */
  readonly switch_C: number;
}

interface ProtectionParts {
  readonly arena: Arena;
  readonly registers: Int32Array;
  readonly terminals: Terminals;
  /** Voltage behind the series resistor. */
  readonly source: Float64Array;
  readonly configuration: ProtectionConfiguration;
  readonly chance: { tolerance(magnitude: number): number };
  readonly isFitted: boolean;
}

const SWITCH_REQUEST = REGISTER.SWITCH_REQUEST;
const LATCH_RESET = REGISTER.LATCH_RESET;

/** What the last tick left behind: the words it saw, and whether the next one may be taken whole if they stay. */
const SEEN_REQUEST = 0;
const SEEN_RESET = 1;
const IS_QUIET = 2;
const IS_CONDUCTING = 3;
const IS_WATCHED = 4;
const SEEN_COUNT = 5;

const MICROSECOND_NS = 1000;
/** A closing, a crossing and the opening that follows split a tick into four; what is beyond is for rounding. */
const SEGMENTS_MAX = 8;
/** Parts of a tick that are left by rounding alone. */
const NO_PART = 1e-9;

/**
 * Layer 0: comparators, latch and series switches, independent of the firmware.
 *
 * It advances the specimen, since it alone decides within a tick whether the circuit is closed. A tick in which a
 * threshold is crossed, or a switch changes over, is split at that moment.
 */
export class Protection {
  readonly record: TripRecorder;
  readonly #registers: Int32Array;
  readonly #terminals: Terminals;
  readonly #source: Float64Array;
  readonly #configuration: ProtectionConfiguration;
  readonly #comparators: Comparators;
  readonly #latch: Latch;
  readonly #switches: SeriesSwitches;
  readonly #seen: Int32Array;
  readonly #isFitted: boolean;
  readonly #series_S: number;
  readonly #tick_ns: number;

  constructor({ arena, registers, terminals, source, configuration, chance, isFitted }: ProtectionParts) {
    this.#registers = registers;
    this.#terminals = terminals;
    this.#source = source;
    this.#configuration = configuration;
    this.#comparators = new Comparators(arena, configuration, chance);
    this.#latch = new Latch(arena);
    this.#switches = new SeriesSwitches(arena, configuration);
    this.record = new TripRecorder(arena);
    this.#seen = arena.i32('protection.seen', SEEN_COUNT, 'hot');
    this.#isFitted = isFitted;
    this.#series_S = 1 / configuration.series_Ohm;
    this.#tick_ns = configuration.tick_us * MICROSECOND_NS;
  }

  /** Bits of LATCH_CAUSE; 0 when the latch is reset. */
  get latchedCauses(): number {
    return this.#latch.causes;
  }

  get isConducting(): boolean {
    return this.#seen[IS_CONDUCTING] === 1;
  }

  /** Advances the specimen by one tick. */
  advance(): void {
    const seen = this.#seen;
    const registers = this.#registers;
    const terminals = this.#terminals;
    const source_V = this.#source[0]!;
    const isQuiet =
      seen[IS_QUIET] === 1 && registers[SWITCH_REQUEST] === seen[SEEN_REQUEST] && registers[LATCH_RESET] === seen[SEEN_RESET] && terminals.isSound;
    if (isQuiet && this.#advanceWhole(source_V)) this.record.wholeTick();
    else this.#advanceInParts(source_V);
  }

  /** Takes the tick whole; false, and nothing done, when it reaches a threshold that still matters. */
  #advanceWhole(source_V: number): boolean {
    const terminals = this.#terminals;
    const comparators = this.#comparators;
    const isConducting = this.#seen[IS_CONDUCTING] === 1;
    const source_S = isConducting ? this.#series_S : 0;
    if (this.#seen[IS_WATCHED] === 1) {
      const low_V = isConducting ? comparators.closedLow_V(source_V) : comparators.low_V;
      const high_V = isConducting ? comparators.closedHigh_V(source_V) : comparators.high_V;
      if (terminals.advanceTickInside !== undefined) return terminals.advanceTickInside(source_V, source_S, low_V, high_V);
      if (!(terminals.crossing(1, source_V, source_S, low_V, high_V) > 1)) return false;
    }
    terminals.advanceTick(source_V, source_S);
    return true;
  }

  /** When the next `part` of a tick crosses a threshold; more than `part` when it does not. */
  #crossing(part: number, source_V: number): number {
    const comparators = this.#comparators;
    return this.#switches.isConducting
      ? this.#terminals.crossing(part, source_V, this.#series_S, comparators.closedLow_V(source_V), comparators.closedHigh_V(source_V))
      : this.#terminals.crossing(part, source_V, 0, comparators.low_V, comparators.high_V);
  }

  #advanceInParts(source_V: number): void {
    this.#see();
    this.record.splitTick(this.#terminals.voltage_V);
    let rest = 1;
    for (let segment = 0; segment < SEGMENTS_MAX && rest > NO_PART; segment += 1) {
      const part = Math.min(rest, this.#switches.changeOver_ns / this.#tick_ns);
      const crossing = this.#isWatching ? this.#crossing(part, source_V) : part + 1;
      if (crossing <= part) {
        this.#pass(crossing, source_V);
        this.#trip(source_V);
        rest -= crossing;
        continue;
      }
      const isWhole = rest - part <= NO_PART;
      this.#pass(isWhole ? rest : part, source_V);
      rest = isWhole ? 0 : rest - part;
    }
    this.#seen[IS_QUIET] = this.#switches.isAtRest ? 1 : 0;
    this.#seen[IS_CONDUCTING] = this.#switches.isConducting ? 1 : 0;
    this.#seen[IS_WATCHED] = this.#isWatching ? 1 : 0;
  }

  /** Takes over what the firmware asks for, once a tick. */
  #see(): void {
    const seen = this.#seen;
    const request = this.#registers[SWITCH_REQUEST]!;
    const resetWord = this.#registers[LATCH_RESET]!;
    seen[SEEN_REQUEST] = request;
    seen[SEEN_RESET] = resetWord;
    this.#latch.see(resetWord, this.#isCauseGone);
    this.#switches.see(request === SWITCH.BOTH, this.#latch.causes !== 0);
    if (!this.#terminals.isSound) this.#switches.forceOpen();
  }

  /** A latched layer 0 is open or opening, and needs no second cause. */
  get #isWatching(): boolean {
    return this.#isFitted && this.#latch.causes === 0;
  }

  #pass(part: number, source_V: number): void {
    if (!(part > 0)) return;
    const terminals = this.#terminals;
    const source_S = this.#switches.isConducting ? this.#series_S : 0;
    const start_V = terminals.voltage_V;
    const time_ns = part * this.#tick_ns;
    terminals.advancePart(part, source_V, source_S);
    if (this.#latch.causes !== 0 && source_S > 0) {
      // Over some microseconds of a time constant of milliseconds the trapezium is exact to a millionth.
      const mean_A = source_S * (source_V - 0.5 * (start_V + terminals.voltage_V));
      this.record.opening(time_ns, mean_A, terminals.voltage_V);
    }
    if (this.#switches.pass(time_ns)) {
      terminals.inject(this.#switches.isConducting ? this.#configuration.switch_C : -this.#configuration.switch_C);
    }
    this.record.part(terminals.voltage_V);
  }

  #trip(source_V: number): void {
    const voltage_V = this.#terminals.voltage_V;
    const cause = this.#comparators.causeOf(voltage_V, source_V, this.#switches.isConducting);
    this.#latch.set(cause);
    this.record.trip(cause, voltage_V);
    this.#switches.trip(this.#configuration.comparator_s);
  }

  /** With the circuit open a current has gone by itself; while it is closed the latch can't be reset anyway. */
  get #isCauseGone(): boolean {
    return !this.#switches.isConducting && this.#comparators.isInside(this.#terminals.voltage_V);
  }
}
