import { REGISTER } from '@nanobias/firmware-model';
import type { InterlockRow } from '@nanobias/firmware-model';
import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { EXACT, PLAIN, RawHost } from '@nanobias/firmware-model/swarm';
import type { RawHostOptions } from '@nanobias/firmware-model/swarm';

/** Rows that judge film and converters. They are left out throughout: jumps that other rows would never let through, and a board without noise, are no fair trial. */
const OTHERS: readonly InterlockRow[] = [7, 8, 9, 13, 19];

/** Every row is brought about twice: with the row, and without it, where the outcome must differ. */
const without = (...rows: readonly InterlockRow[]): RawHostOptions => ({ board: EXACT, protections: { rowsLeftOut: new Set([...OTHERS, ...rows]) } });

const { DAC_CODE, DAC_READBACK_CODE, INTERLOCK_VOLTAGE_CODE, SWITCH_REQUEST } = REGISTER;

function causesOf(host: RawHost): readonly Cause[] {
  return host.eventsOf(EventKind.TRIPPED).map(({ cause }) => cause);
}

describe('row 1: layer 0 opens at its strap, whatever the firmware lets through', () => {
  const demand = (isLayer0Fitted: boolean): RawHost => {
    // No cap and no measured limit: only layer 0 stands between 7 V and the cell. The ramp keeps its current below 20 nA.
    const host = new RawHost({ board: EXACT, protections: { isLayer0Fitted, rowsLeftOut: new Set([...OTHERS, 2, 3, 4, 6]) } });
    host.turnOn();
    expect(host.setBias(7_000_000).status.code).toBe(StatusCode.OK);
    host.hold(30_000);
    return host;
  };

  it('with it, tap B never passes 5.00 V by more than its error and the overshoot of 50 mV', () => {
    const host = demand(true);
    expect(host.peak_V).toBeGreaterThan(4.97);
    expect(host.peak_V).toBeLessThanOrEqual(5.02 + 0.05);
    expect(host.truth.isConducting).toBe(false);
    expect(causesOf(host)).toEqual([Cause.HARDWARE_OVER_VOLTAGE]);
    expect(host.state).toMatchObject({ mode: Mode.HARD_FAULT, is_switch_closed: false });
  });

  it('without it, the cell sees more than 5.5 V', () => {
    const host = demand(false);
    expect(host.peak_V).toBeGreaterThan(5.5);
    expect(host.truth.isConducting).toBe(true);
  });
});

describe('row 2: a measured voltage 25 mV beyond a cap opens', () => {
  /** Drives the cell past a cap in steps below one code; gives the code in the tick in which the request falls, or the last. */
  const creep = (rows: readonly InterlockRow[], target_uV: number, isPast: (code: number) => boolean): { readonly host: RawHost; readonly seen: number[] } => {
    const host = new RawHost(without(...rows));
    host.turnOn({ ...PLAIN, bias_uV_min: 3_400_000 });
    host.setBias(target_uV, 100_000_000);
    const seen: number[] = [];
    for (let past = 0; past < 100 && host.registers[SWITCH_REQUEST] === 3 && seen.length < 40_000; ) {
      host.run(1);
      const code = host.registers[INTERLOCK_VOLTAGE_CODE]!;
      if (seen.at(-1) !== code) seen.push(code);
      if (isPast(code)) past += 1;
      if (seen.length % 5000 === 4999 || host.device.tick % 10_000 === 0) host.send({ kind: 'renew_lease', lease_epoch: host.lease_epoch });
    }
    return { host, seen };
  };

  // 4.6 V + 25 mV are 15,155.2 codes: 15,155 is inside, 15,156 beyond. 3.4 V - 25 mV are 11,059.2: 11,060 is inside.
  it.each([
    { side: 'upper', target_uV: 4_900_000, inside: 15_155, beyond: 15_156, cause: Cause.OVER_VOLTAGE },
    { side: 'lower', target_uV: 3_100_000, inside: 11_060, beyond: 11_059, cause: Cause.UNDER_VOLTAGE },
  ])('$side: one code below passes, one code above opens in that tick', ({ target_uV, inside, beyond, cause }) => {
    const { host, seen } = creep([3], target_uV, (code) => (beyond > inside ? code >= beyond : code <= beyond));
    expect(seen).toContain(inside);
    expect(seen.at(-1)).toBe(beyond);
    expect(host.registers[SWITCH_REQUEST]).toBe(0);
    host.run(1);
    expect(host.truth.isConducting).toBe(false);
    host.run(300);
    expect(causesOf(host)).toEqual([cause]);
    expect(host.state).toMatchObject({ mode: Mode.TRIPPED, latched: [cause] });
  });

  it('without it, the output stays on beyond', () => {
    const { host, seen } = creep([2, 3], 4_900_000, (code) => code >= 15_156);
    expect(Math.max(...seen)).toBeGreaterThanOrEqual(15_156);
    expect(host.registers[SWITCH_REQUEST]).toBe(3);
    expect(host.truth.isConducting).toBe(true);
  });
});

