import { attack } from '../adversary/attack.ts';
import { reportOf } from '../adversary/adversary.ts';
import { explore } from '../explore/explorer.ts';
import { PLANTED } from '../explore/planted.ts';
import { casesOf } from '../fault-matrix/fault-matrix.ts';
import { SceneRefused, Still } from '../fault-matrix/still.ts';
import { sequence } from '../sequences/sequence.ts';
import { inShards } from '../shards/shards.ts';
import { STIMULI } from '../trip-times/stimuli.ts';
import { timeOf } from '../trip-times/trip-times.ts';
import { lostLatch, muteTrip, strayAnswer } from './hunts.ts';
import type { Found } from './hunts.ts';
import { SABOTEURS } from './plants.ts';
import type { Saboteur } from './plants.ts';

/** What became of a planted fault. */
export interface Catch {
  readonly name: string;
  readonly origin: string;
  readonly by: string;
  readonly isCaught: boolean;
  /** Runs until it was found, that one among them: sequences, trials, attacks, cuts or explorations, by the method. */
  readonly runs: number;
  /** What gave it away. */
  readonly sign: string;
}

export interface SaboteursReport {
  readonly planted: number;
  readonly caught: number;
  readonly by: Readonly<Record<string, number>>;
  readonly table: readonly Catch[];
  readonly missed: readonly Catch[];
  readonly seconds: number;
}

interface Shard {
  readonly index: number;
}

const SEEDS_MAX = 120;
const TRIALS_MAX = 60;
const ATTACKS_MAX = 20;
const PHASES = 2;
const ATTACK_TICKS = 20_000;
const RECOVERIES = 8;
const FIRST_SEED = 70_000;

export async function saboteurs(): Promise<SaboteursReport> {
  const start_ms = performance.now();
  const shards = [...SABOTEURS, ...PLANTED].map((_, index): Shard => ({ index }));
  const table = await inShards<Shard, Catch>({ module: import.meta.url, name: 'saboteurShard' }, shards);
  return { ...caughtOf(table), seconds: (performance.now() - start_ms) / 1e3 };
}

export function saboteurShard({ index }: Shard): Catch {
  const saboteur = SABOTEURS[index];
  return saboteur === undefined ? explored(index - SABOTEURS.length) : hunt(saboteur);
}

export function caughtOf(table: readonly Catch[]): Omit<SaboteursReport, 'seconds'> {
  const caught = table.filter(({ isCaught }) => isCaught);
  const by: Record<string, number> = {};
  for (const { by: method } of caught) by[method] = (by[method] ?? 0) + 1;
  return { planted: table.length, caught: caught.length, by, table, missed: table.filter(({ isCaught }) => !isCaught) };
}

/** Looks for one planted fault by the method that is to find it. */
export function hunt(saboteur: Saboteur): Catch {
  const { name, origin, method } = saboteur;
  const found = tried(() => METHODS[method](saboteur));
  return { name, origin, by: method, isCaught: found !== undefined, runs: found?.runs ?? 0, sign: found?.sign ?? '' };
}

/** An output that can't be turned on any more gives a fault away as well. */
function tried(work: () => Found | undefined): Found | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof SceneRefused) return { runs: 1, sign: `L1: ${error.message}` };
    throw error;
  }
}

const METHODS: Readonly<Record<Saboteur['method'], (saboteur: Saboteur) => Found | undefined>> = {
  'sequences': ({ firmware }) => {
    for (let runs = 1; runs <= SEEDS_MAX; runs += 1) {
      const [violation] = sequence({ seed: FIRST_SEED + runs, firmware }).violations;
      if (violation !== undefined) return { runs, sign: `${violation.property}: ${violation.detail}` };
    }
    return undefined;
  },
  'recovery': ({ firmware }) => {
    const outcomes = Array.from({ length: RECOVERIES }, (_, index) => sequence({ seed: FIRST_SEED + index, firmware }));
    return outcomes.some(({ hasReachedOn }) => hasReachedOn) ? undefined : { runs: RECOVERIES, sign: `L1: none of ${RECOVERIES} hosts turned it on` };
  },
  'fault matrix': ({ firmware, fault }) => {
    const missed = casesOf(new Still('hold', { firmware }), { seed: 1, phases: PHASES, only: [fault!] }).find(({ verdict }) => verdict === 'missed');
    return missed === undefined ? undefined : { runs: PHASES, sign: `T1: ${missed.fault} took ${missed.time_us ?? Infinity} us, ${missed.causes.join(', ')}` };
  },
  'trip times': ({ firmware, fault }) => {
    let runs = 0;
    for (const stimulus of STIMULI.filter(({ cause }) => cause === fault)) {
      for (let trials = 1; trials <= TRIALS_MAX; trials *= 8) {
        runs += trials;
        const { isInBound, worst_us, others } = timeOf(stimulus, { trials, seed: trials, firmware });
        if (isInBound) continue;
        return { runs, sign: [`T1: ${fault!} took ${worst_us} us of ${stimulus.bound_us}`, ...others].join(', ') };
      }
    }
    return undefined;
  },
  'trip log': ({ firmware }) => muteTrip(firmware),
  'power cuts': ({ firmware }) => lostLatch(firmware),
  'answers': ({ firmware }) => strayAnswer(firmware),
  'adversary': ({ board }) => {
    for (let runs = 1; runs <= ATTACKS_MAX; runs += 1) {
      const { violations, worst_true_V, lowest_true_V } = reportOf([attack({ seed: FIRST_SEED + runs, ticks: ATTACK_TICKS, ...(board === undefined ? {} : { board }) })]);
      if (violations.length > 0) return { runs, sign: `S2: ${lowest_true_V.toFixed(3)} to ${worst_true_V.toFixed(3)} V` };
    }
    return undefined;
  },
};

/** A fault planted in the pure step or its guards: the explorer finds the shortest way to it. */
function explored(index: number): Catch {
  const { name, property, slice, bodies } = PLANTED[index]!;
  const { violations } = explore(slice, { bodies });
  const [violation] = violations;
  return { name, origin: property, by: 'explore', isCaught: violation?.property === property, runs: 1, sign: violation === undefined ? '' : `${violation.property} after ${violation.schedule.length} moves` };
}
