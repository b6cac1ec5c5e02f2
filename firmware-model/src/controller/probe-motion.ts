import { REGISTER } from '../board/registers.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';

const WORD = { KEY: 0, IS_TOLD: 1 } as const;
/** What the word must read for a motion to be worth a warning only: anything else opens. */
const WARNS_KEY = 0x2c93_d36c;

/** Row 36: what a coarse motion under a closed circuit does, and whether this one has been told. */
export function claimProbeMotion(arena: Arena): Int32Array {
  return arena.i32('controller.probe_motion', 2);
}

export function putProbeMotionInForce({ probeMotion }: Firmware, isTrip: boolean): void {
  probeMotion[WORD.KEY] = isTrip ? 0 : WARNS_KEY;
}

export function isMotionPermitted({ probeMotion }: Firmware): boolean {
  return probeMotion[WORD.KEY] === WARNS_KEY;
}

/** True once for a motion. */
export function isMotionNew({ probeMotion }: Firmware): boolean {
  const isNew = probeMotion[WORD.IS_TOLD] !== 1;
  probeMotion[WORD.IS_TOLD] = 1;
  return isNew;
}

/** Asked after every conversion of the slow path: a motion that has ended is told again when it begins anew. */
export function forgetMotion({ probeMotion, registers }: Firmware): void {
  if (registers[REGISTER.PROBE_MOVING] === 0) probeMotion[WORD.IS_TOLD] = 0;
}
