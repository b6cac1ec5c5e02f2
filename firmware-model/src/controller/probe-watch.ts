import { EventKind } from '@nanobias/proto';
import { CAUSE } from '../interlock/cause.ts';
import { isEnergised } from '../interlock/state.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { openOutput } from './opening.ts';
import { isMotionNew, isMotionPermitted } from './probe-motion.ts';

/**
 * Row 36, a tick in which the coarse positioner moves. A closed circuit opens, or the motion is told once. It latches
 * nothing: a motion is wanted, and while it lasts neither arm nor enable is permitted.
 */
export function watchProbe(firmware: Firmware): void {
  if (!isEnergised(firmware.interlock) || firmware.rowsLeftOut.has(36)) return;
  if (!isMotionPermitted(firmware)) openOutput(firmware, CAUSE.PROBE_MOTION, 'open');
  else if (isMotionNew(firmware)) pushEvent(firmware, { kind: EventKind.WARNING, cause: CAUSE.PROBE_MOTION });
}
