import { LNMO_ON } from './configuration.ts';
import type { BoardConfiguration } from './configuration.ts';
import type { BoardDescription } from './registers.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Chance } from '../kernel/prng.ts';
import type { Terminals } from '../specimen/terminals.ts';

/**
 * Where codes and volts meet, for the board. Inside the board a signal is a fractional count of codes: voltages in
 * codes of the interlock path's voltage, currents in codes of its current. What deviates from its nominal value is
 * drawn here from the seed and known to nobody else.
 */
const DAC_BITS = 20;
const INTERLOCK_BITS = 16;
const SLOW_BITS = 24;
const FAST_BITS = 16;
/** 100 pA to 1 mA by decades. */
const SLOW_RANGE_COUNT = 8;
const DECADE = 10;

/** A converter's straight line and noise: code = gain x signal + offset + noise x draw, then rounded and saturated. */
export interface ConverterLine {
  readonly gain: number;
  readonly offset_code: number;
  readonly noise_code: number;
  readonly bits: number;
}

export interface BoardLines {
  readonly dac: ConverterLine;
  readonly interlockVoltage: ConverterLine;
  readonly interlockCurrent: ConverterLine;
  readonly slowVoltage: ConverterLine;
  /** One a range, most sensitive first. */
  readonly slowCurrents: readonly ConverterLine[];
  readonly fastCurrent: ConverterLine;
}

/** Draws the hidden deviations of one board; always the same number of draws in the same order. */
export function boardLines(board: BoardConfiguration, chance: Chance): BoardLines {
  const dac_code_per_V = codesPerUnit(board.dac_V, DAC_BITS);
  const voltage_code_per_V = codesPerUnit(board.interlock_V, INTERLOCK_BITS);
  const current_code_per_A = codesPerUnit(board.interlock_A, INTERLOCK_BITS);
  const slowVoltage_code_per_V = codesPerUnit(board.slow_V, SLOW_BITS);
  const fast_code_per_A = codesPerUnit(board.fast_A, FAST_BITS);
  const dac = {
    gain: 1 + chance.tolerance(board.dac_gain_error_ratio),
    offset_code: chance.tolerance(board.dac_V_error) * dac_code_per_V,
    noise_code: 0,
    bits: DAC_BITS,
  };
  const interlockVoltage = {
    gain: 1 + chance.tolerance(board.interlock_V_gain_error_ratio),
    offset_code: chance.tolerance(board.interlock_V_error) * voltage_code_per_V,
    noise_code: board.interlock_V_noise * voltage_code_per_V,
    bits: INTERLOCK_BITS,
  };
  const interlockCurrent = {
    gain: 1 + chance.tolerance(board.interlock_A_gain_error_ratio),
    offset_code: chance.tolerance(board.interlock_A_error) * current_code_per_A,
    noise_code: board.interlock_A_noise * current_code_per_A,
    bits: INTERLOCK_BITS,
  };
  const slowVoltage = {
    gain: ((1 + chance.tolerance(board.slow_V_gain_error_ratio)) * slowVoltage_code_per_V) / voltage_code_per_V,
    offset_code: chance.tolerance(board.slow_V_error) * slowVoltage_code_per_V,
    noise_code: board.slow_V_noise * slowVoltage_code_per_V,
    bits: SLOW_BITS,
  };
  const slowGain = 1 + chance.tolerance(board.slow_A_gain_error_ratio);
  const slowOffset_A = chance.tolerance(board.slow_A_error);
  const slowCurrents = slowFullScales_A(board).map((full_scale_A, range) => {
    const code_per_A = codesPerUnit(full_scale_A, SLOW_BITS);
    return {
      gain: (slowGain * code_per_A) / current_code_per_A,
      offset_code: slowOffset_A * code_per_A,
      noise_code: slowNoise_A(board, range) * code_per_A,
      bits: SLOW_BITS,
    };
  });
  const fastCurrent = {
    gain: fast_code_per_A / current_code_per_A,
    offset_code: 0,
    noise_code: board.fast_A_noise * fast_code_per_A,
    bits: FAST_BITS,
  };
  return { dac, interlockVoltage, interlockCurrent, slowVoltage, slowCurrents, fastCurrent };
}

/** What the board's parts hand to each other within a tick. */
export const SIGNAL = { source_V: 0, voltage_code: 1, current_code: 2 } as const;
const SIGNAL_COUNT = 3;
const SOURCE_V = SIGNAL.source_V;
const VOLTAGE_CODE = SIGNAL.voltage_code;
const CURRENT_CODE = SIGNAL.current_code;

/** The specimen's two terminals in codes, and the volts behind the series resistor. */
export class Leads {
  /** By index of `SIGNAL`. */
  readonly signals: Float64Array;
  readonly #terminals: Terminals;
  readonly #dac_V_per_code: number;
  readonly #scales: Float64Array;

