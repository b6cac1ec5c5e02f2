import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

/** Two and a half conversions of 100 ms, in ticks. */
const DUE_TICKS = 2500;

function afterConversion(bench: Bench): void {
  const sequence = bench.registers[AT.SLOW_SEQUENCE];
  bench.until(() => bench.registers[AT.SLOW_SEQUENCE] !== sequence, 1001);
}

describe('a slow path that finishes no conversion', () => {
  it('opens at the first tick later than two and a half of them', () => {
    const bench = new Bench();
    bench.turnOn();
    afterConversion(bench);
    bench.isSlowSilent = true;
    bench.run(DUE_TICKS);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(3);
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.run(1);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.SAMPLES_LOST, value: 250_100, limit: 250_000 }]);
  });

  it('can be acknowledged once it has converted for a second again, and not before', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.isSlowSilent = true;
    bench.until(() => !bench.isClosed, 4000);
    bench.run(12_000);
    const { fault_nonce } = bench.state;
    const acknowledge = { kind: 'acknowledge', causes: [Cause.SAMPLES_LOST], fault_nonce, lease_epoch: bench.lease_epoch } as const;
    expect(bench.ask(acknowledge).status.code).toBe(StatusCode.CAUSE_PRESENT);
    bench.isSlowSilent = false;
    bench.run(12_000);
    expect(bench.ask(acknowledge).status.code).toBe(StatusCode.OK);
    expect(bench.state.mode).toBe(Mode.SAFE);
  });

  it('refuses the arm, and is named by the self-test', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    const limits_digest = bench.commit();
    bench.isSlowSilent = true;
    expect(bench.ask({ kind: 'arm', limits_digest, lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.SELF_TEST_FAILED);
    expect(bench.get({ kind: 'run_self_test', lease_epoch: bench.lease_epoch }, 'self_test_result').front_end).toBe(2);
    expect(bench.state.mode).toBe(Mode.LIMITS_SET);
  });

  it('is nobody\'s matter while row 31 is left out', () => {
    const bench = new Bench({ rowsLeftOut: [31] });
    bench.turnOn();
    bench.isSlowSilent = true;
    bench.run(5000);
    expect(bench.isClosed).toBe(true);
  });
});

describe('a channel of the slow path that stands still', () => {
  const freeze = { voltage: (bench: Bench): void => { bench.isSlowVoltageFrozen = true; }, current: (bench: Bench): void => { bench.isSlowCurrentFrozen = true; } };
  const thaw = (bench: Bench): void => {
    bench.isSlowVoltageFrozen = false;
    bench.isSlowCurrentFrozen = false;
  };

  it.each(['voltage', 'current'] as const)('of the %s opens at its tenth identical conversion', (channel) => {
    const bench = new Bench();
    bench.turnOn();
    bench.run(3000);
    afterConversion(bench);
    freeze[channel](bench);
    bench.run(8999);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(3);
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.run(1);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.ADC_FROZEN, value: 10, limit: 10 }]);
  });

  it('can be acknowledged once it has moved for a second', () => {
    const bench = new Bench();
    bench.turnOn();
    freeze.current(bench);
    bench.until(() => !bench.isClosed);
    bench.run(12_000);
    const { fault_nonce } = bench.state;
    const acknowledge = { kind: 'acknowledge', causes: [Cause.ADC_FROZEN], fault_nonce, lease_epoch: bench.lease_epoch } as const;
    expect(bench.ask(acknowledge).status.code).toBe(StatusCode.CAUSE_PRESENT);
    thaw(bench);
    bench.run(12_000);
    expect(bench.ask(acknowledge).status.code).toBe(StatusCode.OK);
  });

  it('refuses the arm once it is known, and is named by the self-test', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    const limits_digest = bench.commit();
    freeze.current(bench);
    bench.run(11_000);
    expect(bench.ask({ kind: 'arm', limits_digest, lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.SELF_TEST_FAILED);
    expect(bench.get({ kind: 'run_self_test', lease_epoch: bench.lease_epoch }, 'self_test_result').front_end).toBe(2);
  });

  it('is not looked for in a range whose noise is less than six codes', () => {
    const bench = new Bench();
    bench.run(20);
    // The fifth range, 1 uA, has 0.4 pA of noise on codes of 0.12 pA, the fourth 0.13 pA on codes of 0.012.
    const putRange = (range: number): void => {
      bench.registers[AT.SLOW_RANGE] = range;
      bench.registers[AT.SLOW_RANGE_READBACK] = range;
    };
    putRange(4);
    freeze.current(bench);
    bench.run(20_000);
    const present = (): boolean => (bench.words('interlock.state')[25]! & (1 << 19)) !== 0;
    expect(present()).toBe(false);
    putRange(3);
    bench.run(12_000);
    expect(present()).toBe(true);
  });
});
