import { CaptureTrigger, Cause, Channel, EventKind, Feature, Mode, StatusCode } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { Skipped, expect, text } from '../check.ts';
import { SLOW_REPLY_US } from '../host.ts';
import type { Host } from '../host.ts';
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
      const { channels } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
      const found = channels.find(({ channel }) => channel === Channel.INTERLOCK_VOLTAGE);
      if (found === undefined) throw new Skipped('the controller has no voltage of the interlock path');
      const request = { kind: 'capture_arm', channel: found.channel, rate_Hz: found.rate_Hz_max, sample_count: 100, pretrigger_count: 30, level_code: 0x7fff_fffe } as const;
      const waiting = await host.ask({ ...request, trigger: CaptureTrigger.ABOVE }, 'capture_status');
      expect(!waiting.is_complete, 'a capture that waits for a level which no code has', text(waiting));
      await host.refused({ kind: 'read_capture', capture_id: waiting.capture_id, offset_bytes: 0, length_bytes: 3 }, StatusCode.BUSY);
      const from_index = host.received.length;
      const { capture_id, size_bytes } = await host.ask({ ...request, trigger: CaptureTrigger.NOW }, 'capture_status');
      expect(capture_id !== waiting.capture_id && size_bytes === 300, 'another capture, of 100 samples in RAW24', text({ capture_id, size_bytes }));
      const told = await host.until(({ event }) => event?.kind === EventKind.CAPTURED && event.value === capture_id, SLOW_REPLY_US, from_index);
      expect(told !== undefined, 'an event CAPTURED with its id', 'none');
      const { is_complete, trigger_sample } = await host.ask({ kind: 'get_capture', capture_id }, 'capture_status');
      expect(is_complete && trigger_sample !== undefined, 'a capture that is complete, with its trigger', text({ is_complete, trigger_sample }));
      expect(text(await captured(host, capture_id, 192)) === text(await captured(host, capture_id, 17)), 'the same bytes in pieces of any length', 'others');
    },
  },
];

/** The bytes of a capture, read in pieces of at most so many. */
async function captured(host: Host, capture_id: number, length_bytes: number): Promise<readonly number[]> {
  const bytes: number[] = [];
  for (let size_bytes = 1, reads = 0; bytes.length < size_bytes && reads < READS_MAX; reads += 1) {
    const chunk = await host.ask({ kind: 'read_capture', capture_id, offset_bytes: bytes.length, length_bytes }, 'capture_chunk');
    expect(chunk.offset_bytes === bytes.length && 0 < chunk.data.length && chunk.data.length <= length_bytes, `at most ${length_bytes} bytes from ${bytes.length} on`, text(chunk));
    ({ size_bytes } = chunk);
    bytes.push(...chunk.data);
  }
  return bytes;
}

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
