import { inShards, parts } from '../shards/shards.ts';
import { Steps, refinementOf, walk } from './refinement.ts';
import type { StepBits, Walk } from './refinement.ts';
import { exploreAll } from './report.ts';
import type { ExplorationReport, RefinedReport } from './report.ts';
import { SOAK_SLICES, SUITE_SLICES } from './slices.ts';
import { QUICK_SLICES } from './small-slices.ts';

export type Extent = keyof typeof SLICES;
const SLICES = { quick: QUICK_SLICES, suite: SUITE_SLICES, soak: SOAK_SLICES } as const;

interface Explored {
  readonly report: ExplorationReport;
  readonly bits: StepBits;
}

interface Stage {
  readonly bits: StepBits;
  readonly first: number;
  readonly count: number;
}

/** One thread walks so many ticks. */
const WALK_TICKS = 250_000;

/** Explores to the fixed point, then walks the full model through so many ticks and looks each of them up; on all cores. */
export async function exploration(extent: Extent, concrete_ticks: number): Promise<RefinedReport & { readonly seconds: number }> {
  const start_ms = performance.now();
  const [explored] = await inShards<Extent, Explored>({ module: import.meta.url, name: 'exploreShard' }, [extent]);
  const { report, bits } = explored!;
  const stages = parts(concrete_ticks, WALK_TICKS).map(({ first, count }): Stage => ({ bits, first, count }));
  const walks = await inShards<Stage, Walk>({ module: import.meta.url, name: 'walkShard' }, stages);
  return { ...report, concrete: refinementOf(walks), seconds: (performance.now() - start_ms) / 1e3 };
}

/** The same in this thread, for what is over before another one has begun. */
export function explorationHere(extent: Extent, concrete_ticks: number): RefinedReport {
  const { report, bits } = exploreShard(extent);
  return { ...report, concrete: refinementOf([walkShard({ bits, first: 0, count: concrete_ticks })]) };
}

export function exploreShard(extent: Extent): Explored {
  const steps = new Steps();
  return { report: exploreAll(SLICES[extent], steps), bits: steps.bits };
}

export function walkShard({ bits, first, count }: Stage): Walk {
  // A device a tick at most: the seeds of two walks never meet.
  return walk(new Steps(bits), count, 1 + first);
}

/** Nothing is left, nothing broke, every property had something to hold, and the full model took no step that is unknown. */
export function isWhole({ frontier, violations, vacuous, stop_reaches_safe, on_reachable_from_all, concrete }: RefinedReport): boolean {
  return frontier === 0 && violations.length === 0 && vacuous.length === 0 && stop_reaches_safe && on_reachable_from_all && concrete.missing.length === 0 && 0 < concrete.transitions;
}
