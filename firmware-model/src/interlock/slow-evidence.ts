import { CAUSE } from './cause.ts';
import { chargeReach_aC } from './charge-count.ts';
import { DOSE_E_PER_NM2_WARNING } from './dose.ts';
import { isValue } from './envelope.ts';
import { FLOATING_UV } from './open-watch.ts';
import { SLOW_FROZEN_CONVERSIONS } from './rows.ts';
import { SLOW } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/**
 * What was held against a limit, and the limit, in the unit of the cause: fA, uV, uAh/g, electrons per nm2. Where a
 * magnitude is limited the value keeps its sign.
 */
export interface SlowEvidence {
  /** Absent where no number was compared. */
  readonly value?: number;
  readonly limit?: number;
}

const AC_PER_FC = 1000;
const MS_PER_S = 1000;

/** Evidence of a cause or a warning of the slow rows; undefined for every other cause. */
export function slowEvidence(slow: SlowState, cause: number): SlowEvidence | undefined {
  switch (cause) {
    case CAUSE.SUSTAINED_CURRENT:
      return isValue(slow) ? { value: slow[SLOW.CURRENT_fA]!, limit: slow[SLOW.BOUND_fA]! } : { limit: slow[SLOW.BOUND_fA]! };
    case CAUSE.OVER_DELITHIATION:
    case CAUSE.OVER_DISCHARGE:
      return chargeEvidence(slow, cause, slow[SLOW.CHARGE_fC_MAX]!);
    case CAUSE.CONTACT_LOST:
      // A held voltage has no number: the current is gone for a second.
      return slow[SLOW.IS_REGULATED] === 1 ? { value: Math.ceil(slow[SLOW.SPAN_uV]!), limit: slow[SLOW.SPAN_BOUND_uV]! } : {};
    case CAUSE.ADC_FROZEN:
      return { value: SLOW_FROZEN_CONVERSIONS, limit: SLOW_FROZEN_CONVERSIONS };
    case CAUSE.SWITCH_WELDED:
      return { value: slow[SLOW.OPEN_MEAN_fA]!, limit: slow[SLOW.OPEN_BOUND_fA]! };
    case CAUSE.LEAKAGE:
      return { value: slow[SLOW.LEAK_fA]!, limit: slow[SLOW.LEAK_BOUND_fA]! };
    case CAUSE.SPECIMEN_FLOATING:
      return { value: slow[SLOW.OPEN_OFF_uV]!, limit: FLOATING_UV };
    case CAUSE.DOSE:
      return { value: Math.ceil(slow[SLOW.DOSE]! / MS_PER_S), limit: DOSE_E_PER_NM2_WARNING };
  }
  return undefined;
}

/** The same of what warns: the charge does so before its limit. */
export function warningEvidence(slow: SlowState, cause: number): SlowEvidence {
  const isCharge = cause === CAUSE.OVER_DELITHIATION || cause === CAUSE.OVER_DISCHARGE;
  return isCharge ? chargeEvidence(slow, cause, slow[SLOW.CHARGE_fC_WARNING]!) : (slowEvidence(slow, cause) ?? {});
}

/** What may have gone in the cause's direction, net charge and two sigma of it, by the gram; nothing before a film is known. */
function chargeEvidence(slow: SlowState, cause: number, limit_fC: number): SlowEvidence {
  const unit_fC = slow[SLOW.CHARGE_fC_PER_mAh_per_g]!;
  if (unit_fC === 0) return {};
  const reach_aC = Math.max(0, chargeReach_aC(slow, cause === CAUSE.OVER_DISCHARGE ? -1 : 1));
  // Attocoulombs over what a milliampere hour per gram is in femtocoulombs are microampere hours per gram.
  return { value: Math.ceil(reach_aC / unit_fC), limit: Math.floor((limit_fC * AC_PER_FC) / unit_fC) };
}
