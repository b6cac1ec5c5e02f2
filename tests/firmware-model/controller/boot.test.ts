import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

const RESET = { POWER_UP: 1, LOCAL: 2, WATCHDOG: 3, BROWN_OUT: 4 } as const;
/** Boot, with an erase of 2 ms and a record; the hold-up of 5 ms. */
const BOOT_TICKS = 100;
const HOLD_UP_TICKS = 50;
const CLEAR_TICKS = 10_050;

/** Starts anew and looks at the state from a new session. */
function restart(bench: Bench, reset_cause: number): Bench['state'] {
  bench.reset(reset_cause);
  bench.run(BOOT_TICKS);
  bench.hello(bench.tick);
  return bench.state;
}

function acknowledge(bench: Bench): StatusCode {
  const { latched, fault_nonce } = bench.state;
  return bench.ask({ kind: 'acknowledge', causes: [...latched], fault_nonce, lease_epoch: bench.lease_epoch }).status.code;
}

function on(): Bench {
  const bench = new Bench();
  bench.turnOn();
  return bench;
}

describe('a reset with the output on', () => {
  it.each([
    ['by the watchdog', RESET.WATCHDOG, Cause.WATCHDOG], ['by a brown-out', RESET.BROWN_OUT, Cause.SUPPLY], ['by the local button', RESET.LOCAL, Cause.RESET],
    ['by power cut and power-up', RESET.POWER_UP, Cause.SUPPLY], ['by a cause that nobody knows', 0, Cause.RESET],
  ])('%s comes up tripped, with the cause latched under a nonce', (_title, reset_cause, cause) => {
    const bench = on();
    const state = restart(bench, reset_cause);
    expect(state).toMatchObject({ mode: Mode.TRIPPED, latched: [cause], is_switch_closed: false });
    expect(state.fault_nonce).not.toBe(0);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });

  it('lets nothing energise before an acknowledge, and everything after it', () => {
    const bench = on();
    restart(bench, RESET.WATCHDOG);
    bench.acquire();
    const { status } = bench.ask({ kind: 'arm', limits_digest: 1, lease_epoch: bench.lease_epoch });
    expect(status.code).toBe(StatusCode.TRIPPED);
    expect(acknowledge(bench)).toBe(StatusCode.CAUSE_PRESENT);
    bench.hold(CLEAR_TICKS);
    expect(acknowledge(bench)).toBe(StatusCode.OK);
    expect(bench.state.mode).toBe(Mode.SAFE);
    bench.enable(bench.commit());
    expect(bench.state.mode).toBe(Mode.ON);
  });

  it('is latched still after any number of further resets, whatever their cause', () => {
    const bench = on();
    restart(bench, RESET.WATCHDOG);
    for (const cause of [RESET.POWER_UP, RESET.LOCAL, RESET.BROWN_OUT, RESET.POWER_UP]) {
      expect(restart(bench, cause)).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.WATCHDOG] });
    }
  });
});

describe('a reset with the output off', () => {
  it.each([['power-up', RESET.POWER_UP], ['the local button', RESET.LOCAL], ['a brown-out', RESET.BROWN_OUT]])('by %s comes up safe', (_title, cause) => {
    const bench = on();
    bench.get({ kind: 'disable', is_soft: false }, 'off_result');
    bench.run(HOLD_UP_TICKS);
    expect(restart(bench, cause)).toMatchObject({ mode: Mode.SAFE, latched: [] });
  });

  it('by the watchdog comes up tripped all the same: the firmware hung', () => {
    const bench = new Bench();
    bench.run(BOOT_TICKS);
    expect(restart(bench, RESET.WATCHDOG)).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.WATCHDOG] });
  });

  it('keeps nothing of a session: neither lease nor limits nor token', () => {
    const bench = new Bench();
    bench.run(BOOT_TICKS);
    bench.hello();
    bench.acquire();
    const digest = bench.commit();
    bench.get({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
    const state = restart(bench, RESET.POWER_UP);
    expect(state).toMatchObject({ mode: Mode.SAFE, is_lease_mine: false, lease_remaining_us: 0 });
    expect(state.limits_digest).toBeUndefined();
  });
});

