import { runSeed } from '@nanobias/firmware-model/swarm';
import { inShards } from '../shards/shards.ts';
import { PLANTS } from './plants.ts';
import type { Plant } from './plants.ts';

/** What became of a planted bug. */
export interface Found {
  readonly name: string;
  readonly place: Plant['place'];
  readonly breaks: string;
  /** Seeds until it was found; null where none found it. */
  readonly seeds: number | null;
  readonly property: string;
  /** Actions of the run that found it. */
  readonly actions: number;
}

export interface SaboteursReport {
  readonly planted: number;
  readonly found: number;
  readonly seeds_max: number;
  readonly table: readonly Found[];
  readonly missed: readonly string[];
  readonly seconds: number;
}

/** A planted bug is to be found within so many seeds. */
export const SEEDS_MAX = 60;
export const FIRST_SEED = 9000;
/** Moves of a run: longer than most of a swarm's, since a bug that needs a sequence needs room for it. */
const MOVES_COUNT = 150;

export async function saboteurs(): Promise<SaboteursReport> {
  const start_ms = performance.now();
  const table = await inShards<number, Found>({ module: import.meta.url, name: 'huntShard' }, [...PLANTS.keys()]);
  const missed = table.filter(({ seeds }) => seeds === null).map(({ name }) => name);
  return { planted: table.length, found: table.length - missed.length, seeds_max: SEEDS_MAX, table, missed, seconds: (performance.now() - start_ms) * 1e-3 };
}

export function huntShard(index: number): Found {
  return hunt(PLANTS[index]!);
}

/** Looks for one planted bug with one seed after the other: what breaks must be what it breaks. */
function hunt({ name, place, breaks, firmware }: Plant): Found {
  for (let seeds = 1; seeds <= SEEDS_MAX; seeds += 1) {
    const { violation, schedule } = runSeed(FIRST_SEED + seeds, { firmware, areCalm: false, moves_count: MOVES_COUNT });
    if (violation !== undefined && breaks.includes(violation.property)) return { name, place, breaks, seeds, property: violation.property, actions: schedule.length };
  }
  return { name, place, breaks, seeds: null, property: '', actions: 0 };
}
