import { FRONT_END_KEY } from '../board/registers.ts';
import type { BoardDescription } from '../board/registers.ts';
import {
  BIT_SIGMAS, BIT_WINDOW_CODES, DAC_FAULT_SAMPLES, DAC_FAULT_UV, FALL_UV_PER_S, FROZEN_CODES, LOST_US, NOISE_SIGMAS, SATURATED_US, SENSE_OPEN_US, SENSE_UV,
} from '../interlock/rows.ts';
import type { Thresholds, WatchConstants } from '../interlock/state.ts';

/**
 * The only file of the firmware where converter codes and scaled integers meet. Every conversion is a product and a
 * division of exact integers, and every result is proven to be one.
 */

/** Time over which rows 5 and 6 look back. */
const OPEN_CIRCUIT_WINDOW_US = 100_000;
const WINDOW_US = 100_000;
const SECOND_US = 1_000_000;
const NV_PER_UV = 1000;
/** Row 8 permits twice the current that the film passes, in this many parts of a code for a code; 1 uV over 1 kOhm is 1e6 fA. */
const SHORT_DRIVE = 2;
const SLOPE_UNITS = 1024;
const FA_PER_UV_KOHM = 1_000_000;
/** Row 5: slack of the DAC's read-back over the window, in codes, beside seven sigma of the difference of two. */
const SLEW_SLACK_COUNT = 2;

/** A block of ticks is half a millisecond; row 8 looks at four milliseconds for its slower look. */
const BLOCK_US = 500;
const MS_BLOCKS = 2;
const SLOW_MS = 4;
/** Row 33: time constants of the node that a closing disturbs. */
const BLANK_TIME_CONSTANTS = 5;
/** 1 kOhm times 1 fF, in microseconds. */
const US_PER_KOHM_FF = 1e-6;
const PER_CENT = 100;

/** A fraction in lowest terms. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

export interface Scale {
  readonly tick_us: number;
  readonly dac_code_min: number;
  readonly dac_code_max: number;
  /** Beyond this magnitude the interlock path's current is saturated. */
  readonly current_code_max: number;
  readonly window_ticks: number;
  /** Codes of the DAC for a microvolt. */
  readonly dac: Fraction;
  /** Codes of the interlock path for a microvolt and for a femtoampere. */
  readonly voltage: Fraction;
  readonly current: Fraction;
  readonly slowVoltage: Fraction;
  readonly slowCurrents: readonly Fraction[];
  /** Codes of the DAC that one nV/s moves in one tick. */
  readonly slew: Fraction;
  /** Row 5: what the read-back may move beyond twice the slew. */
  readonly slewSlack_count: number;
  /** Codes times ticks of the interlock path's current for a femtocoulomb. */
  readonly charge: Fraction;
}

export function scaleOf(board: BoardDescription): Scale {
  const { tick_us } = board;
  const dacCodes = halfRange(board.dac_bits);
  const interlockCodes = halfRange(board.interlock_bits);
  const dac = fraction(dacCodes, board.dac_full_scale_uV);
  const current = fraction(interlockCodes, board.interlock_full_scale_fA);
  const tickPerSecond = fraction(tick_us, SECOND_US);
  return {
    tick_us,
    dac_code_min: -dacCodes,
    dac_code_max: dacCodes - 1,
    current_code_max: interlockCodes - 1,
    window_ticks: safeInteger(Math.max(1, Math.floor(WINDOW_US / tick_us))),
    dac,
    voltage: fraction(interlockCodes, board.interlock_full_scale_uV),
    current,
    slowVoltage: fraction(halfRange(board.slow_bits), board.slow_full_scale_uV),
    slowCurrents: board.slow_full_scales_fA.map((full_scale_fA) => fraction(halfRange(board.slow_bits), full_scale_fA)),
    slew: product(product(dac, fraction(1, NV_PER_UV)), tickPerSecond),
    slewSlack_count: SLEW_SLACK_COUNT + Math.ceil(NOISE_SIGMAS * Math.SQRT2 * board.readback_noise_uV_rms * ratioOf(dac)),
    charge: product(current, fraction(SECOND_US, tick_us)),
  };
}

