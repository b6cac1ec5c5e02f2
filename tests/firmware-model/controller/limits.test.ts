import { LimitOrigin, LnmoOn, StatusCode } from '@nanobias/proto';
import type { Limits } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { Bench, LIMITS } from './bench.ts';

/** What every request moves, refused or not: clocks, measurements, and the books of the wire. */
const COUNTERS = /^(?:test\.|controller\.(?:clock|averages|history|deframer|repl|tx|session|comms|events|event_|freeze|ranging|request))/;
/** Words of the interlock that every tick moves. What decides lies in its guarded copies, and in the token. */
const LIVE = /^interlock\.(?:state|inputs|blocks|seen|slow|excess|dac)$/;

/** Everything else, by field. */
function state(bench: Bench): ReadonlyMap<string, string> {
  return new Map(bench.arena.fields.filter(({ name }) => !COUNTERS.test(name) && !LIVE.test(name)).map(({ name }) => [name, bytes(bench, name)]));
}

function bytes({ arena }: Bench, name: string): string {
  const { kind, length, offset_bytes } = arena.fields.find((field) => field.name === name)!;
  return new Uint8Array(arena.words.buffer, offset_bytes, length * { f64: 8, i32: 4, u32: 4, u8: 1 }[kind]).join();
}

/** Names of the fields that are not as they were. */
function differences(before: ReadonlyMap<string, string>, bench: Bench): readonly string[] {
  const after = state(bench);
  return [...before.keys()].filter((name) => before.get(name) !== after.get(name));
}

/** The thresholds that are in force, and the limits behind them. */
const inForce = (bench: Bench): readonly [number | undefined, string] => [bench.state.limits_digest, bytes(bench, 'controller.limits_committed')];

const changed = (changes: Partial<Limits>): Limits => ({ ...LIMITS, ...changes });

describe('limits that are refused', () => {
  const bench = new Bench();
  bench.run(20);
  bench.hello();
  bench.acquire();
  bench.commit();

  it.each([
    // Beyond the range of the controller, inside that of the schema; the limit is named with its range and origin.
    [{ lnmo_thickness_nm: 9 }, StatusCode.OUT_OF_RANGE, { limit_min: 10, limit_max: 100_000 }],
    [{ lnmo_thickness_nm: 100_001 }, StatusCode.OUT_OF_RANGE, { limit_min: 10, limit_max: 100_000 }],
    [{ area_nm2: 999 }, StatusCode.OUT_OF_RANGE, { limit_min: 1000, limit_max: 10_000_000_000 }],
    [{ area_nm2: 10_000_000_001 }, StatusCode.OUT_OF_RANGE, { limit_min: 1000, limit_max: 10_000_000_000 }],
    [{ specific_charge_mAh_per_g_max: 379 }, StatusCode.OUT_OF_RANGE, { limit_min: 1, limit_max: 378 }],
    [{ cutoff_uV_min: -150_001 }, StatusCode.OUT_OF_RANGE, { limit_min: -150_000, limit_max: 4_800_000 }],
    [{ temperature_mdegC_min: -100_001 }, StatusCode.OUT_OF_RANGE, { limit_min: -100_000, limit_max: 100_000 }],
    [{ temperature_mdegC_max: 100_001 }, StatusCode.OUT_OF_RANGE, { limit_min: -100_000, limit_max: 100_000 }],
    [{ sustained_current_fA_max: 10_000_001 }, StatusCode.LIMITS_NOT_ORDERED, { limit_max: 10_000_000 }],
    [{ sustained_current_fA_max: 29 }, StatusCode.LIMIT_BELOW_NOISE, { limit_min: 30 }],
    [{ short_current_fA_max: 100_000 }, StatusCode.LIMIT_BELOW_NOISE, { limit_min: 159_308 }],
    [{ precursor_current_fA_max: 49_497 }, StatusCode.LIMIT_BELOW_NOISE, { limit_min: 49_498 }],
    // A unit slip: amperes for femtoamperes, metres for nanometres.
    [{ short_current_fA_max: 1 }, StatusCode.LIMIT_BELOW_NOISE, { limit_min: 159_258 }],
    [{ lnmo_thickness_nm: 1 }, StatusCode.OUT_OF_RANGE, { limit_min: 10, limit_max: 100_000 }],
  ] as const)('%o: status %d, with value and range %o, and nothing changed', (changes, code, range) => {
    const [field, value] = Object.entries(changes)[0]!;
    const before = state(bench);
    const held = inForce(bench);
    const { status } = bench.ask({ kind: 'stage_limits', limits: changed(changes) });
    expect(status).toMatchObject({ code, field, value, ...range });
    expect(status.origin).not.toBe(LimitOrigin.UNSPECIFIED);
    expect(inForce(bench)).toEqual(held);
    expect(differences(before, bench)).toEqual([]);
  });

  it.each(['lnmo_thickness_nm', 'area_nm2'] as const)('for want of %s', (field) => {
    const { [field]: _, ...others } = LIMITS;
    const before = state(bench);
    expect(bench.ask({ kind: 'stage_limits', limits: others }).status).toMatchObject({ code: StatusCode.MISSING_FIELD, field });
    expect(differences(before, bench)).toEqual([]);
  });

  it('and a change that is taken shows in that comparison', () => {
    const before = state(bench);
    bench.get({ kind: 'stage_limits', limits: changed({ specific_charge_mAh_per_g_max: 300 }) }, 'limits_echo');
    expect(differences(before, bench)).toEqual(['controller.limits_staged', 'controller.limits_words']);
  });

  it('for a digest that is not that of what was staged, and nothing changed', () => {
    const { digest } = bench.get({ kind: 'stage_limits', limits: changed({ specific_charge_mAh_per_g_max: 200 }) }, 'limits_echo');
    const before = state(bench);
    const held = inForce(bench);
    expect(bench.ask({ kind: 'commit_limits', digest: (digest ^ 1) >>> 0 }).status).toMatchObject({ code: StatusCode.DIGEST_MISMATCH, field: 'digest' });
    expect([inForce(bench), differences(before, bench)]).toEqual([held, []]);
  });
});

