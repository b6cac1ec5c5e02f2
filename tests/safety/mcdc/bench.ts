import { Arena } from '@nanobias/firmware-model';
import { INPUT, MODE, WORD, claimInterlock, enterMode, putThresholdsInForce, restartWindows, step } from '@nanobias/firmware-model/interlock';
import type { CauseMask, Interlock, Mode, Thresholds, WatchConstants } from '@nanobias/firmware-model/interlock';

/** Codes small enough to tell apart, and windows of a tick or two. */
export const WATCH: WatchConstants = {
  block_ticks: 1, mean_blocks: 2, blank_blocks: 1, frozen_count: 3, noisy_voltage_bits: 0, noisy_current_bits: 0, bit_means: 1, saturated_ticks: 2, dacFault_ticks: 1, lost_ticks: 1, code_max: 100, frontEnd_key: 7,
  dac_slack_per_100: 100, displacement: { numerator: 1, denominator: 1 }, short_noise_code: 0, fall_count_max: 1000, slowFall_count_max: 1000,
  sense: { dac: 1, current: 0, voltage: 1, per_uV: 1, limit: 1000 },
};

export const THRESHOLDS: Thresholds = {
  voltage_code_min: -10, voltage_code_max: 10, current_code_max: 5, excess_count_max: 100, cap_code_min: -8, cap_code_max: 8, field_code_min: -9, field_code_max: 9,
  short_code_max: 50, short_slope_per_1024: 0, precursor_code_max: 50, isPrecursorTrip: true, reversal_code_min: -50, temperature_mdegC_min: -5, temperature_mdegC_max: 5,
};

export interface Codes {
  readonly voltage?: number;
  readonly current?: number;
  readonly dac?: number;
  readonly command?: number;
  readonly conversions?: number;
  readonly frontEnd?: number;
  readonly temperature?: number;
  readonly outer?: number;
}

/** The interlocks in one mode, under thresholds, with a living lease: the smallest thing that a guard can be asked of. */
export function bench(mode: Mode = 'ON', thresholds: Partial<Thresholds> = {}, watch: Partial<WatchConstants> = {}): Interlock {
  const interlock = claimInterlock(new Arena(), { window_ticks: 2, clear_ticks: 1, causesInForce: -1, watch: { ...WATCH, ...watch } });
  putThresholdsInForce(interlock, { ...THRESHOLDS, ...thresholds });
  enterMode(interlock, MODE[mode]);
  interlock.state[WORD.LEASE_TICKS] = 1000;
  restartWindows(interlock, 0);
  return interlock;
}

/** One tick with these codes; those that are not named are quiet, and move so that no converter looks frozen. */
export function tick(interlock: Interlock, codes: Codes = {}): CauseMask {
  const { inputs, state } = interlock;
  inputs[INPUT.VOLTAGE_CODE] = codes.voltage ?? 1 - state[WORD.LAST_VOLTAGE_CODE]!;
  inputs[INPUT.CURRENT_CODE] = codes.current ?? 1 - state[WORD.LAST_CURRENT_CODE]!;
  inputs[INPUT.DAC_CODE] = codes.dac ?? 0;
  inputs[INPUT.DAC_COMMAND_CODE] = codes.command ?? codes.dac ?? 0;
  inputs[INPUT.CONVERSIONS_COUNT] = codes.conversions ?? 1;
  inputs[INPUT.FRONT_END] = codes.frontEnd ?? WATCH.frontEnd_key;
  inputs[INPUT.TEMPERATURE_mdegC] = codes.temperature ?? 0;
  inputs[INPUT.OUTER_CAUSES] = codes.outer ?? 0;
  return step(interlock);
}
