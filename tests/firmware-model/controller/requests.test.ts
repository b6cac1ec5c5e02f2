import { EventKind, FrameKind, LimitOrigin, LnmoOn, Mode, StatusCode } from '@nanobias/proto';
import type { RequestBody } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { Bench, LIMITS } from './bench.ts';

function connected(): Bench {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  return bench;
}

describe('a request', () => {
  it('acts once, however often it comes, and every time gets the same answer', () => {
    const bench = connected();
    for (let times = 0; times < 3; times += 1) bench.send({ kind: 'acquire_lease', lease_us: 1_000_000 }, { request_id: 40 });
    bench.run(5);
    const replies = bench.replies.filter(({ request_id }) => request_id === 40);
    expect(replies).toHaveLength(3);
    expect(replies[1]).toEqual(replies[0]);
    expect(replies[2]).toEqual(replies[0]);
    expect(bench.eventsOf(EventKind.LEASE_CHANGED)).toHaveLength(1);
  });

  it('that comes again while it is still being worked on is answered once', () => {
    const bench = connected();
    bench.acquire();
    const digest = bench.commit();
    for (let times = 0; times < 3; times += 1) {
      bench.send({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, { request_id: 41 });
      bench.run(100);
    }
    bench.run(5000);
    expect(bench.replies.filter(({ request_id }) => request_id === 41)).toHaveLength(1);
    // From then on a retry gets the same token.
    bench.send({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, { request_id: 41 });
    bench.run(5);
    const [first, second] = bench.replies.filter(({ request_id }) => request_id === 41);
    expect(second).toEqual(first);
  });

  it('finds its answer among the last 16, which is twice what may be in flight', () => {
    const bench = connected();
    bench.send({ kind: 'mark', label: 'first' }, { request_id: 100 });
    bench.run(2);
    for (let id = 101; id <= 115; id += 1) bench.send({ kind: 'mark', label: 'later' }, { request_id: id });
    bench.run(5);
    bench.send({ kind: 'mark', label: 'first' }, { request_id: 100 });
    bench.run(5);
    expect(bench.eventsOf(EventKind.MARK)).toHaveLength(16);
  });

  it('is told apart by its session: the same id in the next session is another request', () => {
    const bench = connected();
    bench.send({ kind: 'mark', label: 'one' }, { request_id: 100 });
    bench.run(2);
    bench.hello(2);
    bench.send({ kind: 'mark', label: 'two' }, { request_id: 100 });
    bench.run(2);
    expect(bench.eventsOf(EventKind.MARK).map(({ label }) => label)).toEqual(['one', 'two']);
  });

  it.each<RequestBody>([
    { kind: 'fault_inject', fault_id: 'x', parameters: [], start_device_us: 0, duration_us: 1 },
    { kind: 'capture_arm', channel: 5, rate_Hz: 1000, sample_count: 10, pretrigger_count: 0, trigger: 1, level_code: 0 },
    { kind: 'start_stream', channel: 5, rate_Hz: 1000, decimation: 1, encoding: 2, credit_bytes: 1, block_samples_max: 1 },
  ])('that is not implemented is said to be: $kind', (body) => {
    const bench = connected();
    expect(bench.ask(body).status.code).toBe(StatusCode.UNIMPLEMENTED);
  });

  it('names only the features that are there', () => {
    const { features, channels, strap_uV_max, lease_us_min, lease_us_max, program_steps_max } = connected().get({ kind: 'get_capabilities' }, 'capabilities');
    expect(features).toEqual([1, 6, 10, 4, 5, 13, 8, 9, 2, 11, 12, 3, 14]);
    expect(channels.map(({ channel, rate_Hz_max, bits }) => [channel, rate_Hz_max, bits])).toEqual([[1, 10, 24], [2, 10, 24], [3, 10_000, 16], [4, 10_000, 16]]);
    expect([strap_uV_max, lease_us_min, lease_us_max, program_steps_max]).toEqual([5_000_000, 100_000, 5_000_000, 64]);
  });

  it('that cannot be decoded is answered under its id, with field and range', () => {
    const bench = connected();
    // request_id 9, set_bias { target_uV: 4,800,000,000 mV in microvolts would not fit; 200 V does not pass the range }
    bench.sendFrame(FrameKind.CONTROL, Uint8Array.of(0x08, 9, 0x9a, 0x01, 0x06, 0x08, 0x80, 0x88, 0xde, 0xbe, 0x01));
    bench.run(2);
    expect(bench.replies.at(-1)).toMatchObject({ request_id: 9, status: { origin: LimitOrigin.SCHEMA } });
    expect(bench.replies.at(-1)?.status.code).toBe(StatusCode.OUT_OF_RANGE);
  });

  it('that is refused leaves mode, epochs and limits as they were, and is an event', () => {
    const bench = connected();
    bench.acquire();
    bench.commit();
    const before = bench.state;
    const reply = bench.ask({ kind: 'stage_limits', limits: { ...LIMITS, bias_uV_max: 6_000_000 } });
    expect(reply.status).toMatchObject({ code: StatusCode.BEYOND_STRAP, field: 'bias_uV_max', value: 6_000_000, limit_max: 4_974_999, origin: LimitOrigin.STRAP });
    const after = bench.state;
    expect({ ...after, device_time_us: 0, lease_remaining_us: 0, event_seq_newest: 0 }).toEqual({ ...before, device_time_us: 0, lease_remaining_us: 0, event_seq_newest: 0 });
    expect(bench.eventsOf(EventKind.REFUSED).at(-1)).toMatchObject({ refusal: StatusCode.BEYOND_STRAP, value: 6_000_000, mode: Mode.LIMITS_SET, label: 'bias_uV_max' });
  });

  it('to stage limits for a cell that lies the other way round is refused, and nothing can be committed', () => {
    const bench = connected();
    bench.acquire();
    expect(bench.ask({ kind: 'stage_limits', limits: { ...LIMITS, lnmo_on: LnmoOn.SAMPLE } }).status).toMatchObject({ code: StatusCode.WRONG_SIGN, field: 'lnmo_on', origin: LimitOrigin.BOARD });
    expect(bench.ask({ kind: 'commit_limits', digest: 0 }).status.code).toBe(StatusCode.DIGEST_MISMATCH);
    expect(bench.state.mode).toBe(Mode.SAFE);
  });

  it('gets no answer while the link has no room, and its answer when it has', () => {
    const bench = connected();
    bench.port.room = 10;
    bench.send({ kind: 'get_state' }, { request_id: 5 });
    bench.run(50);
    expect(bench.replies).toEqual([]);
    bench.port.room = 1000;
    bench.run(2);
    expect(bench.replies.map(({ request_id }) => request_id)).toEqual([5]);
  });
});
