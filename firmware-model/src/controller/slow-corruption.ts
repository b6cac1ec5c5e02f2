import { CAUSE, bitOf } from '../interlock/cause.ts';
import type { CauseMask } from '../interlock/cause.ts';
import { forgetCharge } from '../interlock/charge-count.ts';
import type { Firmware } from './firmware.ts';
import { dropLimits, isRecordWhole } from './limits-store.ts';
import { areSlowLimitsWhole, dropSlowLimits, isChargeWhole, sealCharge } from './slow-guard.ts';

/**
 * Row 27 before a conversion is judged. What is corrupted is thrown away: limits must be committed anew before the next arm,
 * and a charge that is no longer known begins at 0, which the cause tells.
 */
export function slowCorruption(firmware: Firmware): CauseMask {
  const { slow, board, rowsLeftOut } = firmware;
  const areLimitsWhole = areSlowLimitsWhole(slow) && isRecordWhole(firmware);
  const isCountWhole = isChargeWhole(slow);
  if ((areLimitsWhole && isCountWhole) || rowsLeftOut.has(27)) return 0;
  if (!areLimitsWhole) {
    dropLimits(firmware);
    dropSlowLimits(slow, board);
  }
  if (!isCountWhole) {
    forgetCharge(slow);
    sealCharge(slow);
  }
  return bitOf(CAUSE.STATE_CORRUPTED);
}
