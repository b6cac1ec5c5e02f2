import { onThreads } from '../threads.ts';
import type { ThreadWork } from '../threads.ts';
import { performRun } from './campaign-run.ts';
import type { RunOutcome } from './campaign-run.ts';
import type { Carrier } from './carrier.ts';
import type { CampaignRun } from './plan.ts';

/** Runs of campaigns as work for threads. */
export const runWork = (jobs: number): ThreadWork => ({ from: import.meta.url, module: './campaign-run', name: performRun.name, jobs });

/** Carries a campaign out on this machine's cores. */
export function threadCarrier(jobs: number): Carrier {
  return { carryOut: (runs, onOutcome, signal) => onThreads<CampaignRun, RunOutcome>(runWork(jobs), runs, onOutcome, signal) };
}
