import type { Arena } from '../../kernel/arena.ts';

/** What layer 0 writes down of its last trip. */
export interface TripRecord {
  /** Bits of LATCH_CAUSE; 0 before the first trip. Stays when the latch is reset. */
  readonly causes: number;
  /** Voltage of tap B at the crossing, and the one farthest from it until the circuit was open. */
  readonly crossing_V: number;
  readonly peak_V: number;
  /** From the crossing to the open circuit; 0 when it was open already. */
  readonly opening_ns: number;
  /** Charge through the series resistor meanwhile. */
  readonly letThrough_C: number;
}

const CAUSES = 0;
const CROSSING_V = 1;
const PEAK_V = 2;
const OPENING_NS = 3;
const LET_THROUGH_C = 4;
const SPLIT_HIGH_V = 5;
const SPLIT_LOW_V = 6;
const IS_SPLIT = 7;
const TRIPS = 8;
const FIELD_COUNT = 9;

const NANOSECOND_S = 1e-9;

/** Keeps the last trip, and the extremes of tap B within a tick that was split. */
export class TripRecorder {
  readonly #fields: Float64Array;

  constructor(arena: Arena) {
    this.#fields = arena.f64('protection.record', FIELD_COUNT);
  }

  get last(): TripRecord {
    const fields = this.#fields;
    return {
      causes: fields[CAUSES]!,
      crossing_V: fields[CROSSING_V]!,
      peak_V: fields[PEAK_V]!,
      opening_ns: fields[OPENING_NS]!,
      letThrough_C: fields[LET_THROUGH_C]!,
    };
  }

  get trips_count(): number {
    return this.#fields[TRIPS]!;
  }

  /** Highest voltage of tap B within the last tick, whose end is `end_V`: between two parts it moves one way. */
  highOfTick_V(end_V: number): number {
    return this.#fields[IS_SPLIT] === 1 ? Math.max(end_V, this.#fields[SPLIT_HIGH_V]!) : end_V;
  }

  lowOfTick_V(end_V: number): number {
    return this.#fields[IS_SPLIT] === 1 ? Math.min(end_V, this.#fields[SPLIT_LOW_V]!) : end_V;
  }

  wholeTick(): void {
    if (this.#fields[IS_SPLIT] !== 0) this.#fields[IS_SPLIT] = 0;
  }

  splitTick(start_V: number): void {
    this.#fields[IS_SPLIT] = 1;
    this.#fields[SPLIT_HIGH_V] = start_V;
    this.#fields[SPLIT_LOW_V] = start_V;
  }

  /** A part of the tick has passed. */
  part(voltage_V: number): void {
    const fields = this.#fields;
    fields[SPLIT_HIGH_V] = Math.max(fields[SPLIT_HIGH_V]!, voltage_V);
    fields[SPLIT_LOW_V] = Math.min(fields[SPLIT_LOW_V]!, voltage_V);
  }

  trip(cause: number, crossing_V: number): void {
    const fields = this.#fields;
    fields[CAUSES] = cause;
    fields[CROSSING_V] = crossing_V;
    fields[PEAK_V] = crossing_V;
    fields[OPENING_NS] = 0;
    fields[LET_THROUGH_C] = 0;
    fields[TRIPS] = fields[TRIPS]! + 1;
  }

  /** The circuit was still closed for so long. */
  opening(time_ns: number, mean_A: number, voltage_V: number): void {
    const fields = this.#fields;
    fields[OPENING_NS] = fields[OPENING_NS]! + time_ns;
    fields[LET_THROUGH_C] = fields[LET_THROUGH_C]! + mean_A * time_ns * NANOSECOND_S;
    if (Math.abs(voltage_V - fields[CROSSING_V]!) > Math.abs(fields[PEAK_V]! - fields[CROSSING_V]!)) fields[PEAK_V] = voltage_V;
  }
}
