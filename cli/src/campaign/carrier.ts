import type { RunOutcome } from './campaign-run.ts';
import type { CampaignRun } from './plan.ts';

/** Has the runs carried out somewhere, in whatever order, and tells of each outcome once. */
export interface Carrier {
  carryOut(runs: readonly CampaignRun[], onOutcome: (outcome: RunOutcome) => void, signal: AbortSignal): Promise<void>;
}
