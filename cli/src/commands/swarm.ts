import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { shardsOf, shrink, swarmReport } from '@nanobias/firmware-model/swarm';
import type { Repro, Shard, ShardResult } from '@nanobias/firmware-model/swarm';
import { EXIT, signalExit } from '../exit.ts';
import { interruption } from '../signals.ts';
import { reportText } from '../swarm/report-text.ts';
import { workShard } from '../swarm/work.ts';
import { onThreads } from '../threads.ts';

export interface SwarmOptions {
  readonly runs: number;
  readonly seed: number;
  readonly jobs?: number;
  readonly out: string;
  readonly json?: boolean;
}

const SECONDS_PER_HOUR = 3600;
/** More repros of one swarm are more of the same. */
const REPROS_MAX = 8;

/** `nanobias swarm`: random runs of the model under an oracle; what breaks a property is shrunk and written as a repro. */
export async function swarmCommand({ runs, seed, jobs = availableParallelism(), out, json = false }: SwarmOptions): Promise<number> {
  const stop = interruption();
  const start = process.cpuUsage();
  const start_ms = performance.now();
  try {
    const shards = await shown(runs, (onShard) => carriedOut({ runs, seed }, { jobs, signal: stop.signal, onShard }));
    const { user, system } = process.cpuUsage(start);
    const cpu_hours = (user + system) * 1e-6 / SECONDS_PER_HOUR;
    const report = swarmReport(shards);
    const files = await writeRepros(shards.flatMap(({ repros }) => repros), out);
    const told = { ...report, violations: report.violations.map((violation, index) => ({ ...violation, repro: files[index] ?? null })), device_hours_per_cpu_hour: report.device_hours / cpu_hours, seconds: (performance.now() - start_ms) * 1e-3 };
    process.stdout.write(json ? `${JSON.stringify(told)}\n` : `${reportText(report, files)}\n${told.device_hours_per_cpu_hour.toFixed(0)} device hours a processor hour, ${told.seconds.toFixed(0)} s\n`);
    return report.violations.length === 0 ? EXIT.ok : EXIT.failed;
  } catch (error) {
    if (stop.by === undefined) throw error;
    process.stderr.write(`interrupted by ${stop.by}\n`);
    return signalExit(stop.by);
  } finally {
    stop.release();
  }
}

/** The results come in the order of the seeds, however many threads there were. */
async function carriedOut(seeds: { readonly runs: number; readonly seed: number }, { jobs, signal, onShard }: { readonly jobs: number; readonly signal: AbortSignal; readonly onShard: (result: ShardResult) => void }): Promise<readonly ShardResult[]> {
  const shards = shardsOf(seeds);
  const results = new Array<ShardResult>(shards.length);
  await onThreads<Shard, ShardResult>({ from: import.meta.url, module: '../swarm/work', name: workShard.name, jobs }, shards, (result, index) => {
    results[index] = result;
    onShard(result);
  }, signal);
  return results;
}

/** With a bar on a terminal. */
async function shown(runs: number, work: (onShard: (result: ShardResult) => void) => ReturnType<typeof carriedOut>): Promise<readonly ShardResult[]> {
  const bar = process.stderr.isTTY ? new SingleBar({ stream: process.stderr, format: '{bar} {value} of {total} runs | {violations} violations | {eta_formatted} to go', hideCursor: true }, Presets.shades_classic) : undefined;
  let violations = 0;
  bar?.start(runs, 0, { violations });
  try {
    return await work((result) => {
      violations += result.repros.length;
      bar?.increment(result.runs, { violations });
    });
  } finally {
    bar?.stop();
  }
}

/** Each shrunk to what it takes, in a file of its own. */
async function writeRepros(repros: readonly Repro[], out: string): Promise<readonly string[]> {
  if (repros.length === 0) return [];
  await mkdir(out, { recursive: true });
  return Promise.all(repros.slice(0, REPROS_MAX).map(async (repro) => {
    const file = join(out, `seed-${repro.configuration.seed}.repro.json`);
    await writeFile(file, `${JSON.stringify(shrink(repro).repro, null, 1)}\n`);
    return file;
  }));
}
