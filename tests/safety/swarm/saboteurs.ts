import { reproOf, runSeed, shrink } from '@nanobias/firmware-model/swarm';
import type { Shrunk } from '@nanobias/firmware-model/swarm';
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
  /** Actions of the run that found it, and of what it was shrunk to. */
  readonly actions: number;
  readonly shrunk_to: number;
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
const FIRST_SEED = 9000;
const PROBES_MAX = 250;

export async function saboteurs(): Promise<SaboteursReport> {
  const start_ms = performance.now();
  const table = await inShards<number, Found>({ module: import.meta.url, name: 'huntShard' }, [...PLANTS.keys()]);
  const missed = table.filter(({ seeds }) => seeds === null).map(({ name }) => name);
  return { planted: table.length, found: table.length - missed.length, seeds_max: SEEDS_MAX, table, missed, seconds: (performance.now() - start_ms) * 1e-3 };
}

export function huntShard(index: number): Found {
  return hunt(PLANTS[index]!);
}

/** Looks for one planted bug with one seed after the other, and shrinks what shows it. */
export function hunt({ name, place, breaks, firmware }: Plant, seeds_max = SEEDS_MAX): Found {
  for (let seeds = 1; seeds <= seeds_max; seeds += 1) {
    const repro = reproOf(runSeed(FIRST_SEED + seeds, { firmware, areCalm: false }));
    if (repro === undefined) continue;
    const { from_count, to_count }: Shrunk = shrink(repro, { firmware, probes_max: PROBES_MAX });
    return { name, place, breaks, seeds, property: repro.violation.property, actions: from_count, shrunk_to: to_count };
  }
  return { name, place, breaks, seeds: null, property: '', actions: 0, shrunk_to: 0 };
}
