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

  it('that comes every 5 ms keeps nobody from the measured answer', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.currentError_code = -1000;
    for (let stops = 0; stops < 20; stops += 1) {
      bench.stop();
      bench.run(50);
    }
    const answers = bench.replies.filter(({ request_id }) => request_id === 0);
    // A measurement takes 10 ms: every second or third stop finds none under way and starts one.
    expect(answers.length).toBeGreaterThanOrEqual(6);
    for (const { body } of answers) expect(body).toMatchObject({ is_switch_closed: false, current_fA: 610_352, cause: Cause.HOST_STOP });
  });

  it('that comes every 5 ms is answered too when the relay never reads open, 110 ms after the first', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.weld = 3;
    for (let stops = 0; stops < 22; stops += 1) {
      bench.stop();
      bench.run(50);
    }
    bench.run(5);
    expect(bench.replies.filter(({ request_id }) => request_id === 0).map(({ body }) => body)).toMatchObject([{ is_switch_closed: true }]);
  });

  it('between arms, every 5 ms, is answered all the same', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    const limits_digest = bench.commit();
    for (let times = 0; times < 6; times += 1) {
      bench.send({ kind: 'disable', is_soft: false }, { request_id: 500 + times });
      bench.run(25);
      bench.send({ kind: 'arm', limits_digest, lease_epoch: bench.lease_epoch });
      bench.run(25);
    }
    expect(bench.replies.some(({ request_id, body }) => request_id === 500 && body?.kind === 'off_result')).toBe(true);
  });

  it('between commits, every 5 ms, is answered all the same', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    const digest = bench.commit();
    for (let times = 0; times < 6; times += 1) {
      bench.stop();
      bench.run(25);
      bench.send({ kind: 'commit_limits', digest });
      bench.run(25);
    }
    expect(bench.replies.some(({ request_id }) => request_id === 0)).toBe(true);
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

  it('reports a relay that stays closed as closed, after 100 ms of waiting and 10 ms of measuring', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.weld = 3;
    bench.send({ kind: 'disable', is_soft: false }, { request_id: 500 });
    const ticks = bench.until(() => bench.replies.at(-1)?.request_id === 500, 2000);
    expect(ticks).toBeGreaterThan(1095);
    expect(ticks).toBeLessThan(1110);
    expect(bench.replies.at(-1)?.body).toMatchObject({ kind: 'off_result', is_switch_closed: true });
  });

  it.each([1, 37, 400, 900])('waits %i ticks for a relay that is slow, and answers only after it reads open', (ticks) => {
    const bench = new Bench();
    bench.turnOn();
    bench.weld = 3;
    bench.send({ kind: 'disable', is_soft: false }, { request_id: 500 });
    bench.run(ticks);
    expect(bench.replies.at(-1)?.request_id).not.toBe(500);
    bench.weld = 0;
    const opened_us = bench.now_us;
    bench.until(() => bench.replies.at(-1)?.request_id === 500, 200);
    const body = bench.replies.at(-1)?.body;
    expect(body).toMatchObject({ kind: 'off_result', is_switch_closed: false });
    // 10 ms of current, all of it behind the open relay.
    expect(body?.kind === 'off_result' && body.device_time_us - opened_us).toBeGreaterThanOrEqual(10_000);
  });

  it.each([
    // One code is 20 nA / 2^15 = 610.35 fA.
    [1, 610], [-1, 610], [1000, 610_352], [-1000, 610_352], [-16_000, 9_765_625],
  ])('tells the magnitude of what the path reads once the relay is open: %i codes are %i fA', (code, current_fA) => {
    const bench = new Bench();
    bench.turnOn();
    bench.weld = 3;
    bench.currentError_code = 3000;
    bench.send({ kind: 'disable', is_soft: false }, { request_id: 500 });
    bench.run(50);
    bench.weld = 0;
    bench.currentError_code = code;
    bench.run(300);
    expect(bench.replies.at(-1)).toMatchObject({ request_id: 500, body: { kind: 'off_result', is_switch_closed: false, current_fA } });
    expect(bench.eventsOf(EventKind.OUTPUT_OPENED)).toMatchObject([{ current_fA }]);
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
    const bench = new Bench({ rowsLeftOut: [7] });
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

describe('more orders to open than may wait for one measurement', () => {
  it('are each obeyed and answered OK: the first eight with what was measured, the others at once', () => {
    const bench = new Bench();
    bench.turnOn();
    const ids = Array.from({ length: 12 }, () => bench.send({ kind: 'disable', is_soft: false }));
    bench.run(2000);
    const answers = ids.map((id) => bench.replies.find(({ request_id }) => request_id === id)!);
    expect(answers.map(({ status }) => status.code)).toEqual(ids.map(() => StatusCode.OK));
    expect(answers.map(({ body }) => body?.kind)).toEqual([...new Array<string>(8).fill('off_result'), ...new Array<undefined>(4).fill(undefined)]);
    expect(bench.eventsOf(EventKind.REFUSED)).toEqual([]);
  });

  it('open a soft disconnect that is under way, though nobody more may wait', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(3_550_000, 1_000_000_000);
    bench.run(1000);
    for (let index = 0; index < 9; index += 1) bench.send({ kind: 'disable', is_soft: true });
    bench.run(10);
    expect(bench.isClosed).toBe(true);
    const id = bench.send({ kind: 'disable', is_soft: false });
    bench.run(20);
    expect(bench.isClosed).toBe(false);
    expect(bench.replies.find(({ request_id }) => request_id === id)?.status.code).toBe(StatusCode.OK);
  });
});
