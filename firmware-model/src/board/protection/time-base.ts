import type { Arena } from '../../kernel/arena.ts';
import { FAULT } from '../overlay.ts';

/** Part of a microsecond that the counter does not show, and what the window under way has gathered against the ticks. */
const FRACTION_us = 0;
const WINDOW_AHEAD_us = 1;
/** Whether the last whole window was off. */
const IS_OFF = 2;
const FIELD_COUNT = 3;

const REGISTER_MASK = 0x7fffffff;
/** Two windows pass at most from the fault to its finding: 8 of the 10 ms that the matrix allows. */
const WINDOW_US = 4000;
/** 5 % of a window. */
const OFF_US_MAX = 200;

/** Layer 0's own counter, held against the processor's ticks: whichever of the two oscillators is off, they disagree. */
export class TimeBase {
  readonly #counter_us: Int32Array;
  readonly #fields: Float64Array;
  readonly #tick_us: number;

  constructor(arena: Arena, tick_us: number) {
    this.#counter_us = arena.i32('protection.time_base', 1, 'hot');
    this.#fields = arena.f64('protection.time_base_us', FIELD_COUNT);
    this.#tick_us = tick_us;
  }

  /** Microseconds by its own counter, modulo 2^31, after one more tick of the processor. */
  tick_us(): number {
    const counter_us = (this.#counter_us[0]! + this.#tick_us) & REGISTER_MASK;
    this.#counter_us[0] = counter_us;
    return counter_us;
  }

  /** True while the window under way has nothing to compare, and none is off. */
  get isSteady(): boolean {
    return this.#fields[WINDOW_AHEAD_us] === 0 && this.#fields[IS_OFF] === 0;
  }

  get isOff(): boolean {
    return this.#fields[IS_OFF] === 1;
  }

  /** Length of a tick by its own counter. */
  ownTick_us(faults: Float64Array): number {
    return this.#tick_us * (1 + faults[FAULT.OSCILLATOR_ratio]!);
  }

  /** Compares at the end of each window of its own time; in between the verdict on the last one stands. */
  compare(faults: Float64Array): void {
    const fields = this.#fields;
    const before_us = this.#counter_us[0]! - this.#tick_us;
    const ahead_us = this.ownTick_us(faults) - this.#tick_us;
    const whole_us = Math.floor(fields[FRACTION_us]! + ahead_us);
    fields[FRACTION_us] = fields[FRACTION_us]! + ahead_us - whole_us;
    fields[WINDOW_AHEAD_us] = fields[WINDOW_AHEAD_us]! + ahead_us;
    const now_us = this.#counter_us[0]! + whole_us;
    this.#counter_us[0] = now_us & REGISTER_MASK;
    if (Math.floor(before_us / WINDOW_US) === Math.floor(now_us / WINDOW_US)) return;
    const isInside = -OFF_US_MAX < fields[WINDOW_AHEAD_us] && fields[WINDOW_AHEAD_us] < OFF_US_MAX;
    fields[IS_OFF] = isInside ? 0 : 1;
    fields[WINDOW_AHEAD_us] = 0;
  }
}
