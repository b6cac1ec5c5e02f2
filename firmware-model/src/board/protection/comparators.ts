import type { Arena } from '../../kernel/arena.ts';
import { LATCH_CAUSE } from '../registers.ts';

/** Thresholds as soldered, each with the largest error that its comparator may have. */
export interface Strap {
  readonly strap_V_high: number;
  readonly strap_V_low: number;
  readonly strap_V_error: number;
  readonly strap_A: number;
  readonly strap_A_error_ratio: number;
  readonly series_Ohm: number;
}

const HIGH_V = 0;
const LOW_V = 1;
const DROP_V = 2;

/** Threshold of each comparator, off its strap by a hidden error. */
export class Comparators {
  /** Largest drop over the series resistor that the current comparator lets pass. */
  readonly #thresholds: Float64Array;

  constructor(arena: Arena, strap: Strap, chance: { tolerance(magnitude: number): number }) {
    this.#thresholds = arena.f64('protection.thresholds', 3);
    this.#thresholds[HIGH_V] = strap.strap_V_high + chance.tolerance(strap.strap_V_error);
    this.#thresholds[LOW_V] = strap.strap_V_low + chance.tolerance(strap.strap_V_error);
    this.#thresholds[DROP_V] = strap.strap_A * (1 + chance.tolerance(strap.strap_A_error_ratio)) * strap.series_Ohm;
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

  /** Bits of LATCH_CAUSE for a crossing on the upper or the lower side; `drop_V` is 0 with the switches open. */
  causeOf(voltage_V: number, source_V: number, isConducting: boolean): number {
    const high_V = isConducting ? this.closedHigh_V(source_V) : this.high_V;
    const low_V = isConducting ? this.closedLow_V(source_V) : this.low_V;
    const isUpper = high_V - voltage_V < voltage_V - low_V;
    if (isUpper) return high_V < this.high_V ? LATCH_CAUSE.OVER_CURRENT : LATCH_CAUSE.OVER_VOLTAGE;
    return low_V > this.low_V ? LATCH_CAUSE.OVER_CURRENT : LATCH_CAUSE.UNDER_VOLTAGE;
  }
}
