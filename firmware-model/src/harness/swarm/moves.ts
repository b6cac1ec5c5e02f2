import { Channel, Encoding, STOP_SEQUENCE, StepKind } from '@nanobias/proto';
import type { Limits, RequestBody } from '@nanobias/proto';
import { MODE } from '../../interlock/mode-table.ts';
import type { Mangle } from './action.ts';
import type { Driver } from './driver.ts';
import { drawFault, drawWireAction } from './mishaps.ts';
import { runProgram, start, upload } from './programs.ts';
import { acknowledge, arm, askState, commit, enable, greet, misname, stepForward } from './way.ts';

/** Something that is done to a device, and how often. */
export interface Move {
  readonly name: string;
  readonly weight: number;
  readonly make: (driver: Driver) => void;
}

const EXTREME_UV = [0, 1, -1, 10_000_000, -10_000_000, 5_000_000, 4_800_001, 4_790_001, 4_790_000, -200_001, 100_000_000, -100_000_000] as const;
const CURRENTS_fA = [1, -1, 1000, 100_000, -100_000, 1_000_000, 1_000_000_000] as const;
const MINUTE_US = 60_000_000;

/** What hosts do, well or ill. */
export const HOST_MOVES: readonly Move[] = [
  { name: 'renew', weight: 4, make: (driver) => driver.ask({ kind: 'renew_lease' }, { fill: { lease_epoch: 0 } }) },
  { name: 'hostile set-point', weight: 5, make: hostileBias },
  { name: 'current', weight: 4, make: (driver) => { driver.command({ kind: 'set_current', target_fA: driver.dice.pick(CURRENTS_fA) }); driver.hold_us(driver.dice.pick([1000, 500_000, 3_000_000])); } },
  { name: 'hostile limits', weight: 4, make: gambleLimits },
  { name: 'wrong arm', weight: 2, make: (driver) => driver.ask({ kind: 'arm' }, { fill: { limits_digest: driver.dice.below(4), lease_epoch: driver.dice.below(2) } }) },
  { name: 'wrong enable', weight: 3, make: (driver) => driver.command({ kind: 'enable' }, { fill: { token: driver.dice.below(3), limits_digest: driver.dice.below(2), expected_epoch: driver.dice.below(2) }, within_us: driver.dice.pick([1_000_000, -1]) }) },
  { name: 'wrong acknowledge', weight: 2, make: misname },
  { name: 'early acknowledge', weight: 2, make: (driver) => { askState(driver); driver.ask({ kind: 'acknowledge' }, { fill: { causes: 0, fault_nonce: 0, lease_epoch: 0 } }); } },
  { name: 'disable', weight: 1.5, make: (driver) => { driver.ask({ kind: 'disable', is_soft: driver.dice.isHit(0.5) }); driver.wait_us(driver.dice.pick([1000, 20_000, 1_500_000])); } },
  { name: 'stop', weight: 0.7, make: (driver) => driver.do({ kind: 'stop', port: driver.dice.below(driver.configuration.ports_count) }) },
  { name: 'half a stop', weight: 0.5, make: (driver) => driver.do({ kind: 'stop', port: 0, from_bytes: driver.dice.below(19), length_bytes: 1 + driver.dice.below(STOP_SEQUENCE.length) }) },
  { name: 'release', weight: 0.5, make: (driver) => driver.ask({ kind: 'release_lease' }, { fill: { lease_epoch: driver.dice.below(2) } }) },
  { name: 'bye', weight: 0.3, make: (driver) => { driver.do({ kind: 'bye', port: 0 }); driver.wait_us(50_000); } },
  { name: 'ping', weight: 0.5, make: (driver) => driver.do({ kind: 'ping', port: 0 }) },
  { name: 'hello again', weight: 0.4, make: greet },
  { name: 'hang-up', weight: 0.5, make: (driver) => { driver.do({ kind: 'hang up', port: 0 }); driver.wait_us(driver.dice.pick([1000, 20_000])); driver.do({ kind: 'attach', port: 0 }); driver.wait_us(2000); } },
  { name: 'adoption', weight: 1, make: adopt },
  { name: 'silence', weight: 0.6, make: (driver) => driver.wait_us(driver.configuration.lease_us * driver.dice.pick([0.9, 1.1, 2.5])) },
  { name: 'late token', weight: 0.3, make: (driver) => { if (driver.run.mode === MODE.ARMED) driver.hold_us(11_000_000); } },
  { name: 'chatter without renewal', weight: 0.3, make: chatter },
  { name: 'another session', weight: 2, make: (driver) => driver.command(anyRequest(driver), { fill: { session: 1 + driver.dice.below(3) } }) },
  { name: 'replay', weight: 4, make: (driver) => driver.do({ kind: 'replay', port: 0, back_count: driver.dice.below(20), frames_count: 1 }) },
  { name: 'replay of everything', weight: 0.4, make: (driver) => driver.do({ kind: 'replay', port: 0, back_count: 0, frames_count: 20 }) },
  { name: 'retry', weight: 3, make: (driver) => driver.command(anyRequest(driver), { mangle: { kind: 'twice' } }) },
  { name: 'mutation', weight: 5, make: (driver) => driver.command(anyRequest(driver), { mangle: mangled(driver) }) },
  { name: 'noise', weight: 2, make: (driver) => driver.do({ kind: 'bytes', port: 0, hex: noise(driver) }) },
  { name: 'flood', weight: 0.5, make: (driver) => { for (let count = 0; count < 24; count += 1) driver.ask({ kind: 'get_state' }); } },
  { name: 'reading', weight: 1, make: reading },
  { name: 'streams', weight: 2, make: streams },
  { name: 'program', weight: 3, make: uploadAndStart },
  { name: 'pause', weight: 1, make: pauseAndResume },
  { name: 'abort', weight: 0.4, make: (driver) => driver.ask({ kind: 'abort_program' }, { fill: { lease_epoch: 0 } }) },
  { name: 'self-test', weight: 0.5, make: (driver) => { driver.ask({ kind: 'run_self_test' }, { fill: { lease_epoch: 0 } }); driver.hold_us(1_500_000); } },
  { name: 'tighten', weight: 1, make: tighten },
  { name: 'second host', weight: 3, make: secondHost },
  { name: 'autonomous hold', weight: 1, make: autonomousHold },
  { name: 'long hold', weight: 0.5, make: (driver) => driver.hold_us(driver.dice.pick([5_000_000, 30_000_000])) },
];

