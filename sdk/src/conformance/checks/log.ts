import { Cause, Feature, Mode } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { Skipped, expect, text } from '../check.ts';
import { switchOn, takeLease } from '../operation.ts';
import { requireFeature } from './session.ts';

const READS_MAX = 100;
const LAPSE_US = 100_000;

export const logChecks: readonly Check[] = [
  {
    requirement: 'P-088',
    title: 'the log holds what was pushed',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.EVENT_LOG, 'EVENT_LOG');
      for (let index = 0; index < 5; index += 1) await host.request({ kind: 'commit_limits', digest: 1 });
      await host.wait(LAPSE_US);
      const pushed = host.received.flatMap(({ event }) => (event === undefined ? [] : [event]));
      expect(pushed.length >= 5, 'five events of refusals', text(pushed.length));
      const read: Event[] = [];
      let from_seq = pushed[0]!.event_seq;
      for (let reads = 0; reads < READS_MAX && read.length < pushed.length; reads += 1) {
        const { events, seq_oldest, seq_newest } = await host.ask({ kind: 'read_events', from_seq, count_max: 2 }, 'event_page');
        expect(seq_oldest <= from_seq && from_seq <= seq_newest && 0 < events.length, `events from ${from_seq} on`, text({ seq_oldest, seq_newest, events }));
        read.push(...events);
        from_seq = events.at(-1)!.event_seq + 1;
      }
      expect(text(read.slice(0, pushed.length)) === text(pushed), 'the same events as were pushed', text(read));
      const { events, lost_count } = await host.ask({ kind: 'read_events', from_seq: 0, count_max: 1 }, 'event_page');
      expect(events[0]?.event_seq === lost_count + 1, 'what is lost before the oldest', text({ events, lost_count }));
    },
  },
  {
    requirement: 'P-089',
    title: 'the first fault is kept with its samples',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.FREEZE_FRAME, 'FREEZE_FRAME');
      await switchOn(host);
      await takeLease(host, LAPSE_US);
      await host.until(({ event }) => event?.mode === Mode.TRIPPED, 10 * LAPSE_US);
      let offset_bytes = 0;
      let size_bytes = 1;
      for (let reads = 0; reads < READS_MAX && offset_bytes < size_bytes; reads += 1) {
        const frame = await host.ask({ kind: 'read_freeze_frame', offset_bytes }, 'freeze_frame');
        expect(frame.cause === Cause.LEASE_LAPSED && frame.samples_offset_bytes === offset_bytes && 0 < frame.samples.length, 'a piece of the freeze frame of LEASE_LAPSED', text(frame));
        size_bytes = frame.samples_size_bytes;
        offset_bytes += frame.samples.length;
      }
      expect(offset_bytes === size_bytes && size_bytes % 6 === 0, 'pairs of RAW24, in whole', text({ offset_bytes, size_bytes }));
    },
  },
  {
    requirement: 'P-090',
    title: 'a capture completes',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.CAPTURE, 'CAPTURE');
      throw new Skipped('the suite has no trigger that it can set off at a known time');
    },
  },
];

/** Held against the whole run, and therefore last. */
export const closingChecks: readonly Check[] = [
  {
    requirement: 'P-022',
    title: 'device time never ran backwards in the whole run',
    run: async (host) => {
      await host.greet();
      expect(host.backwards_count === 0, 'times in order', `${host.backwards_count} that were earlier than the one before`);
    },
  },
];