/** The DAC's code for a set-point, rounded toward zero: no conversion raises a magnitude. Positive full scale is one code short. */
export function dacCode(scale: Scale, bias_uV: number): number {
  const code = towardZero(bias_uV, scale.dac);
  return code === scale.dac_code_max + 1 ? scale.dac_code_max : code;
}

/** What a code of the DAC stands for, rounded toward zero. */
export function dac_uV(scale: Scale, code: number): number {
  return towardZero(code, inverse(scale.dac));
}

/** Smallest step of the DAC. */
export function dacStep_nV(scale: Scale): number {
  return safeInteger(Math.round((NV_PER_UV * scale.dac.denominator) / scale.dac.numerator));
}

/** Voltage of the interlock path, from one code or from the sum of several. */
export function voltage_uV(scale: Scale, code_sum: number, count = 1): number {
  return safeInteger(Math.round((code_sum * scale.voltage.denominator) / (scale.voltage.numerator * count)));
}

/** Current of the interlock path, from one code or from the sum of several. */
export function current_fA(scale: Scale, code_sum: number, count = 1): number {
  return safeInteger(Math.round((code_sum * scale.current.denominator) / (scale.current.numerator * count)));
}

export function slowCurrent_fA(scale: Scale, code: number, range_index: number): number {
  const range = scale.slowCurrents[range_index];
  if (range === undefined) throw new Error(`the slow path has no range ${range_index}`);
  return safeInteger(Math.round((code * range.denominator) / range.numerator));
}

/** A number of a path in its codes, with their fraction. */
export function codesOf({ numerator, denominator }: Fraction, value: number): number {
  return (value * numerator) / denominator;
}

/** Voltage of the slow path. */
export function slowVoltage_uV(scale: Scale, code: number): number {
  return safeInteger(Math.round((code * scale.slowVoltage.denominator) / scale.slowVoltage.numerator));
}

/** Whole numbers of what is beyond a limit and of the limit: rounded apart, so that the one stays beyond the other. */
export interface Apart {
  readonly value: number;
  readonly limit: number;
}

/** The limit is one of the magnitude. */
export function apart(value: number, limit: number): Apart {
  const sign = value < 0 ? -1 : 1;
  return { value: safeInteger(sign * Math.ceil(Math.abs(value))), limit: safeInteger(Math.floor(limit)) };
}

/** Codes with their fraction, in the unit of a scale. */
export function apartBy({ numerator, denominator }: Fraction, value_code: number, limit_code: number): Apart {
  return apart((value_code * denominator) / numerator, (limit_code * denominator) / numerator);
}

/** Whole ticks of a duration, rounded up: a hold is never shorter than asked. */
export function ticksOf(scale: Scale, duration_us: number): number {
  return safeInteger(Math.ceil(duration_us / scale.tick_us));
}

/** Window over which the open-circuit voltage is averaged: 32 uV rms are left of 1 mV. */
export function openCircuitWindow_ticks(scale: Scale): number {
  return ticksOf(scale, OPEN_CIRCUIT_WINDOW_US);
}

/** Row 5: how far the DAC's read-back may move over the window at an active slew. */
export function slewBound_count(scale: Scale, slew_nV_per_s: number): number {
  const window_count = Math.floor((2 * slew_nV_per_s * scale.slew.numerator * scale.window_ticks) / scale.slew.denominator);
  return safeInteger(window_count + scale.slewSlack_count);
}

