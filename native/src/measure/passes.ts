import { packRaw24, unpackRaw24 } from '@nanobias/proto';
import type { Encoding } from '@nanobias/proto';
import type { NativeMeasure } from '../addon.ts';
import { emptyRun, measureRun } from '../codes.ts';
import { openSource } from '../open-source.ts';
import { Trip } from '../trip.ts';
import { alternately, framesOf, noisyCodes } from './work.ts';

const RUN_SAMPLES = 64;
/** Cached: 48 KB of packed bytes, of which a block of a link is a part. */
const PASS_SAMPLES = 16_384;
const PASSES = { native: 400, js: 40 } as const;
const PIPELINE_FRAMES = 200;
const PIPELINE_PASSES = 5;

/** ns a sample of processor time. */
function timed(native: NativeMeasure, passes_count: number, pass: () => void): number {
  const start_ns = native.threadTime();
  for (let count = 0; count < passes_count; count += 1) pass();
  return (native.threadTime() - start_ns) / passes_count / PASS_SAMPLES;
}

/** The codes of a block through unpacking, statistics and trip. */
export async function passes(native: NativeMeasure, turns: number): Promise<{ fused_vs_twin_x: number; fused_vs_memcpy: number; int_stats_vs_twin_x: number }> {
  const codes = noisyCodes(PASS_SAMPLES, 20);
  const bytes = new Uint8Array(3 * PASS_SAMPLES);
  packRaw24(codes, bytes);
  const into = new Int32Array(PASS_SAMPLES);
  const copy = new Uint8Array(bytes.length);
  const run = emptyRun();
  const trip = new Trip();
  trip.set({ stream_id: 1, current_fA_min: -1_000_000_000, current_fA_max: 1_000_000_000 });
  const block = { full_scale_fA: 1_000_000, bits: 24 } as Parameters<Trip['beginBlock']>[0];
  let permitted_count = 0;
  const twin = (): void => {
    trip.beginBlock(block);
    unpackRaw24(bytes, into, PASS_SAMPLES);
    for (let index = 0; index < PASS_SAMPLES; index += RUN_SAMPLES) {
      measureRun(run, into, index, index + RUN_SAMPLES);
      if (trip.permits(run)) permitted_count += 1;
    }
  };
  const twinStatistics = (): void => {
    for (let index = 0; index < PASS_SAMPLES; index += RUN_SAMPLES) measureRun(run, codes, index, index + RUN_SAMPLES);
  };
  const fused = (): number => timed(native, PASSES.native, () => native.fused(bytes, into));
  const [fused_ns, twin_ns] = await alternately(fused, () => timed(native, PASSES.js, twin), turns);
  const [again_ns, copy_ns] = await alternately(fused, () => timed(native, PASSES.native, () => native.copy(bytes, copy)), turns);
  const [statistics_ns, twinStatistics_ns] = await alternately(
    () => timed(native, PASSES.native, () => native.statistics(codes)), () => timed(native, PASSES.js, twinStatistics), turns,
  );
  if (permitted_count === 0) throw new Error('the twin looked at nothing');
  return { fused_vs_twin_x: twin_ns / fused_ns, fused_vs_memcpy: copy_ns / again_ns, int_stats_vs_twin_x: twinStatistics_ns / statistics_ns };
}

/** From bytes to blocks that JavaScript looks at where they lie, processor time of the one thread. */
export async function pipelineRatio(native: NativeMeasure, encoding: Encoding, turns: number): Promise<number> {
  const bytes = framesOf(encoding, PIPELINE_FRAMES);
  const sources = { native: await openSource({ backend: 'native', source: { kind: 'feed' } }), js: await openSource({ backend: 'js', source: { kind: 'feed' } }) };
  const run = (backend: 'native' | 'js'): number => {
    const source = sources[backend];
    const start_ns = native.threadTime();
    for (let turn = 0; turn < PIPELINE_PASSES; turn += 1) {
      source.feed(bytes);
      if (source.drain(() => undefined) !== PIPELINE_FRAMES) throw new Error('blocks are missing');
      source.forget(1);
    }
    return native.threadTime() - start_ns;
  };
  const [native_ns, twin_ns] = await alternately(() => run('native'), () => run('js'), turns);
  for (const source of Object.values(sources)) source.close();
  return twin_ns / native_ns;
}
