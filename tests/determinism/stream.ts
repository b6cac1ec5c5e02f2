import type { Device } from '@nanobias/firmware-model';

/** Collects the digest of a device at the end of every millisecond, a word of it. */
export class DigestStream {
  readonly #lanes: Int32Array;
  readonly #words: number[] = [];
  readonly #leave: () => void;

  constructor(device: Device) {
    const field = device.arena.fields.find(({ name }) => name === 'digest.state')!;
    this.#lanes = new Int32Array(device.arena.words.buffer, field.offset_bytes, field.length);
    this.#leave = device.observe(1000 / device.tick_us, () => this.#words.push((this.#lanes[0]! ^ this.#lanes[1]!) >>> 0));
  }

  /** What has been collected, and no more is. */
  words(): Uint32Array {
    this.#leave();
    return Uint32Array.from(this.#words);
  }
}

/** The first place at which two streams differ; undefined where they are equal. */
export function firstDifference(a: Uint32Array, b: Uint32Array): number | undefined {
  const index = a.findIndex((word, place) => word !== b[place]);
  if (index >= 0) return index;
  return a.length === b.length ? undefined : a.length;
}
