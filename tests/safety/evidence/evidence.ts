import { adversary } from '../adversary/adversary.ts';
import type { AdversaryReport } from '../adversary/adversary.ts';
import { COUNTS } from '../counts.ts';
import type { CountName } from '../counts.ts';
import { exploration, isWhole as isExplored } from '../explore/exploration.ts';
import type { Extent } from '../explore/exploration.ts';
import type { RefinedReport } from '../explore/report.ts';
import { falseTrips } from '../false-trips/false-trips.ts';
import type { FalseTripsReport } from '../false-trips/false-trips.ts';
import { faultMatrix } from '../fault-matrix/fault-matrix.ts';
import type { FaultMatrixReport } from '../fault-matrix/fault-matrix.ts';
import { headline } from '../headline/headline.ts';
import type { HeadlineReport } from '../headline/headline.ts';
import { saboteurs } from '../saboteurs/saboteurs.ts';
import type { SaboteursReport } from '../saboteurs/saboteurs.ts';
import { coreFree } from '../shards/shards.ts';
import { sequences } from '../sequences/sequences.ts';
import type { SequencesReport } from '../sequences/sequences.ts';
import { FAST_US, tripTimes } from '../trip-times/trip-times.ts';
import type { TripTimesReport } from '../trip-times/trip-times.ts';

/** What each method found. */
export interface Found {
  readonly explore: RefinedReport & { readonly seconds: number };
  readonly sequences: SequencesReport;
  readonly adversary: AdversaryReport;
  readonly fault_matrix: FaultMatrixReport;
  readonly trip_times: TripTimesReport;
  readonly saboteurs: SaboteursReport;
  readonly headline: HeadlineReport;
  readonly false_trips: FalseTripsReport;
}

/** All that shows that the interlocks hold, of one run. */
export interface EvidenceReport extends Partial<Found> {
  /** How much was run, by what each method tells of itself, beside how much the safety case wants. */
  readonly counts: Readonly<Record<CountName, { readonly run: number; readonly wanted: number }>>;
  /** Whether as much was run as the safety case wants: what held in a part of it holds for that part. */
  readonly isComplete: boolean;
  /** What was run less often than wanted, by name. */
  readonly short: readonly string[];
  /** Whatever did not hold, by name; nothing when all did. */
  readonly failed: readonly string[];
  /** Methods that came to no end, and why. */
  readonly errors: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly cpu_s: number;
}

export type EvidenceCounts = Readonly<Record<CountName, number>>;

const SEED = 1;

export interface EvidenceOptions {
  /** How much the explorer explores. */
  readonly extent: Extent;
  readonly onStep: (name: string, seconds: number, error?: string) => void;
  /** Methods in place of ours, for a test. */
  readonly methods?: Methods;
}

type Methods = { readonly [K in keyof Found]: (counts: EvidenceCounts, extent: Extent) => Promise<Found[K]> };

const METHODS: Methods = {
  explore: ({ concrete_ticks }, extent) => exploration(extent, concrete_ticks),
  sequences: ({ sequence_runs }) => sequences({ runs: sequence_runs, seed: SEED }),
  adversary: ({ adversary_ticks }) => adversary({ ticks: adversary_ticks, seed: SEED }),
  fault_matrix: ({ fault_phases }) => faultMatrix({ phases: fault_phases, seed: SEED }),
  trip_times: ({ trip_trials }) => tripTimes({ trials: trip_trials, seed: SEED }),
  saboteurs: () => saboteurs(),
  headline: ({ headline_seeds }) => headline({ seeds: headline_seeds, seed: SEED }),
  false_trips: ({ device_hours }) => falseTrips({ hours: device_hours, seed: SEED }),
};

/** Those of few long pieces first: what is cut small fills both cores to the end. */
const ORDER = ['explore', 'trip_times', 'false_trips', 'saboteurs', 'fault_matrix', 'adversary', 'headline', 'sequences'] as const satisfies readonly (keyof Found)[];

