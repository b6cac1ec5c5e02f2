import type { Arena } from '../../kernel/arena.ts';
import type { Overlay } from '../overlay.ts';
import { LATCH_CAUSE, REGISTER } from '../registers.ts';
import { InterlockLine } from './interlock-line.ts';
import { Stimulus } from './stimulus.ts';
import { TimeBase } from './time-base.ts';
import { Watchdog } from './watchdog.ts';

/** The supply as layer 0 sees it. */
export interface Rail {
  /** Above the limit below which layer 0 opens. */
  readonly isGood: boolean;
  /** False once the supply has been gone for so long that latch and switch drives are without it. */
  readonly isLogicAlive: boolean;
}

const { WATCHDOG, STIMULUS, TIME_BASE_us } = REGISTER;
const MICROSECOND_NS = 1000;

/** What layer 0 watches beside the specimen: processor, interlock line, supply, time base, and its own self-test. */
export class Monitors {
  readonly #watchdog: Watchdog;
  readonly #timeBase: TimeBase;
  readonly #line: InterlockLine;
  readonly #stimulus: Stimulus;
  readonly #supply: Rail;
  readonly #faults: Float64Array;
  readonly #registers: Int32Array;

  constructor(arena: Arena, { tick_us, registers, overlay, supply }: { tick_us: number; registers: Int32Array; overlay: Overlay; supply: Rail }) {
    this.#watchdog = new Watchdog(arena, tick_us * MICROSECOND_NS);
    this.#timeBase = new TimeBase(arena, tick_us);
    this.#line = new InterlockLine(arena);
    this.#stimulus = new Stimulus(arena);
    this.#supply = supply;
    this.#faults = overlay.words;
    this.#registers = registers;
  }

  /** Every tick: the own counter runs, and a feed that is exactly in time is taken. */
  isFed(): boolean {
    const registers = this.#registers;
    registers[TIME_BASE_us] = this.#timeBase.tick_us();
    return this.#watchdog.takeFeed(registers[WATCHDOG]!);
  }

  /** The feed that would be exactly in time in the next tick; below 0 for none. */
  get nextFeed(): number {
    return this.#watchdog.nextFeed;
  }

  /** Shows the own counter as it will be after so many ticks more. */
  show(ticks_count: number): void {
    this.#registers[TIME_BASE_us] = this.#timeBase.ahead_us(ticks_count);
  }

  /** So many ticks, each fed exactly in time. */
  take(ticks_count: number): void {
    this.#timeBase.take(ticks_count);
    this.#watchdog.takeFeeds(ticks_count);
  }

  /** True while a tick like the last one changes nothing here. */
  get isSteady(): boolean {
    return this.#timeBase.isSteady;
  }

  /** Sees everything once a tick; `answering` are the comparators that would answer a stimulus. Gives WATCHDOG when that bites. */
  see(isFed: boolean, answering: number): number {
    const registers = this.#registers;
    this.#line.see(this.#faults);
    this.#timeBase.compare(this.#faults);
    registers[TIME_BASE_us] = this.#timeBase.counter_us;
    this.#stimulus.see(registers[STIMULUS]!, answering);
    const ownTick_ns = this.#timeBase.ownTick_us(this.#faults) * MICROSECOND_NS;
    if (isFed) this.#watchdog.measure(ownTick_ns);
    return !isFed && this.#watchdog.see(registers[WATCHDOG]!, ownTick_ns) ? LATCH_CAUSE.WATCHDOG : 0;
  }

  /** Bits of LATCH_CAUSE for what opens a closed circuit and keeps an open one from closing. */
  get present(): number {
    const line = this.#line.isClosed ? 0 : LATCH_CAUSE.INTERLOCK_LINE;
    const supply = this.#supply.isGood ? 0 : LATCH_CAUSE.SUPPLY;
    return line | supply | (this.#timeBase.isOff ? LATCH_CAUSE.TIME_BASE : 0);
  }

  /** Proves that the switches may close: nothing is present, the processor is watched, no self-test is under way. */
  get isPermitting(): boolean {
    return this.present === 0 && this.#watchdog.isAwake && !this.#stimulus.isApplied;
  }

  get isSupplied(): boolean {
    return this.#supply.isLogicAlive;
  }

  /** Bits of LINE. */
  get lineChannels(): number {
    return this.#line.channels;
  }

  /** Bits of STIMULUS: the comparators that answered. */
  get stimulusSeen(): number {
    return this.#stimulus.seen;
  }

  /** The processor starts anew: until its first feed nothing watches it. */
  awaitProcessor(): void {
    this.#watchdog.sleep();
  }
}
