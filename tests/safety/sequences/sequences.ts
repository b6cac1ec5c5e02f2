import type { Violation } from '@nanobias/firmware-model/swarm';
import { inShards, parts } from '../shards/shards.ts';
import { Life } from './life.ts';
import type { Moment } from './life.ts';
import { branch, sequence } from './sequence.ts';
import { spoil } from './spoil.ts';
import type { SequenceOutcome } from './sequence.ts';

export interface SequencesReport {
  readonly runs: number;
  /** Runs by the moment at which they really began. */
  readonly begun: Readonly<Partial<Record<Moment, number>>>;
  readonly reached_on: number;
  readonly applied_4_5_V: number;
  readonly own: OwnDeeds;
  /** Runs with a fault of the instrument in them. */
  readonly with_fault: number;
  /** Of them, runs of the whole way from power-up. */
  readonly whole_with_fault: number;
  readonly violations: readonly unknown[];
  readonly ticks: number;
  /** Processor time of all threads. */
  readonly cpu_s: number;
  readonly seconds: number;
  /** Whether enough runs had an output that was on, and high, by their own commands too, some came back to it, and a fault came into a whole life too: otherwise no violation would mean nothing. */
  readonly isTelling: boolean;
}

/** What the runs' own commands came to, beside how many could show it: what a run began with is left out. */
export interface OwnDeeds {
  /** Runs that began with an open circuit, and those of them in which it was closed. */
  readonly begun_open: number;
  readonly came_on: number;
  /** Runs that began below 4.5 V or open, and those of them that came to 4.5 V. */
  readonly begun_below_4_5_V: number;
  readonly rose_to_4_5_V: number;
  /** Runs that began with a closed circuit, those of them in which it was closed behind a quarter of the commands or more, and those that lost it and closed it again. */
  readonly begun_closed: number;
  readonly stayed_on: number;
  readonly came_back: number;
}

interface Shard {
  readonly first: number;
  readonly count: number;
}

interface ShardResult {
  readonly begun: Readonly<Partial<Record<Moment, number>>>;
  readonly reached_on: number;
  readonly applied: number;
  readonly own: OwnDeeds;
  readonly spoilt: number;
  readonly wholeSpoilt: number;
  readonly ticks: number;
  readonly bad: readonly (SequenceOutcome | Violation)[];
}

const SHARD_RUNS = 250;
/** Seeds of one base lie together, those of the next far off. */
const SEEDS_A_BASE = 1_000_000_000;
const ON_RATIO_MIN = 0.9;
const APPLIED_RATIO_MIN = 0.5;
/** Measured, and a margin: of runs that began open nine in ten came on; of those below 4.5 V half rose to it; two thirds stayed on. */
const CAME_ON_RATIO_MIN = 0.8;
const ROSE_RATIO_MIN = 0.4;
const STAYED_RATIO_MIN = 0.5;
const STAYED_COMMANDS_MIN = 25;
const BAD_MAX = 20;
/** One run in so many has a fault of the instrument in it. */
const SPOILT_EVERY = 3;
/** One run in so many goes the whole way from power-up, on a device of its own. */
const WHOLE_EVERY = 250;
const WHOLE_INDEX = 49;
/** From so many runs on, one at least is a whole life with a fault in it. */
const WHOLE_SPOILT_RUNS = WHOLE_EVERY * SPOILT_EVERY;

