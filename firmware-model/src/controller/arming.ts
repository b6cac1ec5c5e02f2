import { StatusCode, TestVerdict } from '@nanobias/proto';
import { CAUSE, bitOf } from '../interlock/cause.ts';
import type { Firmware } from './firmware.ts';
import { trip } from './opening.ts';
import { advanceSelfTest, cancelSelfTest, failedPart, isSelfTestVoid, isSwitchWelded, verdictOf } from './self-test.ts';
import type { Part } from './self-test.ts';
import { abandonConnection, isArmTesting, measureToArm } from './soft-connect.ts';

/** A tick of the self-test, and what follows from it: an Arm goes on, or is refused; a welded switch is a hard fault. */
export function attendSelfTest(firmware: Firmware, isMeasured: boolean): void {
  if (isSelfTestVoid(firmware, isArmTesting(firmware))) {
    cancelSelfTest(firmware);
    return;
  }
  if (!advanceSelfTest(firmware, isMeasured)) return;
  if (isSwitchWelded(firmware)) {
    // The pattern has no number of its own: what the slow path measures beside it would say that all is well.
    trip(firmware, bitOf(CAUSE.SWITCH_WELDED), {});
    return;
  }
  if (!isArmTesting(firmware)) return;
  const part = failedPart(firmware);
  if (part === undefined) measureToArm(firmware);
  else abandonConnection(firmware, refusalOf(firmware, part));
}

function refusalOf(firmware: Firmware, part: Part): StatusCode {
  // Everything else passed: the caps leave the pattern no room around the open-circuit voltage.
  if (verdictOf(firmware, part) === TestVerdict.NOT_RUN) return StatusCode.BEYOND_LIMIT;
  if (part === 'calibration') return StatusCode.NOT_CALIBRATED;
  return part === 'interlock_line' || part === 'probe' ? StatusCode.INTERLOCK_OPEN : StatusCode.SELF_TEST_FAILED;
}
