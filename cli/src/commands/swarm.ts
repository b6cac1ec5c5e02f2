import { availableParallelism } from 'node:os';
import { Presets, SingleBar } from 'cli-progress';
import { shardsOf, swarmReport } from '@nanobias/firmware-model/swarm';
import type { Shard } from '@nanobias/firmware-model/swarm';
import { EXIT, signalExit } from '../exit.ts';
import { interruption } from '../signals.ts';
import { ratesText, swarmRates } from '../swarm/rates.ts';
import { reportText } from '../swarm/report-text.ts';
import { writeRepros } from '../swarm/repro-files.ts';
import { workShard } from '../swarm/work.ts';
import type { WorkedShard } from '../swarm/work.ts';
import { onThreads } from '../threads.ts';

export interface SwarmOptions {
  readonly runs: number;
  readonly seed: number;
  readonly jobs?: number;
  readonly out: string;
  readonly json?: boolean;
}

/** `nanobias swarm`: random runs of the model under an oracle; what breaks a property is shrunk and written as a repro. */
export async function swarmCommand({ runs, seed, jobs = availableParallelism(), out, json = false }: SwarmOptions): Promise<number> {
  const stop = interruption();
  const start = process.cpuUsage();
  const start_ms = performance.now();
  try {
    const shards = await shown(runs, (onShard) => carriedOut({ runs, seed }, { jobs, signal: stop.signal, onShard }));
    const { user, system } = process.cpuUsage(start);
    const report = swarmReport(shards);
    const rates = swarmRates(report, (user + system) * 1e-6, shards.map(({ spent_ms }) => spent_ms));
    const files = await writeRepros(shards.flatMap(({ repros }) => repros), out);
    const violations = report.violations.map((violation, index) => ({ ...violation, repro: files[index]?.file ?? null, ...(files[index]?.problem === undefined ? {} : { problem: files[index].problem }) }));
    const seconds = (performance.now() - start_ms) * 1e-3;
    process.stdout.write(json ? `${JSON.stringify({ ...report, violations, ...rates, seconds })}\n` : `${reportText(report, files)}\n${ratesText(rates)}, ${seconds.toFixed(0)} s\n`);
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
async function carriedOut(seeds: { readonly runs: number; readonly seed: number }, { jobs, signal, onShard }: { readonly jobs: number; readonly signal: AbortSignal; readonly onShard: (result: WorkedShard) => void }): Promise<readonly WorkedShard[]> {
  const shards = shardsOf(seeds);
  const results = new Array<WorkedShard>(shards.length);
  await onThreads<Shard, WorkedShard>({ from: import.meta.url, module: '../swarm/work', name: workShard.name, jobs }, shards, (result, index) => {
    results[index] = result;
    onShard(result);
  }, signal);
  return results;
}

/** With a bar on a terminal. */
async function shown(runs: number, work: (onShard: (result: WorkedShard) => void) => ReturnType<typeof carriedOut>): Promise<readonly WorkedShard[]> {
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
