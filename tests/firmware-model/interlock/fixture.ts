import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { enterMode, putGuarded } from '../../../firmware-model/src/interlock/guard.ts';
import { INPUT, WORD, claimInterlock, putThresholdsInForce } from '../../../firmware-model/src/interlock/state.ts';
import type { Interlock, Thresholds, WatchConstants } from '../../../firmware-model/src/interlock/state.ts';
import { boundSlew, restartWindows, step } from '../../../firmware-model/src/interlock/step.ts';

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
  // 0.5 nA, 2 / 0.35 GOhm, 1 nA, -0.25 V.
  short_code_max: 819, short_slope_per_1024: 2925, precursor_code_max: 1638, isPrecursorTrip: true, reversal_code_min: -819,
  temperature_mdegC_min: 15_000, temperature_mdegC_max: 60_000,
};

/** The default board: blocks of 0.5 ms, a node of 100 MOhm and 203 pF, 1 mV of noise. */
export const WATCH: WatchConstants = {
  block_ticks: 5, mean_blocks: 20, blank_blocks: 203, frozen_count: 64, noisy_voltage_bits: 0, noisy_current_bits: 0, bit_means: 10, saturated_ticks: 100, dacFault_ticks: 5, lost_ticks: 20,
  code_max: 32_767, frontEnd_key: 0x3c96, dac_slack_per_100: 26_214, displacement: { numerator: 1015, denominator: 1 },
  short_noise_code: 1042, fall_count_max: 135, slowFall_count_max: 131,
  sense: { dac: 78_125, current: 250_000, voltage: 1_250_000, per_uV: 4096, limit: 204_800_000 },
};

export interface Sample {
  readonly voltage?: number;
  readonly current?: number;
  readonly dac?: number;
  /** What the DAC was told; what it reads back unless told otherwise. */
  readonly command?: number;
  readonly outer?: number;
  readonly conversions?: number;
  readonly frontEnd?: number;
  readonly temperature?: number;
}

export interface FixtureOptions {
  readonly mode?: number;
  readonly causesInForce?: number;
  readonly window_ticks?: number;
  readonly clear_ticks?: number;
  readonly watch?: Partial<WatchConstants>;
  readonly thresholds?: Partial<Thresholds>;
}

/** Causes that the step finds by itself, by row, by hand. */
export const CAUSES_OF_ROW: Readonly<Record<number, number>> = {
  2: BIT.OVER_VOLTAGE | BIT.UNDER_VOLTAGE, 5: BIT.SLEW, 6: BIT.OVER_CURRENT | BIT.EXCESS_CHARGE, 8: BIT.SHORT_CIRCUIT, 9: BIT.SOFT_BREAKDOWN, 11: BIT.REVERSAL,
  14: BIT.LEASE_LAPSED | BIT.LINK_LOST, 19: BIT.ADC_FROZEN, 20: BIT.SATURATED, 21: BIT.DAC_FAULT, 22: BIT.SENSE_OPEN, 27: BIT.STATE_CORRUPTED,
  29: BIT.BOARD_RESET, 31: BIT.SAMPLES_LOST, 36: BIT.TEMPERATURE,
};

/** A fixture with the causes of one row in force and no others. */
export function only(row: number, options: Omit<FixtureOptions, 'causesInForce'> = {}): Fixture {
  return new Fixture({ ...options, causesInForce: CAUSES_OF_ROW[row]! });
}

const GUARDED_FIRST = 2;
const GUARDED_LAST = 21;

/** The interlock alone, in mode ON under a lease without end, with quiet inputs: codes that nobody names move by one, as noise has them. */
export class Fixture {
  readonly interlock: Interlock;
  #tick = 0;

  constructor({ mode = MODES.ON, causesInForce = ALL, window_ticks = 1000, clear_ticks = 10_000, watch = {}, thresholds = {} }: FixtureOptions = {}) {
    this.interlock = claimInterlock(new Arena(), { window_ticks, clear_ticks, causesInForce, watch: { ...WATCH, ...watch } });
    putThresholdsInForce(this.interlock, { ...THRESHOLDS, ...thresholds });
    this.set(WORD.MODE, mode);
    this.set(WORD.LEASE_TICKS, 0x7fff_ffff);
    boundSlew(this.interlock, 2);
    this.close(0);
  }

  /** The switch is told to close with the cell at this code. */
  close(dac: number, voltage = 10_000): void {
    this.interlock.inputs[INPUT.VOLTAGE_CODE] = voltage;
    restartWindows(this.interlock, dac);
  }

  get(word: number): number {
    return this.interlock.state[word]!;
  }

  /** Writes a word with whatever guards it. */
  set(word: number, value: number): void {
    if (word === WORD.MODE) enterMode(this.interlock, value);
    else if (GUARDED_FIRST <= word && word <= GUARDED_LAST) putGuarded(this.interlock, word, value);
    else this.interlock.state[word] = value;
  }

  /** One tick with these codes. */
  tick({ voltage, current, dac = 0, command = dac, outer = 0, conversions = 1, frontEnd = 0x3c96, temperature = 25_000 }: Sample = {}): number {
    const { inputs } = this.interlock;
    this.#tick += 1;
    inputs[INPUT.VOLTAGE_CODE] = voltage ?? 10_000 + (this.#tick & 1);
    inputs[INPUT.CURRENT_CODE] = current ?? this.#tick & 1;
    inputs[INPUT.DAC_CODE] = dac;
    inputs[INPUT.DAC_COMMAND_CODE] = command;
    inputs[INPUT.CONVERSIONS_COUNT] = conversions;
    inputs[INPUT.FRONT_END] = frontEnd;
    inputs[INPUT.TEMPERATURE_mdegC] = temperature;
    inputs[INPUT.OUTER_CAUSES] = outer;
    return step(this.interlock);
  }

  /** So many ticks alike; every cause that was present in any of them. */
  ticks(count: number, sample: (index: number) => Sample = () => ({})): number {
    let causes = 0;
    for (let index = 0; index < count; index += 1) causes |= this.tick(sample(index));
    return causes;
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
