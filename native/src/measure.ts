/** For the benchmark: the parts of both bodies that are compared with one another, and what it asks of the machine. */
import { loadAddon } from './addon.ts';
import type { NativeMeasure } from './addon.ts';

export { emptyRun, measureRun } from './codes.ts';
export { RING_CONTROL_BYTES, RingReader } from './ring-reader.ts';
export { Trip } from './trip.ts';
export type { NativeMeasure } from './addon.ts';

/** @throws Error without the addon: there is nothing to compare the twin with. */
export function nativeMeasure(): NativeMeasure {
  const { addon, reason } = loadAddon();
  if (!addon) throw new Error(`the sampler's bench needs the addon: ${reason}`);
  return addon.measure;
}