/** Limits of one instance, in scaled integers, and whether rows 3 and 4 bound the gate. */
export interface GateLimits {
  readonly bias_uV_min: number;
  readonly bias_uV_max: number;
  readonly over_voltage_margin_uV: number;
  readonly current_fA_max: number;
  readonly excess_charge_fC_max: number;
  readonly short_current_fA_max: number;
  readonly precursor_current_fA_max: number;
  readonly isPrecursorTrip: boolean;
  /** Row 11: the trip itself, below the cut-off. */
  readonly reversal_uV_min: number;
  readonly temperature_mdegC_min: number;
  readonly temperature_mdegC_max: number;
  /** Series resistor and film together at the warmest that is permitted, where the film passes most. */
  readonly path_kOhm: number;
  /** Thickness times field cap. */
  readonly field_uV: number;
  readonly areCapsInForce: boolean;
  readonly isFieldInForce: boolean;
}

/**
 * Thresholds in codes. A measured value is inside while its code, converted back, does not exceed the limit: upper ends
 * are rounded down, lower ends up. Caps of the gate are converted as set-points are, so that a set-point at the cap passes.
 */
export function thresholdsOf(scale: Scale, limits: GateLimits): Thresholds {
  const { over_voltage_margin_uV: margin_uV } = limits;
  const cap = { min: dacCode(scale, limits.bias_uV_min), max: dacCode(scale, limits.bias_uV_max) };
  const field = { min: dacCode(scale, -limits.field_uV), max: dacCode(scale, limits.field_uV) };
  const board = { min: scale.dac_code_min, max: scale.dac_code_max };
  const gate = limits.areCapsInForce ? cap : board;
  const fieldGate = limits.isFieldInForce ? field : board;
  return {
    voltage_code_min: -downward(-(limits.bias_uV_min - margin_uV), scale.voltage),
    voltage_code_max: downward(limits.bias_uV_max + margin_uV, scale.voltage),
    current_code_max: downward(limits.current_fA_max, scale.current),
    excess_count_max: downward(limits.excess_charge_fC_max, scale.charge),
    cap_code_min: gate.min,
    cap_code_max: gate.max,
    field_code_min: fieldGate.min,
    field_code_max: fieldGate.max,
    short_code_max: downward(limits.short_current_fA_max, scale.current),
    short_slope_per_1024: shortSlope_per_1024(scale, limits.path_kOhm),
    precursor_code_max: downward(limits.precursor_current_fA_max, scale.current),
    isPrecursorTrip: limits.isPrecursorTrip,
    reversal_code_min: -downward(-limits.reversal_uV_min, scale.voltage),
    temperature_mdegC_min: limits.temperature_mdegC_min,
    temperature_mdegC_max: limits.temperature_mdegC_max,
  };
}

/** Row 8: twice what a code of voltage drives through film and series resistor, in 1024ths of a code of current. */
function shortSlope_per_1024(scale: Scale, path_kOhm: number): number {
  const voltage_uV = scale.voltage.denominator / scale.voltage.numerator;
  const current_fA = (SHORT_DRIVE * voltage_uV * FA_PER_UV_KOHM) / path_kOhm;
  return safeInteger(Math.floor((SLOPE_UNITS * current_fA * scale.current.numerator) / scale.current.denominator));
}

