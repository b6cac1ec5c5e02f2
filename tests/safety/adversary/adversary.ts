import { inShards, parts } from '../shards/shards.ts';
import { attack } from './attack.ts';
import type { AttackOutcome } from './attack.ts';

export interface AdversaryReport {
  readonly ticks: number;
  readonly devices: number;
  readonly violations: readonly AttackOutcome[];
  readonly worst_true_V: number;
  readonly lowest_true_V: number;
  readonly strap_V: number;
  readonly bound_V: number;
  readonly closed_ticks: number;
  readonly trips: number;
  readonly seconds: number;
  /** Whether the attack was one: it closed often, and reached the strap from inside. */
  readonly isTelling: boolean;
}

interface Shard {
  readonly first: number;
  readonly count: number;
}

/** Ticks of one device: long enough for some hundred closings. */
export const ATTACK_TICKS = 20_000;
const SHARD_ATTACKS = 10;
const SEEDS_A_BASE = 1_000_000_000;
const STRAP_V = 5;

export async function adversary({ ticks, seed }: { readonly ticks: number; readonly seed: number }): Promise<AdversaryReport> {
  const start_ms = performance.now();
  const shards = parts(Math.ceil(ticks / ATTACK_TICKS), SHARD_ATTACKS).map(({ first, count }) => ({ first: seed * SEEDS_A_BASE + first, count }));
  const results = await inShards<Shard, AttackOutcome[]>({ module: import.meta.url, name: 'attackShard' }, shards);
  return { ...reportOf(results.flat()), seconds: (performance.now() - start_ms) / 1e3 };
}

export function attackShard({ first, count }: Shard): readonly AttackOutcome[] {
  return Array.from({ length: count }, (_, index) => attack({ seed: first + index, ticks: ATTACK_TICKS }));
}

export function reportOf(outcomes: readonly AttackOutcome[]): Omit<AdversaryReport, 'seconds'> {
  const sum = (of: (outcome: AttackOutcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const worst_true_V = Math.max(...outcomes.map(({ highest_V }) => highest_V));
  const ticks = sum((outcome) => outcome.ticks);
  const trips = sum(({ trips_count }) => trips_count);
  const closed_ticks = sum((outcome) => outcome.closed_ticks);
  return {
    ticks,
    devices: outcomes.length,
    violations: outcomes.filter(({ highest_V, lowest_V, bound }) => !(bound.low_V <= lowest_V && highest_V <= bound.high_V)),
    worst_true_V,
    lowest_true_V: Math.min(...outcomes.map(({ lowest_V }) => lowest_V)),
    strap_V: STRAP_V,
    bound_V: Math.max(...outcomes.map(({ bound }) => bound.high_V)),
    closed_ticks,
    trips,
    isTelling: STRAP_V - 0.02 < worst_true_V && ticks / 100 < closed_ticks && outcomes.length < trips,
  };
}
