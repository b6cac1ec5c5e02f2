import { CAUSE } from './cause.ts';
import { DOSE_E_PER_NM2_WARNING } from './dose.ts';
import { FLOATING_UV } from './open-watch.ts';
import { SLOW } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/** What was measured and what it was held against, in the unit of the cause: fA, uV, uAh/g, electrons per nm2. */
export interface SlowEvidence {
  readonly value: number;
  readonly limit: number;
}

const AC_PER_FC = 1000;
const MS_PER_S = 1000;

/** Evidence of a cause or a warning of the slow rows; undefined for every other cause. */
export function slowEvidence(slow: SlowState, cause: number): SlowEvidence | undefined {
  switch (cause) {
    case CAUSE.SUSTAINED_CURRENT:
      return { value: slow[SLOW.CURRENT_fA]!, limit: slow[SLOW.BOUND_fA]! };
    case CAUSE.OVER_DELITHIATION:
    case CAUSE.OVER_DISCHARGE:
      return { value: specific_uAh_per_g(slow, slow[SLOW.NET_aC]!), limit: chargeLimit_uAh_per_g(slow) };
    case CAUSE.CONTACT_LOST:
      return { value: slow[SLOW.SPAN_uV]!, limit: slow[SLOW.SPAN_BOUND_uV]! };
    case CAUSE.SWITCH_WELDED:
      return { value: slow[SLOW.OPEN_MEAN_fA]!, limit: slow[SLOW.OPEN_BOUND_fA]! };
    case CAUSE.LEAKAGE:
      return { value: slow[SLOW.LEAK_fA]!, limit: slow[SLOW.LEAK_BOUND_fA]! };
    case CAUSE.SPECIMEN_FLOATING:
      return { value: slow[SLOW.VOLTAGE_uV]!, limit: FLOATING_UV };
    case CAUSE.DOSE:
      return { value: Math.floor(slow[SLOW.DOSE]! / MS_PER_S), limit: DOSE_E_PER_NM2_WARNING };
    default:
      return undefined;
  }
}

/** Microampere hours per gram of charge in attocoulombs, which are a thousandth of a femtocoulomb. */
function specific_uAh_per_g(slow: SlowState, charge_aC: number): number {
  const unit_fC = slow[SLOW.CHARGE_fC_PER_mAh_per_g]!;
  return unit_fC === 0 ? 0 : Math.round(charge_aC / unit_fC);
}

/** The limit once a cause is present, before that the charge at which it warns. */
function chargeLimit_uAh_per_g(slow: SlowState): number {
  const isTripping = slow[SLOW.PRESENT] !== 0;
  return specific_uAh_per_g(slow, slow[isTripping ? SLOW.CHARGE_fC_MAX : SLOW.CHARGE_fC_WARNING]! * AC_PER_FC);
}
