import { EventKind, causeName } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import type { Still } from '../fault-matrix/still.ts';

/** What the log says of a trip: nothing where nobody was told, and no numbers where nothing was compared with one. */
export interface Told {
  readonly cause?: string;
  readonly value?: number;
  readonly limit?: number;
}

const TOLD_TICKS = 200;
/** A processor that was reset has booted by then. */
const BOOT_TICKS = 500;
/** A reset, a boot and a session are told of behind a trip. */
const EVENTS_READ = 8;
/** Nothing is compared with a number of the firmware's, but for what layer 0 may have seen. */
const WITHOUT_NUMBER = ['LEASE_LAPSED', 'LINK_LOST', 'INTERLOCK_LINE', 'WATCHDOG', 'STATE_CORRUPTED', 'SUPPLY', 'TIME_BASE', 'PROBE_MOTION', 'CONTACT_LOST', 'HARDWARE_OVER_CURRENT'];
const COUNTED = ['ADC_FROZEN', 'SAMPLES_LOST'];
const LOWER = ['UNDER_VOLTAGE', 'REVERSAL'];

export function toldOf({ host }: Still): Told {
  const end_tick = host.device.tick + TOLD_TICKS;
  while (host.device.tick < end_tick && host.eventsOf(EventKind.TRIPPED).length === 0) host.listen(end_tick - host.device.tick);
  return toldBy(host.eventsOf(EventKind.TRIPPED).at(0));
}

function toldBy(tripped: Event | undefined): Told {
  if (tripped === undefined) return {};
  const { cause, value, limit } = tripped;
  return { cause: causeName(cause), ...(value === undefined ? {} : { value }), ...(limit === undefined ? {} : { limit }) };
}

/** What a host reads in the log that comes after the trip, and leaves without a trace. */
export function toldToNext({ host }: Still): Told {
  const mark = host.mark();
  host.run(BOOT_TICKS);
  host.attach();
  let tripped: Event | undefined;
  const { event_seq_newest } = host.state;
  for (let from_seq = event_seq_newest; event_seq_newest - EVENTS_READ < from_seq && tripped === undefined; from_seq -= 1) {
    tripped = host.get({ kind: 'read_events', from_seq, count_max: 1 }, 'event_page').events.find(({ kind }) => kind === EventKind.TRIPPED);
  }
  host.comeBack(mark);
  return toldBy(tripped);
}

/** Whether what is told of a trip is what tripped: it is named, and the value lies beyond the limit. */
export function isBorneOut(cause: string, { cause: named, value, limit }: Told): boolean {
  if (named !== cause) return false;
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
