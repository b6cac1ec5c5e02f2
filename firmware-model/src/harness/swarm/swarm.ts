import { crc32c } from '@nanobias/proto';
import { MARKS } from './marks.ts';
import { reproOf } from './repro.ts';
import type { Repro } from './repro.ts';
import { runSeed } from './seeded.ts';
import type { Outcome, SeedOptions } from './seeded.ts';

/** Consecutive seeds, worked on by one thread. */
export interface Shard {
  readonly first_seed: number;
  readonly runs: number;
}

/** What became of a shard: plain data, which crosses between threads. */
export interface ShardResult {
  readonly runs: number;
  readonly reached_on: number;
  readonly unconnectable: number;
  readonly device_s: number;
  readonly faulted_s: number;
  readonly closed_s: number;
  readonly ticks: number;
  readonly actions: number;
  readonly healing_us_max: number;
  readonly hit: readonly string[];
  readonly refusals: Readonly<Record<string, number>>;
  readonly repros: readonly Repro[];
  /** Of every run's end, in the order of the seeds. */
  readonly digests: readonly string[];
}

/** What a swarm has found. */
export interface SwarmReport {
  readonly runs: number;
  readonly reached_on: number;
  /** Runs of which L1 asked for no output, since the cell was driven to where no controller may connect it. */
  readonly unconnectable: number;
  readonly device_hours: number;
  /** Of runs in which faults and mishaps are drawn, up to where the causes are taken back. */
  readonly faulted_device_hours: number;
  /** All others: runs with nothing but hosts, stretches of calm, recoveries. */
  readonly calm_device_hours: number;
  readonly closed_hours: number;
  readonly ticks: number;
  readonly actions: number;
  readonly healing_s_max: number;
  readonly violations: readonly { readonly seed: number; readonly property: string; readonly detail: string }[];
  readonly marks: { readonly hit: number; readonly missed: readonly string[] };
  readonly refusals: Readonly<Record<string, number>>;
  /** Over the digests of all runs: the same seeds give the same, however many threads they were spread over. */
  readonly digest: string;
}

/** A shard small enough that threads end together, and large enough to be worth a message. */
export const SHARD_RUNS = 5;
const SECONDS_PER_HOUR = 3600;

/** Seeds from `seed` on, cut into shards. */
export function shardsOf({ runs, seed }: { readonly runs: number; readonly seed: number }): readonly Shard[] {
  return Array.from({ length: Math.ceil(runs / SHARD_RUNS) }, (_, index) => ({ first_seed: seed + index * SHARD_RUNS, runs: Math.min(SHARD_RUNS, runs - index * SHARD_RUNS) }));
}

/** Runs a stretch of seeds, one after another. */
export function runShard({ first_seed, runs }: Shard, options: SeedOptions = {}): ShardResult {
  const outcomes = Array.from({ length: runs }, (_, index) => runSeed(first_seed + index, options));
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    runs,
    reached_on: sum(({ hasReachedOn }) => (hasReachedOn ? 1 : 0)),
    unconnectable: sum(({ isUnconnectable }) => (isUnconnectable ? 1 : 0)),
    device_s: sum(({ device_s }) => device_s),
    faulted_s: sum(({ faulted_s }) => faulted_s),
    closed_s: sum(({ closed_s }) => closed_s),
    ticks: sum(({ ticks }) => ticks),
    actions: sum(({ schedule }) => schedule.length),
    healing_us_max: Math.max(...outcomes.map(({ healing_us }) => healing_us)),
    hit: [...new Set(outcomes.flatMap(({ marks }) => marks.hit))],
    refusals: total(outcomes.map(({ marks }) => marks.refusals)),
    repros: outcomes.flatMap((outcome) => reproOf(outcome) ?? []),
    digests: outcomes.map(({ digest }) => digest),
  };
}

/** One report of many shards, in the order of their seeds. */
export function swarmReport(shards: readonly ShardResult[]): SwarmReport {
  const sum = (of: (shard: ShardResult) => number): number => shards.reduce((sofar, shard) => sofar + of(shard), 0);
  const hit = new Set(shards.flatMap((shard) => shard.hit));
  return {
    runs: sum(({ runs }) => runs),
    reached_on: sum(({ reached_on }) => reached_on),
    unconnectable: sum(({ unconnectable }) => unconnectable),
    device_hours: sum(({ device_s }) => device_s) / SECONDS_PER_HOUR,
    faulted_device_hours: sum(({ faulted_s }) => faulted_s) / SECONDS_PER_HOUR,
    calm_device_hours: (sum(({ device_s }) => device_s) - sum(({ faulted_s }) => faulted_s)) / SECONDS_PER_HOUR,
    closed_hours: sum(({ closed_s }) => closed_s) / SECONDS_PER_HOUR,
    ticks: sum(({ ticks }) => ticks),
    actions: sum(({ actions }) => actions),
    healing_s_max: Math.max(0, ...shards.map(({ healing_us_max }) => healing_us_max)) * 1e-6,
    violations: shards.flatMap(({ repros }) => repros.map(({ configuration, violation: { property, detail } }) => ({ seed: configuration.seed, property, detail }))),
    marks: { hit: hit.size, missed: MARKS.filter((mark) => !hit.has(mark)) },
    refusals: total(shards.map(({ refusals }) => refusals)),
    digest: crc32c(new TextEncoder().encode(shards.flatMap(({ digests }) => digests).join('\n'))).toString(16).padStart(8, '0'),
  };
}

function total(counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts.flatMap((each) => Object.entries(each))) sums[name] = (sums[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(sums).sort(([first], [second]) => (first < second ? -1 : 1)));
}
