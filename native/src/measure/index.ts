import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encoding } from '@nanobias/proto';
import { deliveryRatio } from './delivery.ts';
import { nativeMeasure } from './machine.ts';
import { passes, pipelineRatio } from './passes.ts';
import { pipes } from './pipes.ts';
import { tripTimes } from './trip-times.ts';
import { FRAME_SAMPLES } from './work.ts';

export { FRAME_SAMPLES, framesOf, makeFifos } from './work.ts';

/** The sampler against its twin, against the machine, and against the ways of delivery that it does not use. */
export interface SamplerFigures {
  /** Unpacking, statistics and trip in one pass: times as fast as the twin, and as a share of a copy of the packed bytes. */
  readonly fused_vs_twin_x: number;
  readonly fused_vs_memcpy: number;
  readonly int_stats_vs_twin_x: number;
  /** From bytes to blocks, of 32-bit and of packed 24-bit codes. */
  readonly pipeline_i32_vs_twin_x: number;
  readonly pipeline_i24_vs_twin_x: number;
  /** Rate through a pipe as a share of the rate from memory, and through a pseudo-terminal as a share of reading one and no more. */
  readonly pipe_vs_memory: number;
  readonly pty_vs_bare_pty: number;
  readonly pty_MSps: number;
  readonly pipe_MSps: number;
  /** Samples that were neither delivered nor counted as dropped. */
  readonly unaccounted_samples: number;
  readonly ring_vs_tsfn_copy_x: number;
  /** Medians from the write of the frame that trips until the kernel has taken the stop; and of waking a thread at all. */
  readonly trip_native_us_p50: number;
  readonly eventfd_wake_us_p50: number;
  readonly trip_js_us_p50: number;
  readonly frame_samples: number;
}

const EXTENTS = {
  whole: { turns: 7, trips_count: 300, pipe_frames: 20_000, pty_frames: 4000 },
  quick: { turns: 1, trips_count: 40, pipe_frames: 2000, pty_frames: 400 },
} as const;

/**
 * Measures the sampler on this machine: medians of pairs that are measured turn about. `quick` takes a turn of each, for a
 * first look. On Linux, with the addon.
 *
 * @throws Error without the addon
 */
export async function measureSampler(extent: keyof typeof EXTENTS = 'whole'): Promise<SamplerFigures> {
  const native = nativeMeasure();
  const { turns, trips_count, ...frames } = EXTENTS[extent];
  const directory = mkdtempSync(join(tmpdir(), 'nanobias-bench-'));
  const bench = { native, directory, turns, ...frames };
  try {
    return {
      ...(await passes(native, turns)),
      pipeline_i32_vs_twin_x: await pipelineRatio(native, Encoding.RAW32, turns),
      pipeline_i24_vs_twin_x: await pipelineRatio(native, Encoding.RAW24, turns),
      ...(await pipes(bench)),
      ring_vs_tsfn_copy_x: await deliveryRatio(native, turns),
      ...(await tripTimes(bench, trips_count)),
      frame_samples: FRAME_SAMPLES,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
