import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { SLOW, WARNING, warn } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/**
 * Row 10: net charge of the film since its limits were first in force, with what is known of its uncertainty.
 *
 * What flows through the series resistor less what the stray capacitance holds and what the side walls carry. The
 * charge is a sum of exact integers; only what is held against the limit is rounded.
 */

const OVER_DELITHIATION = bitOf(CAUSE.OVER_DELITHIATION);
const OVER_DISCHARGE = bitOf(CAUSE.OVER_DISCHARGE);

/** Offset and gain of the slow path, and how well stray capacitance and shunt are known; assumed. */
const OFFSET_FA = 1;
const GAIN_RATIO = 5e-4;
const STRAY_RATIO = 0.1;
const SHUNT_RATIO = 0.1;
const SIGMAS = 2;
const AC_PER_FC = 1000;
/** Femtofarads times microvolts are zeptocoulombs. */
const ZC_PER_AC = 1000;

/** Begins anew: another film, or none so far. */
export function forgetCharge(slow: SlowState): void {
  slow.fill(0, SLOW.IS_COUNTING, SLOW.SIGMA_aC + 1);
}

/** One conversion, connected or not: an open cell still discharges through its side walls. Nothing is counted before a film is known. */
export function countCharge(slow: SlowState): CauseMask {
  if (slow[SLOW.CHARGE_fC_MAX] === 0) return 0;
  const voltage_uV = slow[SLOW.VOLTAGE_uV]!;
  const conversion_ms = slow[SLOW.CONVERSION_ms]!;
  if (slow[SLOW.IS_COUNTING] !== 1) {
    slow[SLOW.IS_COUNTING] = 1;
    slow[SLOW.START_uV] = voltage_uV;
  }
  if (slow[SLOW.SHUNT_uV] !== 0) {
    slow[SLOW.SHUNT_aC] = slow[SLOW.SHUNT_aC]! + Math.round((slow[SLOW.SHUNT_fA]! * voltage_uV * conversion_ms) / slow[SLOW.SHUNT_uV]!);
  }
  if (slow[SLOW.IS_CONNECTED] === 1) addCurrent(slow, conversion_ms);
  judge(slow, voltage_uV);
  return verdict(slow);
}

/** A conversion without a value counts as the last one that had one, and is in doubt by all of it. */
function addCurrent(slow: SlowState, conversion_ms: number): void {
  if (slow[SLOW.IS_USABLE] === 1) slow[SLOW.LAST_USABLE_fA] = slow[SLOW.CURRENT_fA]!;
  const current_fA = slow[SLOW.LAST_USABLE_fA]!;
  slow[SLOW.RAW_aC] = slow[SLOW.RAW_aC]! + current_fA * conversion_ms;
  slow[SLOW.OFFSET_aC] = slow[SLOW.OFFSET_aC]! + OFFSET_FA * conversion_ms;
  if (slow[SLOW.IS_USABLE] !== 1) slow[SLOW.DOUBT_aC] = slow[SLOW.DOUBT_aC]! + Math.max(Math.abs(current_fA), slow[SLOW.BOUND_fA]!) * conversion_ms;
}

function judge(slow: SlowState, voltage_uV: number): void {
  const raw_aC = slow[SLOW.RAW_aC]!;
  const shunt_aC = slow[SLOW.SHUNT_aC]!;
  const stray_aC = Math.round((slow[SLOW.STRAY_fF]! * (voltage_uV - slow[SLOW.START_uV]!)) / ZC_PER_AC);
  slow[SLOW.NET_aC] = raw_aC - shunt_aC - stray_aC;
  const gain_aC = GAIN_RATIO * raw_aC;
  const walls_aC = SHUNT_RATIO * shunt_aC;
  const lead_aC = STRAY_RATIO * stray_aC;
  const offset_aC = slow[SLOW.OFFSET_aC]!;
  const doubt_aC = slow[SLOW.DOUBT_aC]!;
  slow[SLOW.SIGMA_aC] = Math.ceil(Math.sqrt(gain_aC * gain_aC + walls_aC * walls_aC + lead_aC * lead_aC + offset_aC * offset_aC + doubt_aC * doubt_aC));
}

/** Charge that may have gone in a direction: out of the film for 1, back into it for -1. */
export function chargeReach_aC(slow: SlowState, sign: number): number {
  return sign * slow[SLOW.NET_aC]! + SIGMAS * slow[SLOW.SIGMA_aC]!;
}

/** Beyond the limit a current back is still permitted, or a latched film could never be brought to where it was. */
function verdict(slow: SlowState): CauseMask {
  const delithiated_aC = chargeReach_aC(slow, 1);
  const discharged_aC = chargeReach_aC(slow, -1);
  const warning_aC = slow[SLOW.CHARGE_fC_WARNING]! * AC_PER_FC;
  warn(slow, WARNING.CHARGE, !(delithiated_aC <= warning_aC && discharged_aC <= warning_aC));
  const limit_aC = slow[SLOW.CHARGE_fC_MAX]! * AC_PER_FC;
  const current_fA = slow[SLOW.IS_CONNECTED] === 1 ? slow[SLOW.CURRENT_fA]! : 0;
  const isDelithiationInside = delithiated_aC <= limit_aC || current_fA <= 0;
  const isDischargeInside = discharged_aC <= limit_aC || 0 <= current_fA;
  return (isDelithiationInside ? 0 : OVER_DELITHIATION) | (isDischargeInside ? 0 : OVER_DISCHARGE);
}