describe('row 3: a set-point beyond a cap never reaches the DAC', () => {
  // 4.6 V are 241,172.48 codes.
  const demand = (...rows: readonly InterlockRow[]): { readonly host: RawHost; readonly code: StatusCode; readonly dac_max: number } => {
    const host = new RawHost(without(...rows));
    host.turnOn();
    host.setBias(4_600_000);
    host.hold(12_000);
    const { code } = host.setBias(4_610_000).status;
    let dac_max = -Infinity;
    for (let index = 0; index < 2000; index += 1) {
      host.run(1);
      dac_max = Math.max(dac_max, host.registers[DAC_CODE]!);
    }
    return { host, code, dac_max };
  };

  it('with it, the request is refused and the DAC stays at the cap', () => {
    expect(demand()).toMatchObject({ code: StatusCode.BEYOND_LIMIT, dac_max: 241_172 });
  });

  it('without it, the DAC goes beyond', () => {
    const { code, dac_max } = demand(3);
    expect(code).toBe(StatusCode.OK);
    expect(dac_max).toBe(241_696);
  });
});

describe('row 4: no field above 0.30 MV/cm without the override', () => {
  const thin = { ...PLAIN, lipon_thickness_nm: 100, bias_uV_max: 4_600_000 };
  const demand = (...rows: readonly InterlockRow[]): { readonly host: RawHost; readonly code: StatusCode } => {
    const host = new RawHost({ ...without(...rows), preset: 'lipon-100nm' });
    host.acquire();
    const { code, digest } = host.commit(thin);
    host.enable(digest);
    host.setBias(4_600_000);
    host.hold(12_000);
    return { host, code };
  };

  it('with it, limits that would permit more are refused, and the output stays off', () => {
    const { host, code } = demand();
    expect(code).toBe(StatusCode.FIELD_TOO_HIGH);
    expect(host.state).toMatchObject({ mode: Mode.SAFE, is_switch_closed: false });
    expect(host.truth.isConducting).toBe(false);
  });

  it('without it, the film sees more than 0.40 MV/cm', () => {
    const { host, code } = demand(4);
    expect(code).toBe(StatusCode.OK);
    expect(host.truth.specimen.field_V_per_m).toBeGreaterThan(4e7);
  });
});