/** What else befalls a device. */
export const MISHAP_MOVES: readonly Move[] = [
  { name: 'fault', weight: 25, make: (driver) => { const fault = drawFault(driver); if (fault !== undefined) driver.do(fault); driver.wait_us(driver.dice.pick([1000, 20_000, 500_000])); } },
  { name: 'repair', weight: 10, make: (driver) => driver.do({ kind: 'clear faults' }) },
  { name: 'wire', weight: 4, make: (driver) => driver.do({ kind: 'wire', port: driver.dice.below(driver.configuration.ports_count), act: drawWireAction(driver.dice) }) },
  { name: 'sound wire', weight: 3, make: (driver) => driver.do({ kind: 'heal wire', port: driver.dice.below(driver.configuration.ports_count) }) },
  { name: 'local reset', weight: 0.5, make: (driver) => { driver.do({ kind: 'local reset' }); driver.wait_us(100_000); } },
  { name: 'supply off', weight: 0.7, make: (driver) => { driver.do({ kind: 'supply off', duration_us: driver.dice.pick([100, 5000, 200_000, 3_000_000]) }); driver.wait_us(200_000); } },
];

function hostileBias(driver: Driver): void {
  const { dice, configuration: { limits } } = driver;
  const late = dice.isHit(0.2);
  driver.command({ kind: 'set_bias', target_uV: dice.pick(EXTREME_UV), slew_nV_per_s: dice.pick([1, 20_000, 10_000_000, limits.slew_nV_per_s_max, 1_000_000_000]) }, {
    within_us: late ? -dice.pick([1, 1000, 10_000_000]) : 1_000_000, fill: dice.isHit(0.2) ? { expected_epoch: 1 } : {},
  });
}

/** Limits with some field pulled where it might raise a cap, staged, and committed under a digest that may be another one's. */
function gambleLimits(driver: Driver): void {
  const { dice, configuration: { limits } } = driver;
  const pulls: readonly Partial<Limits>[] = [
    { bias_uV_max: dice.pick(EXTREME_UV) }, { bias_uV_min: dice.pick(EXTREME_UV) }, { lipon_thickness_nm: dice.pick([10, 99, 101, 100_000]) },
    { field_V_per_cm_max: dice.pick([1, 300_001, 500_000]), is_field_override: dice.isHit(0.5) }, { anode_uV_vs_li: dice.pick([-1_000_000, 1_000_000]) },
    { over_voltage_margin_uV: dice.pick([1, 100_000]) }, { current_fA_max: dice.pick([1, 20_000_000, 1e12]) }, { excess_charge_fC_max: dice.pick([1, 2_000_000]) },
    { is_formed: true }, { hot_connect_uV_max: 50_000 }, { bias_uV_max: 4_000_000 + dice.below(790_000) }, { declared_damage_ppt: 1000 }, { temperature_mdegC_max: 26_000 },
  ];
  driver.ask({ kind: 'stage_limits', limits: { ...limits, ...dice.pick(pulls) } });
  driver.wait_us(3000);
  driver.ask({ kind: 'commit_limits' }, { fill: { digest: dice.isHit(0.7) ? 0 : dice.below(4) } });
}