describe('a trip', () => {
  it('that nobody acknowledged comes up tripped after a power cut one hold-up later, with what was measured', () => {
    const bench = on();
    bench.currentError_code = 20_000;
    bench.until(() => bench.registers[AT.SWITCH_REQUEST] === 0);
    bench.run(HOLD_UP_TICKS);
    bench.currentError_code = 0;
    const frame = bench.get({ kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame');
    const { latched } = bench.state;
    expect(restart(bench, RESET.POWER_UP)).toMatchObject({ mode: Mode.TRIPPED, latched });
    const kept = bench.get({ kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame');
    const { cause, value, limit, device_time_us, mode } = frame;
    expect(kept).toMatchObject({ cause, value, limit, device_time_us, mode, samples_size_bytes: 0 });
    expect(cause).toBe(Cause.OVER_CURRENT);
  });

  it.each([
    ['a current', (bench: Bench) => { bench.currentError_code = 20_000; }, Cause.OVER_CURRENT, StatusCode.CAUSE_PRESENT],
    ['a voltage', (bench: Bench) => { bench.voltageError_code = 10_000; }, Cause.OVER_VOLTAGE, StatusCode.BEYOND_LIMIT],
    ['a temperature', (bench: Bench) => { bench.registers[AT.TEMPERATURE] = 70_000; }, Cause.TEMPERATURE, StatusCode.CAUSE_PRESENT],
  ])('on %s can be acknowledged after a power cut took the limits with it, and what is beyond new ones still refuses the connection', (_title, disturb, cause, refusal) => {
    const bench = on();
    disturb(bench);
    bench.until(() => bench.registers[AT.SWITCH_REQUEST] === 0);
    bench.run(HOLD_UP_TICKS);
    expect(restart(bench, RESET.POWER_UP).latched).toContain(cause);
    bench.acquire();
    bench.hold(CLEAR_TICKS);
    expect(acknowledge(bench)).toBe(StatusCode.OK);
    const { status } = cause === Cause.OVER_VOLTAGE ? bench.ask({ kind: 'arm', limits_digest: bench.commit(), lease_epoch: bench.lease_epoch }) : bench.enable(bench.commit());
    expect(status.code).toBe(refusal);
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });

  it('that was acknowledged does not come up again', () => {
    const bench = on();
    bench.currentError_code = 20_000;
    bench.run(10);
    bench.currentError_code = 0;
    bench.hold(CLEAR_TICKS);
    expect(acknowledge(bench)).toBe(StatusCode.OK);
    bench.run(HOLD_UP_TICKS);
    expect(restart(bench, RESET.POWER_UP).mode).toBe(Mode.SAFE);
  });

  it('is told as an event of the boot that takes it over', () => {
    const bench = on();
    bench.reset(RESET.WATCHDOG);
    bench.run(BOOT_TICKS);
    bench.hello(5);
    const { events } = bench.get({ kind: 'read_events', from_seq: 1, count_max: 2 }, 'event_page');
    expect(bench.get({ kind: 'read_events', from_seq: events.at(-1)!.event_seq + 1, count_max: 2 }, 'event_page').events.map(({ kind, cause }) => [kind, cause]))
      .toContainEqual([EventKind.TRIPPED, Cause.WATCHDOG]);
  });
});

describe('a hard fault', () => {
  function hardFaulted(): Bench {
    const bench = on();
    bench.registers[AT.LATCH_STATE] = 1;
    bench.run(HOLD_UP_TICKS);
    expect(bench.state.mode).toBe(Mode.HARD_FAULT);
    return bench;
  }

  it.each([['power-up', RESET.POWER_UP], ['the watchdog', RESET.WATCHDOG], ['a brown-out', RESET.BROWN_OUT]])('outlives a reset by %s, even with layer 0 reset', (_title, cause) => {
    const bench = hardFaulted();
    bench.registers[AT.LATCH_STATE] = 0;
    const state = restart(bench, cause);
    expect([state.mode, state.latched[0]]).toEqual([Mode.HARD_FAULT, Cause.HARDWARE_OVER_VOLTAGE]);
  });

  it('is lifted by the local reset, and still has to be acknowledged', () => {
    const bench = hardFaulted();
    bench.registers[AT.LATCH_STATE] = 0;
    expect(restart(bench, RESET.LOCAL)).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.RESET] });
    bench.acquire();
    bench.hold(CLEAR_TICKS);
    expect(acknowledge(bench)).toBe(StatusCode.OK);
    expect(bench.state.mode).toBe(Mode.SAFE);
  });

  it('is still told as the first fault once it was lifted, over any further reset', () => {
    const bench = hardFaulted();
    const { cause, value, limit, device_time_us } = bench.get({ kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame');
    expect(cause).toBe(Cause.HARDWARE_OVER_VOLTAGE);
    bench.registers[AT.LATCH_STATE] = 0;
    for (const reset of [RESET.LOCAL, RESET.LOCAL, RESET.POWER_UP]) {
      expect(restart(bench, reset).latched).toEqual([Cause.RESET]);
      expect(bench.get({ kind: 'read_freeze_frame', offset_bytes: 0 }, 'freeze_frame')).toMatchObject({ cause, value, limit, device_time_us });
    }
  });

  it('comes up where layer 0 holds what the firmware knows nothing of', () => {
    const bench = new Bench();
    bench.run(BOOT_TICKS);
    bench.registers[AT.LATCH_STATE] = 4;
    expect(restart(bench, RESET.POWER_UP)).toMatchObject({ mode: Mode.HARD_FAULT, latched: [Cause.HARDWARE_OVER_CURRENT] });
  });

  it('comes up where the switch reads closed although nobody asked', () => {
    const bench = new Bench();
    bench.run(BOOT_TICKS);
    bench.weld = 3;
    expect(restart(bench, RESET.POWER_UP)).toMatchObject({ mode: Mode.HARD_FAULT, latched: [Cause.SWITCH_WELDED] });
  });
});

describe('layer 0\'s latch', () => {
  it('is given the key at a power-up with nothing latched, and never while something is', () => {
    const bench = new Bench();
    bench.until(() => bench.registers[AT.LATCH_RESET] === 0x5a17, BOOT_TICKS);
    bench.turnOn();
    bench.reset(RESET.WATCHDOG);
    for (let tick = 0; tick < 300; tick += 1) {
      bench.run(1);
      expect(bench.registers[AT.LATCH_RESET]).toBe(0);
    }
  });
});

describe('a damaged flash', () => {
  it('comes up tripped: what it held is not known', () => {
    const bench = new Bench();
    bench.run(BOOT_TICKS);
    for (const page of [0, 1]) bench.flash.rot(page, 4, 3);
    expect(restart(bench, RESET.POWER_UP)).toMatchObject({ mode: Mode.TRIPPED, latched: [Cause.STATE_CORRUPTED] });
  });
});

describe('a boot', () => {
  it('sets the front end up and takes every stimulus away', () => {
    const bench = new Bench();
    bench.registers[AT.STIMULUS] = 7;
    bench.registers[AT.FRONT_END] = 0;
    bench.reset(RESET.LOCAL);
    expect([bench.registers[AT.STIMULUS], bench.registers[AT.FRONT_END]]).toEqual([0, 0x3c96]);
  });

  it('answers nobody before its record is safe, so that a power cut repeats no id that was told', () => {
    const bench = new Bench();
    bench.flash.cutAt(10);
    bench.run(2000);
    expect(() => bench.hello()).toThrow('not so');
  });

  it('repeats neither boot id nor nonce nor session over five hundred resets', () => {
    const bench = new Bench({ seed: 3 });
    const told = { boot: new Set<number>(), nonce: new Set<number>(), session: new Set<number>() };
    for (let count = 0; count < 500; count += 1) {
      bench.reset(RESET.WATCHDOG);
      bench.run(BOOT_TICKS);
      const { boot_id, session } = bench.hello(count);
      told.boot.add(boot_id);
      told.session.add(session);
      told.nonce.add(bench.state.fault_nonce);
    }
    expect([told.boot.size, told.nonce.size, told.session.size]).toEqual([500, 500, 500]);
  });
});
