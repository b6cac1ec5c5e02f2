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

/** What became of the recovery. */
export interface Healing {
  readonly isOn: boolean;
  readonly time_us: number;
}

/** Takes every cause away and does what the documents say, as a host would that wants its output back (L1). */
export function heal(run: SwarmRun, configuration: SwarmConfiguration): Healing {
  const { device, marks } = run;
  const start_us = device.time_us;
  const driver = new Driver(run, { configuration, dice: new Dice(configuration.seed), end_tick: device.tick + Math.ceil(HEALED_WITHIN_US / device.tick_us) });
  const wasSupplied = run.truth.isSupplyGood && run.truth.isProcessorRunning;
  driver.do({ kind: 'clear faults' });
  for (const port of device.wires.keys()) {
    driver.do({ kind: 'wire', port, act: { kind: 'latency', way: 'both', value: 200 } });
    driver.do({ kind: 'wire', port, act: { kind: 'baud rate', way: 'both', value: 0 } });
    driver.do({ kind: 'heal wire', port });
    driver.do({ kind: 'hang up', port });
  }
  driver.wait_us(2000);
  driver.do({ kind: 'attach', port: 0 });
  if (!driver.until(() => run.mode >= MODE.SAFE, SUPPLY_US)) driver.wait_us(1000);
  if (!wasSupplied) marks.recovered('supply back');
  for (let tries = 0; tries < TRIES_MAX && !driver.isOver && !run.isOn; tries += 1) recoverStep(driver);
  return { isOn: run.isOn, time_us: device.time_us - start_us };
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
    driver.ask({ kind: 'acquire_lease', lease_us: configuration.lease_us });
    driver.settle(20_000);
    if (driver.hasLease) return;
    driver.wait_us(configuration.lease_us / 2);
    marks.recovered('lease waited out');
  } else {
    driver.renew();
    byMode(driver);
  }
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
  else if (mode === MODE.ARMED) enable(driver);
  else driver.wait_us(20_000);
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
