import { loadAddon } from '../addon.ts';
import type { NativeMeasure } from '../addon.ts';

/** What the figures ask of the machine and of the core's parts. @throws Error without the addon: there is nothing to compare the twin with */
export function nativeMeasure(): NativeMeasure {
  const { addon, reason } = loadAddon();
  if (!addon) throw new Error(`the sampler's bench needs the addon: ${reason}`);
  return addon.measure;
}