describe('row 5: slew', () => {
  const ramp = (...rows: readonly InterlockRow[]): number => {
    const host = new RawHost(without(...rows));
    host.turnOn();
    const start_code = host.registers[DAC_CODE]!;
    host.setBias(4_400_000, 1_000_000_000);
    host.run(10);
    return host.registers[DAC_CODE]! - start_code;
  };

  it('with it, the generator keeps to 1 V/s: 52 codes in ten ticks and the two of the answer', () => {
    expect(ramp()).toBeLessThanOrEqual(64);
    expect(ramp()).toBeGreaterThanOrEqual(52);
  });

  it('without it, the DAC jumps', () => {
    expect(ramp(5)).toBeGreaterThan(40_000);
  });

  const refused = (...rows: readonly InterlockRow[]): StatusCode => {
    const host = new RawHost(without(...rows));
    host.turnOn({ ...PLAIN, slew_nV_per_s_max: 10_000_000 });
    return host.setBias(3_500_000, 10_000_001).status.code;
  };

  it('with it, a faster ramp than the limit is refused; without it, it is taken', () => {
    expect(refused()).toBe(StatusCode.BEYOND_LIMIT);
    expect(refused(5)).toBe(StatusCode.OK);
  });

  /** The DAC's word is overwritten behind the generator's back: 4 mV within one tick. */
  const corrupted = (...rows: readonly InterlockRow[]): RawHost => {
    const host = new RawHost(without(...rows));
    host.turnOn();
    host.run(100);
    host.registers[DAC_CODE] = host.registers[DAC_CODE]! + 200;
    host.run(2);
    return host;
  };

  it('with it, a DAC that moves by itself opens the circuit at its read-back', () => {
    const host = corrupted();
    expect(host.registers[SWITCH_REQUEST]).toBe(0);
    host.run(300);
    expect(causesOf(host)).toEqual([Cause.SLEW]);
  });

  it('without it, nobody notices', () => {
    const host = corrupted(5);
    host.run(300);
    expect(host.registers[SWITCH_REQUEST]).toBe(3);
  });
});

describe('row 6: over-current', () => {
  /** Without the slew limit a set-point is a jump: 1.15 V across 100 MOhm are 11.5 nA. */
  const jump = (...rows: readonly InterlockRow[]): { readonly host: RawHost; readonly ticks: number } => {
    const host = new RawHost(without(5, ...rows));
    host.turnOn();
    host.setBias(4_600_000);
    let ticks = 0;
    for (let index = 0; index < 100 && host.registers[SWITCH_REQUEST] === 3; index += 1) {
      host.run(1);
      if (host.truth.current_A > 10e-9) ticks += 1;
    }
    return { host, ticks };
  };

  it('with it, a current above 10 nA lasts no longer than three ticks', () => {
    const { host, ticks } = jump();
    expect(host.registers[SWITCH_REQUEST]).toBe(0);
    expect(ticks).toBeGreaterThanOrEqual(1);
    expect(ticks).toBeLessThanOrEqual(3);
    host.run(300);
    expect(causesOf(host)).toEqual([Cause.OVER_CURRENT]);
  });

  it('without it, it lasts until the stray capacitance is charged', () => {
    const { host, ticks } = jump(6);
    expect(host.registers[SWITCH_REQUEST]).toBe(3);
    expect(ticks).toBeGreaterThan(20);
  });

  /** Every other tick 15 nA, in turn charging and discharging: no two samples in a row are beyond the limit. */
  const flicker = (...rows: readonly InterlockRow[]): { readonly host: RawHost; readonly ticks: number } => {
    const host = new RawHost(without(5, ...rows));
    host.turnOn();
    host.run(100);
    const rest_code = host.registers[DAC_CODE]!;
    let ticks = 0;
    for (; ticks < 400 && host.registers[SWITCH_REQUEST] === 3; ticks += 1) {
      host.registers[DAC_CODE] = rest_code + [0, 78_643, 0, -78_643][ticks % 4]!;
      host.run(1);
    }
    return { host, ticks };
  };

  it('with it, a current that flickers opens by its charge: 10 pC at 5 nA beyond the limit, every other tick', () => {
    const { host, ticks } = flicker();
    expect(ticks).toBeGreaterThan(36);
    expect(ticks).toBeLessThan(48);
    host.run(300);
    expect(causesOf(host)).toEqual([Cause.EXCESS_CHARGE]);
  });

  it('without it, it flickers on', () => {
    expect(flicker(6).ticks).toBe(400);
  });
});