/** Tighter limits while it is on: a cap above the output, or below it. */
function tighten(driver: Driver): void {
  const { dice, configuration: { limits } } = driver;
  driver.ask({ kind: 'stage_limits', limits: { ...limits, bias_uV_max: (limits.bias_uV_max ?? 0) - dice.pick([1000, 500_000, 2_000_000]) } });
  driver.settle(20_000);
  driver.ask({ kind: 'commit_limits' }, { fill: { digest: 0 } });
  driver.settle(20_000);
}

/** A lease that was lost with its session is claimed by whoever was granted it. */
function adopt(driver: Driver): void {
  if (driver.dice.isHit(0.7)) {
    askState(driver);
    driver.ask({ kind: 'acquire_lease', lease_us: driver.configuration.lease_us });
    driver.settle(5000);
    greet(driver);
  }
  driver.ask({ kind: 'acquire_lease', lease_us: driver.configuration.lease_us }, { fill: { adoption: 0 } });
  driver.settle(5000);
}

/** Valid frames of the holder that renew nothing: the lease must lapse under them. */
function chatter(driver: Driver): void {
  const { lease_us } = driver.configuration;
  for (let waited_us = 0; waited_us < 1.2 * lease_us && !driver.isOver; waited_us += lease_us / 8) {
    driver.ask({ kind: 'get_state' });
    driver.wait_us(lease_us / 8);
  }
}

function reading(driver: Driver): void {
  const { dice } = driver;
  driver.ask(dice.pick([
    { kind: 'read_events', from_seq: dice.below(100), count_max: 4 }, { kind: 'read_freeze_frame', offset_bytes: 0 }, { kind: 'get_capabilities' }, { kind: 'mark', label: 'swarm' },
    { kind: 'get_interlocks', from_index: 0 }, { kind: 'fault_inject', fault_id: 'none', parameters: [], start_device_us: 0, duration_us: 0 },
  ] as const));
}

function streams(driver: Driver): void {
  const { dice, memory, configuration: { board } } = driver;
  const open = memory.streams;
  if (open.length > 0 && dice.isHit(0.6)) {
    const stream_id = dice.pick(open);
    driver.ask(dice.isHit(0.5) ? { kind: 'credit', stream_id, credit_bytes: dice.pick([0, 500, 20_000]) } : { kind: 'stop_stream', stream_id });
    return;
  }
  const isSlow = dice.isHit(0.5);
  const channel = isSlow ? dice.pick([Channel.SLOW_CURRENT, Channel.SLOW_VOLTAGE]) : dice.pick([Channel.INTERLOCK_CURRENT, Channel.INTERLOCK_VOLTAGE, Channel.FAST_CURRENT]);
  const rate_Hz = isSlow ? board.slow_Hz ?? 10 : Math.floor(1_000_000 / (board.tick_us ?? 100));
  driver.ask({ kind: 'start_stream', channel, rate_Hz: dice.isHit(0.9) ? rate_Hz : rate_Hz + 1, decimation: 1, encoding: dice.pick([Encoding.RAW24, Encoding.FOR128, Encoding.RAW32]), credit_bytes: dice.pick([0, 1000, 100_000]), block_samples_max: dice.pick([1, 10, 512]) });
  driver.settle(5000);
}

function uploadAndStart(driver: Driver): void {
  const { dice, configuration: { limits } } = driver;
  const slew_nV_per_s = limits.slew_nV_per_s_max ?? 1;
  const bias_uV = (): number => (dice.isHit(0.85) ? (limits.bias_uV_max ?? 0) - dice.below(500_000) : dice.pick(EXTREME_UV));
  const kinds: readonly (() => Readonly<Record<string, number>>)[] = [
    () => ({ kind: StepKind.HOLD, bias_uV: bias_uV(), slew_nV_per_s, duration_us: dice.pick([1, 100_000, 2_000_000]) }),
    () => ({ kind: StepKind.LEAK_CHECK, bias_change_uV: 0, slew_nV_per_s, duration_us: dice.pick([1, 1_000_000]) }),
    () => ({ kind: StepKind.OPEN, duration_us: dice.pick([1, 500_000, 2_000_000]) }),
    () => ({ kind: StepKind.RAMP, bias_uV: bias_uV(), slew_nV_per_s, duration_us: 0 }),
    () => ({ kind: StepKind.CURRENT, current_fA: dice.pick(CURRENTS_fA), slew_nV_per_s, duration_us: 1_000_000 }),
    () => ({ kind: StepKind.MARK, mark: 7, duration_us: 0 }),
  ];
  const steps = Array.from({ length: 1 + dice.below(4) }, () => dice.pick(kinds)());
  if (dice.isHit(0.5)) runProgram(driver, steps);
  else start(driver);
  driver.hold_us(dice.pick([10_000, 1_000_000, 4_000_000]));
}

