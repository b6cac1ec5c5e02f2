import type { BoardDescription } from '../board/registers.ts';
import { forgetCharge } from '../interlock/charge-count.ts';
import { derivedLimits } from '../interlock/geometry.ts';
import type { EffectiveLimits } from '../interlock/limits.ts';
import { SLOW, claimSlowState } from '../interlock/slow-state.ts';
import type { SlowState } from '../interlock/slow-state.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';
import { putBoardWords, sealCharge, sealSlowLimits } from './slow-guard.ts';

/** Row 10 warns at 300 of 330 mAh/g, and at the same part of a tighter limit. */
const WARNING_NUMERATOR = 10;
const WARNING_DENOMINATOR = 11;
/** Row 13 tells lead and film from lead alone within 30 %, where the film holds this much of what the lead does. */
const TELLING_RATIO = 0.6;

/** The words of the slow rows, with what the board says of itself. */
export function claimSlowRows(arena: Arena, board: BoardDescription): SlowState {
  const slow = claimSlowState(arena);
  putBoardWords(slow, board);
  sealSlowLimits(slow);
  sealCharge(slow);
  return slow;
}

/** Compiles committed limits for the slow rows. Another film begins with no charge counted. */
export function putSlowLimitsInForce({ slow }: Firmware, limits: EffectiveLimits): void {
  const derived = derivedLimits(limits);
  const isSameFilm = slow[SLOW.LNMO_THICKNESS_nm] === limits.lnmo_thickness_nm && slow[SLOW.AREA_nm2] === limits.area_nm2;
  if (!isSameFilm) {
    forgetCharge(slow);
    sealCharge(slow);
  }
  const charge_fC_max = derived.charge_fC_per_mAh_per_g * limits.specific_charge_mAh_per_g_max;
  slow[SLOW.LNMO_THICKNESS_nm] = limits.lnmo_thickness_nm;
  slow[SLOW.AREA_nm2] = limits.area_nm2;
  slow[SLOW.SUSTAINED_fA] = limits.sustained_current_fA_max;
  slow[SLOW.RATE_fA] = derived.rate_fA;
  slow[SLOW.RELAXATION_fA_PER_V] = derived.relaxation_fA_per_V;
  slow[SLOW.FILM_kOhm] = derived.resistance_kOhm;
  slow[SLOW.CELL_kOhm] = derived.cell_kOhm;
  slow[SLOW.IS_CONTACT_TELLING] = TELLING_RATIO * slow[SLOW.STRAY_fF]! <= derived.film_fF ? 1 : 0;
  slow[SLOW.CHARGE_fC_PER_mAh_per_g] = derived.charge_fC_per_mAh_per_g;
  slow[SLOW.CHARGE_fC_MAX] = charge_fC_max;
  slow[SLOW.CHARGE_fC_WARNING] = Math.floor((charge_fC_max * WARNING_NUMERATOR) / WARNING_DENOMINATOR);
  sealSlowLimits(slow);
}
