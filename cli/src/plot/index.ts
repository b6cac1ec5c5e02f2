export { PLOT_KINDS, PLOTS } from './kinds.ts';
export type { PlotKind } from './kinds.ts';
export type { RecordedRun } from '../recorded-run.ts';
