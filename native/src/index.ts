export { backendReport, createSampler } from './load.ts';
export type { BackendReport } from './load.ts';
export { PtyError, openPty } from './pty.ts';
export type { PtyEvents, PtyMaster } from './pty.ts';
export type {
  CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, Sampler, SamplerOptions, ScaleSum, StreamTotals,
} from './sampler.ts';
