import { LATCH_CAUSE } from '../board/registers.ts';
import type { TripRecord } from '../board/protection/trip-record.ts';
import { ticksCovering } from '../kernel/time.ts';
import type { Truth as SpecimenTruth } from '../specimen/truth.ts';
import { MODE } from '../interlock/mode-table.ts';
import { WORD } from '../interlock/state.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Device } from './device.ts';

/** Stops an observer. Idempotent. */
export type StopObserving = () => void;

/** What is really so: for oracles, figures and tests in this process, never for the firmware. To be read only. */
export class Truth {
  readonly specimen: SpecimenTruth;
  readonly #device: Device;
  /** Missing where another firmware runs. */
  readonly #interlock: Int32Array | undefined;

  constructor(device: Device) {
    this.#device = device;
    this.specimen = device.specimen.truth;
    this.#interlock = interlockState(device.arena);
  }

  /** Device time, at the end of the last tick. */
  get time_us(): number {
    return this.#device.time_us;
  }

  get voltage_V(): number {
    return this.#device.specimen.voltage_V;
  }

  /** Mean current through the series resistor over the last tick: specimen, shunt and stray capacitance. */
  get current_A(): number {
    return this.#device.specimen.current_A;
  }

  /** Highest voltage within the last tick, also where layer 0 split it. */
  get voltage_V_max(): number {
    return this.#device.board.protection.record.highOfTick_V(this.voltage_V);
  }

  /** Lowest voltage within the last tick, also where layer 0 split it. */
  get voltage_V_min(): number {
    return this.#device.board.protection.record.lowOfTick_V(this.voltage_V);
  }

  /** Whether current could flow, whatever the switches read back. */
  get isConducting(): boolean {
    return this.#device.board.protection.isConducting;
  }

  /** Bits of LATCH_CAUSE that layer 0 holds. */
  get latchedCauses(): number {
    return this.#device.board.protection.latchedCauses;
  }

  get isSupplyGood(): boolean {
    return this.#device.board.supply.isGood;
  }

  /** False while the processor is held in reset. */
  get isProcessorRunning(): boolean {
    return this.#device.board.reset.isRunning;
  }

  /** What layer 0 wrote down of its last trip. */
  get trip(): TripRecord {
    return this.#device.board.protection.record.last;
  }

  /** True while layer 0 is latched for over-voltage. */
  get isOverVoltageLatched(): boolean {
    return (this.#device.board.protection.latchedCauses & LATCH_CAUSE.OVER_VOLTAGE) !== 0;
  }

  /** Whether something is latched: by the firmware, or by layer 0. */
  get hasTripped(): boolean {
    const mode = this.#interlock?.[WORD.MODE];
    return this.latchedCauses !== 0 || mode === MODE.TRIPPED || mode === MODE.HARD_FAULT;
  }

  /** Calls back at every tick. */
  everyTick(observer: (truth: Truth) => void): StopObserving {
    return this.#device.observe(1, () => observer(this));
  }

  /** Calls back once in each period of device time. */
  every(period_us: number, observer: (truth: Truth) => void): StopObserving {
    return this.#device.observe(ticksCovering(period_us, this.#device.tick_us), () => observer(this));
  }
}

function interlockState({ fields, words }: Arena): Int32Array | undefined {
  const field = fields.find(({ name }) => name === 'interlock.state');
  return field && new Int32Array(words.buffer, field.offset_bytes, field.length);
}
