export { backendReport, createSampler } from './load.ts';
export type { BackendReport } from './load.ts';
export { PtyError, openPty } from './pty.ts';
export type { PtyEvents, PtyMaster } from './pty.ts';
export { openSource } from './open-source.ts';
export { SourceError } from './source.ts';
export type {
  BlockView, DeliveredBlock, Received, SampleSource, SourceAddress, SourceEvents, SourceHealth, SourceOptions, TripReport,
} from './source.ts';
export type { TripLimit, TripRecord } from './trip.ts';
export type {
  CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, Sampler, SamplerOptions, ScaleSum, StreamTotals, ZoomGroup, ZoomLevel, ZoomWindow,
} from './sampler.ts';
