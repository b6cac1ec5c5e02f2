import { SLOW, WARNING, warn } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/** 500 e/A2, which a single frame at atomic resolution may bring: only a warning. */
export const DOSE_E_PER_NM2_WARNING = 50_000;
const MS_PER_S = 1000;

/** Row 36: electrons that the specimen has seen, connected or not. */
export function addDose(slow: SlowState): void {
  const dose = slow[SLOW.DOSE]! + slow[SLOW.DOSE_RATE_e_per_nm2_s]! * slow[SLOW.CONVERSION_ms]!;
  slow[SLOW.DOSE] = dose;
  warn(slow, WARNING.DOSE, !(dose <= DOSE_E_PER_NM2_WARNING * MS_PER_S));
}
