import { Cause, LimitOrigin, Mode, StatusCode, TestVerdict } from '@nanobias/proto';
import type { InterlockRow } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

function rows(bench: Bench): readonly InterlockRow[] {
  const all: InterlockRow[] = [];
  let row_from = 1;
  for (let page = 0; page < 40 && row_from !== 0; page += 1) {
    const { rows: told, row_next } = bench.get({ kind: 'get_interlocks', row_from }, 'interlock_page');
    expect(told.length).toBeGreaterThan(0);
    all.push(...told);
    row_from = row_next;
  }
  expect(row_from).toBe(0);
  return all;
}

function idle(): Bench {
  const bench = new Bench();
  bench.run(100);
  bench.hello();
  bench.acquire();
  return bench;
}

describe('the rows of the matrix', () => {
  it('come in order, each cause once, with nothing present or latched on an idle controller', () => {
    const told = rows(idle());
    expect(told.map(({ row }) => row)).toEqual([...told.map(({ row }) => row)].sort((a, b) => a - b));
    expect(new Set(told.map(({ cause }) => cause)).size).toBe(told.length);
    expect(told.filter(({ row }) => [1, 2, 6, 14].includes(row)).map(({ cause }) => cause)).toEqual([
      Cause.HARDWARE_OVER_VOLTAGE, Cause.HARDWARE_UNDER_VOLTAGE, Cause.OVER_VOLTAGE, Cause.UNDER_VOLTAGE, Cause.OVER_CURRENT, Cause.EXCESS_CHARGE,
      Cause.LEASE_LAPSED, Cause.LINK_LOST,
    ]);
    expect(told.filter(({ is_latched }) => is_latched)).toEqual([]);
  });

  it('say what is measured, what it is held against, and where that comes from', () => {
    const bench = idle();
    const before = rows(bench).find(({ cause }) => cause === Cause.OVER_VOLTAGE)!;
    expect([before.limit, before.is_present]).toEqual([undefined, false]);
    bench.commit();
    const told = rows(bench);
    const strap = told.find(({ cause }) => cause === Cause.HARDWARE_OVER_VOLTAGE)!;
    expect(strap).toMatchObject({ limit: 5_000_000, origin: LimitOrigin.STRAP });
    const cap = told.find(({ cause }) => cause === Cause.OVER_VOLTAGE)!;
    expect(cap.origin).toBe(LimitOrigin.LIMITS);
    expect(Math.abs(cap.limit! - 4_625_000)).toBeLessThan(306);
    expect(Math.abs(cap.value! - 3_450_000)).toBeLessThan(400);
    // Of the charge the trip, and not the 300 mAh/g at which it warns.
    for (const cause of [Cause.OVER_DELITHIATION, Cause.OVER_DISCHARGE]) {
      expect(told.find((row) => row.cause === cause)).toMatchObject({ value: 0, limit: 330_000, origin: LimitOrigin.LIMITS });
    }
  });

  it('say of a probe that moves, a calibration that is damaged and a comparator that is dead that they are present, and when they no longer are', () => {
    const bench = idle();
    bench.commit();
    const present = (): readonly number[] => rows(bench).filter(({ is_present }) => is_present).map(({ cause }) => cause).filter((cause) => cause !== Cause.TIME_BASE);
    const quiet = present();
    bench.registers[AT.PROBE_MOVING] = 1;
    bench.registers[AT.CALIBRATION_VALID] = 0;
    bench.run(10);
    expect(present().filter((cause) => !quiet.includes(cause))).toEqual([Cause.CALIBRATION, Cause.PROBE_MOTION]);
    bench.registers[AT.PROBE_MOVING] = 0;
    bench.registers[AT.CALIBRATION_VALID] = 1;
    bench.run(10);
    expect(present()).toEqual(quiet);
    bench.deafComparators = 2;
    bench.ask({ kind: 'run_self_test', lease_epoch: bench.lease_epoch });
    expect(present().filter((cause) => !quiet.includes(cause))).toEqual([Cause.COMPARATOR_DEAD]);
  });

  it('say of a latched cause how long it must still be gone', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.currentError_code = 20_000;
    bench.until(() => bench.registers[AT.SWITCH_REQUEST] === 0);
    bench.run(10);
    expect(rows(bench).find(({ cause }) => cause === Cause.OVER_CURRENT)).toMatchObject({ is_present: true, is_latched: true, clear_remaining_us: 1_000_000 });
    bench.currentError_code = 0;
    bench.run(4000);
    const row = rows(bench).find(({ cause }) => cause === Cause.OVER_CURRENT)!;
    expect([row.is_present, row.is_latched]).toEqual([false, true]);
    expect(Math.abs(row.clear_remaining_us - 600_000)).toBeLessThan(5000);
  });
});

