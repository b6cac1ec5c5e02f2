import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { SLOW, claimSlowState } from '../../../firmware-model/src/interlock/slow-state.ts';
import type { SlowState } from '../../../firmware-model/src/interlock/slow-state.ts';
import { slowStep } from '../../../firmware-model/src/interlock/slow-step.ts';

/** Bits by hand, from the order in which causes are told. */
export const BIT = { SUSTAINED: 1 << 13, OVER_DELITHIATION: 1 << 15, OVER_DISCHARGE: 1 << 16, CONTACT_LOST: 1 << 18, WELDED: 1 << 23 } as const;
export const WARNED = { CHARGE: 1, LEAKAGE: 2, FLOATING: 4, DOSE: 8 } as const;

/** One conversion; what is absent stays as it was. */
export interface Conversion {
  readonly voltage_uV?: number;
  readonly current_fA?: number;
  readonly dac_uV?: number;
  readonly isConnected?: boolean;
  readonly isUsable?: boolean;
  readonly isSaturated?: boolean;
  readonly target_fA?: number | undefined;
  readonly isChecking?: boolean;
  readonly isDisturbed?: boolean;
  readonly dose_e_per_nm2_s?: number;
}

/** The default cell on the default board, at rest at 3.45 V behind the open switch. */
export class SlowFixture {
  readonly slow: SlowState = claimSlowState(new Arena());

  constructor() {
    const { slow } = this;
    slow[SLOW.VOLTAGE_uV] = 3_450_000;
    slow[SLOW.DAC_uV] = 3_450_000;
    slow[SLOW.IS_USABLE] = 1;
    slow[SLOW.NOISE_fA] = 4;
    slow[SLOW.PATH_kOhm] = 350_000;
    slow[SLOW.CONVERSION_ms] = 100;
    slow[SLOW.STRAY_fF] = 203_000;
    slow[SLOW.BLANK_CONVERSIONS] = 3;
    slow[SLOW.SUSTAINED_fA] = 67_410;
    slow[SLOW.RATE_fA] = 6741;
    slow[SLOW.RELAXATION_fA_PER_V] = 208_695;
    slow[SLOW.CELL_kOhm] = 2_250_000;
    slow[SLOW.IS_CONTACT_TELLING] = 1;
    // 330 and 300 mAh/g of 75.6 nC.
    slow[SLOW.CHARGE_fC_PER_mAh_per_g] = 75_600;
    slow[SLOW.CHARGE_fC_MAX] = 24_948_000;
    slow[SLOW.CHARGE_fC_WARNING] = 22_680_000;
  }

  get(word: number): number {
    return this.slow[word]!;
  }

  set(word: number, value: number): void {
    this.slow[word] = value;
  }

  convert(next: Conversion = {}, count = 1): number {
    const { slow } = this;
    const put = (word: number, value: number | undefined): void => {
      if (value !== undefined) slow[word] = value;
    };
    put(SLOW.VOLTAGE_uV, next.voltage_uV);
    put(SLOW.CURRENT_fA, next.current_fA);
    put(SLOW.DAC_uV, next.dac_uV);
    put(SLOW.DOSE_RATE_e_per_nm2_s, next.dose_e_per_nm2_s);
    put(SLOW.IS_CONNECTED, flag(next.isConnected));
    put(SLOW.IS_USABLE, flag(next.isUsable));
    put(SLOW.IS_SATURATED, flag(next.isSaturated));
    put(SLOW.IS_CHECKING, flag(next.isChecking));
    put(SLOW.IS_DISTURBED, flag(next.isDisturbed));
    if ('target_fA' in next) {
      slow[SLOW.IS_REGULATED] = next.target_fA === undefined ? 0 : 1;
      slow[SLOW.TARGET_fA] = next.target_fA ?? 0;
    }
    let present = 0;
    for (let index = 0; index < count; index += 1) present = slowStep({ slow });
    return present;
  }

  /** Closes the circuit and lets the blanking pass. */
  connect(): this {
    this.convert({ isConnected: false, current_fA: 0 });
    this.convert({ isConnected: true }, 3);
    return this;
  }

  /** Moves DAC and voltage by so much a conversion, with this current; the causes of the last one. */
  slew(by_uV: number, count: number, current_fA = 0): number {
    let present = 0;
    for (let index = 0; index < count; index += 1) {
      present = this.convert({ dac_uV: this.get(SLOW.DAC_uV) + by_uV, voltage_uV: this.get(SLOW.VOLTAGE_uV) + by_uV, current_fA });
    }
    return present;
  }

  /** Warnings that are new, taken away as a log would. */
  takeWarnings(): number {
    const warnings = this.get(SLOW.WARNINGS);
    this.set(SLOW.WARNINGS, 0);
    return warnings;
  }
}

function flag(is: boolean | undefined): number | undefined {
  return is === undefined ? undefined : Number(is);
}
