import { Cause, EventKind, LimitOrigin, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench, LIMITS } from './bench.ts';

function ready(): { readonly bench: Bench; readonly digest: number } {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  bench.acquire();
  return { bench, digest: bench.commit() };
}

const armed = (): { readonly bench: Bench; readonly digest: number; readonly token: number } => {
  const { bench, digest } = ready();
  const { token } = bench.get({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
  return { bench, digest, token };
};

const enableBody = ({ bench, digest, token }: ReturnType<typeof armed>) =>
  ({ kind: 'enable', token, limits_digest: digest, expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch }) as const;

describe('arming', () => {
  it('measures the open-circuit voltage behind the open switch and grants a token for 10 s', () => {
    const { bench, digest } = ready();
    const grant = bench.get({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
    expect(Math.abs(grant.open_circuit_uV - 3_450_000)).toBeLessThan(306);
    expect(Math.abs(grant.expires_device_us - bench.now_us - 10_000_000)).toBeLessThan(1000);
    expect(bench.isClosed).toBe(false);
  });

  it.each([
    ['other limits than those in force', (digest: number) => ({ limits_digest: digest + 1, lease_epoch: 1 }), StatusCode.DIGEST_MISMATCH],
    ['another lease', (digest: number) => ({ limits_digest: digest, lease_epoch: 2 }), StatusCode.STALE_EPOCH],
  ])('is refused for %s', (_title, body, code) => {
    const { bench, digest } = ready();
    expect(bench.ask({ kind: 'arm', ...body(digest) }).status.code).toBe(code);
  });

  it('is refused before limits were committed', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    expect(bench.ask({ kind: 'arm', limits_digest: 0, lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.LIMITS_NOT_COMMITTED);
  });

  it('is refused without a lease', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    const digest = bench.commit();
    expect(bench.ask({ kind: 'arm', limits_digest: digest, lease_epoch: 0 }).status.code).toBe(StatusCode.LEASE_REQUIRED);
  });

  it('expires after 10 s', () => {
    const scene = armed();
    const { bench } = scene;
    bench.hold(100_010);
    expect(bench.state.mode).toBe(Mode.LIMITS_SET);
    expect(bench.eventsOf(EventKind.STATE_CHANGED).at(-1)).toMatchObject({ cause: Cause.ARM_EXPIRED });
    expect(bench.ask(enableBody(scene)).status.code).toBe(StatusCode.WRONG_MODE);
  });
});

describe('enabling', () => {
  it('presets the DAC to the open-circuit voltage and closes without a step on the cell', () => {
    const scene = armed();
    const { bench } = scene;
    const reply = bench.ask(enableBody(scene));
    expect(reply.body).toMatchObject({ kind: 'enable_result', is_switch_closed: true });
    expect(bench.state).toMatchObject({ mode: Mode.ON, is_switch_closed: true });
    expect(Math.abs(bench.state.bias_setpoint_uV - 3_450_000)).toBeLessThan(500);
    bench.run(2000);
    expect(Math.abs(bench.node_V - 3.45)).toBeLessThan(1e-3);
  });

  it.each([
    ['another token', { token: 1 }, StatusCode.TOKEN_INVALID], ['another digest', { limits_digest: 1 }, StatusCode.DIGEST_MISMATCH],
    ['a stale output epoch', { expected_epoch: 99 }, StatusCode.STALE_EPOCH], ['a stale lease epoch', { lease_epoch: 99 }, StatusCode.STALE_EPOCH],
    ['a device time that has passed', { not_after_device_us: 1000 }, StatusCode.EXPIRED],
    ['the wish to go on without a host for any charge', { autonomous_us_max: 1_000_000 }, StatusCode.MISSING_FIELD],
  ])('is refused for %s, and leaves the token good', (_title, changes, code) => {
    const scene = armed();
    const body = enableBody(scene);
    expect(scene.bench.ask({ ...body, ...changes }).status.code).toBe(code);
    expect(scene.bench.isClosed).toBe(false);
    expect(scene.bench.ask(body).status.code).toBe(StatusCode.OK);
  });

  it('spends the token: the next closing needs another arm', () => {
    const scene = armed();
    const { bench } = scene;
    const body = enableBody(scene);
    bench.ask(body);
    bench.ask({ kind: 'disable', is_soft: false });
    expect(bench.state.mode).toBe(Mode.LIMITS_SET);
    expect(bench.ask({ ...body, expected_epoch: bench.state.output_epoch }).status.code).toBe(StatusCode.WRONG_MODE);
    expect(bench.isClosed).toBe(false);
  });

  it('waits until layer 0 may close again, a second after the closing before', () => {
    const scene = armed();
    const { bench, digest } = scene;
    bench.ask(enableBody(scene));
    const closed_at = bench.tick;
    bench.ask({ kind: 'disable', is_soft: false });
    expect(bench.enable(digest).status.code).toBe(StatusCode.OK);
    expect(bench.tick - closed_at).toBeGreaterThan(10_000);
  });

  it('is called off by a stop in between, and answered', () => {
    const scene = armed();
    const { bench } = scene;
    const id = bench.send(enableBody(scene));
    bench.run(500);
    bench.stop();
    bench.run(3000);
    expect(bench.replies.find(({ request_id }) => request_id === id)?.status.code).toBe(StatusCode.STALE_EPOCH);
    expect(bench.state).toMatchObject({ mode: Mode.SAFE, is_switch_closed: false });
  });

  it.each([['beyond the upper cap', 4.7, {}], ['below the lower cap of a formed cell', 1.5, { is_formed: true }]])('is not even armed with a cell %s', (_title, cell_V, limits) => {
    const bench = new Bench({ cell_V });
    bench.run(20);
    bench.hello();
    bench.acquire();
    const { status } = bench.ask({ kind: 'arm', limits_digest: bench.commit(limits), lease_epoch: bench.lease_epoch });
    expect(status).toMatchObject({ code: StatusCode.BEYOND_LIMIT, field: 'open_circuit_uV' });
    expect(Math.abs(status.value! - cell_V * 1e6)).toBeLessThan(306);
    expect(bench.state.mode).toBe(Mode.LIMITS_SET);
  });

  it('is refused with a cell that has left the caps since it was armed', () => {
    const bench = new Bench({ cell_V: 4.55 });
    bench.run(20);
    bench.hello();
    bench.acquire();
    const digest = bench.commit();
    const { token } = bench.get({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }, 'arm_grant');
    bench.node_V = 4.7;
    bench.cell_V = 4.7;
    const fence = { expected_epoch: bench.state.output_epoch, not_after_device_us: bench.now_us + 1_000_000, lease_epoch: bench.lease_epoch };
    const { status } = bench.ask({ kind: 'enable', token, limits_digest: digest, ...fence });
    expect(status).toMatchObject({ code: StatusCode.BEYOND_LIMIT, field: 'open_circuit_uV' });
    expect(bench.isClosed).toBe(false);
  });

  it('is refused with a cell of the wrong sign', () => {
    const bench = new Bench({ cell_V: -0.15 });
    bench.run(20);
    bench.hello();
    bench.acquire();
    const reply = bench.enable(bench.commit());
    expect(reply.status).toMatchObject({ code: StatusCode.WRONG_SIGN, field: 'open_circuit_uV' });
    expect(Math.abs(reply.status.value! + 150_000)).toBeLessThan(306);
    expect(bench.state.mode).toBe(Mode.LIMITS_SET);
    expect(bench.isClosed).toBe(false);
  });

  it('closes onto a cell of the wrong sign with row 12 left out', () => {
    const bench = new Bench({ cell_V: -0.15, rowsLeftOut: [12] });
    bench.run(20);
    bench.hello();
    bench.acquire();
    expect(bench.enable(bench.commit()).status.code).toBe(StatusCode.OK);
  });

  it.each([[10_050, StatusCode.HOT_CONNECT], [9950, StatusCode.OK], [-10_050, StatusCode.HOT_CONNECT], [-9950, StatusCode.OK]])('with a DAC that puts out %i uV more than it was told: status %i', (error_uV, code) => {
    const scene = armed();
    scene.bench.dacError_code = Math.round(error_uV / 19.0735);
    expect(scene.bench.ask(enableBody(scene)).status.code).toBe(code);
  });

  it('does not compare on a lithium-free cell before formation', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    const { anode_uV_vs_li: _none, ...lithiumFree } = LIMITS;
    const { digest } = bench.get({ kind: 'stage_limits', limits: lithiumFree }, 'limits_echo');
    bench.get({ kind: 'commit_limits', digest }, 'limits_echo');
    bench.dacError_code = 1000;
    expect(bench.enable(digest).status.code).toBe(StatusCode.OK);
  });

  it('gives up when the switch does not close, and says that it is open', () => {
    const scene = armed();
    const { bench } = scene;
    bench.isStuckOpen = true;
    expect(bench.ask(enableBody(scene)).status.code).toBe(StatusCode.INTERNAL);
    bench.run(300);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, is_switch_closed: false });
    expect(bench.registers[AT.SWITCH_REQUEST]).toBe(0);
  });
});

describe('a set-point', () => {
  it('ramps to the code below it, and arrives when it said', () => {
    const bench = new Bench({ rowsLeftOut: [7] });
    bench.turnOn();
    const { body } = bench.setBias(3_700_000, 100_000_000);
    if (body?.kind !== 'set_bias_result') throw new Error('no result');
    expect(body.target_uV).toBeLessThanOrEqual(3_700_000);
    expect(body.target_uV).toBeGreaterThan(3_700_000 - 20);
    bench.run(Math.round((body.arrival_device_us - bench.now_us) / 100) - 1);
    expect(bench.registers[AT.DAC]).toBeLessThan(193_986);
    bench.run(1);
    expect(bench.registers[AT.DAC]).toBe(193_986);
    bench.hold(5000);
    expect(bench.registers[AT.DAC]).toBe(193_986);
  });

  it.each([
    [4_600_000, StatusCode.OK], [4_600_001, StatusCode.BEYOND_LIMIT], [10_000_000, StatusCode.BEYOND_LIMIT], [-200_000, StatusCode.OK],
    [-200_001, StatusCode.BEYOND_LIMIT], [0, StatusCode.OK],
  ])('of %i uV under a cap of 4.6 V: status %i, never clamped', (target_uV, code) => {
    const bench = new Bench();
    bench.turnOn();
    const before = bench.registers[AT.DAC];
    const { status } = bench.setBias(target_uV, 1_000_000_000);
    expect(status.code).toBe(code);
    if (code === StatusCode.OK) return;
    expect(status).toMatchObject({ field: 'target_uV', value: target_uV, limit_min: -200_000, limit_max: 4_600_000, origin: LimitOrigin.LIMITS });
    bench.run(1000);
    expect(bench.registers[AT.DAC]).toBe(before);
  });

  it('beyond the field in LiPON is refused for the field', () => {
    const bench = new Bench({ cell_V: 2.9 });
    bench.turnOn({ lipon_thickness_nm: 100, bias_uV_max: 3_000_000 });
    expect(bench.setBias(3_000_001).status).toMatchObject({ code: StatusCode.FIELD_TOO_HIGH, limit_max: 3_000_000, origin: LimitOrigin.FIELD });
  });

  it('above half of the field cap is carried out with a warning', () => {
    const bench = new Bench({ cell_V: 1.4 });
    bench.turnOn({ lipon_thickness_nm: 100, bias_uV_max: 3_000_000 });
    bench.setBias(1_500_000);
    expect(bench.eventsOf(EventKind.WARNING)).toEqual([]);
    bench.setBias(1_500_001);
    expect(bench.eventsOf(EventKind.WARNING)).toMatchObject([{ value: 1_500_001, limit: 1_500_000 }]);
  });

  it('faster than the slew limit is refused', () => {
    const bench = new Bench();
    bench.turnOn({ slew_nV_per_s_max: 10_000_000 });
    expect(bench.setBias(3_500_000, 10_000_001).status).toMatchObject({ code: StatusCode.BEYOND_LIMIT, field: 'slew_nV_per_s', limit_max: 10_000_000 });
    expect(bench.setBias(3_500_000, 10_000_000).status.code).toBe(StatusCode.OK);
  });

  it.each([
    ['a stale output epoch', { expected_epoch: 5 }, StatusCode.STALE_EPOCH], ['a device time that has passed', { not_after_device_us: 1 }, StatusCode.EXPIRED],
    ['a stale lease', { lease_epoch: 7 }, StatusCode.STALE_EPOCH],
  ])('with %s is refused', (_title, changes, code) => {
    const bench = new Bench();
    bench.turnOn();
    const body = { kind: 'set_bias', target_uV: 3_500_000, slew_nV_per_s: 1_000_000, expected_epoch: bench.state.output_epoch, not_after_device_us: 1e9, lease_epoch: bench.lease_epoch } as const;
    const before = bench.registers[AT.DAC];
    expect(bench.ask({ ...body, ...changes }).status.code).toBe(code);
    bench.run(1000);
    expect(bench.registers[AT.DAC]).toBe(before);
  });

  it('is refused while the output is off', () => {
    const { bench } = ready();
    expect(bench.setBias(3_500_000).status.code).toBe(StatusCode.WRONG_MODE);
  });
});

describe('limits while the output is armed or on', () => {
  it('may be tightened, and not loosened', () => {
    const bench = new Bench();
    bench.turnOn();
    const loose = bench.get({ kind: 'stage_limits', limits: { ...LIMITS, bias_uV_max: 4_700_000 } }, 'limits_echo');
    expect(bench.ask({ kind: 'commit_limits', digest: loose.digest }).status.code).toBe(StatusCode.LOOSENING);
    expect(bench.setBias(4_650_000).status.code).toBe(StatusCode.BEYOND_LIMIT);
    bench.commit({ bias_uV_max: 4_000_000 });
    expect(bench.state.mode).toBe(Mode.ON);
    expect(bench.setBias(4_000_001).status.code).toBe(StatusCode.BEYOND_LIMIT);
  });

  it('open the circuit when they are tightened below the output', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.commit({ bias_uV_max: 3_400_000 });
    bench.run(300);
    expect(bench.isClosed).toBe(false);
    expect(bench.eventsOf(EventKind.OUTPUT_OPENED)).toMatchObject([{ cause: Cause.LIMIT_TIGHTENED, is_switch_closed: false }]);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, latched: [] });
  });

  it('stop a ramp whose target they no longer permit', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.setBias(4_500_000, 1_000_000);
    bench.run(100);
    bench.commit({ bias_uV_max: 4_000_000 });
    const dac = bench.registers[AT.DAC];
    bench.hold(5000);
    expect(bench.registers[AT.DAC]).toBe(dac);
    expect(bench.isClosed).toBe(true);
  });

  it('void the token when they are tightened while armed', () => {
    const scene = armed();
    const { bench } = scene;
    const digest = bench.commit({ bias_uV_max: 4_500_000 });
    expect(bench.state.mode).toBe(Mode.LIMITS_SET);
    expect(bench.ask({ ...enableBody(scene), limits_digest: digest }).status.code).toBe(StatusCode.WRONG_MODE);
  });

  it('are echoed in full with what they come to', () => {
    const { bench } = ready();
    const echo = bench.get({ kind: 'stage_limits', limits: LIMITS }, 'limits_echo');
    expect(echo.limits).toEqual({
      ...LIMITS, bias_uV_min: -200_000, current_fA_max: 10_000_000, excess_charge_fC_max: 10_000, field_V_per_cm_max: 300_000,
      declared_damage_ppt: 1000, over_voltage_margin_uV: 25_000, hot_connect_uV_max: 10_000,
      sustained_current_fA_max: 67_410, short_current_fA_max: 500_000, precursor_current_fA_max: 1_000_000, is_precursor_trip: false,
      specific_charge_mAh_per_g_max: 330, cutoff_uV_min: -150_000, temperature_mdegC_min: 15_000, temperature_mdegC_max: 60_000, is_probe_motion_trip: false,
    });
    expect([echo.effective_bias_uV_min, echo.effective_bias_uV_max]).toEqual([-200_000, 4_600_000]);
  });

  it('are refused for a digest that was not staged', () => {
    const { bench } = ready();
    expect(bench.ask({ kind: 'commit_limits', digest: 1 }).status.code).toBe(StatusCode.DIGEST_MISMATCH);
  });
});