function pauseAndResume(driver: Driver): void {
  driver.ask({ kind: 'pause_program' }, { fill: { lease_epoch: 0 } });
  driver.hold_us(driver.dice.pick([5000, 700_000]));
  start(driver);
}

/** A second host that wants what the first one holds. */
function secondHost(driver: Driver): void {
  if (driver.configuration.ports_count < 2) return;
  const { dice, run } = driver;
  if (!run.device.board.ports[1]!.isHostPresent) driver.do({ kind: 'attach', port: 1 });
  if (run.hosts[1]!.memory.session === 0 || dice.isHit(0.2)) driver.do({ kind: 'hello', port: 1 });
  driver.wait_us(3000);
  const wants: readonly (() => void)[] = [
    () => driver.ask({ kind: 'acquire_lease', lease_us: driver.configuration.lease_us }, { port: 1 }),
    () => driver.command({ kind: 'set_bias', target_uV: dice.pick(EXTREME_UV), slew_nV_per_s: 1_000_000_000 }, { port: 1 }),
    () => driver.ask({ kind: 'get_state' }, { port: 1 }),
    () => driver.ask({ kind: 'commit_limits' }, { port: 1, fill: { digest: 0 } }),
    () => driver.ask({ kind: 'disable', is_soft: false }, { port: 1 }),
    () => driver.do({ kind: 'hang up', port: 1 }),
    () => driver.do({ kind: 'bye', port: 1 }),
  ];
  dice.pick(wants)();
}

/** Enabled with an admission: its hold goes on when nobody renews the lease. */
function autonomousHold(driver: Driver): void {
  const { dice, run, configuration: { limits } } = driver;
  if (run.mode === MODE.TRIPPED) acknowledge(driver);
  if (run.mode === MODE.SAFE) commit(driver);
  if (run.mode === MODE.LIMITS_SET) arm(driver);
  if (run.mode !== MODE.ARMED) return stepForward(driver);
  const bias_uV = (limits.bias_uV_max ?? 0) - dice.below(300_000);
  upload(driver, [{ kind: StepKind.HOLD, bias_uV, slew_nV_per_s: limits.slew_nV_per_s_max ?? 1, duration_us: dice.pick([10_000_000, 2 * MINUTE_US]) }]);
  enable(driver, { autonomous_us_max: dice.pick([5_000_000, 10 * MINUTE_US]), autonomous_fC_max: dice.pick([100, 1_000_000_000]) });
  start(driver);
  driver.wait_us(dice.pick([1_000_000, 15_000_000]));
}

/** Something that would move or close the output if it were taken. */
function anyRequest({ dice, configuration: { limits } }: Driver): { readonly kind: RequestBody['kind'] } & Readonly<Record<string, unknown>> {
  return dice.pick([
    { kind: 'set_bias', target_uV: dice.pick(EXTREME_UV), slew_nV_per_s: limits.slew_nV_per_s_max },
    { kind: 'enable', token: dice.next(), limits_digest: dice.next() },
    { kind: 'arm', limits_digest: dice.next() },
    { kind: 'stage_limits', limits },
    { kind: 'acquire_lease', lease_us: 500_000 },
    { kind: 'renew_lease' },
    { kind: 'disable', is_soft: true },
    { kind: 'release_lease' },
  ] as const);
}

function mangled({ dice }: Driver): Mangle {
  const bits = Array.from({ length: 1 + dice.below(3) }, () => dice.below(512));
  return dice.pick<Mangle>([{ kind: 'payload', bits }, { kind: 'frame', bits }, { kind: 'head', length_bytes: 1 + dice.below(30) }]);
}

function noise({ dice }: Driver): string {
  return Array.from({ length: 1 + dice.below(100) }, () => dice.below(256).toString(16).padStart(2, '0')).join('');
}

