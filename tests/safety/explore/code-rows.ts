import { CAUSE, INPUT, WORD } from '@nanobias/firmware-model/interlock';
import type { Interlock, PresentCause, Thresholds, WatchConstants } from '@nanobias/firmware-model/interlock';

/** How a cause that the step finds in the codes is brought about, and how soon and how long it may then be seen. */
export interface CodeRow {
  /** Writes what the converters show in a tick with the cause. */
  readonly bringAbout: (interlock: Interlock) => void;
  /** Ticks in a row after which it must be present. */
  readonly bound_ticks: number;
  /** Ticks after the last of them in which it may still be present. */
  readonly memory_ticks: number;
  /** Whether the row looks at a connected output alone. */
  readonly isConnectedOnly: boolean;
}

/** Durations of 1 to 3 ticks, and one code for every distance. */
export const WATCH: WatchConstants = {
  block_ticks: 1, mean_blocks: 2, blank_blocks: 1, frozen_count: 3, noisy_voltage_bits: 0, noisy_current_bits: 0, bit_means: 1, saturated_ticks: 2, dacFault_ticks: 2, lost_ticks: 1, code_max: 50, frontEnd_key: 7,
  dac_slack_per_100: 100, displacement: { numerator: 1, denominator: 1 }, short_noise_code: 0, fall_count_max: 1000, slowFall_count_max: 1000,
  sense: { dac: 1, current: 0, voltage: 1, per_uV: 1, limit: 0 },
};

/** Limits by small codes. The tight ones permit less on the upper side alone. */
export const LOOSE: Thresholds = {
  voltage_code_min: -2, voltage_code_max: 4, current_code_max: 1, excess_count_max: 1, cap_code_min: -1, cap_code_max: 3, field_code_min: -4, field_code_max: 4,
  short_code_max: 1, short_slope_per_1024: 0, precursor_code_max: 0, isPrecursorTrip: true, reversal_code_min: 0, temperature_mdegC_min: -1, temperature_mdegC_max: 1,
};
export const TIGHT: Thresholds = { ...LOOSE, voltage_code_max: 3, cap_code_max: 2 };
/** Layer 0 acts from here on. */
export const STRAP = { code_min: -3, code_max: 5 } as const;

const AT_ONCE = { bound_ticks: 1, memory_ticks: 1, isConnectedOnly: false } as const;

/** Movement of the read-back that no bound permits. */
const JUMP_COUNT = 40;

function putVoltage(voltage_code: (state: Int32Array) => number): CodeRow['bringAbout'] {
  return ({ inputs, state }) => {
    inputs[INPUT.VOLTAGE_CODE] = voltage_code(state);
  };
}

function put(input: number, value: number): CodeRow['bringAbout'] {
  return ({ inputs }) => {
    inputs[input] = value;
  };
}

/** Two causes share one current, and the jump of the DAC comes back when its window has passed: the oracle counts those by itself. */
export const CODE_ROWS: Partial<Readonly<Record<PresentCause, CodeRow>>> = {
  [CAUSE.OVER_VOLTAGE]: { ...AT_ONCE, bringAbout: putVoltage((state) => state[WORD.VOLTAGE_MAX_CODE]! + 1) },
  [CAUSE.UNDER_VOLTAGE]: { ...AT_ONCE, bringAbout: putVoltage((state) => state[WORD.VOLTAGE_MIN_CODE]! - 1) },
  [CAUSE.OVER_CURRENT]: { ...AT_ONCE, bringAbout: put(INPUT.CURRENT_CODE, -2) },
  [CAUSE.EXCESS_CHARGE]: { ...AT_ONCE, bringAbout: put(INPUT.CURRENT_CODE, -2) },
  [CAUSE.SLEW]: {
    ...AT_ONCE, isConnectedOnly: true,
    bringAbout: ({ inputs }) => {
      const dac_code = inputs[INPUT.DAC_CODE]! + JUMP_COUNT;
      inputs[INPUT.DAC_CODE] = dac_code;
      inputs[INPUT.DAC_COMMAND_CODE] = dac_code;
    },
  },
  [CAUSE.SHORT_CIRCUIT]: { bound_ticks: 6, memory_ticks: 14, isConnectedOnly: true, bringAbout: put(INPUT.CURRENT_CODE, 5) },
  [CAUSE.SOFT_BREAKDOWN]: { bound_ticks: 6, memory_ticks: 24, isConnectedOnly: true, bringAbout: put(INPUT.CURRENT_CODE, 1) },
  [CAUSE.REVERSAL]: { bound_ticks: 2, memory_ticks: 3, isConnectedOnly: true, bringAbout: put(INPUT.VOLTAGE_CODE, -1) },
  [CAUSE.ADC_FROZEN]: {
    bound_ticks: 2, memory_ticks: 3, isConnectedOnly: false,
    bringAbout: ({ inputs, state }) => {
      inputs[INPUT.VOLTAGE_CODE] = state[WORD.LAST_VOLTAGE_CODE]!;
    },
  },
  [CAUSE.SATURATED]: { bound_ticks: 2, memory_ticks: 3, isConnectedOnly: false, bringAbout: put(INPUT.VOLTAGE_CODE, WATCH.code_max) },
  [CAUSE.DAC_FAULT]: {
    bound_ticks: 2, memory_ticks: 9, isConnectedOnly: false,
    bringAbout: ({ inputs }) => {
      inputs[INPUT.DAC_COMMAND_CODE] = inputs[INPUT.DAC_CODE]! + 2;
    },
  },
  [CAUSE.SENSE_OPEN]: { bound_ticks: 4, memory_ticks: 4, isConnectedOnly: true, bringAbout: put(INPUT.VOLTAGE_CODE, 1) },
  [CAUSE.SAMPLES_LOST]: { ...AT_ONCE, bringAbout: put(INPUT.CONVERSIONS_COUNT, 2) },
  [CAUSE.BOARD_RESET]: { ...AT_ONCE, bringAbout: put(INPUT.FRONT_END, 0) },
  [CAUSE.TEMPERATURE]: { ...AT_ONCE, bringAbout: put(INPUT.TEMPERATURE_mdegC, 5) },
};

/** Rows that keep sums over blocks of ticks. */
const BLOCK_ROWS: readonly PresentCause[] = [CAUSE.SHORT_CIRCUIT, CAUSE.SOFT_BREAKDOWN, CAUSE.REVERSAL, CAUSE.SENSE_OPEN];

export function hasBlocks(causes: readonly PresentCause[]): boolean {
  return causes.some((cause) => BLOCK_ROWS.includes(cause));
}

/** Whether a row remembers for longer than the tick in which it looks. */
export function looksBack(cause: PresentCause): boolean {
  const row = CODE_ROWS[cause];
  return cause === CAUSE.SLEW || cause === CAUSE.SAMPLES_LOST || (row !== undefined && row.bound_ticks !== 1);
}
