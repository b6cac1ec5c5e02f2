import type { Event } from '@nanobias/proto';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';

/** Events of the controller's log, and how many that were asked for it no longer has. */
export interface LoggedEvents {
  readonly events: readonly Event[];
  readonly lost: number;
}

// More pages than any log of 32-bit numbers that a host would read at once.
const pages_max = 1000;
const pageEvents_max = 4;

/** Reads the log from a number on to its end as it was at the first page. */
export async function readEvents(driver: Driver, from_seq: number): Promise<LoggedEvents> {
  const events: Event[] = [];
  let lost: number | undefined;
  let newest_seq = Infinity;
  for (let page = 0, next_seq = from_seq; page < pages_max && next_seq <= newest_seq; page += 1) {
    const { body } = await ask(driver, { kind: 'read_events', from_seq: next_seq, count_max: pageEvents_max }, 'event_page');
    lost ??= body.lost_count;
    if (newest_seq === Infinity) newest_seq = body.seq_newest;
    const last = body.events.at(-1);
    if (last === undefined) break;
    if (!body.events.every(({ event_seq }) => next_seq <= event_seq && event_seq <= last.event_seq)) throw driver.failure('PROTOCOL', `a page of the log from ${next_seq} on has other events`);
    events.push(...body.events);
    next_seq = last.event_seq + 1;
  }
  return { events, lost: lost ?? 0 };
}
