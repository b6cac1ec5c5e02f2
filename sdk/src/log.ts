import type { Event, FreezeFrame } from '@nanobias/proto';
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
    events.push(...body.events);
    next_seq = last.event_seq + 1;
  }
  return { events, lost: lost ?? 0 };
}

/** What led to the first fault since the last acknowledge, its samples whole. */
export async function readFreezeFrame(driver: Driver): Promise<FreezeFrame> {
  const { body: first } = await ask(driver, { kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame');
  const samples = new Uint8Array(first.samples_size_bytes);
  samples.set(first.samples.subarray(0, samples.length));
  for (let offset_bytes = first.samples.length; 0 < offset_bytes && offset_bytes < samples.length; ) {
    const { body } = await ask(driver, { kind: 'read_freeze_frame', offset_bytes }, 'freeze_frame');
    if (body.samples.length === 0 || body.device_time_us !== first.device_time_us) throw driver.failure('PROTOCOL', 'the freeze frame changed while it was read');
    samples.set(body.samples.subarray(0, samples.length - offset_bytes), offset_bytes);
    offset_bytes += body.samples.length;
  }
  return { ...first, samples };
}