describe('row 12: hot connect, wrong sign', () => {
  /** The counter electrode stands 3.6 V above the lithium that was declared: the cell shows -0.15 V. */
  const reversed = { cell: { anode_V: 2, anode_V_rise: 1.6, anode_ratio_formation: 1 } };

  it('with it, a cell of the wrong sign stays open', () => {
    const host = new RawHost({ ...without(), ...reversed });
    const reply = host.turnOn();
    expect(reply.status.code).toBe(StatusCode.WRONG_SIGN);
    expect(reply.status.value).toBeLessThan(-100_000);
    expect(host.truth.isConducting).toBe(false);
  });

  it('without it, the switch closes onto it', () => {
    const host = new RawHost({ ...without(12), ...reversed });
    expect(host.turnOn().status.code).toBe(StatusCode.OK);
    expect(host.truth.isConducting).toBe(true);
  });

  /** The DAC puts out 11.4 mV more than it is told, from before the measurement on. */
  const offset = (...rows: readonly InterlockRow[]): { readonly host: RawHost; readonly code: StatusCode; readonly step_V: number } => {
    const host = new RawHost(without(...rows));
    host.acquire();
    const { digest } = host.commit(PLAIN);
    const { token } = host.get({ kind: 'arm', limits_digest: digest, lease_epoch: host.lease_epoch }, 'arm_grant');
    const { output_epoch } = host.state;
    const id = host.send({ kind: 'enable', token, limits_digest: digest, expected_epoch: output_epoch, not_after_device_us: host.now_us + 1_000_000, lease_epoch: host.lease_epoch });
    let told_code = NaN;
    let step_V = 0;
    host.until(() => {
      if (host.registers[DAC_CODE] !== told_code) told_code = host.registers[DAC_CODE]! + 600;
      host.registers[DAC_CODE] = told_code;
      step_V = (host.registers[DAC_READBACK_CODE]! / 524_288) * 10 - host.truth.voltage_V;
      return host.replies.some(({ request_id }) => request_id === id);
    });
    return { host, code: host.replies.find(({ request_id }) => request_id === id)!.status.code, step_V };
  };

  it('with it, a DAC more than 10 mV off the cell is not connected', () => {
    const { host, code } = offset();
    expect(code).toBe(StatusCode.HOT_CONNECT);
    expect(host.truth.isConducting).toBe(false);
  });

  it('without it, the step of more than 10 mV goes across the cell', () => {
    const { host, code, step_V } = offset(12);
    expect(code).toBe(StatusCode.OK);
    expect(host.truth.isConducting).toBe(true);
    expect(step_V).toBeGreaterThan(0.01);
  });
});

describe('row 14: host loss', () => {
  const silent = (...rows: readonly InterlockRow[]): { readonly host: RawHost; readonly ticks: number } => {
    const host = new RawHost(without(...rows));
    host.turnOn();
    host.acquire(500_000);
    const renewed_us = host.now_us;
    for (let index = 0; index < 6000 && host.registers[SWITCH_REQUEST] === 3; index += 1) host.run(1);
    return { host, ticks: (host.now_us - renewed_us) / 100 };
  };

  it('with it, silence opens at the lease of 500 ms and one tick', () => {
    const { host, ticks } = silent();
    // The grant itself took a tick to come back.
    expect(ticks).toBeGreaterThan(4990);
    expect(ticks).toBeLessThanOrEqual(5001);
    host.run(300);
    expect(causesOf(host)).toEqual([Cause.LEASE_LAPSED]);
  });

  it('without it, the output stays on', () => {
    expect(silent(14).ticks).toBeGreaterThan(5900);
  });

  const hungUp = (...rows: readonly InterlockRow[]): RawHost => {
    const host = new RawHost(without(...rows));
    host.turnOn();
    host.device.board.port.setHostPresent(false);
    host.run(2);
    return host;
  };

  it('with it, a hang-up opens within two ticks, long before the lease; without it, it does not', () => {
    const host = hungUp();
    expect(host.registers[SWITCH_REQUEST]).toBe(0);
    host.run(10);
    expect(host.truth.isConducting).toBe(false);
    expect(hungUp(14).registers[SWITCH_REQUEST]).toBe(3);
  });
});