/** What the rows are that watch converters, sense lead and film, on this board. */
export function watchOf(scale: Scale, board: BoardDescription): WatchConstants {
  const block_ticks = wholeTicks(scale, BLOCK_US);
  const ms_ticks = MS_BLOCKS * block_ticks;
  const mean_blocks = MS_BLOCKS * Math.max(1, Math.round(wholeTicks(scale, SENSE_OPEN_US) / ms_ticks));
  const displacement = product(product(fraction(board.stray_capacitance_fF, scale.tick_us), inverse(scale.voltage)), scale.current);
  // The difference between two sums of the voltage; the current's own noise is a twentieth of what it makes on the stray capacitance.
  const noise_count = NOISE_SIGMAS * Math.sqrt(2 * ms_ticks) * board.interlock_noise_uV_rms * ratioOf(scale.voltage);
  const fall_code_per_tick = ((FALL_UV_PER_S * scale.tick_us) / SECOND_US) * ratioOf(scale.voltage);
  const blank_us = BLANK_TIME_CONSTANTS * board.series_resistance_kOhm * board.stray_capacitance_fF * US_PER_KOHM_FF;
  return {
    block_ticks,
    mean_blocks,
    blank_blocks: safeInteger(Math.ceil(blank_us / BLOCK_US)),
    frozen_count: FROZEN_CODES,
    noisy_voltage_bits: noisyBits(codesOf(scale.voltage, board.interlock_noise_uV_rms), scale.current_code_max),
    noisy_current_bits: noisyBits(codesOf(scale.current, board.interlock_noise_fA_rms), scale.current_code_max),
    bit_means: Math.ceil(BIT_WINDOW_CODES / (mean_blocks * block_ticks)),
    saturated_ticks: wholeTicks(scale, SATURATED_US),
    dacFault_ticks: DAC_FAULT_SAMPLES,
    lost_ticks: wholeTicks(scale, LOST_US),
    code_max: scale.current_code_max,
    frontEnd_key: FRONT_END_KEY,
    dac_slack_per_100: downward(PER_CENT * DAC_FAULT_UV, scale.dac),
    displacement,
    short_noise_code: safeInteger(Math.ceil((noise_count * ratioOf(displacement)) / (ms_ticks * ms_ticks))),
    fall_count_max: safeInteger(Math.floor(fall_code_per_tick * ms_ticks * ms_ticks + noise_count)),
    slowFall_count_max: safeInteger(Math.floor(Math.max(fall_code_per_tick * SLOW_MS * ms_ticks * ms_ticks, noise_count))),
    sense: senseWeights(scale, board),
  };
}

/** Row 19: bits that a noise of so many codes moves. Its four sigma reach beyond what a lower bit spans wherever the level lies. */
function noisyBits(noise_code: number, code_max: number): number {
  let bits = 0;
  for (let bit = 1; bit <= Math.min(BIT_SIGMAS * noise_code, code_max); bit <<= 1) bits |= bit;
  return bits;
}

/** Row 22: DAC, drop across the series resistor and measured voltage by whole numbers of one unit. */
function senseWeights(scale: Scale, board: BoardDescription): WatchConstants['sense'] {
  const dac = inverse(scale.dac);
  const voltage = inverse(scale.voltage);
  const drop = product(inverse(scale.current), fraction(board.series_resistance_kOhm, FA_PER_UV_KOHM));
  const per_uV = [dac, voltage, drop].reduce((units, { denominator }) => safeInteger((units * denominator) / greatestCommonDivisor(units, denominator)), 1);
  const weight = ({ numerator, denominator }: Fraction): number => safeInteger((numerator * per_uV) / denominator);
  return { dac: weight(dac), current: weight(drop), voltage: weight(voltage), per_uV, limit: safeInteger(SENSE_UV * per_uV) };
}

/** Whole ticks within a duration, at least one. */
function wholeTicks(scale: Scale, duration_us: number): number {
  return Math.max(1, Math.floor(duration_us / scale.tick_us));
}

function ratioOf({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}

function halfRange(bits: number): number {
  return safeInteger(1 << (bits - 1));
}

function towardZero(value: number, by: Fraction): number {
  return safeInteger(Math.trunc((value * by.numerator) / by.denominator));
}

function downward(value: number, by: Fraction): number {
  return safeInteger(Math.floor((value * by.numerator) / by.denominator));
}

function inverse({ numerator, denominator }: Fraction): Fraction {
  return { numerator: denominator, denominator: numerator };
}

function fraction(numerator: number, denominator: number): Fraction {
  const divisor = greatestCommonDivisor(safeInteger(numerator), safeInteger(denominator));
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function product(a: Fraction, b: Fraction): Fraction {
  const across = fraction(a.numerator, b.denominator);
  const back = fraction(b.numerator, a.denominator);
  return { numerator: safeInteger(across.numerator * back.numerator), denominator: safeInteger(across.denominator * back.denominator) };
}

function greatestCommonDivisor(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** Division and multiplication of -0 give -0, which is another value to a comparison of states: it becomes 0. */
function safeInteger(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is no exact integer: a conversion would not be one either`);
  return value === 0 ? 0 : value;
}
