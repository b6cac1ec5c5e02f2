import { REGISTER } from '../board/registers.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';

/** Who must have run to its end since the last feed, a bit each. */
export const TASK = { SUPERVISOR: 1, STREAMS: 2, COMMS: 4 } as const;
const ALL = TASK.SUPERVISOR | TASK.STREAMS | TASK.COMMS;

// Constants of this module: a look-up in another one costs as much as the load, and this runs every tick.
const { WATCHDOG } = REGISTER;
/** Feeds count modulo 2^31, so that each is the successor of the one before. */
const FEED_MAX = 0x7fffffff;

/** Tasks that have checked in since the last feed. */
export function claimCheckIns(arena: Arena): Int32Array {
  return arena.i32('controller.check_ins', 1);
}

/** At power-up nobody has had a turn yet: the first feed is given. */
export function startWatchdog({ checkIns }: Firmware): void {
  checkIns[0] = ALL;
}

export function checkIn({ checkIns }: Firmware, task: number): void {
  checkIns[0] = checkIns[0]! | task;
}

/** Whether nobody has failed to check in since the last feed. */
export function isEverybodyIn({ checkIns }: Firmware): boolean {
  return checkIns[0] === ALL;
}

/** Feeds the watchdog once everybody has checked in: a task that hangs starves it, however well the interrupt runs. */
export function feedWatchdog({ checkIns, registers }: Firmware): void {
  if (checkIns[0] !== ALL) return;
  checkIns[0] = 0;
  registers[WATCHDOG] = (registers[WATCHDOG]! + 1) & FEED_MAX;
}
