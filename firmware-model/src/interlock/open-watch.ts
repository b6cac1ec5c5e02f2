import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { isValue } from './envelope.ts';
import { SECOND_CONVERSIONS, SLOW, WARNING, warn } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/** Rows 23 and 35: what an open circuit must not show, a current and a voltage that wanders. */

const SWITCH_WELDED = bitOf(CAUSE.SWITCH_WELDED);

/** Conversions after the opening in which the amplifier and the range settle. */
const SETTLING_CONVERSIONS = 5;
const SIGMAS = 7;
/** Offset of the slow path and leakage of an open switch, assumed. */
const OFFSET_FA = 1;
const LEAKAGE_FA = 10;
const WINDOW_ROOT = Math.sqrt(SECOND_CONVERSIONS);
/** The beam charges a floating specimen by more than this off its open-circuit voltage. */
export const FLOATING_UV = 500_000;
const FLOATING_LEAK = 2;
/** The reference follows with a time constant of 4096 conversions, seven minutes: the side walls discharge a cell more slowly. */
const REFERENCE_UNITS = 4096;

export function startOpenWatch(slow: SlowState): void {
  slow.fill(0, SLOW.OPEN_CONVERSIONS, SLOW.FLOATING_LEVEL + 1);
}

/** One conversion with the circuit open. A self-test and a short closing charge the lead: what they leave behind settles first. */
export function openCauses(slow: SlowState): CauseMask {
  if (slow[SLOW.IS_DISTURBED] === 1) {
    startOpenWatch(slow);
    return 0;
  }
  const conversions = Math.min(slow[SLOW.OPEN_CONVERSIONS]! + 1, SETTLING_CONVERSIONS + 1);
  slow[SLOW.OPEN_CONVERSIONS] = conversions;
  if (conversions <= SETTLING_CONVERSIONS) {
    slow[SLOW.OPEN_REFERENCE] = slow[SLOW.VOLTAGE_uV]! * REFERENCE_UNITS;
    return 0;
  }
  watchVoltage(slow);
  return weldedSwitch(slow);
}

/** Row 23: the mean of a second. A conversion that has no value carries a current beyond its range, or none that counts. */
function weldedSwitch(slow: SlowState): CauseMask {
  if (isValue(slow)) {
    slow[SLOW.OPEN_SUM_fA] = slow[SLOW.OPEN_SUM_fA]! + slow[SLOW.CURRENT_fA]!;
    slow[SLOW.OPEN_COUNT] = slow[SLOW.OPEN_COUNT]! + 1;
  }
  if (slow[SLOW.OPEN_COUNT] === SECOND_CONVERSIONS) {
    const bound_fA = Math.floor((SIGMAS * slow[SLOW.NOISE_fA]!) / WINDOW_ROOT) + OFFSET_FA + LEAKAGE_FA;
    const mean_fA = Math.round(slow[SLOW.OPEN_SUM_fA]! / SECOND_CONVERSIONS);
    slow[SLOW.OPEN_MEAN_fA] = mean_fA;
    slow[SLOW.OPEN_BOUND_fA] = bound_fA;
    slow[SLOW.IS_WELDED] = Math.abs(mean_fA) <= bound_fA ? 0 : 1;
    slow[SLOW.OPEN_SUM_fA] = 0;
    slow[SLOW.OPEN_COUNT] = 0;
  }
  return slow[SLOW.IS_WELDED] === 0 ? 0 : SWITCH_WELDED;
}

/** Row 35, a warning: a second of voltage that has left the reference. */
function watchVoltage(slow: SlowState): void {
  const reference = slow[SLOW.OPEN_REFERENCE]!;
  const voltage_uV = slow[SLOW.VOLTAGE_uV]!;
  const off_uV = Math.round(voltage_uV - reference / REFERENCE_UNITS);
  slow[SLOW.OPEN_OFF_uV] = off_uV;
  const isNear = Math.abs(off_uV) <= FLOATING_UV;
  slow[SLOW.OPEN_REFERENCE] = reference + voltage_uV - Math.round(reference / REFERENCE_UNITS);
  const before = slow[SLOW.FLOATING_LEVEL]!;
  const level = isNear ? Math.max(0, before - FLOATING_LEAK) : Math.min(before + 1, SECOND_CONVERSIONS);
  slow[SLOW.FLOATING_LEVEL] = level;
  warn(slow, WARNING.FLOATING, SECOND_CONVERSIONS <= level);
}
