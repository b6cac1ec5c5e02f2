import type { Arena } from '../../kernel/arena.ts';
import { FAULT } from '../overlay.ts';

/** Part of a microsecond that the counter does not show. */
const FRACTION_us = 0;
/** Of the window under way: the processor's time, and what the own counter is ahead of it. */
const WINDOW_us = 1;
const WINDOW_AHEAD_us = 2;
/** Whether the window is being kept: without a deviation there is nothing to keep. */
const IS_KEPT = 3;
/** Whether the last whole window was off. */
const IS_OFF = 4;
const FIELD_COUNT = 5;

const REGISTER_MASK = 0x7fffffff;
/** Of its own time. Two windows pass at most from the fault to its finding: 8 of the 10 ms that the matrix allows. */
const LENGTH_US = 4000;
const OFF_RATIO = 0.05;

/** Layer 0's own counter, held against the processor's ticks: whichever of the two oscillators is off, they disagree. */
export class TimeBase {
  readonly #counter_us: Int32Array;
  readonly #fields: Float64Array;
  readonly #tick_us: number;

  constructor(arena: Arena, tick_us: number) {
    this.#counter_us = arena.i32('protection.time_base', 1);
    this.#fields = arena.f64('protection.time_base_us', FIELD_COUNT);
    this.#tick_us = tick_us;
  }

  /** Microseconds by its own counter, modulo 2^31, after one more tick of the processor. */
  tick_us(): number {
    const counter_us = this.ahead_us(1);
    this.#counter_us[0] = counter_us;
    return counter_us;
  }

  /** What the counter will be after so many ticks more. */
  ahead_us(ticks_count: number): number {
    return (this.#counter_us[0]! + ticks_count * this.#tick_us) & REGISTER_MASK;
  }

  /** So many ticks at once. */
  take(ticks_count: number): void {
    this.#counter_us[0] = this.ahead_us(ticks_count);
  }

  /** True while no window is kept and none was off. */
  get isSteady(): boolean {
    return this.#fields[IS_KEPT] === 0;
  }

  get counter_us(): number {
    return this.#counter_us[0]!;
  }

  get isOff(): boolean {
    return this.#fields[IS_OFF] === 1;
  }

  /** Length of a tick by its own counter. */
  ownTick_us(faults: Float64Array): number {
    return this.#tick_us * (1 + faults[FAULT.OSCILLATOR_ratio]!);
  }

  /** Compares at the end of each window; in between the verdict on the last one stands. */
  compare(faults: Float64Array): void {
    const fields = this.#fields;
    const before_us = (this.#counter_us[0]! - this.#tick_us) & REGISTER_MASK;
    const ahead_us = this.ownTick_us(faults) - this.#tick_us;
    const whole_us = Math.floor(fields[FRACTION_us]! + ahead_us);
    const now_us = before_us + this.#tick_us + whole_us;
    this.#counter_us[0] = now_us & REGISTER_MASK;
    fields[FRACTION_us] = fields[FRACTION_us]! + ahead_us - whole_us;
    // Until now the two have agreed.
    if (fields[IS_KEPT] === 0) fields[WINDOW_us] = before_us % LENGTH_US;
    fields[WINDOW_us] = fields[WINDOW_us]! + this.#tick_us;
    fields[WINDOW_AHEAD_us] = fields[WINDOW_AHEAD_us]! + ahead_us;
    // The counter's end is the end of a window too, and a window is never empty.
    if (now_us > REGISTER_MASK || Math.floor(before_us / LENGTH_US) !== Math.floor(now_us / LENGTH_US)) this.#judge();
    fields[IS_KEPT] = ahead_us !== 0 || fields[WINDOW_AHEAD_us] !== 0 || fields[IS_OFF] !== 0 ? 1 : 0;
  }

  #judge(): void {
    const fields = this.#fields;
    const isInside = Math.abs(fields[WINDOW_AHEAD_us]!) < OFF_RATIO * fields[WINDOW_us]!;
    fields[IS_OFF] = isInside ? 0 : 1;
    fields[WINDOW_us] = 0;
    fields[WINDOW_AHEAD_us] = 0;
  }
}
