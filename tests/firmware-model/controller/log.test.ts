import { Cause, Channel, EventKind, Mode, StatusCode } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

function connected(): Bench {
  const bench = new Bench();
  bench.run(2000);
  bench.hello();
  return bench;
}

describe('event log', () => {
  it('gives every event again that was pushed, from the number asked for', () => {
    const bench = connected();
    for (const label of ['one', 'two', 'a label that fills a page for itself', 'four']) bench.ask({ kind: 'mark', label });
    bench.run(10);
    const pushed = bench.eventsOf(EventKind.MARK);
    expect(pushed).toHaveLength(4);
    const read: Event[] = [];
    for (let from_seq = pushed[0]!.event_seq; read.length < 4; from_seq = read.at(-1)!.event_seq + 1) {
      const page = bench.get({ kind: 'read_events', from_seq, count_max: 4 }, 'event_page');
      expect(page.lost_count).toBe(0);
      read.push(...page.events);
    }
    expect(read).toEqual(pushed);
  });

  it('keeps the newest 64 and counts the others as lost', () => {
    const bench = connected();
    for (let index = 0; index < 100; index += 1) {
      bench.ask({ kind: 'mark', label: `${index}` });
      bench.run(2);
    }
    const { events, seq_oldest, seq_newest, lost_count } = bench.get({ kind: 'read_events', from_seq: 1, count_max: 1 }, 'event_page');
    expect(seq_newest - seq_oldest).toBe(63);
    expect(lost_count).toBe(seq_oldest - 1);
    expect(events[0]?.event_seq).toBe(seq_oldest);
    expect(bench.get({ kind: 'read_events', from_seq: seq_newest + 1, count_max: 1 }, 'event_page').events).toEqual([]);
  });
});

describe('freeze frame', () => {
  function samplesOf(bench: Bench): Uint8Array {
    const bytes: number[] = [];
    for (;;) {
      const { samples, samples_size_bytes } = bench.get({ kind: 'read_freeze_frame', offset_bytes: bytes.length }, 'freeze_frame');
      bytes.push(...samples);
      if (bytes.length >= samples_size_bytes) return Uint8Array.from(bytes);
    }
  }

  it('is not there before the first fault', () => {
    expect(connected().ask({ kind: 'read_freeze_frame', offset_bytes: 0 }).status.code).toBe(StatusCode.WRONG_MODE);
  });

  it('holds cause, value, limit, mode and the last 64 pairs of codes of the first fault', () => {
    const bench = connected();
    bench.turnOn();
    bench.hold(200);
    bench.currentError_code = 20_000;
    bench.hold(20);
    bench.currentError_code = 0;
    const frame = bench.get({ kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame');
    const [tripped] = bench.eventsOf(EventKind.TRIPPED);
    expect(frame).toMatchObject({ cause: Cause.OVER_CURRENT, channel_of_cause: Channel.INTERLOCK_CURRENT, mode: Mode.ON, samples_size_bytes: 384 });
    expect(frame.value).toBe(tripped?.value);
    expect(frame.limit).toBe(tripped?.limit);
    expect(frame.device_time_us).toBe(tripped?.device_time_us);
    const samples = samplesOf(bench);
    const current_code = (pair: number): number => samples[pair * 6 + 3]! | (samples[pair * 6 + 4]! << 8) | ((samples[pair * 6 + 5]! << 24) >> 8);
    // Two samples beyond the limit make the fault: the last two pairs hold them, the one before does not.
    expect([61, 62, 63].map((pair) => current_code(pair) > 10_000)).toEqual([false, true, true]);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });
});
