import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { planCampaign } from '../campaign/plan.ts';
import type { CampaignPlan } from '../campaign/plan.ts';
import type { RunOutcome } from '../campaign/campaign-run.ts';
import type { Carrier } from '../campaign/carrier.ts';
import { redisCarrier, redisHost, workAt } from '../campaign/redis.ts';
import { resultOf, resultTable } from '../campaign/result.ts';
import { survivalSvg } from '../campaign/survival-figure.ts';
import { threadCarrier } from '../campaign/threads.ts';
import { EXIT, signalExit } from '../exit.ts';
import { renderPng } from '../figure/png.ts';
import { makeRunFolder, nameFromFile } from '../run-folder.ts';
import { interruption } from '../signals.ts';

export interface CampaignOptions {
  readonly jobs?: number;
  readonly redis?: string;
  readonly out: string;
  readonly name?: string;
  readonly json?: boolean;
}

/** `nanobias campaign`: one experiment on a grid of cells, seeds and faults; table, figure and every outcome. */
export async function campaignCommand(file: string, { jobs = availableParallelism(), redis, out, name, json = false }: CampaignOptions): Promise<number> {
  const plan = await planCampaign(file);
  const folder = await makeRunFolder(out, name ?? nameFromFile(file));
  const stop = interruption();
  try {
    const outcomes = await carriedOut(plan, redis === undefined ? threadCarrier(jobs) : redisCarrier(redis, plan.digest), stop.signal);
    const result = resultOf(plan, outcomes);
    await writeFile(join(folder, 'campaign.json'), `${JSON.stringify(result, null, 2)}\n`, { flag: 'wx' });
    const svg = survivalSvg(result);
    await writeFile(join(folder, 'survival.svg'), svg, { flag: 'wx' });
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${resultTable(result)}\n${result.runs} runs, ${result.device_hours.toFixed(1)} device hours, digest ${result.digest}: ${folder}\n`);
    await writeFile(join(folder, 'survival.png'), renderPng(svg), { flag: 'wx' });
    return EXIT.ok;
  } catch (error) {
    if (stop.by === undefined) throw error;
    process.stderr.write(`interrupted by ${stop.by}\n`);
    return signalExit(stop.by);
  } finally {
    stop.release();
  }
}

async function carriedOut(plan: CampaignPlan, carrier: Carrier, signal: AbortSignal): Promise<readonly RunOutcome[]> {
  const outcomes: RunOutcome[] = [];
  const bar = process.stderr.isTTY ? new SingleBar({ stream: process.stderr, format: '{bar} {value} of {total} runs | {eta_formatted} to go', hideCursor: true }, Presets.shades_classic) : undefined;
  bar?.start(plan.runs.length, 0);
  try {
    await carrier.carryOut(plan.runs, (outcome) => {
      outcomes.push(outcome);
      bar?.update(outcomes.length);
    }, signal);
  } finally {
    bar?.stop();
  }
  return outcomes;
}

export interface WorkerOptions {
  readonly redis: string;
  readonly jobs?: number;
}

/** `nanobias worker`: carries out runs of campaigns that wait at a Redis, until a signal comes. */
export async function workerCommand({ redis, jobs = availableParallelism() }: WorkerOptions): Promise<number> {
  const stop = interruption();
  try {
    process.stdout.write(`WORKING at ${redisHost(redis)}\n`);
    const runs_count = await workAt({ url: redis, jobs, signal: stop.signal });
    process.stdout.write(`${runs_count} runs carried out\n`);
    return EXIT.ok;
  } finally {
    stop.release();
  }
}
