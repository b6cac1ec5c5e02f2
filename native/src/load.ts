import { loadAddon } from './addon.ts';
import { blocksMax } from './capacity.ts';
import { NativeSampler } from './native-sampler.ts';
import type { Sampler, SamplerOptions } from './sampler.ts';
import { TwinSampler } from './twin.ts';

/** Which body `createSampler` takes by itself, and why. */
export interface BackendReport {
  readonly backend: 'native' | 'js';
  /** How the addon came to be, or why there is none; one line. */
  readonly reason: string;
  /** Instructions that the addon uses, as `avx2 and crc32`; absent without it. */
  readonly cpu_path?: string;
}

/** Which body `createSampler` takes here; never throws. */
export function backendReport(): BackendReport {
  const { addon, reason } = loadAddon();
  return addon ? { backend: 'native', reason, cpu_path: addon.cpuPath } : { backend: 'js', reason };
}

/**
 * A sampler: the addon where it loads, else its TypeScript twin, which gives the same results more slowly.
 *
 * @throws Error when `native` is asked for and the addon does not load.
 * @throws RangeError when `blocks_max` is no positive integer.
 */
export function createSampler({ backend = 'auto', ...options }: SamplerOptions = {}): Sampler {
  const blocks_max = blocksMax(options.blocks_max);
  if (backend === 'js') return new TwinSampler(blocks_max);
  const { addon, reason } = loadAddon();
  if (addon) return new NativeSampler(addon, blocks_max);
  if (backend === 'native') throw new Error(`the native sampler does not load: ${reason}`);
  return new TwinSampler(blocks_max);
}
