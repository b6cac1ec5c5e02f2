import { execFileSync } from 'node:child_process';
import { runCourse, stateOf, type Course } from './course.ts';
import { differenceWithin, type StateAt } from './difference.ts';
import { installNode24, node24, versionOf } from './node24.ts';
import { stateElsewhere, streamsElsewhere } from './process.ts';
import { digestsOverPty, ptyRefusal } from './pty.ts';
import { firstDifference } from './stream.ts';
import { stateOfVariant, VARIANTS, variantOf } from './variants.ts';

const FIXED_SEED = 0x6e616e6f;
/** Seeds that one fresh process runs. */
const SEEDS_PER_PROCESS = 50;
const DIFFERENCES_MAX = 20;
const MILLISECOND_TICKS = 10;

export interface DeterminismReport {
  readonly seeds: number;
  readonly comparisons: number;
  readonly mismatches: number;
  /** Where runs that should be one part: first tick and first field. */
  readonly differences: readonly string[];
  readonly node_versions: readonly string[];
  /** One of the seeds, of the commit that is checked out. */
  readonly commit_seed: number;
  readonly skipped: readonly string[];
}

export interface DeterminismOptions {
  readonly seeds: number;
  readonly seed: number;
  /** Whether a Node that is missing may be fetched. */
  readonly mayInstall: boolean;
  readonly pty_runs: number;
}

/** Runs every seed in every way that must not matter, and compares the digests of every millisecond. */
export async function determinism({ seeds: seeds_count, seed: first_seed, mayInstall, pty_runs }: DeterminismOptions): Promise<DeterminismReport> {
  const commit_seed = commitSeed();
  const seeds = [commit_seed, ...Array.from({ length: seeds_count - 1 }, (_, index) => first_seed + index)];
  const comparing = new Comparing();
  for (const seed of seeds) await comparing.variants(runCourse(seed));
  const skipped: string[] = [];
  const missing = mayInstall ? await installNode24() : undefined;
  const other = node24();
  if (other === undefined) skipped.push(`Node 24: ${missing ?? 'not fetched, which npm run -s determinism does'}`);
  const nodes = [process.execPath, ...(other === undefined ? [] : [other])];
  for (const node of nodes) await comparing.elsewhere(node, seeds);
  const refusal = ptyRefusal();
  if (refusal !== undefined) skipped.push(refusal);
  else for (let run = 0; run < pty_runs; run += 1) comparing.digests(`recorded over a pty, seed ${run}`, await digestsOverPty(run));
  const { comparisons, mismatches, differences } = comparing;
  return { seeds: seeds.length, comparisons, mismatches, differences, node_versions: await Promise.all(nodes.map(versionOf)), commit_seed, skipped };
}

/** A seed that nobody has chosen, and that everybody has who has this commit. */
function commitSeed(): number {
  try {
    return Number.parseInt(execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).slice(0, 8), 16);
  } catch {
    return FIXED_SEED;
  }
}

interface Told {
  readonly name: string;
  readonly stream: Uint32Array;
  readonly digest: string;
  readonly state: StateAt;
}

export class Comparing {
  comparisons = 0;
  mismatches = 0;
  readonly differences: string[] = [];

  /** A course against the ways in which this process can come to it again. */
  async variants(course: Course): Promise<void> {
    for (const variant of VARIANTS) await this.compare(course, { name: variant.name, ...variantOf(course, variant), state: stateOfVariant(course, variant) });
  }

  /** The courses of these seeds against the same in fresh processes of a Node. */
  async elsewhere(node: string, seeds: readonly number[]): Promise<void> {
    for (let first = 0; first < seeds.length; first += SEEDS_PER_PROCESS) {
      const told = await streamsElsewhere(node, seeds.slice(first, first + SEEDS_PER_PROCESS));
      for (const { seed, ...other } of told) await this.compare(runCourse(seed), { name: `a process of ${node}`, ...other, state: (tick) => stateElsewhere(node, seed, tick) });
    }
  }

  digests(name: string, { served, replayed }: { readonly served: string; readonly replayed: string }): void {
    this.comparisons += 1;
    if (served !== replayed) this.#differ(`${name}: ${served} and ${replayed}`);
  }

  async compare(course: Course, told: Told): Promise<void> {
    this.comparisons += 1;
    const index = firstDifference(course.stream, told.stream);
    if (index === undefined && course.digest === told.digest) return;
    const start_tick = course.history.oldest_tick;
    const end_tick = course.history.newest_tick;
    const span = {
      same_tick: start_tick + MILLISECOND_TICKS * (index ?? course.stream.length),
      differing_tick: index === undefined ? end_tick : Math.min(end_tick, start_tick + MILLISECOND_TICKS * (index + 1)),
    };
    const found = await differenceWithin(span, stateOf(course), told.state, course.make().arena.fields);
    const unfound = index === undefined ? 'what came after the last tick' : `the millisecond after tick ${span.same_tick}, and not when it was run again`;
    this.#differ(`seed ${course.seed}, ${told.name}: ${found === undefined ? unfound : `tick ${found.tick}, ${found.field}`}`);
  }

  #differ(difference: string): void {
    this.mismatches += 1;
    if (this.differences.length < DIFFERENCES_MAX) this.differences.push(difference);
  }
}
