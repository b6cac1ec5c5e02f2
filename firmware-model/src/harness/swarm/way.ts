import { MODE } from '../../interlock/mode-table.ts';
import type { Driver } from './driver.ts';

/** The device listens once a page of its flash is erased and the record of its boot is written. */
const BOOT_US_MAX = 200_000;
const REPLY_US_MAX = 60_000;
/** Self-test and measurement of the open-circuit voltage; a slow path of 1 Hz takes the longest. */
const ARM_US_MAX = 6_000_000;
const ENABLE_US_MAX = 8_000_000;
/** The clear time of a cause, and some ticks. */
const CLEAR_US = 1_060_000;
/** Numbers of the protocol, and one that it does not have. */
const CAUSES_COUNT = 50;
/** From a trip to an output that is on it takes half as many. */
const TRIES_MAX = 16;

/** One step on the shortest way to an output that is on, and beyond it to its cap: what a host does that knows the documents. */
export function stepForward(driver: Driver): void {
  const { run, dice } = driver;
  if (!run.device.board.ports[0]!.isHostPresent) driver.do({ kind: 'attach', port: 0 });
  if (driver.memory.session === 0 || !isSessionAlive(driver)) greet(driver);
  else if (!driver.hasLease) acquire(driver);
  else {
    driver.renew();
    stepByMode(driver, dice.pick([0, 0, 0, 1000, 100_000, 250_000, 900_000]));
  }
}

/** Goes on until the device is in a mode that lies on the way, from beyond it by way of an end; false where it does not come to that. */
export function reach(driver: Driver, mode: number): boolean {
  const { run } = driver;
  if ((run.mode === MODE.ON || run.mode === MODE.RAMP_DOWN) && mode !== MODE.ON) {
    driver.ask({ kind: 'disable', is_soft: false });
    driver.settle(REPLY_US_MAX);
  }
  for (let tries = 0; tries < TRIES_MAX && !driver.isOver && !isReached(driver, mode); tries += 1) stepForward(driver);
  return isReached(driver, mode);
}

function isReached({ run }: Driver, mode: number): boolean {
  return mode === MODE.ON ? run.isOn : run.mode === mode;
}

export function greet(driver: Driver): void {
  driver.do({ kind: 'hello', port: 0 });
  driver.until(() => isSessionAlive(driver), BOOT_US_MAX);
}

/** Whether the device still serves the session that the host believes in. */
function isSessionAlive({ run, memory }: Driver): boolean {
  return memory.session !== 0 && run.session(0) === memory.session;
}

function acquire(driver: Driver): void {
  driver.ask({ kind: 'acquire_lease', lease_us: driver.configuration.lease_us });
  driver.settle(REPLY_US_MAX);
  // Somebody else's lease, be it one's own of an older session, ends by itself.
  if (!driver.hasLease) driver.wait_us(driver.configuration.lease_us / 2);
}

function stepByMode(driver: Driver, below_uV: number): void {
  switch (driver.run.mode) {
    case MODE.SAFE:
      commit(driver);
      break;
    case MODE.LIMITS_SET:
      arm(driver);
      break;
    case MODE.ARMED:
      enable(driver);
      break;
    case MODE.ON:
      climb(driver, below_uV);
      break;
    case MODE.TRIPPED:
      acknowledge(driver);
      break;
    case MODE.HARD_FAULT:
      driver.do({ kind: 'local reset' });
      driver.wait_us(100_000);
      break;
    default:
      driver.wait_us(20_000);
      break;
  }
}

export function commit(driver: Driver): void {
  driver.ask({ kind: 'stage_limits', limits: driver.configuration.limits });
  driver.settle(REPLY_US_MAX);
  driver.ask({ kind: 'commit_limits' }, { fill: { digest: 0 } });
  driver.settle(REPLY_US_MAX);
}

/** Waits for the answer under a lease that is kept alive: an arm takes longer than most leases last. */
export function arm(driver: Driver): void {
  driver.ask({ kind: 'arm' }, { fill: { limits_digest: 0, lease_epoch: 0 } });
  awaitUnderLease(driver, ARM_US_MAX);
}

export function enable(driver: Driver, admission: Readonly<Record<string, number>> = {}): void {
  askState(driver);
  driver.command({ kind: 'enable', ...admission }, { fill: { token: 0, limits_digest: 0 } });
  awaitUnderLease(driver, ENABLE_US_MAX);
}

export function askState(driver: Driver): void {
  driver.ask({ kind: 'get_state' });
  driver.settle(REPLY_US_MAX);
}

function climb(driver: Driver, below_uV: number): void {
  const { limits } = driver.configuration;
  if (driver.dice.isHit(0.3)) askState(driver);
  driver.command({ kind: 'set_bias', target_uV: (limits.bias_uV_max ?? 0) - below_uV, slew_nV_per_s: limits.slew_nV_per_s_max });
  driver.hold_us(driver.dice.pick([20_000, 100_000, 300_000]));
}

export function acknowledge(driver: Driver): void {
  driver.hold_us(CLEAR_US);
  askState(driver);
  driver.ask({ kind: 'acknowledge' }, { fill: { causes: 0, fault_nonce: 0, lease_epoch: 0 } });
  driver.settle(REPLY_US_MAX);
}

/** An acknowledge of another fault, or of causes that are not those that are latched. */
export function misname(driver: Driver): void {
  const { dice } = driver;
  driver.ask({ kind: 'acknowledge', causes: [1 + dice.below(CAUSES_COUNT)] }, { fill: { fault_nonce: dice.below(3), lease_epoch: 0, ...(dice.isHit(0.5) ? { causes: 0 } : {}) } });
}

/** As `acknowledge`, but for the names. */
export function acknowledgeWrongly(driver: Driver): void {
  driver.hold_us(CLEAR_US);
  misname(driver);
  driver.settle(REPLY_US_MAX);
}

/** Lets the newest request be answered while the lease is kept alive. */
function awaitUnderLease(driver: Driver, time_us_max: number): void {
  const last = driver.memory.asked.at(-1);
  if (last === undefined) return;
  const end_us = driver.run.device.time_us + time_us_max;
  while (driver.run.device.time_us < end_us && !driver.isOver && !driver.run.isAnswered(last.request_id)) {
    driver.renew();
    driver.wait_us(Math.min(50_000, driver.configuration.lease_us / 4));
  }
}
