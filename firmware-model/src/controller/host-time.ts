import { CAUSE, bitOf } from '../interlock/cause.ts';
import type { CauseMask } from '../interlock/cause.ts';
import { WORD } from '../interlock/state.ts';
import { isAutonomyWhole, suspendAutonomy } from './autonomy.ts';
import type { Firmware } from './firmware.ts';
import { isLeaseWhole } from './lease.ts';

const STATE_CORRUPTED = bitOf(CAUSE.STATE_CORRUPTED);

/** Row 27: the two counts that let an output stay on, of the lease and of an autonomous program, each held against its end. */
export function isHostTimeWhole(firmware: Firmware): boolean {
  return isLeaseWhole(firmware) && isAutonomyWhole(firmware);
}

/** A time that is no longer known is over: of the lease, and of the program that may go on without one. */
export function endHostTime(firmware: Firmware): CauseMask {
  const { state } = firmware.interlock;
  if ((state[WORD.CAUSES_IN_FORCE]! & STATE_CORRUPTED) === 0) return 0;
  state[WORD.LEASE_TICKS] = -1;
  suspendAutonomy(firmware);
  return STATE_CORRUPTED;
}
