import { REGISTER, createController } from '@nanobias/firmware-model';
import type { Controller, ControllerParts } from '@nanobias/firmware-model';
import { CAUSE, WORD } from '@nanobias/firmware-model/interlock';
import type { Limits, Reply } from '@nanobias/proto';
import { EXACT, RawHost, SLOW_TICKS, limitsOf } from '@nanobias/firmware-model/swarm';

/** What the converters are made to show, until it is taken back. */
export interface Shown {
  voltage_code?: number;
  current_code?: number;
  temperature_mdegC?: number;
}

/** Causes that can be brought about on the full model by what its converters show. */
export const SHOWN: Readonly<Record<number, Shown>> = {
  [CAUSE.OVER_VOLTAGE]: { voltage_code: 20_000 },
  [CAUSE.UNDER_VOLTAGE]: { voltage_code: -5000 },
  [CAUSE.OVER_CURRENT]: { current_code: 20_000 },
  [CAUSE.EXCESS_CHARGE]: { current_code: 20_000 },
  [CAUSE.TEMPERATURE]: { temperature_mdegC: 90_000 },
};

export interface FullModelOptions {
  readonly seed?: number;
  /** Sees each tick in three states: before it, after the control interrupt, after the tasks below it. */
  readonly onTick?: (model: FullModel, phase: 'before' | 'interrupted' | 'done') => void;
  /** A fault that is planted into the firmware: called between interrupt and tasks. */
  readonly plant?: (model: FullModel) => void;
}

/** At 1 kHz ten seconds are ten thousand ticks, and every duration of the firmware is as it is in the field. */
export const TICK_US = 1000;

const BOTH_SWITCHES = 3;

/** The whole device under its real firmware, with the words of its interlocks in view and its converters in hand. */
export class FullModel {
  readonly host: RawHost;
  readonly limits: Limits;
  shown: Shown = {};
  state: Int32Array = new Int32Array(0);
  registers: Int32Array = new Int32Array(0);

  constructor({ seed = 1, onTick, plant }: FullModelOptions = {}) {
    this.host = new RawHost({
      seed, board: EXACT_WITH_DITHER, tick_us: TICK_US, isPeakWatched: false,
      firmware: (parts) => this.#watched(parts, onTick ?? (() => undefined), plant ?? (() => undefined)),
    });
    this.limits = limitsOf(this.host.cell, SLOW_TICKS);
  }

  /** Whether both switches are asked for: the self-test drives one at a time, which closes no circuit. */
  get isRequested(): boolean {
    return this.registers[REGISTER.SWITCH_REQUEST] === BOTH_SWITCHES;
  }

  get isClosed(): boolean {
    return this.registers[REGISTER.SWITCH_READBACK] !== 0;
  }

  get mode(): number {
    return this.state[WORD.MODE]!;
  }

  get isLeaseAlive(): boolean {
    return 0 <= this.state[WORD.LEASE_TICKS]!;
  }

  /** Latched causes, first first. */
  get latched(): readonly number[] {
    return [...this.state.subarray(WORD.LATCH_FIRST, WORD.LATCH_FIRST + this.state[WORD.LATCH_COUNT]!)];
  }

  acknowledge(causes: readonly number[] = this.latched, fault_nonce = this.state[WORD.FAULT_NONCE]! >>> 0): Reply {
    return this.host.ask({ kind: 'acknowledge', causes: causes as never[], fault_nonce, lease_epoch: this.host.lease_epoch });
  }

  enable(token: number, limits_digest: number): Reply {
    const { output_epoch } = this.host.state;
    const { lease_epoch, now_us } = this.host;
    return this.host.ask({ kind: 'enable', token, limits_digest, expected_epoch: output_epoch, not_after_device_us: now_us + 1_000_000, lease_epoch });
  }

  #watched(parts: ControllerParts, onTick: NonNullable<FullModelOptions['onTick']>, plant: (model: FullModel) => void): Controller {
    const controller = createController(parts);
    const field = parts.arena.fields.find(({ name }) => name === 'interlock.state')!;
    const first = field.offset_bytes >>> 2;
    this.state = parts.arena.words.subarray(first, first + field.length);
    this.registers = parts.registers;
    return {
      boot: () => controller.boot?.(),
      isr: () => {
        this.#show();
        onTick(this, 'before');
        controller.isr();
        onTick(this, 'interrupted');
      },
      runTasks: () => {
        plant(this);
        controller.runTasks();
        onTick(this, 'done');
      },
    };
  }

  #show(): void {
    const { voltage_code, current_code, temperature_mdegC } = this.shown;
    if (voltage_code !== undefined) this.registers[REGISTER.INTERLOCK_VOLTAGE_CODE] = voltage_code;
    if (current_code !== undefined) this.registers[REGISTER.INTERLOCK_CURRENT_CODE] = current_code;
    if (temperature_mdegC !== undefined) this.registers[REGISTER.TEMPERATURE_mdegC] = temperature_mdegC;
  }
}

/** No errors of gain and offset; the noise stays, since a converter without any would be taken for frozen. */
const { interlock_V_noise: _voltage, interlock_A_noise: _current, ...EXACT_WITH_DITHER } = EXACT;