describe('limits while the output is on', () => {
  it.each([
    [{ sustained_current_fA_max: 70_000 }], [{ short_current_fA_max: 500_001 }], [{ precursor_current_fA_max: 1_000_001 }], [{ specific_charge_mAh_per_g_max: 331 }],
    [{ temperature_mdegC_max: 60_001 }], [{ temperature_mdegC_min: 14_999 }], [{ lnmo_thickness_nm: 499 }], [{ area_nm2: 10_000_001 }],
  ])('are not loosened to %o', (changes) => {
    const bench = new Bench();
    bench.turnOn();
    const { digest } = bench.get({ kind: 'stage_limits', limits: changed(changes) }, 'limits_echo');
    const held = inForce(bench);
    expect(bench.ask({ kind: 'commit_limits', digest }).status.code).toBe(StatusCode.LOOSENING);
    expect(inForce(bench)).toEqual(held);
    expect(bench.isClosed).toBe(true);
  });

  it('are tightened to a trip in place of a warning, and not back', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.commit({ is_precursor_trip: true, is_probe_motion_trip: true });
    const { digest } = bench.get({ kind: 'stage_limits', limits: LIMITS }, 'limits_echo');
    expect(bench.ask({ kind: 'commit_limits', digest }).status.code).toBe(StatusCode.LOOSENING);
  });

  it('come back in the digest one by one: no two that differ have the same', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    const each: readonly Partial<Limits>[] = [
      {}, { lnmo_thickness_nm: 501 }, { area_nm2: 9_999_999 }, { sustained_current_fA_max: 60_000 }, { short_current_fA_max: 499_999 }, { precursor_current_fA_max: 999_999 },
      { is_precursor_trip: true }, { specific_charge_mAh_per_g_max: 329 }, { cutoff_uV_min: -149_999 }, { temperature_mdegC_min: 15_001 },
      { temperature_mdegC_max: 59_999 }, { is_probe_motion_trip: true },
    ];
    const digests = each.map((changes) => bench.get({ kind: 'stage_limits', limits: changed(changes) }, 'limits_echo').digest);
    expect(new Set(digests).size).toBe(each.length);
  });

  it('come back with every field that the schema has, staged and in force', () => {
    // A field that is new does not compile until it is here; one that the firmware passes over is missing in the echo.
    const whole: Required<Limits> = {
      bias_uV_min: -90_000, bias_uV_max: 4_500_000, slew_nV_per_s_max: 20_000_000, current_fA_max: 9_000_000, excess_charge_fC_max: 9000, lipon_thickness_nm: 499,
      field_V_per_cm_max: 290_000, is_field_override: true, declared_damage_ppt: 1100, anode_uV_vs_li: 1000, is_formed: false, lnmo_on: LnmoOn.PROBE,
      over_voltage_margin_uV: 24_000, hot_connect_uV_max: 11_000, lnmo_thickness_nm: 501, area_nm2: 9_999_999, sustained_current_fA_max: 60_000,
      short_current_fA_max: 499_999, precursor_current_fA_max: 999_999, is_precursor_trip: true, specific_charge_mAh_per_g_max: 329, cutoff_uV_min: -80_000,
      temperature_mdegC_min: 15_001, temperature_mdegC_max: 59_999, is_probe_motion_trip: true,
    };
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    bench.acquire();
    const staged = bench.get({ kind: 'stage_limits', limits: whole }, 'limits_echo');
    const inForce = bench.get({ kind: 'commit_limits', digest: staged.digest }, 'limits_echo');
    expect([staged.limits, inForce.limits]).toEqual([whole, whole]);
  });
});

describe('a slew that is tightened under a regulated current', () => {
  it('ends the regulation, also between two moves of the DAC, since it would go on with the slew that it began with', () => {
    const bench = new Bench();
    bench.turnOn();
    const { output_epoch } = bench.state;
    const request = { target_fA: 0, slew_nV_per_s: 10_000_000, expected_epoch: output_epoch, not_after_device_us: bench.now_us + 1_000_000 };
    bench.ask({ kind: 'set_current', ...request, lease_epoch: bench.lease_epoch });
    bench.commit({ slew_nV_per_s_max: 10_000_000 });
    expect(bench.state.current_setpoint_fA).toBe(0);
    bench.commit({ slew_nV_per_s_max: 1_000_000 });
    expect(bench.state.current_setpoint_fA).toBeUndefined();
    expect(bench.isClosed).toBe(true);
  });
});
