import type { SlowLog, Span } from './slow-log.ts';

/** The shunt as the leak check shows it. */
export interface Leak {
  readonly shunt_Ohm: number;
  /** One sigma, relative. */
  readonly sigma_ratio: number;
  readonly bias_V: number;
  readonly current_A: number;
}

/** Fewer seconds of samples cannot be told from noise. */
const block_count_min = 4;
/** A current below this many sigma is no leak. */
const sigma_count_min = 3;
/** Time constants that the fit tries, as parts of the hold: diffusion in the film dies away as one exponential at last. */
const constants_of_hold = [0.1, 0.15, 0.22, 0.33, 0.5, 0.7, 1];
/** The start of the hold, left out: contact, double layer and the early, steeper part of the diffusion. */
const skipped_ratio = 0.2;
/** Gain and offset of the slow path [assumed]: 0.05 % and 1 fA. */
export const slowGain_ratio = 5e-4;
export const slowOffset_A = 1e-15;

/**
 * R = V/I of the flat end of a leak check, from the slow path's codes. What the cell itself still draws dies away: a constant
 * and one exponential are fitted, and the constant is the leak.
 * Undefined when the hold is too short, or the current does not stand out from noise and offset.
 */
export function leakOf(current: SlowLog, voltage: SlowLog, hold: Span): Leak | undefined {
  const from_us = hold.from_us + (hold.until_us - hold.from_us) * skipped_ratio;
  const span = { from_us, until_us: hold.until_us };
  const currents = current.within(span).filter(({ isUsable }) => isUsable);
  const voltages = voltage.within(span).filter(({ isUsable }) => isUsable);
  if (!(currents.length >= block_count_min && voltages.length >= block_count_min)) return undefined;
  const times_s = currents.map(({ start_us, duration_us }) => (start_us + duration_us / 2 - from_us) / 1e6);
  const means_A = currents.map(({ mean }) => mean);
  const end = settledValue(times_s, means_A, (hold.until_us - hold.from_us) / 1e6);
  const bias_V = voltages.reduce((sum, { mean }) => sum + mean, 0) / voltages.length;
  const sigma_A = Math.hypot(end.sigma, slowOffset_A);
  if (!(end.value >= sigma_count_min * sigma_A) || !(bias_V > 0)) return undefined;
  return { shunt_Ohm: bias_V / end.value, sigma_ratio: Math.hypot(sigma_A / end.value, slowGain_ratio), bias_V, current_A: end.value };
}

interface Settled {
  readonly value: number;
  readonly sigma: number;
}

/** The constant that a decaying series tends to, with one sigma. */
function settledValue(times_s: readonly number[], values: readonly number[], hold_s: number): Settled {
  const flat = constantFit(values);
  let best: { readonly settled: Settled; readonly squares: number; readonly amplitude: number; readonly amplitude_sigma: number } | undefined;
  for (const ratio of constants_of_hold) {
    const fit = decayFit(times_s, values, hold_s * ratio);
    if (fit !== undefined && (best === undefined || fit.squares < best.squares)) best = fit;
  }
  // A decay that does not stand out would only lend its uncertainty to the constant.
  return best !== undefined && Math.abs(best.amplitude) >= sigma_count_min * best.amplitude_sigma ? best.settled : flat;
}

function constantFit(values: readonly number[]): Settled {
  const count = values.length;
  const value = values.reduce((sum, item) => sum + item, 0) / count;
  const variance = values.reduce((sum, item) => sum + (item - value) ** 2, 0) / (count - 1);
  return { value, sigma: Math.sqrt(variance / count) };
}

/** Least squares of a + b exp(-t/tau). */
function decayFit(times_s: readonly number[], values: readonly number[], constant_s: number):
  { readonly settled: Settled; readonly squares: number; readonly amplitude: number; readonly amplitude_sigma: number } | undefined {
  const count = values.length;
  const basis = times_s.map((time_s) => Math.exp(-time_s / constant_s));
  let sumE = 0;
  let sumEE = 0;
  let sumY = 0;
  let sumEY = 0;
  for (const [index, e] of basis.entries()) {
    const y = values[index]!;
    sumE += e;
    sumEE += e * e;
    sumY += y;
    sumEY += e * y;
  }
  const determinant = count * sumEE - sumE * sumE;
  if (!(count > 3 && determinant > count * sumEE * 1e-9)) return undefined;
  const amplitude = (count * sumEY - sumE * sumY) / determinant;
  const value = (sumY - amplitude * sumE) / count;
  const squares = basis.reduce((sum, e, index) => sum + (values[index]! - value - amplitude * e) ** 2, 0);
  const variance = squares / (count - 3);
  return {
    settled: { value, sigma: Math.sqrt((variance * sumEE) / determinant) },
    squares,
    amplitude,
    amplitude_sigma: Math.sqrt((variance * count) / determinant),
  };
}
