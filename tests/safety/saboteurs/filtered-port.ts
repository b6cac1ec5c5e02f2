import type { Port } from '@nanobias/firmware-model';
import { Deframer, deframerMemory, encodeFrame, frameBytes_max } from '@nanobias/proto';
import type { Frame } from '@nanobias/proto';

/** Something between the wire and a firmware that reads frames otherwise than they were sent; undefined swallows one. */
export class FilteredPort implements Port {
  readonly #inner: Port;
  readonly #map: (frame: Frame) => Frame | undefined;
  readonly #deframer = new Deframer(deframerMemory(4096));
  readonly #scratch = new Uint8Array(4096);
  #waiting: number[] = [];

  constructor(inner: Port, map: (frame: Frame) => Frame | undefined) {
    this.#inner = inner;
    this.#map = map;
  }

  get received_bytes(): number {
    this.#drain();
    return this.#waiting.length;
  }

  get room_bytes(): number {
    return this.#inner.room_bytes;
  }

  read(into: Uint8Array): number {
    this.#drain();
    const taken = this.#waiting.splice(0, into.length);
    into.set(taken);
    return taken.length;
  }

  write(bytes: Uint8Array, length_bytes: number): boolean {
    return this.#inner.write(bytes, length_bytes);
  }

  discard(): void {
    this.#inner.discard();
  }

  #drain(): void {
    while (this.#inner.received_bytes > 0) {
      const count = this.#inner.read(this.#scratch);
      this.#deframer.push(this.#scratch.subarray(0, count), (frame) => {
        const mapped = this.#map(frame);
        if (mapped === undefined) return;
        const bytes = new Uint8Array(frameBytes_max(mapped.payload.length));
        this.#waiting.push(...bytes.subarray(0, encodeFrame(bytes, mapped, mapped.payload)));
      });
    }
  }
}
