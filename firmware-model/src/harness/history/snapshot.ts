import type { Device } from '../device.ts';

/** Changes whenever what a snapshot or a recording holds means something else. */
export const HISTORY_VERSION = 1;

/** All state of a device between two ticks. */
export interface DeviceSnapshot {
  readonly version: number;
  /** Of the arena's layout. */
  readonly schema: string;
  readonly tick: number;
  readonly words: Int32Array;
}

/** The whole state of a device between two ticks. */
export function snapshotOf(device: Device): DeviceSnapshot {
  return { version: HISTORY_VERSION, schema: device.schema, tick: device.tick, words: device.arena.snapshot() };
}

/** Puts a device back to where a snapshot was taken, of it or of another one that was made alike. @throws RangeError naming what does not fit */
export function restoreSnapshot(device: Device, { version, schema, words }: DeviceSnapshot): void {
  checkOrigin(device, { version, schema });
  device.restore(words);
}

/** @throws RangeError naming the version or the schema that is not this device's */
export function checkOrigin(device: Device, { version, schema }: { readonly version: number; readonly schema: string }): void {
  if (version !== HISTORY_VERSION) throw new RangeError(`version ${version} of a device's history: this is version ${HISTORY_VERSION}`);
  const own = device.schema;
  if (schema !== own) throw new RangeError(`the state's schema is ${schema}, this device's is ${own}: it was made from other options or by another model`);
}
