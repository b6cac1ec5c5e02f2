import type { Arena } from '../../kernel/arena.ts';
import type { Terminals } from '../../specimen/terminals.ts';
import { FAULT, MARK, type Overlay } from '../overlay.ts';
import { LATCH_CAUSES_HARD, LATCH_CAUSE, REGISTER, SWITCH } from '../registers.ts';
import { Comparators, type Strap } from './comparators.ts';
import { Latch } from './latch.ts';
import { Monitors, type Rail } from './monitors.ts';
import { SeriesSwitches, type SwitchTimes } from './switches.ts';
import { TripRecorder } from './trip-record.ts';

/** Numbers of layer 0, as soldered. */
export interface ProtectionConfiguration extends Strap, SwitchTimes {
  readonly tick_us: number;
  readonly comparator_s: number;
  /** Charge that S2, which lies at tap B, injects when it closes; it takes it back when it opens. */
  readonly switch_C: number;
  /** Conductance of the open switches. */
  readonly switch_S_leak: number;
}

interface ProtectionParts {
  readonly arena: Arena;
  readonly registers: Int32Array;
  readonly terminals: Terminals;
  /** Voltage behind the series resistor. */
  readonly source: Float64Array;
  readonly configuration: ProtectionConfiguration;
  readonly chance: { tolerance(magnitude: number): number };
  readonly overlay: Overlay;
  readonly supply: Rail;
  readonly isFitted: boolean;
}

// Constants of this module: a look-up in another one would cost as much as the comparison.
const { SWITCH_REQUEST, LATCH_RESET, STIMULUS } = REGISTER;
const HAS_CHANGED = MARK.HAS_CHANGED;

/** What the last tick left behind: the words it saw, and whether the next one may be taken whole if they stay. */
const SEEN_REQUEST = 0;
const SEEN_RESET = 1;
const SEEN_STIMULUS = 2;
const IS_QUIET = 3;
const IS_CONDUCTING = 4;
const IS_WATCHED = 5;
const IS_BITTEN = 6;
const SEEN_COUNT = 7;

const MICROSECOND_NS = 1000;
/** Two bouncing contacts in the longest tick split it into fifty; what is beyond is for a crossing and for rounding. */
const SEGMENTS_MAX = 80;
/** Parts of a tick that are left by rounding alone. */
const NO_PART = 1e-9;

/**
 * Layer 0: comparators, latch, series switches and monitors, independent of the firmware.
 *
 * It advances the specimen, since it alone decides within a tick whether the circuit is closed. A tick in which a
 * threshold is crossed, or a switch changes over, is split at that moment.
 */
export class Protection {
  readonly record: TripRecorder;
  readonly monitors: Monitors;
  readonly #registers: Int32Array;
  readonly #terminals: Terminals;
  readonly #source: Float64Array;
  readonly #configuration: ProtectionConfiguration;
  readonly #overlay: Overlay;
  readonly #marks: Int32Array;
  readonly #comparators: Comparators;
  readonly #latch: Latch;
  readonly #switches: SeriesSwitches;
  readonly #seen: Int32Array;
  /** Conductance of the open switches, as it is now. */
  readonly #leak_S: Float64Array;
  readonly #isFitted: boolean;
  readonly #series_S: number;
  readonly #tick_ns: number;

  constructor({ arena, registers, terminals, source, configuration, chance, overlay, supply, isFitted }: ProtectionParts) {
    this.#registers = registers;
    this.#terminals = terminals;
    this.#source = source;
    this.#configuration = configuration;
    this.#overlay = overlay;
    this.#marks = overlay.marks;
    this.#comparators = new Comparators(arena, configuration, chance);
    this.#latch = new Latch(arena);
    this.#switches = new SeriesSwitches(arena, configuration, overlay.words);
    this.monitors = new Monitors(arena, { tick_us: configuration.tick_us, registers, overlay, supply });
    this.record = new TripRecorder(arena);
    this.#seen = arena.i32('protection.seen', SEEN_COUNT);
    this.#leak_S = arena.f64('protection.leak_S');
    this.#isFitted = isFitted;
    this.#series_S = 1 / configuration.series_Ohm;
    this.#tick_ns = configuration.tick_us * MICROSECOND_NS;
  }

  /** Bits of LATCH_CAUSE; 0 when the latch is reset. */
  get latchedCauses(): number {
    return this.#latch.causes;
  }

  /** Whether current could flow through both switches at the end of the tick. */
  get isConducting(): boolean {
    return this.#seen[IS_CONDUCTING] === 1;
  }

