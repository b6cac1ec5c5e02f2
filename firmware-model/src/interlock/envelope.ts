import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { drive_fA } from './geometry.ts';
import { RELAXATION_TERMS, SLOW } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/**
 * Row 7, the sustained current: an envelope [assumed] around what a sound cell draws.
 *
 * After a slew the current of a diffusing film falls with the root of time. The sum over all slews is kept as nine
 * exponentials a decade apart: with weights that grow by the root of ten they follow 1/sqrt(t) within 8 % from 0.1 s
 * to a day, whatever the slews were, in a state that does not grow with their number.
 */

const SUSTAINED_CURRENT = bitOf(CAUSE.SUSTAINED_CURRENT);

/** What is left after 100 ms of exponentials with time constants of 0.05 s, 0.5 s, and so on to 5e6 s. */
const KEPT_RATIO = [
  0.135_335_283_236_612_7, 0.818_730_753_077_981_8, 0.980_198_673_306_755_3, 0.998_001_998_667_333_1, 0.999_800_019_998_666_7,
  0.999_980_000_199_998_7, 0.999_998_000_002, 0.999_999_800_000_02, 0.999_999_98,
] as const;
/** ln 10 over the root of pi, over the root of each time constant: the weight of each in 1/sqrt(t), t in seconds. */
const WEIGHT = [
  5.809_727_33, 1.837_197_1, 0.580_972_733, 0.183_719_71, 0.058_097_273_3, 0.018_371_971, 0.005_809_727_33, 0.001_837_197_1, 0.000_580_972_733,
] as const;
/** Conversion to which the constants above belong. */
const CONVERSION_MS = 100;

/** Twice what relaxes in the model is still sound. */
const RELAXATION_MARGIN = 2;
/** A slew drives so much more than the resistances alone say. */
const DRIVE_MARGIN = 1.2;
const REGULATED_MARGIN = 1.5;
/** Slews up to 2 mV/s leave the film near its rest: they add nothing to what relaxes. */
const SLOW_SLEW_UV_PER_S = 2000;
const MS_PER_S = 1000;
const UV_PER_V = 1_000_000;
/** Conversions without a value that may follow each other while the range is found; each good one takes one away. */
const UNUSABLE_MAX = 10;

/** Forgets what relaxed before the circuit was opened; the cell rests where it was measured behind the open switch. */
export function startEnvelope(slow: SlowState): void {
  slow.fill(0, SLOW.RELAXATION_FIRST, SLOW.RELAXATION_FIRST + RELAXATION_TERMS);
  slow[SLOW.REST_uV] = slow[SLOW.LAST_VOLTAGE_uV]!;
  slow[SLOW.UNUSABLE_LEVEL] = 0;
}

/** One conversion with the circuit closed. */
export function sustainedCurrent(slow: SlowState): CauseMask {
  const isFast = isSlewFast(slow);
  const relaxing_fA = RELAXATION_MARGIN * relax(slow, isFast ? slow[SLOW.MOVED_uV]! : 0);
  const bound_fA = slow[SLOW.IS_REGULATED] === 1 ? regulatedBound_fA(slow) : voltageBound_fA(slow, relaxing_fA, isFast);
  slow[SLOW.BOUND_fA] = Math.floor(bound_fA);
  const isTelling = isValue(slow);
  const level = slow[SLOW.UNUSABLE_LEVEL]!;
  slow[SLOW.UNUSABLE_LEVEL] = isTelling ? Math.max(0, level - 1) : level + 1;
  if (0 < slow[SLOW.BLANK_LEFT]!) return 0;
  if (!isTelling) return slow[SLOW.UNUSABLE_LEVEL]! <= UNUSABLE_MAX ? 0 : SUSTAINED_CURRENT;
  const isInside = Math.abs(slow[SLOW.CURRENT_fA]!) <= bound_fA;
  return isInside ? 0 : SUSTAINED_CURRENT;
}

/** Whether the conversion says how large the current is, or at least is. */
export function isValue(slow: SlowState): boolean {
  return slow[SLOW.IS_USABLE] === 1 || slow[SLOW.IS_SATURATED] === 1;
}

function isSlewFast(slow: SlowState): boolean {
  return SLOW_SLEW_UV_PER_S * slow[SLOW.CONVERSION_ms]! < slow[SLOW.MOVED_uV]! * MS_PER_S;
}

function regulatedBound_fA(slow: SlowState): number {
  return REGULATED_MARGIN * Math.abs(slow[SLOW.TARGET_fA]!) + slow[SLOW.SUSTAINED_fA]! + displacement_fA(slow);
}

function voltageBound_fA(slow: SlowState, relaxing_fA: number, isFast: boolean): number {
  const floor_fA = slow[SLOW.SUSTAINED_fA]!;
  if (!isFast) return Math.max(floor_fA, relaxing_fA) + displacement_fA(slow);
  const drive = DRIVE_MARGIN * drive_fA(Math.abs(slow[SLOW.DAC_uV]! - slow[SLOW.REST_uV]!), slow[SLOW.PATH_kOhm]!);
  return floor_fA + displacement_fA(slow) + Math.max(drive, relaxing_fA);
}

/** Current into the stray capacitance, which lags behind the DAC: femtofarads times microvolts over milliseconds are attoamperes. */
function displacement_fA(slow: SlowState): number {
  const moved_uV = Math.max(slow[SLOW.MOVED_uV]!, slow[SLOW.MOVED_BEFORE_uV]!);
  return (slow[SLOW.STRAY_fF]! * moved_uV) / slow[SLOW.CONVERSION_ms]! / MS_PER_S;
}

/** Lets what relaxes decay over the conversion, and adds a slew's share. Returns the current that is left of all slews. */
function relax(slow: SlowState, moved_uV: number): number {
  const share_fA = (slow[SLOW.RELAXATION_fA_PER_V]! * moved_uV) / UV_PER_V;
  const steps = Math.max(1, Math.round(slow[SLOW.CONVERSION_ms]! / CONVERSION_MS));
  let left_fA = 0;
  for (let term = 0; term < RELAXATION_TERMS; term += 1) {
    const place = SLOW.RELAXATION_FIRST + term;
    let kept = slow[place]!;
    for (let step = 0; step < steps; step += 1) kept *= KEPT_RATIO[term]!;
    slow[place] = kept + share_fA * WEIGHT[term]!;
    left_fA += slow[place];
  }
  return left_fA;
}
