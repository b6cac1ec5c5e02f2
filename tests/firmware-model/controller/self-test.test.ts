import { Cause, Mode, StatusCode } from '@nanobias/proto';
import type { Reply } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

/** A second of device time. */
const ARM_TICKS_MAX = 10_000;

function ready(options: { readonly cell_V?: number } = {}): { readonly bench: Bench; readonly digest: number } {
  const bench = new Bench(options);
  bench.run(100);
  bench.hello();
  bench.acquire();
  return { bench, digest: bench.commit() };
}

function arm({ bench, digest }: { readonly bench: Bench; readonly digest: number }): Reply {
  return bench.ask({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch });
}

/** What the host would see of a request that is on its way, tick by tick, until it is answered. */
function watched(bench: Bench, request_id: number, look: () => void): Reply {
  bench.until(() => {
    look();
    return bench.replies.some((reply) => reply.request_id === request_id);
  });
  return bench.replies.find((reply) => reply.request_id === request_id)!;
}

describe('the self-test before an arm', () => {
  it('stimulates every comparator alone, then closes S1 alone and S2 alone, and is over within a second with the DAC at the open-circuit voltage', () => {
    const { bench, digest } = ready();
    const stimuli = new Set<number>();
    const requests = new Set<number>();
    const codes = new Set<number>();
    const from = bench.tick;
    const request_id = bench.send({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch });
    const reply = watched(bench, request_id, () => {
      stimuli.add(bench.registers[AT.STIMULUS]!);
      requests.add(bench.registers[AT.SWITCH_REQUEST]!);
      if (bench.registers[AT.SWITCH_REQUEST] !== 0) codes.add(bench.registers[AT.DAC]!);
      expect(bench.isClosed).toBe(false);
    });
    expect(reply.status.code).toBe(StatusCode.OK);
    expect(bench.tick - from).toBeLessThan(ARM_TICKS_MAX);
    expect([...stimuli].sort()).toEqual([0, 1, 2, 4]);
    expect([...requests].sort()).toEqual([0, 1, 2]);
    // 3.45 V and 50 mV either way, in codes of 19.07 uV.
    const rest_code = Math.trunc(3.45 * 52_428.8);
    expect([...codes].map((code) => Math.round((code - rest_code) / 10))).toEqual(expect.arrayContaining([-262, 262]));
    expect(Math.abs(bench.registers[AT.DAC]! - rest_code)).toBeLessThanOrEqual(16);
  });

  it.each([[1, 'comparator_voltage_high'], [2, 'comparator_voltage_low'], [4, 'comparator_current']])('refuses with comparator %i deaf, and names it', (bit, field) => {
    const bench = ready();
    bench.bench.deafComparators = bit;
    expect(arm(bench).status).toMatchObject({ code: StatusCode.SELF_TEST_FAILED, field });
    expect(bench.bench.state.mode).toBe(Mode.LIMITS_SET);
    bench.bench.deafComparators = 0;
    expect(arm(bench).status.code).toBe(StatusCode.OK);
  });

  it.each([1, 2, 4])('refuses with comparator %i answering to nothing', (bit) => {
    const bench = ready();
    bench.bench.stuckComparators = bit;
    expect(arm(bench).status.code).toBe(StatusCode.SELF_TEST_FAILED);
  });

  it.each([[1, 'S1'], [2, 'S2']])('finds switch %i welded, latches it hard, and leaves the other one open', (weld) => {
    const both = ready();
    both.bench.weld = weld;
    const request_id = both.bench.send({ kind: 'arm', limits_digest: both.digest, lease_epoch: both.bench.lease_epoch });
    const requests = new Set<number>();
    const reply = watched(both.bench, request_id, () => requests.add(both.bench.registers[AT.SWITCH_REQUEST]!));
    expect(reply.status.code).toBe(StatusCode.HARD_FAULT);
    expect(requests.has(3)).toBe(false);
    expect(both.bench.state).toMatchObject({ mode: Mode.HARD_FAULT, latched: [Cause.SWITCH_WELDED] });
    expect(both.bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });

  it('finds a welded switch at the upper cap too, where the pattern can only go down', () => {
    const both = ready({ cell_V: 4.59 });
    both.bench.weld = 1;
    expect(arm(both).status.code).toBe(StatusCode.HARD_FAULT);
  });

  it('refuses with a switch that does not close', () => {
    const both = ready();
    both.bench.isStuckOpen = true;
    expect(arm(both).status).toMatchObject({ code: StatusCode.SELF_TEST_FAILED, field: 'switch_s1' });
  });

  it('refuses, without a fault, what shows once and not three times', () => {
    const both = ready();
    const { bench, digest } = both;
    const request_id = bench.send({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch });
    bench.until(() => bench.registers[AT.SWITCH_REQUEST] === 1);
    bench.run(30);
    bench.currentError_code = 2000;
    bench.run(80);
    bench.currentError_code = 0;
    const reply = watched(bench, request_id, () => undefined);
    expect(reply.status).toMatchObject({ code: StatusCode.SELF_TEST_FAILED, field: 'switch_s2' });
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, latched: [] });
  });

  it.each<[string, number, number, StatusCode, string]>([
    ['the calibration absent', AT.CALIBRATION_VALID, 0, StatusCode.NOT_CALIBRATED, 'calibration'],
    ['channel A of the line open', AT.LINE, 2, StatusCode.INTERLOCK_OPEN, 'interlock_line'],
    ['channel B of the line open', AT.LINE, 1, StatusCode.INTERLOCK_OPEN, 'interlock_line'],
    ['the probe moving', AT.PROBE_MOVING, 1, StatusCode.INTERLOCK_OPEN, 'probe'],
    ['the front end reset', AT.FRONT_END, 0, StatusCode.SELF_TEST_FAILED, 'front_end'],
  ])('refuses with %s', (...[, at, value, code, field]) => {
    const both = ready();
    both.bench.registers[at] = value;
    expect(arm(both).status).toMatchObject({ code, field });
    expect(both.bench.state.mode).toBe(Mode.LIMITS_SET);
  });

  it.each<[string, (bench: Bench) => void]>([
    ['a stop', (bench) => bench.stop()],
    ['a disable', (bench) => void bench.send({ kind: 'disable', is_soft: false })],
    ['a hang-up', (bench) => void (bench.registers[AT.HOST_PRESENT] = 0)],
    ['new limits', (bench) => void bench.commit({ bias_uV_max: 4_000_000 })],
  ])('is given up at %s, with every switch open, no stimulus, and nothing armed', (_title, disturb) => {
    for (const wait_ticks of [3, 12, 500, 1100, 1400, 2000]) {
      const { bench, digest } = ready();
      bench.send({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch });
      bench.run(wait_ticks);
      disturb(bench);
      bench.run(30);
      expect([bench.registers[AT.SWITCH_REQUEST], bench.registers[AT.STIMULUS]], `after ${wait_ticks}`).toEqual([0, 0]);
      bench.run(6000);
      expect([bench.registers[AT.SWITCH_REQUEST], bench.isClosed]).toEqual([0, false]);
      expect(bench.words('interlock.state')[0]! & 0xff).not.toBe(Mode.ARMED);
    }
  });

  it('resets a soft latch of layer 0 whose cause went by while the output was off, and no hard one', () => {
    const both = ready();
    both.bench.registers[AT.LATCH_STATE] = 8;
    const request_id = both.bench.send({ kind: 'arm', limits_digest: both.digest, lease_epoch: both.bench.lease_epoch });
    both.bench.until(() => both.bench.registers[AT.LATCH_RESET] === 0x5a17, 100);
    both.bench.registers[AT.LATCH_STATE] = 0;
    expect(watched(both.bench, request_id, () => undefined).status.code).toBe(StatusCode.OK);
    expect(both.bench.registers[AT.LATCH_RESET]).toBe(0);
  });
});

describe('an enable', () => {
  it.each<[string, number, number, string]>([
    ['the line opened since the arm', AT.LINE, 1, 'interlock_line'], ['the probe began to move', AT.PROBE_MOVING, 1, 'probe'], ['layer 0 latched', AT.LATCH_STATE, 8, 'layer_0_latch'],
  ])('is refused when %s', (_title, at, value, field) => {
    const { bench, digest } = ready();
    const { token } = bench.get({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
    bench.registers[at] = value;
    const fence = { expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch };
    const { status } = bench.ask({ kind: 'enable', token, limits_digest: digest, ...fence });
    expect(status).toMatchObject({ code: StatusCode.INTERLOCK_OPEN, field });
    expect(bench.isClosed).toBe(false);
  });
});

describe('the watchdog', () => {
  it('is fed once a tick, each word the successor of the one before', () => {
    const bench = new Bench();
    bench.run(100);
    const from = bench.registers[AT.WATCHDOG]!;
    bench.run(1000);
    expect(bench.registers[AT.WATCHDOG]).toBe(from + 1000);
  });
});
