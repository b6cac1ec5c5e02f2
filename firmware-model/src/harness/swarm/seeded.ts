import { MODE } from '../../interlock/mode-table.ts';
import type { SimulationOptions } from '../simulate.ts';
import type { Violation } from '../oracle.ts';
import { Dice } from '../dice.ts';
import type { Scheduled } from './action.ts';
import { drawConfiguration } from './configuration.ts';
import type { SwarmConfiguration } from './configuration.ts';
import { Driver } from './driver.ts';
import { HEALED_WITHIN_US, heal } from './heal.ts';
import { Marks } from './marks.ts';
import { HOST_MOVES, MISHAP_MOVES } from './moves.ts';
import type { Move } from './moves.ts';
import { rest } from './rest.ts';
import { SwarmRun } from './run.ts';
import { FAULT_SCENES, HOST_SCENES, configuredFor } from './scenes.ts';
import type { Scene } from './scenes.ts';
import { reach, stepForward } from './way.ts';

/** What became of one run. */
export interface Outcome {
  readonly seed: number;
  readonly configuration: SwarmConfiguration;
  readonly schedule: readonly Scheduled[];
  /** When the causes went, and the recovery began. */
  readonly heal_tick: number;
  readonly ticks: number;
  readonly device_s: number;
  /** Of it, with faults and mishaps beside what hosts do, until they are taken back: none in a run with hosts alone, in calm or in the recovery. */
  readonly faulted_s: number;
  readonly violation: Violation | undefined;
  readonly hasReachedOn: boolean;
  /** Whether its recovery ended with a cell that no controller may connect: L1 asks for no output then. */
  readonly isUnconnectable: boolean;
  readonly closed_s: number;
  readonly healing_us: number;
  /** Of the device, when the run ended. */
  readonly digest: string;
  readonly marks: Marks;
}

/** What differs from a plain run of a seed. */
export interface SeedOptions {
  /** Another firmware in place of ours: a wrong one, to see it found. */
  readonly firmware?: SimulationOptions['firmware'];
  /** Most actions of a run; drawn unless told. */
  readonly moves_count?: number;
  /** Whether there are long stretches, of rest with what is wrong and of calm without; true unless told. */
  readonly areCalm?: boolean;
  /** Told when a run begins, and when its faults are taken back, so that whoever counts processor time can count the two apart. */
  readonly onPart?: (part: RunPart) => void;
}

/** Whether faults and mishaps are drawn in a part of a run. */
export type RunPart = 'faulted' | 'calm';

const MOVES_COUNTS = [5, 15, 30, 60] as const;
/** Scenes of a run, among the moves. */
const SCENES_COUNTS = [1, 1, 2] as const;
/** Busy ticks cost a microsecond each: what is drawn ends here, and at fast control rates once an output may have been on. */
const DRAWN_TICKS_MAX = 100_000;
const DRAWN_US_MIN = 10_000_000;
/** Of the self-test, and its noise. */
const PATTERN_V = 0.06;
const WAITS_US = [200, 1000, 2000, 5000, 20_000] as const;
/** How often a run goes on towards an output that is on, against everything else. */
const FORWARD_RATIO = 0.5;
/** Runs in which nothing goes wrong but what hosts do. */
const SOUND_RATIO = 0.15;
const RETRY_RATIOS = [0, 0, 0.05, 0.3] as const;
const CALM_RATIO = 0.05;
const REST_RATIO = 0.9;
/** The supply goes, and with it the run. */
const DARK_RATIO = 0.03;
const DARK_US = 1_000_000;
/** Whoever renews a short lease for half an hour does nothing else. */
const CALM_LEASE_US_MIN = 5_000_000;
const CALM_US = [10_000_000, 30_000_000, 60_000_000] as const;

