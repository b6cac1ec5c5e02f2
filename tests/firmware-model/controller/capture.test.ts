import { CaptureTrigger, Channel, EventKind, StatusCode, unpackRaw24 } from '@nanobias/proto';
import type { CaptureArm } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

function connected(): Bench {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  return bench;
}

function request(part: Partial<CaptureArm> = {}): CaptureArm & { readonly kind: 'capture_arm' } {
  return { kind: 'capture_arm', channel: Channel.INTERLOCK_VOLTAGE, rate_Hz: 10_000, sample_count: 20, pretrigger_count: 5, trigger: CaptureTrigger.NOW, level_code: 0, ...part };
}

function codesOf(bench: Bench, capture_id: number, chunk_bytes = 192): readonly number[] {
  const bytes: number[] = [];
  for (let size_bytes = 1; bytes.length < size_bytes; ) {
    const chunk = bench.get({ kind: 'read_capture', capture_id, offset_bytes: bytes.length, length_bytes: chunk_bytes }, 'capture_chunk');
    expect(chunk.offset_bytes).toBe(bytes.length);
    ({ size_bytes } = chunk);
    bytes.push(...chunk.data);
  }
  const codes = new Int32Array(bytes.length / 3);
  unpackRaw24(Uint8Array.from(bytes), codes, codes.length);
  return [...codes];
}

const arm = (bench: Bench, part: Partial<CaptureArm> = {}): number => bench.get(request(part), 'capture_status').capture_id;

describe('a capture', () => {
  it('holds every sample around its trigger, those before it counted, and says when that was', () => {
    const bench = connected();
    const seen: number[] = [];
    const capture_id = arm(bench, { trigger: CaptureTrigger.ABOVE, level_code: 20_000 });
    const tick = (ticks: number): void => {
      for (let left = ticks; left > 0; left -= 1) {
        bench.run(1);
        seen.push(bench.registers[AT.VOLTAGE]! | 0);
      }
    };
    tick(57);
    bench.voltageError_code = 15_000;
    tick(1);
    const trigger_us = bench.now_us;
    bench.voltageError_code = 0;
    tick(14);
    expect(bench.events.some(({ kind }) => kind === EventKind.CAPTURED)).toBe(true);
    expect(codesOf(bench, capture_id)).toEqual(seen.slice(52, 72));
    expect(seen[57]).toBeGreaterThan(20_000);
    expect(bench.get({ kind: 'get_capture', capture_id }, 'capture_status')).toEqual({
      kind: 'capture_status', capture_id, is_complete: true, size_bytes: 60, trigger_device_us: trigger_us, trigger_sample: trigger_us / 100,
      full_scale_fA: 0, full_scale_uV: 10_000_000, bits: 16,
    });
    expect(bench.eventsOf(EventKind.CAPTURED)).toMatchObject([{ value: capture_id }]);
  });

  it('is read in pieces of any length, and what lies behind its end is nothing', () => {
    const bench = connected();
    const capture_id = arm(bench, { sample_count: 100, pretrigger_count: 99 });
    bench.run(200);
    const whole = codesOf(bench, capture_id);
    expect(whole).toHaveLength(100);
    for (const chunk_bytes of [1, 2, 7, 64]) expect(codesOf(bench, capture_id, chunk_bytes)).toEqual(whole);
    expect(bench.get({ kind: 'read_capture', capture_id, offset_bytes: 300, length_bytes: 10 }, 'capture_chunk').data).toHaveLength(0);
  });

  it('waits until its pretrigger samples are there, and then triggers below its level', () => {
    const bench = connected();
    const armed_us = bench.now_us;
    const capture_id = arm(bench, { pretrigger_count: 15, trigger: CaptureTrigger.BELOW, level_code: 32_767 });
    bench.run(60);
    const { trigger_device_us = 0 } = bench.get({ kind: 'get_capture', capture_id }, 'capture_status');
    expect(trigger_device_us - armed_us).toBeGreaterThanOrEqual(1500);
    expect(trigger_device_us - armed_us).toBeLessThanOrEqual(1900);
  });

  it('shows the closing and the opening of the output', () => {
    const bench = connected();
    bench.acquire();
    const digest = bench.commit();
    const closing = arm(bench, { trigger: CaptureTrigger.CLOSING, channel: Channel.INTERLOCK_CURRENT });
    bench.enable(digest);
    bench.run(30);
    expect(bench.get({ kind: 'get_capture', capture_id: closing }, 'capture_status')).toMatchObject({ is_complete: true, full_scale_fA: 20_000_000, full_scale_uV: 0 });
    const opening = arm(bench, { trigger: CaptureTrigger.OPENING });
    bench.run(1000);
    expect(bench.ask({ kind: 'read_capture', capture_id: opening, offset_bytes: 0, length_bytes: 1 }).status.code).toBe(StatusCode.BUSY);
    bench.stop();
    bench.run(50);
    const { trigger_device_us = 0 } = bench.get({ kind: 'get_capture', capture_id: opening }, 'capture_status');
    // The tasks take the samples of a tick before they listen: they see the opening a tick after the stop.
    expect(trigger_device_us - bench.eventsOf(EventKind.STATE_CHANGED).at(-1)!.device_time_us).toBe(100);
    expect(bench.ask({ kind: 'get_capture', capture_id: closing }).status).toMatchObject({ code: StatusCode.OUT_OF_RANGE, field: 'capture_id' });
  });

  it('holds its samples however long the trigger was away', () => {
    const bench = connected();
    const capture_id = arm(bench, { sample_count: 7, pretrigger_count: 3, trigger: CaptureTrigger.ABOVE, level_code: 20_000 });
    bench.run(1000);
    bench.voltageError_code = 15_000;
    bench.run(4);
    const codes = codesOf(bench, capture_id);
    expect(codes.map((code) => code > 20_000)).toEqual([false, false, false, true, true, true, true]);
  });

  it.each<[Partial<CaptureArm>, StatusCode, string]>([
    [{ channel: Channel.FAST_CURRENT }, StatusCode.UNIMPLEMENTED, 'channel'],
    [{ channel: Channel.SLOW_CURRENT }, StatusCode.UNIMPLEMENTED, 'channel'],
    [{ rate_Hz: 10_001 }, StatusCode.RATE_TOO_HIGH, 'rate_Hz'],
    [{ rate_Hz: 9_999 }, StatusCode.OUT_OF_RANGE, 'rate_Hz'],
    [{ sample_count: 4097 }, StatusCode.OUT_OF_RANGE, 'sample_count'],
    [{ pretrigger_count: 20 }, StatusCode.OUT_OF_RANGE, 'pretrigger_count'],
  ])('is refused with %o', (part, code, field) => {
    expect(connected().ask(request(part)).status).toMatchObject({ code, field });
  });

  it('belongs to the session that armed it for as long as that is there and waits', () => {
    const bench = connected();
    const first = arm(bench, { trigger: CaptureTrigger.OPENING });
    expect(arm(bench, { trigger: CaptureTrigger.OPENING })).toBe(first + 1);
    bench.hello(9);
    // The session is gone: nobody waits for it.
    expect(arm(bench)).toBe(first + 2);
  });
});
