import { EventKind } from '@nanobias/proto';
import type { Still } from '../fault-matrix/still.ts';

/** What the log says that was seen of a trip; absent where nothing was compared with a number. */
export interface Told {
  readonly value?: number;
  readonly limit?: number;
}

const TOLD_TICKS = 200;
/** Nothing is compared with a number of the firmware's, but for what layer 0 may have seen. */
const WITHOUT_NUMBER = ['LEASE_LAPSED', 'LINK_LOST', 'INTERLOCK_LINE', 'WATCHDOG', 'STATE_CORRUPTED', 'SUPPLY', 'TIME_BASE', 'PROBE_MOTION', 'CONTACT_LOST', 'HARDWARE_OVER_CURRENT'];
const COUNTED = ['ADC_FROZEN', 'SAMPLES_LOST'];
const LOWER = ['UNDER_VOLTAGE', 'REVERSAL'];

export function toldOf({ host }: Still): Told {
  const end_tick = host.device.tick + TOLD_TICKS;
  while (host.device.tick < end_tick && host.eventsOf(EventKind.TRIPPED).length === 0) host.listen(end_tick - host.device.tick);
  const tripped = host.eventsOf(EventKind.TRIPPED).at(0);
  return { ...(tripped?.value === undefined ? {} : { value: tripped.value }), ...(tripped?.limit === undefined ? {} : { limit: tripped.limit }) };
}

/** Whether what is told of a trip is what tripped: the value lies beyond the limit. */
export function isBorneOut(cause: string, { value, limit }: Told): boolean {
  if (WITHOUT_NUMBER.includes(cause)) return value === undefined;
  if (value === undefined || limit === undefined) return cause === 'HARDWARE_OVER_VOLTAGE' && limit === 5_000_000;
  if (cause === 'BOARD_RESET') return value !== limit;
  if (LOWER.includes(cause)) return value < limit;
  return COUNTED.includes(cause) ? limit <= value : limit < Math.abs(value);
}

/** Of two trials the later one, unless the earlier one was not borne out: what is wrong once is not passed over. */
export function toldAfter(cause: string, before: Told | undefined, told: Told): Told {
  return before === undefined || isBorneOut(cause, before) ? told : before;
}
