import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { INPUT, WORD, claimInterlock, putThresholdsInForce } from '../../../firmware-model/src/interlock/state.ts';
import type { Interlock, Thresholds } from '../../../firmware-model/src/interlock/state.ts';
import { step } from '../../../firmware-model/src/interlock/step.ts';

/** Every cause that can be present. */
export const ALL = -1;
export const MODES = { BOOT: 1, SELF_TEST: 2, SAFE: 3, LIMITS_SET: 4, ARMED: 5, ON: 6, RAMP_DOWN: 7, TRIPPED: 8, HARD_FAULT: 9 } as const;
/** Bits of the packed state, by hand from the order in which causes are told. */
export const BIT = {
  HARDWARE_OVER_VOLTAGE: 1, HARDWARE_UNDER_VOLTAGE: 1 << 1, HARDWARE_OVER_CURRENT: 1 << 2, INTERLOCK_LINE: 1 << 3, WATCHDOG: 1 << 4, SUPPLY: 1 << 5,
  TIME_BASE: 1 << 6, OVER_VOLTAGE: 1 << 7, UNDER_VOLTAGE: 1 << 8, SLEW: 1 << 9, OVER_CURRENT: 1 << 10, EXCESS_CHARGE: 1 << 11, SHORT_CIRCUIT: 1 << 12,
  SUSTAINED_CURRENT: 1 << 13, SOFT_BREAKDOWN: 1 << 14, OVER_DELITHIATION: 1 << 15, OVER_DISCHARGE: 1 << 16, REVERSAL: 1 << 17, CONTACT_LOST: 1 << 18,
  ADC_FROZEN: 1 << 19, SATURATED: 1 << 20, DAC_FAULT: 1 << 21, SENSE_OPEN: 1 << 22, SWITCH_WELDED: 1 << 23, STATE_CORRUPTED: 1 << 24, BOARD_RESET: 1 << 25,
  SAMPLES_LOST: 1 << 26, TEMPERATURE: 1 << 27, LEASE_LAPSED: 1 << 28, LINK_LOST: 1 << 29, SPECIMEN_UNSOUND: 1 << 30, RESET: 1 << 31,
} as const;

/** 100 ms at 10 kHz, 10 nA and 10 pC in codes of 20 nA / 2^15, 4.625 V and -0.225 V in codes of 10 V / 2^15. */
export const THRESHOLDS: Thresholds = {
  voltage_code_min: -737, voltage_code_max: 15_155, current_code_max: 16_384, excess_count_max: 163_840,
  cap_code_min: -10_485, cap_code_max: 241_172, field_code_min: -786_432, field_code_max: 786_432,
};

export interface Sample {
  readonly voltage?: number;
  readonly current?: number;
  readonly dac?: number;
  readonly outer?: number;
}

export interface FixtureOptions {
  readonly mode?: number;
  readonly causesInForce?: number;
  readonly window_ticks?: number;
  readonly clear_ticks?: number;
}

/** The interlock alone, in mode ON under a lease without end, with quiet inputs. */
export class Fixture {
  readonly interlock: Interlock;

  constructor({ mode = MODES.ON, causesInForce = ALL, window_ticks = 1000, clear_ticks = 10_000 }: FixtureOptions = {}) {
    this.interlock = claimInterlock(new Arena(), { window_ticks, clear_ticks, causesInForce });
    putThresholdsInForce(this.interlock, THRESHOLDS);
    this.set(WORD.MODE, mode);
    this.set(WORD.LEASE_TICKS, 0x7fff_ffff);
    this.set(WORD.SLEW_MAX_COUNT, 2);
    this.set(WORD.SLEW_NEXT_COUNT, 2);
  }

  get(word: number): number {
    return this.interlock.state[word]!;
  }

  set(word: number, value: number): void {
    this.interlock.state[word] = value;
  }

  /** One tick with these codes. */
  tick({ voltage = 10_000, current = 0, dac = 0, outer = 0 }: Sample = {}): number {
    const { inputs } = this.interlock;
    inputs[INPUT.VOLTAGE_CODE] = voltage;
    inputs[INPUT.CURRENT_CODE] = current;
    inputs[INPUT.DAC_CODE] = dac;
    inputs[INPUT.OUTER_CAUSES] = outer;
    return step(this.interlock);
  }

  /** Ticks until a cause is present, with its mask; fails when none is within `ticks_max`. */
  ticksUntilCause(sample: (index: number) => Sample, ticks_max = 5000): { readonly ticks: number; readonly causes: number } {
    for (let index = 0; index < ticks_max; index += 1) {
      const causes = this.tick(sample(index));
      if (causes !== 0) return { ticks: index + 1, causes };
    }
    throw new Error(`no cause within ${ticks_max} ticks`);
  }
}
