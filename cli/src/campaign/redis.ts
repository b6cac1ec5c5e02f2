import { Queue, QueueEvents, Worker } from 'bullmq';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import { UsageError } from '../exit.ts';
import { threadPool } from '../threads.ts';
import type { RunOutcome } from './campaign-run.ts';
import type { Carrier } from './carrier.ts';
import type { CampaignRun } from './plan.ts';
import { runWork } from './threads.ts';

const QUEUE = 'nanobias-campaign';
/** A worker that has not renewed its hold on a run for so long is taken for dead, and another takes the run up. */
const HOLD_MS_DEFAULT = 10_000;
/** A run that has taken down so many workers is left alone. */
const STALLED_MAX = 5;
/** Outcomes stay for a coordinator that starts anew. */
const KEEP_S = 86_400;
const CONNECT_MS = 5_000;

/** The address without what it takes to log in there. */
export function redisHost(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that cannot be read';
}

/** @throws UsageError where no Redis answers at the address */
async function connected(url: string): Promise<Redis> {
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, connectTimeout: CONNECT_MS });
  // Told by the rejection below, and later by the queue's own errors.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new UsageError(`--redis ${redisHost(url)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Carries a campaign out by whatever workers wait at a Redis; each run counts once, whoever has ended it. */
export function redisCarrier(url: string, campaign_digest: string): Carrier {
  return {
    carryOut: async (runs, onOutcome, signal) => {
      const [redis, listening] = [await connected(url), await connected(url)];
      const queue = new Queue<CampaignRun, RunOutcome>(QUEUE, { connection: redis });
      const events = new QueueEvents(QUEUE, { connection: listening });
      try {
        await collected({ queue, events, campaign_digest, runs, onOutcome, signal });
      } finally {
        await events.close();
        await queue.close();
        redis.disconnect();
        listening.disconnect();
      }
    },
  };
}

interface Collection {
  readonly queue: Queue<CampaignRun, RunOutcome>;
  readonly events: QueueEvents;
  readonly campaign_digest: string;
  readonly runs: readonly CampaignRun[];
  readonly onOutcome: (outcome: RunOutcome) => void;
  readonly signal: AbortSignal;
}

async function collected({ queue, events, campaign_digest, runs, onOutcome, signal }: Collection): Promise<void> {
  const idOf = ({ index }: CampaignRun): string => `${campaign_digest}-${index}`;
  const missing = new Set(runs.map(idOf));
  await events.waitUntilReady();
  const done = new Promise<void>((resolve, reject) => {
    const take = (job_id: string, outcome: RunOutcome): void => {
      if (!missing.delete(job_id)) return;
      onOutcome(outcome);
      if (missing.size === 0) resolve();
    };
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    events.on('completed', ({ jobId }) => {
      if (missing.has(jobId)) queue.getJob(jobId).then((job) => job === undefined ? undefined : take(jobId, job.returnvalue), reject);
    });
    events.on('failed', ({ jobId, failedReason }) => {
      if (missing.has(jobId)) reject(new Error(`run ${jobId}: ${failedReason}`));
    });
    // A campaign that was begun before finds what had been done by then; adding a run again changes nothing.
    const begin = async (): Promise<void> => {
      await queue.addBulk(runs.map((run) => ({ name: 'run', data: run, opts: { jobId: idOf(run), removeOnComplete: { age: KEEP_S }, removeOnFail: true } })));
      for (const job of await queue.getJobs(['completed'])) if (job.id !== undefined && missing.has(job.id)) take(job.id, job.returnvalue);
    };
    begin().catch(reject);
  });
  // A rejection that comes while runs are being added is told by the promise that is awaited.
  await done;
}

export interface WorkRequest {
  readonly url: string;
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** For how long a run is held without a sign of life; 10 s unless told. */
  readonly hold_ms?: number;
}

/** Carries out runs of whatever campaign waits at a Redis, until the signal. Resolves with how many. */
export async function workAt({ url, jobs, signal, hold_ms = HOLD_MS_DEFAULT }: WorkRequest): Promise<number> {
  const redis = await connected(url);
  const pool = threadPool<CampaignRun, RunOutcome>(runWork(jobs));
  let runs_count = 0;
  const worker = new Worker<CampaignRun, RunOutcome>(QUEUE, async ({ data }: Job<CampaignRun, RunOutcome>) => {
    const outcome = await pool.run(data);
    runs_count += 1;
    return outcome;
  }, { connection: redis, concurrency: jobs, lockDuration: hold_ms, stalledInterval: hold_ms / 2, maxStalledCount: STALLED_MAX });
  worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  // What is under way is ended first.
  await worker.close();
  await pool.destroy();
  redis.disconnect();
  return runs_count;
}