/** Runs everything, each method as soon as the ones before leave a core free. A method that throws is reported, and the others go on. */
export async function evidence(counts: EvidenceCounts, { extent, onStep, methods = METHODS }: EvidenceOptions): Promise<EvidenceReport> {
  const start_ms = performance.now();
  const start = process.cpuUsage();
  const found: { -readonly [K in keyof Found]?: Found[K] } = {};
  const errors: Record<string, string> = {};
  const goThrough = async <K extends keyof Found>(name: K): Promise<void> => {
    const begin_ms = performance.now();
    try {
      found[name] = await methods[name](counts, extent);
    } catch (error) {
      errors[name] = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    onStep(name, (performance.now() - begin_ms) / 1e3, errors[name]);
  };
  const running: Promise<void>[] = [];
  for (const name of ORDER) {
    await coreFree();
    running.push(goThrough(name));
  }
  await Promise.all(running);
  const { user, system } = process.cpuUsage(start);
  const run_counts = countsOf(found);
  const short = shortOf(run_counts, extent);
  return {
    ...found, counts: besideWanted(run_counts), isComplete: short.length === 0, short, failed: failuresOf(found), errors, seconds: (performance.now() - start_ms) / 1e3, cpu_s: (user + system) / 1e6,
  };
}

/** How much a method came to, whatever it was asked for; nothing where it came to no end. */
const RUN: { readonly [N in CountName]: (found: Partial<Found>) => number } = {
  concrete_ticks: ({ explore }) => explore?.concrete.transitions ?? 0,
  sequence_runs: ({ sequences: { begun } = { begun: {} } }) => Object.values(begun).reduce((sum, runs) => sum + runs, 0),
  adversary_ticks: ({ adversary: { ticks } = { ticks: 0 } }) => ticks,
  fault_phases: ({ fault_matrix: { runs, cases } = { runs: 0, cases: 1 } }) => runs / cases,
  trip_trials: ({ trip_times: { rows } = { rows: [] } }) => leastOf(rows.filter(({ bound_us }) => bound_us <= FAST_US).map(({ trials }) => trials)),
  device_hours: ({ false_trips: { device_hours } = { device_hours: 0 } }) => device_hours,
  headline_seeds: ({ headline: { seeds } = { seeds: 0 } }) => seeds,
};

function leastOf(counts: readonly number[]): number {
  return counts.length === 0 ? 0 : Math.min(...counts);
}

export function countsOf(found: Partial<Found>): EvidenceCounts {
  return Object.fromEntries((Object.keys(COUNTS) as CountName[]).map((name) => [name, RUN[name](found)])) as EvidenceCounts;
}

function besideWanted(counts: EvidenceCounts): EvidenceReport['counts'] {
  const names = Object.keys(COUNTS) as CountName[];
  return Object.fromEntries(names.map((name) => [name, { run: counts[name], wanted: COUNTS[name].suite }])) as EvidenceReport['counts'];
}

/** Names of the counts that are below what is wanted; positively, so that a count that is no number is short too. */
export function shortOf(counts: EvidenceCounts, extent: Extent): readonly string[] {
  const names = (Object.keys(COUNTS) as CountName[]).filter((name) => !(COUNTS[name].suite <= counts[name]));
  return extent === 'quick' ? ['exploration', ...names] : names;
}

/** Each method by its own measure; one that could not have found anything has failed too. */
const HELD: { readonly [K in keyof Found]: (found: Found[K]) => boolean } = {
  explore: isExplored,
  sequences: ({ violations, isTelling }) => violations.length === 0 && isTelling,
  adversary: ({ violations, isTelling }) => violations.length === 0 && isTelling,
  fault_matrix: ({ missed, detected }) => missed.length === 0 && 0 < detected,
  trip_times: ({ violations, trials }) => violations.length === 0 && 0 < trials,
  saboteurs: ({ missed, planted }) => missed.length === 0 && 20 <= planted,
  headline: ({ protected: kept, unprotected, seeds, isTelling }) => kept.broken === 0 && kept.violations === 0 && isTelling && unprotected.broken === seeds,
  false_trips: ({ trips, device_hours }) => trips.length === 0 && 0 < device_hours,
};
const NAMES = Object.keys(HELD) as readonly (keyof Found)[];

/** Names of the methods that did not hold, or came to no end. */
export function failuresOf(found: Partial<Found>): readonly string[] {
  return NAMES.filter((name) => {
    const of = found[name];
    // The table pairs every method with what it found; the look-up by a union loses that.
    return of === undefined || !(HELD[name] as (found: unknown) => boolean)(of);
  });
}

/** A report in which no method came to no end. */
export function isWhole(report: EvidenceReport): report is EvidenceReport & Found {
  return NAMES.every((name) => report[name] !== undefined);
}
