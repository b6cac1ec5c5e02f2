import type { Limits } from '@nanobias/proto';
import { MODE } from '../../interlock/mode-table.ts';
import { Dice } from '../dice.ts';
import type { SwarmConfiguration } from './configuration.ts';
import { Driver } from './driver.ts';
import type { SwarmRun } from './run.ts';
import { acknowledge, arm, commit, enable, greet } from './way.ts';

/** An output that is on is reachable within this, from whatever a run has left: the lease of another, a start, a clear time, an arm and an enable. */
export const HEALED_WITHIN_US = 45_000_000;
/** A supply that is away comes back, and what it took down starts. */
const SUPPLY_US = 3_500_000;
const TRIES_MAX = 60;
/** How whoever recovers comes: by a link that was hung up, by a new session in whose way the lease of the old one is, or as he stands. */
const MANNERS = ['hung up', 'hung up', 'greeted anew', 'as he stands'] as const;

/** What became of the recovery. */
export interface Healing {
  readonly isDone: boolean;
  readonly time_us: number;
}

/** Takes every cause away and does what the documents say, as a host would that wants its output back (L1). */
export function heal(run: SwarmRun, configuration: SwarmConfiguration): Healing {
  const { device, marks } = run;
  const start_us = device.time_us;
  const dice = new Dice(configuration.seed);
  const driver = new Driver(run, { configuration: { ...configuration, limits: withoutChargeLimit(configuration.limits) }, dice, end_tick: device.tick + Math.ceil(HEALED_WITHIN_US / device.tick_us) });
  const manner = dice.pick(MANNERS);
  const cap_uV = configuration.limits.bias_uV_max ?? 0;
  const wasSupplied = run.truth.isSupplyGood && run.truth.isProcessorRunning;
  driver.do({ kind: 'clear faults' });
  for (const port of device.wires.keys()) {
    driver.do({ kind: 'wire', port, act: { kind: 'latency', way: 'both', value: 200 } });
    driver.do({ kind: 'wire', port, act: { kind: 'baud rate', way: 'both', value: 0 } });
    driver.do({ kind: 'heal wire', port });
    if (manner === 'hung up') driver.do({ kind: 'hang up', port });
  }
  driver.wait_us(2000);
  if (!device.board.ports[0]!.isHostPresent) driver.do({ kind: 'attach', port: 0 });
  if (!driver.until(() => run.mode >= MODE.SAFE, SUPPLY_US)) driver.wait_us(1000);
  if (!wasSupplied) marks.recovered('supply back');
  if (manner === 'greeted anew') greet(driver);
  for (let tries = 0; tries < TRIES_MAX && !driver.isOver && !isDone(run, cap_uV); tries += 1) recoverStep(driver);
  return { isDone: isDone(run, cap_uV), time_us: device.time_us - start_us };
}

/** A film that has passed what its limits allow stays off under them: whoever wants to go on commits the ones that its geometry gives. */
function withoutChargeLimit({ specific_charge_mAh_per_g_max: _narrow, ...limits }: Limits): Limits {
  return limits;
}

/** The output is on; or it may not be, since a beam or a host has driven the cell itself out of its window: below zero the way ends at the arm, by row 12, and above the cap before it. */
function isDone(run: SwarmRun, cap_uV: number): boolean {
  const { isConducting, voltage_V } = run.truth;
  const isBarred = (run.mode === MODE.ARMED && voltage_V < 0) || cap_uV * 1e-6 < voltage_V;
  return run.isOn || (!isConducting && isBarred);
}

function recoverStep(driver: Driver): void {
  const { run, configuration } = driver;
  const { marks } = run;
  const isServed = run.session(0) !== 0 && run.session(0) === driver.memory.session;
  if (!isServed) {
    greet(driver);
    marks.recovered('new session');
  } else if (run.mode === MODE.HARD_FAULT) {
    driver.do({ kind: 'local reset' });
    driver.wait_us(100_000);
    marks.recovered('local reset');
  } else if (!driver.hasLease) {
    claim(driver);
    if (driver.hasLease) return;
    driver.wait_us(1.05 * configuration.lease_us);
    claim(driver);
    if (driver.hasLease) marks.recovered('lease waited out');
  } else {
    driver.renew();
    byMode(driver);
  }
}

function claim(driver: Driver): void {
  driver.ask({ kind: 'acquire_lease', lease_us: driver.configuration.lease_us });
  driver.settle(20_000);
}

function byMode(driver: Driver): void {
  const { run: { mode, marks } } = driver;
  if (mode === MODE.TRIPPED) {
    acknowledge(driver);
    if (driver.run.mode === MODE.SAFE) marks.recovered('acknowledge');
  } else if (mode === MODE.SAFE) {
    commit(driver);
    marks.recovered('limits anew');
  } else if (mode === MODE.LIMITS_SET) commitOrArm(driver);
  else if (mode === MODE.ARMED) enableOrDisarm(driver);
  else driver.wait_us(20_000);
}

/** Limits that were staged behind an arm are not those that it was granted for: whoever does not know the ones in force arms anew. */
function enableOrDisarm(driver: Driver): void {
  enable(driver);
  if (driver.run.mode !== MODE.ARMED || !driver.hasLease) return;
  driver.ask({ kind: 'disable', is_soft: false });
  driver.settle(20_000);
}

/** Limits that somebody else has staged in between do not carry the arm. What the self-test still refuses, a start of the processor sets up anew. */
function commitOrArm(driver: Driver): void {
  commit(driver);
  arm(driver);
  if (driver.run.mode !== MODE.LIMITS_SET || !driver.hasLease) return;
  driver.do({ kind: 'local reset' });
  driver.wait_us(100_000);
  driver.run.marks.recovered('local reset');
}
