import { MODE } from '../../interlock/mode-table.ts';
import type { Driver } from './driver.ts';
import { drawFault, placeFault } from './mishaps.ts';
import { reach } from './way.ts';

/** How long a rest with the output on takes, and how many ticks at the most: at a slow control rate most of them are taken together, and each is a longer time. */
const REST_US = [600_000_000, 1_200_000_000, 3_600_000_000] as const;
const REST_TICKS_MAX = { fast: 1_500_000, slow: 3_600_000 } as const;
const SLOW_TICK_US_MIN = 500;
/** An instrument that has tripped waits for its operator: what is wrong with it shows in the first of its ticks, and those in which causes flicker are dear. */
const UNATTENDED_TICKS_MAX = 100_000;
/** What moves in every few ticks has each of them served by itself, and shows all that it does in fewer. */
const RESTLESS: readonly string[] = ['contact.chatters'];
const RESTLESS_TICKS_MAX = 150_000;
/** Of one session. */
const STREAMS_MAX = 4;
/** Shorter leases are kept by whoever does nothing else. */
const KEPT_LEASE_US_MIN = 2_000_000;
/** How often a host wants its output on for long, and how often it has what was wrong mended before. */
const ON_RATIO = 0.9;
const MENDED_RATIO = 0.8;
const LOOK_US = 20_000_000;

/** Faults that a running output bears for hours, with numbers that it does bear. */
const BORNE: readonly (readonly [string, (driver: Driver) => readonly number[]])[] = [
  ['adc.voltage.offset-small', ({ dice }) => [dice.below(181) - 90]],
  ['adc.current.offset-small', ({ dice }) => [dice.below(181) - 90]],
  ['adc.current.gain', ({ dice }) => [dice.between(-0.9, 0.5)]],
  ['adc.voltage.late', () => []],
  ['adc.current.late', () => []],
  ['adc.fast-current.frozen', () => []],
  ['dac.missing-update', ({ dice }) => [2 + dice.below(9)]],
  ['switch.welded', ({ dice }) => [1 + dice.below(2)]],
  ['switch.slow', ({ dice }) => [1 + dice.below(10_000)]],
  ['switch.bounces', ({ dice }) => [1 + dice.below(20)]],
  ['switch.leaks', ({ dice }) => [dice.between(0.1, 1000)]],
  ['comparator.dead', ({ dice }) => [dice.below(3)]],
  ['comparator.offset', ({ dice }) => [dice.between(0.02, 0.5)]],
  ['thermometer.warm', ({ dice }) => [dice.below(10_000) - 5000]],
  ['film.warm', ({ dice }) => [dice.between(293, 315)]],
  ['film.leaks', ({ dice }) => [dice.between(1e6, 1e7)]],
  ['beam.dose', ({ dice }) => [dice.between(1, 1e6)]],
  ['beam.current', ({ dice }) => [dice.between(-1000, 1000)]],
  ['probe.moves', () => []],
  ['calibration.damaged', () => []],
  ['contact.chatters', () => []],
];

/**
 * A long stretch with something wrong, as most of a holder's hours are: an output that is on in a hold and bears a fault, or one that
 * a fault has opened and that nobody has come back to yet.
 */
export function rest(driver: Driver): void {
  const { dice, run, configuration } = driver;
  const isKept = !configuration.isTickByTick && configuration.lease_us >= KEPT_LEASE_US_MIN && dice.isHit(ON_RATIO);
  const { tick_us } = run.device;
  driver.goOn_us(Math.min(dice.pick(REST_US), REST_TICKS_MAX[tick_us < SLOW_TICK_US_MIN ? 'fast' : 'slow'] * tick_us));
  if (isKept && dice.isHit(MENDED_RATIO)) mend(driver);
  const isOn = isKept && reach(driver, MODE.ON);
  if (Object.keys(run.judge.seen.faults).length === 0 || dice.isHit(0.5)) breakSomething(driver, isOn);
  if (isOn) keepWatch(driver);
  else leaveAlone(driver);
}

/** The host keeps its lease, and what it does not get on again it leaves to its operator. */
function keepWatch(driver: Driver): void {
  while (!driver.isOver && driver.run.isOn) driver.hold_us(LOOK_US);
  if (!driver.isOver) leaveAlone(driver);
}

function leaveAlone(driver: Driver): void {
  const time_us = UNATTENDED_TICKS_MAX * driver.run.device.tick_us;
  driver.goOn_us(time_us);
  driver.wait_us(time_us);
}

/** What was wrong is taken back, and streams that nobody feeds any more are ended. */
function mend(driver: Driver): void {
  driver.do({ kind: 'clear faults' });
  for (const stream_id of driver.memory.streams.slice(-STREAMS_MAX)) driver.ask({ kind: 'stop_stream', stream_id });
  for (const port of driver.run.device.wires.keys()) driver.do({ kind: 'heal wire', port });
}

function breakSomething(driver: Driver, isOn: boolean): void {
  const { dice } = driver;
  if (isOn) {
    const [id, numbers] = dice.pick(BORNE);
    placeFault(driver, id, numbers(driver));
    if (RESTLESS.includes(id)) driver.goOn_us(Math.min(driver.end_tick - driver.run.device.tick, RESTLESS_TICKS_MAX) * driver.run.device.tick_us);
    return;
  }
  const fault = drawFault(driver);
  if (fault !== undefined) driver.do(fault);
}
