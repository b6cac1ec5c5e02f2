import { Cause, EventKind, Mode, StatusCode, StepKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

const HOLD = { kind: StepKind.HOLD, bias_uV: 3_460_000, slew_nV_per_s: 100_000_000, duration_us: 60_000_000 } as const;

describe('the host lease', () => {
  it.each([[100_000, 1000], [500_000, 5000], [5_000_000, 50_000]])('of %i us opens the circuit at the first tick later than the lease', (lease_us, lease_ticks) => {
    const bench = new Bench();
    bench.turnOn({}, 5_000_000);
    bench.get({ kind: 'acquire_lease', lease_us }, 'lease_grant');
    // The grant was given in the tick before last: its reply was collected after a tick of its own.
    const granted_us = bench.replies.at(-1)!.device_time_us;
    bench.run(granted_us / 100 + lease_ticks - bench.tick);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(3);
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.run(300);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.LEASE_LAPSED, limit: lease_us, mode: Mode.TRIPPED }]);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.LEASE_LAPSED], is_switch_closed: false, lease_remaining_us: 0 });
  });

  it('is renewed by the holder under its epoch', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.get({ kind: 'acquire_lease', lease_us: 500_000 }, 'lease_grant');
    for (let times = 0; times < 20; times += 1) {
      bench.renew();
      bench.run(4900);
    }
    expect(bench.isClosed).toBe(true);
  });

  it('is not renewed under another epoch, by another session, or by reading', () => {
    const bench = new Bench();
    bench.turnOn();
    const { lease_epoch } = bench.get({ kind: 'acquire_lease', lease_us: 500_000 }, 'lease_grant');
    expect(bench.ask({ kind: 'renew_lease', lease_epoch: lease_epoch + 1 }).status.code).toBe(StatusCode.STALE_EPOCH);
    const old = bench.session;
    bench.hello(20);
    expect(bench.ask({ kind: 'renew_lease', lease_epoch }).status.code).toBe(StatusCode.LEASE_HELD);
    bench.send({ kind: 'renew_lease', lease_epoch }, { session: old });
    for (let times = 0; times < 10; times += 1) void bench.state;
    bench.until(() => bench.registers[AT.SWITCH_REQUEST] === 0, 5010);
  });

  it('is renewed by a command that the holder got through, and not by one that was refused', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.get({ kind: 'acquire_lease', lease_us: 500_000 }, 'lease_grant');
    bench.run(4000);
    expect(bench.setBias(9_000_000).status.code).toBe(StatusCode.BEYOND_LIMIT);
    expect(bench.state.lease_remaining_us).toBeLessThan(110_000);
    expect(bench.setBias(3_460_000).status.code).toBe(StatusCode.OK);
    expect(bench.state.lease_remaining_us).toBeGreaterThan(490_000);
  });

  it.each<[string, (bench: Bench) => void]>([
    ['a renewal', (bench) => bench.renew()],
    ['a claim', (bench) => bench.send({ kind: 'acquire_lease', lease_us: 500_000 })],
    ['a command that was got through', (bench) => bench.send({ kind: 'upload_step', program_id: 3, step_index: 0, step_count: 2, step: HOLD, lease_epoch: bench.lease_epoch })],
  ])('is not renewed by %s that is replayed, however many frames came in between', (_what, say) => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire(500_000);
    say(bench);
    const frame = Uint8Array.from(bench.port.incoming);
    for (let index = 0; index < 20; index += 1) bench.ask({ kind: 'mark', label: `${index}` });
    bench.renew();
    bench.run(10);
    bench.run(4000);
    bench.sendBytes(frame);
    bench.run(2000);
    expect(bench.state.lease_remaining_us ?? 0).toBe(0);
  });

  it('is renewed by the frame behind one that was lost', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire(500_000);
    bench.renew();
    bench.port.incoming.length = 0;
    bench.run(3000);
    bench.renew();
    bench.run(10);
    expect(bench.state.lease_remaining_us).toBeGreaterThan(490_000);
  });

  it('has one holder: another session is refused until it lapses, and gets a new epoch then', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    const first = bench.acquire(500_000);
    bench.hello(21);
    expect(bench.ask({ kind: 'acquire_lease', lease_us: 500_000 }).status).toMatchObject({ code: StatusCode.LEASE_HELD, field: 'lease_remaining_us' });
    bench.run(5001);
    expect(bench.acquire(500_000)).toBe(first + 1);
  });

  it.each([99_999, 5_000_001])('is not given for %i us', (lease_us) => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    // The codec of a good host does not encode such a request; a bad host's arrives all the same.
    expect(() => bench.ask({ kind: 'acquire_lease', lease_us })).toThrow(/lease_us/);
  });

  it('voids an arm token when it lapses, and fences what its holder sent', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire(500_000);
    const digest = bench.commit();
    const epoch = bench.state.output_epoch;
    const { token } = bench.get({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
    expect(bench.state.mode).toBe(Mode.ARMED);
    bench.run(5001);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, output_epoch: epoch + 1 });
    bench.acquire(500_000);
    const enable = { kind: 'enable', token, limits_digest: digest, expected_epoch: epoch, not_after_device_us: 1e9, lease_epoch: bench.lease_epoch } as const;
    expect(bench.ask(enable).status.code).toBe(StatusCode.STALE_EPOCH);
    expect(bench.ask({ ...enable, expected_epoch: epoch + 1 }).status.code).toBe(StatusCode.WRONG_MODE);
    expect(bench.isClosed).toBe(false);
  });

  it('cannot be given back while the output is on', () => {
    const bench = new Bench();
    bench.turnOn();
    expect(bench.ask({ kind: 'release_lease', lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.OUTPUT_ON);
    bench.ask({ kind: 'disable', is_soft: false });
    expect(bench.ask({ kind: 'release_lease', lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.OK);
    expect(bench.state).toMatchObject({ lease_remaining_us: 0, is_lease_mine: false });
  });

  it('does not lapse with row 14 left out', () => {
    const bench = new Bench({ rowsLeftOut: [14] });
    bench.turnOn();
    bench.get({ kind: 'acquire_lease', lease_us: 100_000 }, 'lease_grant');
    bench.run(20_000);
    expect(bench.isClosed).toBe(true);
  });
});
