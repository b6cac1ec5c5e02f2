import type { NativeMeasure } from '../addon.ts';
import { RING_CONTROL_BYTES, RingReader } from '../ring-reader.ts';
import { alternately } from './work.ts';

/** Blocks of 64 samples, all of them added up: the ring against a call and a copy a block. */
export async function deliveryRatio(native: NativeMeasure, turns: number): Promise<number> {
  const block_samples = 64;
  const blocks_count = 100_000;
  const ring = (): Promise<number> => new Promise((resolve) => {
    const memory = new SharedArrayBuffer(4_194_304 + RING_CONTROL_BYTES);
    const bytes = new Uint8Array(memory);
    const reader = new RingReader(memory);
    let taken_count = 0;
    let sum = 0;
    const start_ns = Number(process.hrtime.bigint());
    native.floodRing(bytes, block_samples, blocks_count, () => {
      taken_count += reader.drain(({ codes, from_index }) => {
        for (let index = from_index; index < from_index + block_samples; index += 1) sum = (sum + codes[index]!) | 0;
      }, 4_194_304);
      if (taken_count === blocks_count) resolve(Number(process.hrtime.bigint()) - start_ns);
    });
  });
  const calls = (): Promise<number> => new Promise((resolve) => {
    let taken_count = 0;
    let sum = 0;
    const start_ns = Number(process.hrtime.bigint());
    native.floodCalls(block_samples, blocks_count, (codes) => {
      for (let index = 0; index < block_samples; index += 1) sum = (sum + codes[index]!) | 0;
      taken_count += 1;
      if (taken_count === blocks_count) resolve(Number(process.hrtime.bigint()) - start_ns);
    });
  });
  const [ring_ns, calls_ns] = await alternately(ring, calls, turns);
  return calls_ns / ring_ns;
}