  /** Bits of SWITCH: what the drives read back. */
  get driven(): number {
    return this.#switches.driven;
  }

  /** True after a tick in which the watchdog asks for a reset of the processor. */
  get isBitten(): boolean {
    return this.#seen[IS_BITTEN] === 1;
  }

  /** The button on the instrument: resets every cause that is gone, also the hard ones. */
  resetLocally(): void {
    this.#latch.resetLocally(this.#goneCauses);
    this.#seen[IS_QUIET] = 0;
  }

  /** Advances the specimen by one tick; false when nothing but the specimen can have changed. */
  advance(): boolean {
    const source_V = this.#source[0]!;
    const isFed = this.monitors.isFed();
    if (isFed && this.isUnchanged && this.#advanceWhole(source_V)) {
      this.#switches.rest(1, this.#tick_ns);
      this.record.wholeTick();
      return false;
    }
    this.#advanceInParts(source_V, isFed);
    return true;
  }

  /** True while nothing moves, and nothing that layer 0 looks at has changed since the last tick. */
  get isUnchanged(): boolean {
    const seen = this.#seen;
    const registers = this.#registers;
    return (
      seen[IS_QUIET] === 1 && registers[SWITCH_REQUEST] === seen[SEEN_REQUEST] && registers[LATCH_RESET] === seen[SEEN_RESET] &&
      registers[STIMULUS] === seen[SEEN_STIMULUS] && this.#marks[HAS_CHANGED] === 0 && this.#terminals.isSound
    );
  }

  /** Ticks for which tap B certainly stays inside while nothing changes; 0 where the specimen does not look ahead. */
  get certainTicks(): number {
    const { foresight } = this.#terminals;
    if (foresight === undefined) return 0;
    const source_V = this.#source[0]!;
    if (this.#seen[IS_WATCHED] !== 1) return foresight.certainTicks(source_V, this.#source_S, -Infinity, Infinity);
    return foresight.certainTicks(source_V, this.#source_S, this.#low_V(source_V), this.#high_V(source_V));
  }

  /** Looks so many ticks ahead, no more than are certain. */
  look(ticks_count: number): void {
    this.#terminals.foresight!.look(ticks_count, this.#source[0]!, this.#source_S);
  }

  /** Takes those from this index to the one before `to` over. */
  take(from: number, to: number): void {
    this.monitors.take(to - from);
    this.#terminals.foresight!.take(from, to);
    this.#switches.rest(to - from, this.#tick_ns);
    this.record.wholeTick();
  }

  get #source_S(): number {
    return this.#seen[IS_CONDUCTING] === 1 ? this.#series_S : this.#leak_S[0]!;
  }

  #low_V(source_V: number): number {
    return this.#seen[IS_CONDUCTING] === 1 ? this.#comparators.closedLow_V(source_V) : this.#comparators.low_V;
  }

