import { blocksMax } from './capacity.ts';
import type { BackendReport } from './load.ts';
import type { Sampler, SamplerOptions } from './sampler.ts';
import { TwinSampler } from './twin.ts';

export type { BackendReport } from './load.ts';
export type { CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, Sampler, SamplerOptions, ScaleSum, StreamTotals, ZoomGroup, ZoomLevel, ZoomWindow } from './sampler.ts';
export type { TripLimit, TripRecord } from './trip.ts';

const reason = 'a browser loads no addon';

/** The door for browsers, where the twin is the only body. */
export function backendReport(): BackendReport {
  return { backend: 'js', reason };
}

/**
 * The TypeScript twin of the sampler.
 *
 * @throws Error when `native` is asked for.
 * @throws RangeError when `blocks_max` is no positive integer.
 */
export function createSampler({ backend = 'auto', blocks_max }: SamplerOptions = {}): Sampler {
  if (backend === 'native') throw new Error(`the native sampler does not load: ${reason}`);
  return new TwinSampler(blocksMax(blocks_max));
}