export async function sequences({ runs, seed }: { readonly runs: number; readonly seed: number }): Promise<SequencesReport> {
  const start_ms = performance.now();
  const start = process.cpuUsage();
  const shards = parts(runs, SHARD_RUNS).map(({ first, count }) => ({ first: seed * SEEDS_A_BASE + first, count }));
  const results = await inShards<Shard, ShardResult>({ module: import.meta.url, name: 'sequenceShard' }, shards);
  const sum = (of: (result: ShardResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  const reached_on = sum(({ reached_on: count }) => count);
  const applied_4_5_V = sum(({ applied }) => applied);
  const whole_with_fault = sum(({ wholeSpoilt }) => wholeSpoilt);
  const own = sumOfDeeds(results);
  const begun: Partial<Record<Moment, number>> = {};
  for (const result of results) {
    for (const [moment, count] of Object.entries(result.begun) as [Moment, number][]) begun[moment] = (begun[moment] ?? 0) + count;
  }
  return {
    runs,
    begun,
    reached_on,
    applied_4_5_V,
    own,
    with_fault: sum(({ spoilt }) => spoilt),
    whole_with_fault,
    violations: results.flatMap(({ bad }) => bad).slice(0, BAD_MAX),
    ticks: sum(({ ticks }) => ticks),
    cpu_s: used_s(start),
    seconds: (performance.now() - start_ms) / 1e3,
    isTelling: ON_RATIO_MIN * runs <= reached_on && APPLIED_RATIO_MIN * runs <= applied_4_5_V && areTelling(own) && ((0 < whole_with_fault && 0 < own.came_back) || runs < WHOLE_SPOILT_RUNS),
  };
}

/** Whether enough came about by the runs' own commands; what none began with shows nothing. */
export function areTelling({ begun_open, came_on, begun_below_4_5_V, rose_to_4_5_V, begun_closed, stayed_on }: OwnDeeds): boolean {
  const isEnough = (count: number, of: number, ratio_min: number): boolean => 0 < of && ratio_min * of <= count;
  return isEnough(came_on, begun_open, CAME_ON_RATIO_MIN) && isEnough(rose_to_4_5_V, begun_below_4_5_V, ROSE_RATIO_MIN) && isEnough(stayed_on, begun_closed, STAYED_RATIO_MIN);
}

function sumOfDeeds(results: readonly ShardResult[]): OwnDeeds {
  const sum = (key: keyof OwnDeeds): number => results.reduce((total, { own }) => total + own[key], 0);
  return {
    begun_open: sum('begun_open'), came_on: sum('came_on'), begun_below_4_5_V: sum('begun_below_4_5_V'), rose_to_4_5_V: sum('rose_to_4_5_V'),
    begun_closed: sum('begun_closed'), stayed_on: sum('stayed_on'), came_back: sum('came_back'),
  };
}

export function ownDeeds(outcomes: readonly SequenceOutcome[]): OwnDeeds {
  const open = outcomes.filter(({ hasBegunClosed }) => !hasBegunClosed);
  const below = outcomes.filter(({ hasBegunHigh }) => !hasBegunHigh);
  const closed = outcomes.filter(({ hasBegunClosed }) => hasBegunClosed);
  return {
    begun_open: open.length,
    came_on: open.filter(({ hasClosed }) => hasClosed).length,
    begun_below_4_5_V: below.length,
    rose_to_4_5_V: below.filter(({ hasApplied }) => hasApplied).length,
    begun_closed: closed.length,
    stayed_on: closed.filter(({ closed_commands }) => STAYED_COMMANDS_MIN <= closed_commands).length,
    came_back: closed.filter(({ hasClosed }) => hasClosed).length,
  };
}

function used_s(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** The runs of one worker's turn: one life, many ways to go on with it, and some whole lives. */
export function sequenceShard({ first, count }: Shard): ShardResult {
  const life = new Life(first);
  const outcomes = Array.from({ length: count }, (_, index) => runOf(life, first + index, index));
  const begun: Partial<Record<Moment, number>> = {};
  for (const { moment } of outcomes) begun[moment] = (begun[moment] ?? 0) + 1;
  return {
    begun,
    reached_on: outcomes.filter(({ hasReachedOn }) => hasReachedOn).length,
    applied: outcomes.filter(({ hasApplied }) => hasApplied).length,
    own: ownDeeds(outcomes),
    spoilt: outcomes.filter(({ fault }) => fault !== '').length,
    wholeSpoilt: outcomes.filter(({ fault }, index) => kindOf(first + index, index).isWhole && fault !== '').length,
    ticks: outcomes.reduce((total, { ticks }) => total + ticks, 0),
    bad: [...outcomes.filter(({ violations, isBroken }) => violations.length > 0 || isBroken), ...life.violations],
  };
}

/** The run of a seed, alone or among others: its life begins with its shard. */
export function runOf(life: Life, seed: number, index: number): SequenceOutcome {
  const { isWhole, isSpoilt } = kindOf(seed, index);
  const options = { seed, spoil: isSpoilt ? spoil : undefined };
  return isWhole ? sequence(options) : branch(life, options);
}

/** By its seed whether a fault comes into a run: by its place in the shard every whole run would be of the same kind. */
export function kindOf(seed: number, index: number): { readonly isWhole: boolean; readonly isSpoilt: boolean } {
  return { isWhole: index % WHOLE_EVERY === WHOLE_INDEX, isSpoilt: seed % SPOILT_EVERY === 0 };
}