describe('a self-test that was asked for', () => {
  function test(bench: Bench): ReturnType<Bench['ask']> {
    return bench.ask({ kind: 'run_self_test', lease_epoch: bench.lease_epoch });
  }

  it('passes every part on a sound board, and leaves mode and output as they were', () => {
    const bench = idle();
    bench.commit();
    const { body } = test(bench);
    const { kind, ...verdicts } = body as unknown as { kind: string } & Record<string, TestVerdict>;
    expect(kind).toBe('self_test_result');
    expect(Object.values(verdicts)).toEqual(Array.from({ length: 10 }, () => TestVerdict.PASSED));
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, is_switch_closed: false });
  });

  it('leaves out the switches before any limits permit the voltages of the pattern', () => {
    const bench = idle();
    expect(test(bench).body).toMatchObject({ comparator_current: TestVerdict.PASSED, switch_s1: TestVerdict.NOT_RUN, switch_s2: TestVerdict.NOT_RUN });
  });

  it('names what fails, and what was not run for it', () => {
    const bench = idle();
    bench.commit();
    bench.deafComparators = 2;
    expect(test(bench).body).toMatchObject({ comparator_voltage_high: TestVerdict.PASSED, comparator_voltage_low: TestVerdict.FAILED, switch_s1: TestVerdict.NOT_RUN });
  });

  it('tells of a welded switch before the fault that it latches', () => {
    const bench = idle();
    bench.commit();
    bench.weld = 2;
    expect(test(bench).body).toMatchObject({ switch_s2: TestVerdict.FAILED, switch_s1: TestVerdict.NOT_RUN });
    expect(bench.state).toMatchObject({ mode: Mode.HARD_FAULT, latched: [Cause.SWITCH_WELDED] });
  });

  it('is refused while the output is on, armed or tripped, and without the lease', () => {
    const bench = new Bench();
    bench.turnOn();
    expect(test(bench).status.code).toBe(StatusCode.OUTPUT_ON);
    bench.currentError_code = 20_000;
    bench.run(500);
    expect(test(bench).status.code).toBe(StatusCode.TRIPPED);
    const armed = idle();
    armed.get({ kind: 'arm', limits_digest: armed.commit(), lease_epoch: armed.lease_epoch }, 'arm_grant');
    expect(test(armed).status.code).toBe(StatusCode.WRONG_MODE);
    const other = new Bench();
    other.run(100);
    other.hello();
    expect(test(other).status.code).toBe(StatusCode.LEASE_REQUIRED);
  });

  it('that a stop cuts short says so, with every switch open', () => {
    const bench = idle();
    bench.commit();
    const request_id = bench.send({ kind: 'run_self_test', lease_epoch: bench.lease_epoch });
    bench.run(1400);
    bench.stop();
    bench.until(() => bench.replies.some((reply) => reply.request_id === request_id));
    expect(bench.replies.find((reply) => reply.request_id === request_id)!.status.code).toBe(StatusCode.STALE_EPOCH);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });
});
