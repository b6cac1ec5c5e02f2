import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

describe('a trip', () => {
  it.each<[string, (bench: Bench) => void, Cause, number]>([
    ['measured over-voltage', (bench) => (bench.voltageError_code = 6000), Cause.OVER_VOLTAGE, 1],
    ['measured under-voltage', (bench) => (bench.voltageError_code = -20_000), Cause.UNDER_VOLTAGE, 1],
    ['over-current', (bench) => (bench.currentError_code = 20_000), Cause.OVER_CURRENT, 2],
    ['the DAC\'s read-back running away', (bench) => (bench.dacError_code = 100), Cause.SLEW, 1],
    ['a hang-up', (bench) => (bench.registers[AT.HOST_PRESENT] = 0), Cause.LINK_LOST, 1],
    ['an unsound specimen', (bench) => (bench.registers[AT.SOUND] = 0), Cause.SPECIMEN_UNSOUND, 1],
  ])('by %s opens within its bound, freezes the generator and latches', (_title, disturb, cause, ticks) => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(3_900_000, 1_000_000);
    bench.run(50);
    disturb(bench);
    bench.run(ticks);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    const dac = bench.registers[AT.DAC];
    bench.run(100);
    expect(bench.registers[AT.DAC]).toBe(dac);
    bench.registers[AT.HOST_PRESENT] = 1;
    bench.run(300);
    bench.hello(40);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, is_switch_closed: false });
    expect(bench.state.latched[0]).toBe(cause);
  });

  it('says value and limit in the unit of its cause, and increments the epoch', () => {
    const bench = new Bench();
    bench.turnOn();
    const before = bench.state.output_epoch;
    bench.voltageError_code = 4000;
    bench.run(300);
    const [event] = bench.eventsOf(EventKind.TRIPPED);
    expect(event).toMatchObject({ cause: Cause.OVER_VOLTAGE, output_epoch: before + 1, mode: Mode.TRIPPED });
    expect(Math.abs(event!.value! - 4_670_715)).toBeLessThan(400);
    expect(Math.abs(event!.limit! - 4_625_000)).toBeLessThan(306);
  });

  it('by layer 0 is a hard fault that no acknowledge releases', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.registers[AT.LATCH_STATE] = 1;
    bench.run(1);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
    bench.registers[AT.LATCH_STATE] = 0;
    bench.hold(20_000);
    const { mode, latched, fault_nonce } = bench.state;
    expect([mode, latched]).toEqual([Mode.HARD_FAULT, [Cause.HARDWARE_OVER_VOLTAGE]]);
    expect(bench.ask({ kind: 'acknowledge', causes: [...latched], fault_nonce, lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.HARD_FAULT);
    expect(bench.ask({ kind: 'arm', limits_digest: 0, lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.HARD_FAULT);
  });

  it('refuses every energising command until it is acknowledged', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.voltageError_code = 6000;
    bench.run(10);
    bench.voltageError_code = 0;
    expect(bench.setBias(3_500_000).status.code).toBe(StatusCode.TRIPPED);
    expect(bench.ask({ kind: 'arm', limits_digest: 0, lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.TRIPPED);
    const { digest } = bench.get({ kind: 'stage_limits', limits: { bias_uV_max: 4_000_000, lipon_thickness_nm: 500, lnmo_thickness_nm: 500, area_nm2: 10_000_000, is_field_override: false, is_formed: false, lnmo_on: 1 } }, 'limits_echo');
    expect(bench.ask({ kind: 'commit_limits', digest }).status.code).toBe(StatusCode.TRIPPED);
  });
});

describe('the acknowledge', () => {
  function tripped(): Bench {
    const bench = new Bench();
    bench.turnOn();
    bench.voltageError_code = 6000;
    bench.run(10);
    return bench;
  }

  const acknowledge = (bench: Bench, changes: { readonly causes?: Cause[]; readonly fault_nonce?: number; readonly lease_epoch?: number } = {}): StatusCode => {
    const { latched, fault_nonce } = bench.state;
    return bench.ask({ kind: 'acknowledge', causes: [...latched], fault_nonce, lease_epoch: bench.lease_epoch, ...changes }).status.code;
  };

  it('is refused while the cause persists and for a second after, then leads to SAFE and no further', () => {
    const bench = tripped();
    bench.hold(20_000);
    expect(acknowledge(bench)).toBe(StatusCode.CAUSE_PRESENT);
    bench.voltageError_code = 0;
    bench.hold(9900);
    expect(acknowledge(bench)).toBe(StatusCode.CAUSE_PRESENT);
    bench.run(200);
    expect(acknowledge(bench)).toBe(StatusCode.OK);
    bench.hold(20_000);
    expect(bench.state).toMatchObject({ mode: Mode.SAFE, latched: [], is_switch_closed: false });
    expect(bench.state.limits_digest).toBeUndefined();
    expect(bench.isClosed).toBe(false);
  });

  it('is refused for other causes, another nonce and without the lease', () => {
    const bench = tripped();
    bench.voltageError_code = 0;
    bench.hold(10_100);
    expect(acknowledge(bench, { causes: [Cause.UNDER_VOLTAGE] })).toBe(StatusCode.WRONG_FAULT);
    expect(acknowledge(bench, { causes: [Cause.OVER_VOLTAGE, Cause.SLEW] })).toBe(StatusCode.WRONG_FAULT);
    expect(acknowledge(bench, { fault_nonce: (bench.state.fault_nonce + 1) >>> 0 })).toBe(StatusCode.WRONG_FAULT);
    expect(acknowledge(bench, { lease_epoch: 99 })).toBe(StatusCode.STALE_EPOCH);
    expect(acknowledge(bench)).toBe(StatusCode.OK);
  });

  it('is not replaced by a settings write, a stop, a disable or a new session', () => {
    const bench = tripped();
    bench.voltageError_code = 0;
    bench.hold(10_100);
    bench.stop();
    bench.ask({ kind: 'disable', is_soft: false });
    bench.hello(41);
    expect(bench.state).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.OVER_VOLTAGE] });
  });

  it('of a lapsed lease needs a lease that has been alive for a second', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.acquire(100_000);
    bench.run(2000);
    bench.acquire();
    expect(acknowledge(bench)).toBe(StatusCode.CAUSE_PRESENT);
    bench.hold(10_050);
    expect(acknowledge(bench)).toBe(StatusCode.OK);
  });

  it('is asked for anew by the next trip, with another nonce', () => {
    const bench = tripped();
    const first = bench.state.fault_nonce;
    bench.voltageError_code = 0;
    bench.hold(10_100);
    acknowledge(bench);
    bench.enable(bench.commit());
    bench.currentError_code = 20_000;
    bench.run(10);
    expect(bench.state.latched).toEqual([Cause.OVER_CURRENT]);
    expect(bench.state.fault_nonce).not.toBe(first);
  });
});