  constructor(arena: Arena, terminals: Terminals, board: BoardConfiguration) {
    this.signals = arena.f64('board.signals', SIGNAL_COUNT);
    this.#terminals = terminals;
    this.#dac_V_per_code = 1 / codesPerUnit(board.dac_V, DAC_BITS);
    this.#scales = Float64Array.of(codesPerUnit(board.interlock_V, INTERLOCK_BITS), codesPerUnit(board.interlock_A, INTERLOCK_BITS));
  }

  /** Puts the DAC's true output, in codes with their fraction, behind the series resistor. */
  drive(output_code: number): void {
    this.signals[SOURCE_V] = output_code * this.#dac_V_per_code;
  }

  /** Both signals in the ticks that the terminals have looked ahead. */
  senseAhead(ticks_count: number, { voltages, currents }: { readonly voltages: Float64Array; readonly currents: Float64Array }): void {
    const { voltages_V, currents_A } = this.#terminals.foresight!;
    const code_per_V = this.#scales[0]!;
    const code_per_A = this.#scales[1]!;
    for (let index = 0; index < ticks_count; index += 1) {
      voltages[index] = voltages_V[index]! * code_per_V;
      currents[index] = currents_A[index]! * code_per_A;
    }
  }

  /** Reads tap B and the current amplifier. */
  sense(): void {
    this.signals[VOLTAGE_CODE] = this.#terminals.voltage_V * this.#scales[0]!;
    this.signals[CURRENT_CODE] = this.#terminals.current_A * this.#scales[1]!;
  }
}

/** What the firmware finds on its calibration page. */
export function describeBoard(board: BoardConfiguration): BoardDescription {
  return {
    tick_us: board.tick_us,
    dac_bits: DAC_BITS,
    dac_full_scale_uV: whole(board.dac_V * 1e6),
    // The modelled monitor rounds and does nothing else.
    readback_noise_uV_rms: 0,
    interlock_bits: INTERLOCK_BITS,
    interlock_full_scale_uV: whole(board.interlock_V * 1e6),
    interlock_full_scale_fA: whole(board.interlock_A * 1e15),
    interlock_noise_uV_rms: whole(board.interlock_V_noise * 1e6),
    interlock_noise_fA_rms: whole(board.interlock_A_noise * 1e15),
    slow_bits: SLOW_BITS,
    slow_rate_Hz: whole(board.slow_Hz),
    slow_full_scale_uV: whole(board.slow_V * 1e6),
    slow_full_scales_fA: slowFullScales_A(board).map((full_scale_A) => whole(full_scale_A * 1e15)),
    slow_noise_fA_rms: whole(board.slow_A_noise * 1e15),
    slow_noise_uV_rms: whole(board.slow_V_noise * 1e6),
    fast_bits: FAST_BITS,
    fast_rate_Hz: whole(1e6 / board.tick_us),
    fast_full_scale_fA: whole(board.fast_A * 1e15),
    series_resistance_kOhm: whole(board.series_Ohm / 1e3),
    stray_capacitance_fF: whole(board.stray_F * 1e15),
    strap_high_uV: whole(board.strap_V_high * 1e6),
    strap_low_uV: whole(board.strap_V_low * 1e6),
    bias_error_uV: biasError_uV(board),
    lnmo_on: LNMO_ON,
  };
}

/** DAC and interlock path may disagree by this much: both gains at the top of the window, and both offsets. */
function biasError_uV(board: BoardConfiguration): number {
  const top_V = Math.max(board.strap_V_high, -board.strap_V_low);
  const gains_V = top_V * (board.dac_gain_error_ratio + board.interlock_V_gain_error_ratio);
  return Math.ceil((gains_V + board.dac_V_error + board.interlock_V_error) * 1e6);
}

function slowFullScales_A(board: BoardConfiguration): readonly number[] {
  const scales: number[] = [];
  let full_scale_A = board.slow_A;
  for (let range = 0; range < SLOW_RANGE_COUNT; range += 1) {
    scales.push(full_scale_A);
    full_scale_A *= DECADE;
  }
  return scales;
}

/** Thermal noise of the feedback resistor, which falls by a decade with each range: the noise grows by its root. */
function slowNoise_A(board: BoardConfiguration, range: number): number {
  let noise_A = board.slow_A_noise;
  for (let index = 0; index < range; index += 1) noise_A *= Math.sqrt(DECADE);
  return noise_A;
}

/** One code is full scale / 2^(bits - 1). */
function codesPerUnit(full_scale: number, bits: number): number {
  return (1 << (bits - 1)) / full_scale;
}

function whole(value: number): number {
  const rounded = Math.round(value);
  if (!Number.isSafeInteger(rounded)) throw new RangeError(`${value} is no safe integer`);
  return rounded;
}