  #high_V(source_V: number): number {
    return this.#seen[IS_CONDUCTING] === 1 ? this.#comparators.closedHigh_V(source_V) : this.#comparators.high_V;
  }

  /** Takes the tick whole; false, and nothing done, when it reaches a threshold that still matters. */
  #advanceWhole(source_V: number): boolean {
    const terminals = this.#terminals;
    const source_S = this.#source_S;
    if (this.#seen[IS_WATCHED] === 1) {
      const low_V = this.#low_V(source_V);
      const high_V = this.#high_V(source_V);
      if (terminals.advanceTickInside !== undefined) return terminals.advanceTickInside(source_V, source_S, low_V, high_V);
      if (!(terminals.crossing(1, source_V, source_S, low_V, high_V) > 1)) return false;
    }
    terminals.advanceTick(source_V, source_S);
    return true;
  }

  #advanceInParts(source_V: number, isFed: boolean): void {
    this.record.splitTick(this.#terminals.voltage_V);
    this.#see(isFed);
    let rest = 1;
    for (let segment = 0; segment < SEGMENTS_MAX && rest > NO_PART; segment += 1) {
      const part = Math.min(rest, this.#switches.changeOver_ns / this.#tick_ns);
      const crossing = this.#isWatching ? this.#crossing(part, source_V) : part + 1;
      if (crossing <= part) {
        this.#pass(crossing, source_V);
        this.#trip(this.#comparators.causeOf(this.#terminals.voltage_V, source_V, this.#switches.isConducting));
        rest -= crossing;
        continue;
      }
      const isWhole = rest - part <= NO_PART;
      this.#pass(isWhole ? rest : part, source_V);
      rest = isWhole ? 0 : rest - part;
    }
    this.#seen[IS_QUIET] = this.#switches.isAtRest && this.monitors.isSteady ? 1 : 0;
    this.#seen[IS_CONDUCTING] = this.#switches.isConducting ? 1 : 0;
    this.#seen[IS_WATCHED] = this.#isWatching ? 1 : 0;
  }

  /** Takes over, once a tick, what the firmware asks for and what wiring, supply and clock say. Setting the latch wins over its reset. */
  #see(isFed: boolean): void {
    const seen = this.#seen;
    const registers = this.#registers;
    const faults = this.#overlay.words;
    if (this.#marks[HAS_CHANGED] !== 0) this.#comparators.suffer(faults);
    this.#marks[HAS_CHANGED] = 0;
    seen[SEEN_REQUEST] = registers[SWITCH_REQUEST]!;
    seen[SEEN_RESET] = registers[LATCH_RESET]!;
    seen[SEEN_STIMULUS] = registers[STIMULUS]!;
    this.#leak_S[0] = this.#configuration.switch_S_leak + faults[FAULT.LEAK_S]!;
    const bite = this.monitors.see(isFed, this.#comparators.answering);
    seen[IS_BITTEN] = this.#isFitted && bite !== 0 ? 1 : 0;
    this.#latch.see(seen[SEEN_RESET], this.#goneCauses);
    const causes = (bite | (this.#switches.isEnergised ? this.monitors.present : 0)) & ~this.#latch.causes;
    if (this.#isFitted && causes !== 0) this.#trip(causes);
    this.#switches.see(seen[SEEN_REQUEST], !this.#isFitted || (this.#latch.causes === 0 && this.monitors.isPermitting));
    if (!this.monitors.isSupplied) this.#latch.loseSupply();
    if (!this.#terminals.isSound) this.#switches.forceOpen();
  }

  /** A latched layer 0 is open or opening, and needs no second cause. Without a supply no comparator compares. */
  get #isWatching(): boolean {
    return this.#isFitted && this.#latch.causes === 0 && this.monitors.isSupplied;
  }

  /** When the next `part` of a tick crosses a threshold; more than `part` when it does not. */
  #crossing(part: number, source_V: number): number {
    const comparators = this.#comparators;
    return this.#switches.isConducting
      ? this.#terminals.crossing(part, source_V, this.#series_S, comparators.closedLow_V(source_V), comparators.closedHigh_V(source_V))
      : this.#terminals.crossing(part, source_V, this.#leak_S[0]!, comparators.low_V, comparators.high_V);
  }

  #pass(part: number, source_V: number): void {
    if (!(part > 0)) return;
    const terminals = this.#terminals;
    const isConducting = this.#switches.isConducting;
    const source_S = isConducting ? this.#series_S : this.#leak_S[0]!;
    const start_V = terminals.voltage_V;
    const time_ns = part * this.#tick_ns;
    terminals.advancePart(part, source_V, source_S);
    if (this.#latch.causes !== 0 && isConducting) {
      // Over some microseconds of a time constant of milliseconds the trapezium is exact to a millionth.
      const mean_A = source_S * (source_V - 0.5 * (start_V + terminals.voltage_V));
      this.record.opening(time_ns, mean_A, terminals.voltage_V);
    }
    if ((this.#switches.pass(time_ns) & SWITCH.S2) !== 0) {
      const isClosed = (this.#switches.driven & SWITCH.S2) !== 0;
      terminals.inject(isClosed ? this.#configuration.switch_C : -this.#configuration.switch_C);
    }
    this.record.part(terminals.voltage_V);
  }

  #trip(causes: number): void {
    this.#latch.set(causes);
    this.record.trip(causes, this.#terminals.voltage_V);
    this.#switches.trip(this.#configuration.comparator_s);
  }

  /**
   * Bits of LATCH_CAUSE that may be reset. With the circuit open a current has gone by itself; while it is closed nothing
   * may be reset. A bite is over as soon as it has happened.
   */
  get #goneCauses(): number {
    if (this.#switches.isConducting) return 0;
    const hard = this.#comparators.isInside(this.#terminals.voltage_V) ? LATCH_CAUSES_HARD : 0;
    const soft = LATCH_CAUSE.WATCHDOG | LATCH_CAUSE.INTERLOCK_LINE | LATCH_CAUSE.SUPPLY | LATCH_CAUSE.TIME_BASE;
    return hard | (soft & ~this.monitors.present);
  }
}