describe('power-up', () => {
  it('resets layer 0\'s latch by its key, and ends in a hard fault when it stays', () => {
    const bench = new Bench();
    bench.registers[AT.LATCH_STATE] = 2;
    bench.until(() => bench.registers[AT.LATCH_RESET] === 0x5a17, 100);
    bench.run(100);
    bench.registers[AT.LATCH_STATE] = 0;
    bench.hello();
    expect(bench.state.mode).toBe(Mode.HARD_FAULT);
  });

  it('is silent, open and without limits', () => {
    const bench = new Bench();
    bench.run(1);
    expect([bench.registers[AT.SWITCH_REQUEST], bench.registers[AT.DAC]]).toEqual([0, 0]);
    bench.run(30);
    bench.hello();
    expect(bench.state).toMatchObject({ mode: Mode.SAFE, lease_epoch: 0, latched: [], output_epoch: 0 });
  });

  it('feeds the watchdog in every tick by the successor of the word before, modulo 2^31', () => {
    const bench = new Bench();
    for (let fed = 1; fed <= 10; fed += 1) {
      bench.run(1);
      expect(bench.registers[AT.WATCHDOG]).toBe(fed);
    }
    bench.registers[AT.WATCHDOG] = 0x7fffffff;
    bench.run(1);
    expect(bench.registers[AT.WATCHDOG]).toBe(0);
  });
});
