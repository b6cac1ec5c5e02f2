import { SwarmRun, judgedHealing } from '@nanobias/firmware-model/swarm';
import type { Scheduled } from '@nanobias/firmware-model/swarm';
import { describe, expect, it } from 'vitest';

const MODE_HARD_FAULT = 9;
const LIMITS = {
  bias_uV_max: 4_600_000, slew_nV_per_s_max: 1_000_000_000, anode_uV_vs_li: 0, is_field_override: true, is_formed: false, lnmo_on: 1, lipon_thickness_nm: 100,
  lnmo_thickness_nm: 500, area_nm2: 10_000_000, short_current_fA_max: 3_000_000, field_V_per_cm_max: 500_000, declared_damage_ppt: 1500,
} as const;
const CONFIGURATION = {
  seed: 5, preset: 'lipon-100nm', cell: { grid_count: 12, anode: 'lithium', lithium_initial_ratio: 1.0075 }, board: { tick_us: 1000 }, ports_count: 1, lease_us: 5_000_000, limits: LIMITS,
  isTickByTick: false,
} as const;

const request = (tick: number, body: Extract<Scheduled['action'], { kind: 'request' }>['body'], fill: Readonly<Record<string, number>> = {}): Scheduled => ({
  tick, action: { kind: 'request', port: 0, body, fill, ...('token' in fill ? { within_us: 1_000_000 } : {}) },
});

/** From the start to an output that is on, at a control rate of 1 kHz: it is in tick 700. */
const WAY: readonly Scheduled[] = [
  { tick: 50, action: { kind: 'attach', port: 0 } },
  { tick: 50, action: { kind: 'hello', port: 0 } },
  request(55, { kind: 'acquire_lease', lease_us: 5_000_000 }),
  request(60, { kind: 'stage_limits', limits: LIMITS }),
  request(65, { kind: 'commit_limits' }, { digest: 0 }),
  request(70, { kind: 'arm' }, { limits_digest: 0, lease_epoch: 0 }),
  request(450, { kind: 'get_state' }),
  request(460, { kind: 'enable' }, { lease_epoch: 0, expected_epoch: 0, token: 0, limits_digest: 0 }),
];
const ON_TICK = 900;

function on(): SwarmRun {
  const run = new SwarmRun(CONFIGURATION);
  run.follow(WAY, ON_TICK);
  expect([run.isOn, run.violation]).toEqual([true, undefined]);
  return run;
}

describe('the judge of a swarm', () => {
  it('holds L1 where a measured trip outlived the limits that it was held against', () => {
    const run = on();
    run.perform({ kind: 'fault', id: 'adc.current.saturated', numbers: [] });
    run.advance(ON_TICK + 100);
    run.perform({ kind: 'fault', id: 'processor.stall', numbers: [44] });
    judgedHealing(run, CONFIGURATION);
    expect([run.isOn, run.violation]).toEqual([true, undefined]);
  });

  it('takes the catalogue\'s reset for the button on the instrument, which lifts a hard fault and sets the clock to 0', () => {
    const run = on();
    run.perform({ kind: 'fault', id: 'film.short', numbers: [1] });
    run.advance(ON_TICK + 100);
    expect(run.mode).toBe(MODE_HARD_FAULT);
    run.perform({ kind: 'clear faults' });
    run.perform({ kind: 'fault', id: 'processor.reset', numbers: [] });
    judgedHealing(run, CONFIGURATION);
    expect([run.isOn, run.violation]).toEqual([true, undefined]);
  });
});
