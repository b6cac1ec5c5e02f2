import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

describe('a stop', () => {
  it.each([1, 7, 500, 1500, 2040, 2060, 2200, 4000])('%i ticks after the first request opens the circuit in the tick in which it arrives, and stays open', (ticks) => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    const digest = bench.commit();
    bench.send({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch });
    const step = (): void => {
      const grant = bench.replies.at(-1)?.body;
      if (grant?.kind === 'arm_grant') {
        bench.send({ kind: 'enable', token: grant.token, limits_digest: digest, expected_epoch: 0, not_after_device_us: 1e9, lease_epoch: bench.lease_epoch });
      }
      bench.run(1);
    };
    for (let index = 0; index < ticks; index += 1) step();
    bench.stop();
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.run(5000);
    expect(bench.isClosed).toBe(false);
    expect(bench.state).toMatchObject({ mode: Mode.SAFE, is_switch_closed: false });
    expect(bench.replies.filter(({ request_id }) => request_id === 0)).toHaveLength(1);
  });

  it('is answered with the measured relay and current, once for the three frames', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.stop();
    bench.run(300);
    const answers = bench.replies.filter(({ request_id }) => request_id === 0);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({ status: { code: StatusCode.OK }, body: { kind: 'off_result', is_switch_closed: false, current_fA: 0, cause: Cause.HOST_STOP } });
    expect(bench.eventsOf(EventKind.OUTPUT_OPENED)).toMatchObject([{ cause: Cause.HOST_STOP, current_fA: 0, is_switch_closed: false }]);
  });

  it('skips the ramp down, and cuts one short', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(3_700_000, 1_000_000_000);
    bench.run(2600);
    bench.send({ kind: 'disable', is_soft: true });
    bench.run(5);
    expect(bench.isClosed).toBe(true);
    bench.stop();
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });
});

describe('a disable', () => {
  it('opens at once and is answered when the relay reads open, with |I|', () => {
    const bench = new Bench();
    bench.turnOn();
    const id = bench.send({ kind: 'disable', is_soft: false });
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    expect(bench.replies.some(({ request_id }) => request_id === id)).toBe(false);
    bench.run(200);
    expect(bench.replies.at(-1)).toMatchObject({ request_id: id, body: { kind: 'off_result', is_switch_closed: false, cause: Cause.DISABLED } });
  });

  it('needs no lease, no epoch and no order', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.hello(30);
    expect(bench.ask({ kind: 'disable', is_soft: false }).status.code).toBe(StatusCode.OK);
    expect(bench.isClosed).toBe(false);
  });

  it('reports a relay that stays closed as closed', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.weld = true;
    expect(bench.ask({ kind: 'disable', is_soft: false }).body).toMatchObject({ kind: 'off_result', is_switch_closed: true });
  });

  it('leaves the current out where the path is saturated', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.send({ kind: 'disable', is_soft: false }, { request_id: 500 });
    bench.run(2);
    bench.currentError_code = 40_000;
    bench.run(300);
    const reply = bench.replies.at(-1);
    expect(reply?.request_id).toBe(500);
    expect(reply?.body).not.toHaveProperty('current_fA');
  });

  it('increments the epoch, so that an enable on its way comes too late', () => {
    const bench = new Bench();
    bench.turnOn();
    const before = bench.state.output_epoch;
    bench.ask({ kind: 'disable', is_soft: false });
    expect(bench.state.output_epoch).toBe(before + 1);
    bench.ask({ kind: 'disable', is_soft: false });
    expect(bench.state.output_epoch).toBe(before + 2);
  });

  it('that is soft follows the cell\'s own voltage, where no current flows, before it opens', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(3_700_000, 1_000_000_000);
    bench.run(2600);
    const before_A = bench.current_A;
    expect(before_A).toBeGreaterThan(80e-12);
    bench.send({ kind: 'disable', is_soft: true }, { request_id: 500 });
    bench.run(10);
    expect(bench.isClosed).toBe(true);
    let last_A = bench.current_A;
    const ticks = bench.until(() => {
      if (bench.isClosed) last_A = bench.current_A;
      return bench.replies.at(-1)?.request_id === 500;
    }, 11_000);
    expect(ticks).toBeLessThan(10_200);
    // This cell relaxes with 0.46 s, so that within the second its voltage still moves.
    expect(Math.abs(last_A)).toBeLessThan(before_A / 5);
    expect(bench.replies.at(-1)).toMatchObject({ body: { is_switch_closed: false, cause: Cause.DISABLED } });
  });

  it('that is soft takes no longer than a second when the slew limit does not let it', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(4_500_000, 1_000_000_000);
    bench.hold(10_600);
    bench.commit({ slew_nV_per_s_max: 1000 });
    bench.send({ kind: 'disable', is_soft: true });
    const ticks = bench.until(() => !bench.isClosed, 11_000);
    expect(ticks).toBeGreaterThan(9900);
    expect(ticks).toBeLessThan(10_020);
  });
});

describe('the DAC behind an open switch', () => {
  it('rests at the cell\'s last measured open-circuit voltage', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(4_500_000, 1_000_000_000);
    bench.hold(12_000);
    bench.stop();
    bench.hold(40_000);
    expect(Math.abs((bench.registers[AT.DAC]! / 524_288) * 10 - bench.node_V)).toBeLessThan(1e-3);
  });
});