/** One seed, one run: a configuration, a random subset of what hosts do and of what goes wrong, then the recovery. */
export function runSeed(seed: number, { firmware, moves_count, areCalm = true, onPart = () => undefined }: SeedOptions = {}): Outcome {
  const dice = new Dice(seed);
  const isSound = dice.isHit(SOUND_RATIO);
  const scenes = drawScenes(isSound, dice);
  const configuration = configuredFor(drawConfiguration(seed, dice), scenes);
  const marks = new Marks();
  marks.began(configuration);
  const run = new SwarmRun(configuration, { marks, ...(firmware === undefined ? {} : { firmware }) });
  const { tick_us } = run.device;
  const driver = new Driver(run, { configuration, dice, end_tick: Math.max(DRAWN_TICKS_MAX, Math.ceil(DRAWN_US_MIN / tick_us)), retry_ratio: dice.pick(RETRY_RATIOS) });
  const moves = [...drawMoves(HOST_MOVES, dice), ...(isSound ? [] : drawMoves(MISHAP_MOVES, dice))];
  const forward_ratio = dice.between(FORWARD_RATIO, 1);
  const count = moves_count ?? dice.pick(MOVES_COUNTS);
  onPart(isSound ? 'calm' : 'faulted');
  wander(driver, moves, { forward_ratio, count, scenes });
  if (!isSound) linger(driver, areCalm);
  const faulted_s = isSound ? 0 : run.device.time_us * 1e-6;
  onPart('calm');
  if (areCalm && configuration.lease_us >= CALM_LEASE_US_MIN && dice.isHit(CALM_RATIO)) calm(driver, dice.pick(CALM_US));
  const heal_tick = run.device.tick;
  const healed = run.violation === undefined ? judgedHealing(run, configuration) : 0;
  return {
    seed, configuration, schedule: driver.schedule, heal_tick, ticks: run.device.tick, device_s: run.device.time_us * 1e-6, faulted_s, violation: run.violation,
    hasReachedOn: run.judge.oracle.hasReachedOn, isUnconnectable: !run.isOn && !isConnectable(run, configuration), closed_s: run.judge.oracle.closed_ticks * tick_us * 1e-6, healing_us: healed, digest: run.device.digest(), marks,
  };
}

/** What is wrong stays so for a while, and in some runs the supply goes before anybody comes. */
function linger(driver: Driver, isLong: boolean): void {
  const { dice } = driver;
  if (isLong && dice.isHit(REST_RATIO)) rest(driver);
  driver.goOn_us(DARK_US);
  if (dice.isHit(DARK_RATIO)) driver.do({ kind: 'supply off', duration_us: DARK_US });
}

interface Wandering {
  readonly forward_ratio: number;
  readonly count: number;
  readonly scenes: readonly Scene[];
}

/** Goes towards an output that is on, or does one of the moves instead, so many times, with the scenes somewhere in between. */
function wander(driver: Driver, moves: readonly Move[], { forward_ratio, count, scenes }: Wandering): void {
  const { dice } = driver;
  const places = scenes.map(() => dice.below(count));
  driver.wait_us(50_000);
  driver.do({ kind: 'attach', port: 0 });
  driver.wait_us(1000);
  for (let move = 0; move < count && !driver.isOver; move += 1) {
    scenes.forEach((scene, index) => { if (places[index] === move) scene.play(driver); });
    if (moves.length === 0 || dice.isHit(forward_ratio)) stepForward(driver);
    else dice.weighted(moves).make(driver);
    driver.wait_us(dice.pick(WAITS_US));
  }
}

/** L1: with the causes gone an output that is on is reached within its time. */
export function judgedHealing(run: SwarmRun, configuration: SwarmConfiguration): number {
  const { isDone, time_us } = heal(run, configuration);
  if (!isDone && run.violation === undefined && isConnectable(run, configuration)) run.judge.oracle.report('L1', `not on ${HEALED_WITHIN_US} us after the causes were gone, but in mode ${run.mode}`);
  return time_us;
}

/**
 * Whether the cell itself lies where a controller may connect it, with room for the pattern of the self-test. A film that a leak
 * has driven beyond its caps does not come back by itself: a cause that is there still, and refused by name.
 */
function isConnectable({ truth: { voltage_V } }: SwarmRun, { limits: { bias_uV_max = 0, bias_uV_min = 0 } }: SwarmConfiguration): boolean {
  return Math.max(0, bias_uV_min * 1e-6) + PATTERN_V < voltage_V && voltage_V < bias_uV_max * 1e-6 - PATTERN_V;
}

/** One scene, or two that ask for the same beginning. */
function drawScenes(isSound: boolean, dice: Dice): readonly Scene[] {
  const candidates = isSound ? HOST_SCENES : [...HOST_SCENES, ...FAULT_SCENES];
  const first = dice.weighted(candidates);
  const others = candidates.filter(({ limits, board }) => limits === undefined && board === undefined);
  return Array.from({ length: dice.pick(SCENES_COUNTS) }, (_, index) => (index === 0 ? first : dice.weighted(others)));
}

/** A random subset with random weights: what a run leaves out gives room to what it does not. */
function drawMoves(moves: readonly Move[], dice: Dice): readonly Move[] {
  return moves.filter(() => dice.isHit(0.5)).map((move) => ({ ...move, weight: move.weight * dice.between(0.2, 2) }));
}

/** A long stretch in which the host does nothing but keep its lease. */
function calm(driver: Driver, time_us: number): void {
  driver.goOn_us(time_us);
  driver.do({ kind: 'clear faults' });
  for (const port of driver.run.device.wires.keys()) driver.do({ kind: 'heal wire', port });
  reach(driver, MODE.ON);
  while (!driver.isOver) {
    driver.hold_us(driver.dice.pick([10_000_000, 60_000_000]));
    stepForward(driver);
  }
}
