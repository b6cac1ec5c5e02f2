import type { Experiment, Leak, RunHistory } from '@nanobias/sdk/experiment';

/** What net charge rests on. */
export interface NetChargeBasis {
  readonly experiment?: Experiment | undefined;
  readonly leak: Leak | undefined;
  readonly history: RunHistory;
}

/** Why a run has no net charge; undefined of one that has. */
export function netChargeAbsence({ experiment, leak, history }: NetChargeBasis): string | undefined {
  if (leak !== undefined) return undefined;
  if (experiment === undefined) return 'no experiment in this recording';
  if (experiment.steps.every(({ kind }) => kind !== 'leak_check')) return 'no leak check in this file';
  // A leak check is the first step of a program.
  if (history.steps().every(({ index }) => index !== 0)) return 'the leak check did not run';
  return 'leak check too short, or shunt too large, to tell it';
}
