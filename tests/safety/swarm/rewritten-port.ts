import type { Arena, Port } from '@nanobias/firmware-model';
import { DEFRAMER_STATE_WORDS, Deframer, FrameKind, blockBytes_max, decodeRequest, encodeFrame, encodeRequest, frameBytes_max } from '@nanobias/proto';
import type { Frame, RequestBody } from '@nanobias/proto';

const PAYLOAD_BYTES_MAX = 256;
const WAITING_BYTES_MAX = 8192;

/**
 * A port whose firmware reads requests otherwise than they were sent. All that it remembers lies in the arena, so that a run
 * with it can be come back to like any other.
 */
export class RewrittenPort implements Port {
  readonly #inner: Port;
  readonly #rewrite: (body: RequestBody) => RequestBody;
  readonly #deframer: Deframer;
  readonly #waiting: Uint8Array;
  readonly #count: Uint32Array;
  readonly #scratch = new Uint8Array(WAITING_BYTES_MAX);

  constructor(arena: Arena, inner: Port, rewrite: (body: RequestBody) => RequestBody) {
    this.#inner = inner;
    this.#rewrite = rewrite;
    this.#deframer = new Deframer({ block: arena.u8('plant.block', blockBytes_max(PAYLOAD_BYTES_MAX)), state: arena.u32('plant.deframer', DEFRAMER_STATE_WORDS) });
    this.#waiting = arena.u8('plant.waiting', WAITING_BYTES_MAX);
    this.#count = arena.u32('plant.waiting_count');
  }

  get received_bytes(): number {
    this.#drain();
    return this.#count[0]!;
  }

  get room_bytes(): number {
    return this.#inner.room_bytes;
  }

  read(into: Uint8Array): number {
    this.#drain();
    const length_bytes = Math.min(into.length, this.#count[0]!);
    into.set(this.#waiting.subarray(0, length_bytes));
    this.#waiting.copyWithin(0, length_bytes, this.#count[0]);
    this.#count[0] = this.#count[0]! - length_bytes;
    return length_bytes;
  }

  write(bytes: Uint8Array, length_bytes: number): boolean {
    return this.#inner.write(bytes, length_bytes);
  }

  discard(): void {
    this.#inner.discard();
  }

  #drain(): void {
    while (this.#inner.received_bytes > 0) {
      const length_bytes = this.#inner.read(this.#scratch);
      this.#deframer.push(this.#scratch.subarray(0, length_bytes), (frame) => this.#pass(frame));
    }
  }

  #pass(frame: Frame): void {
    const decoded = frame.kind === FrameKind.CONTROL ? decodeRequest(frame.payload) : undefined;
    const payload = decoded?.ok === true ? encodeRequest({ request_id: decoded.value.request_id, body: this.#rewrite(decoded.value.body) }) : frame.payload.slice();
    const bytes = new Uint8Array(frameBytes_max(payload.length));
    const length_bytes = encodeFrame(bytes, frame, payload);
    if (this.#count[0]! + length_bytes > WAITING_BYTES_MAX) return;
    this.#waiting.set(bytes.subarray(0, length_bytes), this.#count[0]);
    this.#count[0] = this.#count[0]! + length_bytes;
  }
}
