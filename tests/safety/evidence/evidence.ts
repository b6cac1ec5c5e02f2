import { adversary } from '../adversary/adversary.ts';
import type { AdversaryReport } from '../adversary/adversary.ts';
import { exploreAll } from '../explore/report.ts';
import type { ExplorationReport } from '../explore/report.ts';
import { SOAK_SLICES, SUITE_SLICES } from '../explore/slices.ts';
import { falseTrips } from '../false-trips/false-trips.ts';
import type { FalseTripsReport } from '../false-trips/false-trips.ts';
import { faultMatrix } from '../fault-matrix/fault-matrix.ts';
import type { FaultMatrixReport } from '../fault-matrix/fault-matrix.ts';
import { headline } from '../headline/headline.ts';
import type { HeadlineReport } from '../headline/headline.ts';
import { saboteurs } from '../saboteurs/saboteurs.ts';
import type { SaboteursReport } from '../saboteurs/saboteurs.ts';
import { sequences } from '../sequences/sequences.ts';
import type { SequencesReport } from '../sequences/sequences.ts';
import { inShards } from '../shards/shards.ts';
import { tripTimes } from '../trip-times/trip-times.ts';
import type { TripTimesReport } from '../trip-times/trip-times.ts';

/** All that shows that the interlocks hold, of one run. */
export interface EvidenceReport {
  readonly explore: ExplorationReport & { readonly seconds: number };
  readonly sequences: SequencesReport;
  readonly adversary: AdversaryReport;
  readonly fault_matrix: FaultMatrixReport;
  readonly trip_times: TripTimesReport;
  readonly saboteurs: SaboteursReport;
  readonly false_trips: FalseTripsReport;
  readonly headline: HeadlineReport;
  /** Whatever did not hold, by name; nothing when all did. */
  readonly failed: readonly string[];
  readonly seconds: number;
}

export interface EvidenceCounts {
  readonly sequence_runs: number;
  readonly adversary_ticks: number;
  readonly fault_phases: number;
  readonly trip_trials: number;
  readonly device_hours: number;
  readonly headline_seeds: number;
}

/** What fits ten minutes on two cores. */
export const SUITE: EvidenceCounts = {
  sequence_runs: 3000, adversary_ticks: 10_000_000, fault_phases: 3, trip_trials: 5000, device_hours: 20, headline_seeds: 1000,
};
export const SOAK: EvidenceCounts = {
  sequence_runs: 10_000_000, adversary_ticks: 1_000_000_000, fault_phases: 16, trip_trials: 1_000_000, device_hours: 10_000, headline_seeds: 10_000,
};

const SEED = 1;

type Progress = (name: string, seconds: number) => void;

/** Runs everything, the explorer beside the rest. */
export async function evidence(counts: EvidenceCounts, { isSoak, onStep }: { readonly isSoak: boolean; readonly onStep: Progress }): Promise<EvidenceReport> {
  const start_ms = performance.now();
  const timed = async <T extends { readonly seconds: number }>(name: string, work: Promise<T>): Promise<T> => {
    const result = await work;
    onStep(name, result.seconds);
    return result;
  };
  const exploring = timed('explore', explored(isSoak));
  const found = {
    sequences: await timed('sequences', sequences({ runs: counts.sequence_runs, seed: SEED })),
    adversary: await timed('adversary', adversary({ ticks: counts.adversary_ticks, seed: SEED })),
    fault_matrix: await timed('fault matrix', faultMatrix({ phases: counts.fault_phases, seed: SEED })),
    trip_times: await timed('trip times', tripTimes({ trials: counts.trip_trials, seed: SEED })),
    saboteurs: await timed('saboteurs', saboteurs()),
    headline: await timed('headline', headline({ seeds: counts.headline_seeds, seed: SEED })),
    false_trips: await timed('false trips', falseTrips({ hours: counts.device_hours, seed: SEED })),
    explore: await exploring,
  };
  return { ...found, failed: failuresOf(found), seconds: (performance.now() - start_ms) / 1e3 };
}

/** Each method by its own measure; a method that could not have found anything has failed too. */
export function failuresOf(found: Omit<EvidenceReport, 'failed' | 'seconds'>): readonly string[] {
  const { explore, saboteurs: planted, headline: films } = found;
  const held: Readonly<Record<string, boolean>> = {
    explore: explore.frontier === 0 && explore.violations.length === 0 && explore.vacuous.length === 0 && explore.stop_reaches_safe && explore.on_reachable_from_all,
    sequences: found.sequences.violations.length === 0 && found.sequences.isTelling,
    adversary: found.adversary.violations.length === 0 && found.adversary.isTelling,
    fault_matrix: found.fault_matrix.missed.length === 0 && 0 < found.fault_matrix.detected,
    trip_times: found.trip_times.violations.length === 0 && 0 < found.trip_times.trials,
    saboteurs: planted.missed.length === 0 && 20 <= planted.planted,
    false_trips: found.false_trips.trips.length === 0 && 0 < found.false_trips.device_hours,
    headline: films.protected.broken === 0 && films.protected.violations === 0 && films.isTelling && films.unprotected.broken === films.seeds,
  };
  return Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? [] : [name]));
}

async function explored(isSoak: boolean): Promise<ExplorationReport & { readonly seconds: number }> {
  const [report] = await inShards<boolean, ExplorationReport & { readonly seconds: number }>({ module: import.meta.url, name: 'exploreShard' }, [isSoak]);
  return report!;
}

export function exploreShard(isSoak: boolean): ExplorationReport & { readonly seconds: number } {
  const start_ms = performance.now();
  return { ...exploreAll(isSoak ? SOAK_SLICES : SUITE_SLICES), seconds: (performance.now() - start_ms) / 1e3 };
}
