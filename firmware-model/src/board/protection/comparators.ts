import type { Arena } from '../../kernel/arena.ts';
import { FAULT } from '../overlay.ts';
import { LATCH_CAUSE, STIMULUS } from '../registers.ts';

/** Thresholds as soldered, each with the largest error that its comparator may have. */
export interface Strap {
  readonly strap_V_high: number;
  readonly strap_V_low: number;
  readonly strap_V_error: number;
  readonly strap_A: number;
  readonly strap_A_error_ratio: number;
  readonly series_Ohm: number;
}

/** Thresholds as drawn, then as they are in force. */
const DRAWN_HIGH_V = 0;
const DRAWN_LOW_V = 1;
const DRAWN_DROP_V = 2;
const HIGH_V = 3;
const LOW_V = 4;
const DROP_V = 5;
const THRESHOLD_COUNT = 6;

/** The threshold of a dead comparator: no source on this board reaches it. */
const OUT_OF_REACH_V = 1e6;
/** The stimulus exceeds a threshold by twice its error, so that every sound comparator answers it. */
const STIMULUS_ERRORS = 2;

/** Threshold of each comparator, off its strap by a hidden error. */
export class Comparators {
  /** A drop is the largest over the series resistor that the current comparator lets pass. */
  readonly #thresholds: Float64Array;
  readonly #strap: Strap;

  constructor(arena: Arena, strap: Strap, chance: { tolerance(magnitude: number): number }) {
    const thresholds = arena.f64('protection.thresholds', THRESHOLD_COUNT);
    thresholds[DRAWN_HIGH_V] = strap.strap_V_high + chance.tolerance(strap.strap_V_error);
    thresholds[DRAWN_LOW_V] = strap.strap_V_low + chance.tolerance(strap.strap_V_error);
    thresholds[DRAWN_DROP_V] = strap.strap_A * (1 + chance.tolerance(strap.strap_A_error_ratio)) * strap.series_Ohm;
    this.#thresholds = thresholds;
    this.#strap = strap;
    thresholds.copyWithin(HIGH_V, DRAWN_HIGH_V, HIGH_V);
  }

  /** Takes over what the overlay says of the comparators. */
  suffer(faults: Float64Array): void {
    const thresholds = this.#thresholds;
    const dead = faults[FAULT.COMPARATORS_DEAD]!;
    thresholds[HIGH_V] = (dead & STIMULUS.VOLTAGE_HIGH) === 0 ? thresholds[DRAWN_HIGH_V]! + faults[FAULT.COMPARATOR_V_high]! : OUT_OF_REACH_V;
    thresholds[LOW_V] = (dead & STIMULUS.VOLTAGE_LOW) === 0 ? thresholds[DRAWN_LOW_V]! + faults[FAULT.COMPARATOR_V_low]! : -OUT_OF_REACH_V;
    thresholds[DROP_V] = (dead & STIMULUS.CURRENT) === 0 ? thresholds[DRAWN_DROP_V]! * (1 + faults[FAULT.COMPARATOR_A_ratio]!) : OUT_OF_REACH_V;
  }

  get high_V(): number {
    return this.#thresholds[HIGH_V]!;
  }

  get low_V(): number {
    return this.#thresholds[LOW_V]!;
  }

  /** With the switches closed the current is a drop over the series resistor: its comparator, too, is a window on tap B. */
  closedHigh_V(source_V: number): number {
    return Math.min(this.#thresholds[HIGH_V]!, source_V + this.#thresholds[DROP_V]!);
  }

  closedLow_V(source_V: number): number {
    return Math.max(this.#thresholds[LOW_V]!, source_V - this.#thresholds[DROP_V]!);
  }

  /** True only when tap B is provably inside its window. */
  isInside(voltage_V: number): boolean {
    return this.#thresholds[LOW_V]! <= voltage_V && voltage_V <= this.#thresholds[HIGH_V]!;
  }

  /** Bits of LATCH_CAUSE for a crossing on the upper or the lower side; the drop is 0 with the switches open. */
  causeOf(voltage_V: number, source_V: number, isConducting: boolean): number {
    const high_V = isConducting ? this.closedHigh_V(source_V) : this.high_V;
    const low_V = isConducting ? this.closedLow_V(source_V) : this.low_V;
    const isUpper = high_V - voltage_V < voltage_V - low_V;
    if (isUpper) return high_V < this.high_V ? LATCH_CAUSE.OVER_CURRENT : LATCH_CAUSE.OVER_VOLTAGE;
    return low_V > this.low_V ? LATCH_CAUSE.OVER_CURRENT : LATCH_CAUSE.UNDER_VOLTAGE;
  }

  /** Bits of STIMULUS for the comparators that answer when each is shown its strap and a little more. */
  get answering(): number {
    const { strap_V_high, strap_V_low, strap_V_error, strap_A, strap_A_error_ratio, series_Ohm } = this.#strap;
    const error_V = STIMULUS_ERRORS * strap_V_error;
    const isHighAlive = this.high_V <= strap_V_high + error_V;
    const isLowAlive = strap_V_low - error_V <= this.low_V;
    const isCurrentAlive = this.#thresholds[DROP_V]! <= strap_A * (1 + STIMULUS_ERRORS * strap_A_error_ratio) * series_Ohm;
    return (isHighAlive ? STIMULUS.VOLTAGE_HIGH : 0) | (isLowAlive ? STIMULUS.VOLTAGE_LOW : 0) | (isCurrentAlive ? STIMULUS.CURRENT : 0);
  }
}
