import {
  Deframer, SAMPLES_PAYLOAD_BYTES_MAX, deframerMemory, encodeFrame, frameBytes_max, FrameKind, encodeReply, encodeRequest,
} from '@nanobias/proto';
import type { BytePipe, Clock, Frame, Reply, Request } from '@nanobias/proto';

/** What a wrong controller does to the bytes of a right one. A rule that answers nothing lets pass. */
export interface Rules {
  /** A block from the host with its 0x00, as it came; what it answers is sent in its place. */
  readonly onBlock?: (block: Uint8Array) => readonly Uint8Array[] | undefined;
  /** A whole frame from the host; what it answers is sent in its place. */
  readonly onHostFrame?: (frame: Frame) => readonly Frame[] | undefined;
  /** A whole frame from the controller. */
  readonly onDeviceFrame?: (frame: Frame) => readonly Frame[] | undefined;
}

/** Where a rule reaches both ends by itself. */
export interface Ends {
  readonly clock: Clock;
  readonly toDevice: (frame: Frame) => void;
  readonly toHost: (frame: Frame) => void;
}

export type Fault = (ends: Ends) => Rules;

const BLOCK_BYTES_MAX = 8192;

/**
 * A right controller behind a fault. Frames that are added or left out shift the numbers of those that follow, as they would
 * in a controller that had sent them itself.
 */
export class Middleman implements BytePipe, Ends {
  readonly label = 'wrong controller';
  readonly clock: Clock;
  readonly #inner: BytePipe;
  readonly #rules: Rules;
  readonly #fromDevice = new Deframer(deframerMemory(SAMPLES_PAYLOAD_BYTES_MAX));
  readonly #shifts = new Map<string, number>();
  #block: number[] = [];
  #receive: (chunk: Uint8Array) => void = () => undefined;

  constructor(inner: BytePipe, clock: Clock, fault: Fault) {
    this.#inner = inner;
    this.clock = clock;
    this.#rules = fault(this);
    inner.onBytes((chunk) => this.#fromDevice.push(chunk, (frame) => this.#answer({ ...frame, payload: frame.payload.slice() })));
  }

  get pending_bytes(): number {
    return this.#inner.pending_bytes;
  }

  onBytes(receive: (chunk: Uint8Array) => void): void {
    this.#receive = receive;
  }

  onClose(closed: (reason?: string) => void): void {
    this.#inner.onClose(closed);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  async write(bytes: Uint8Array): Promise<void> {
    const writes: Promise<void>[] = [];
    for (const byte of bytes) {
      if (this.#block.length < BLOCK_BYTES_MAX) this.#block.push(byte);
      if (byte !== 0) continue;
      const block = Uint8Array.from(this.#block);
      this.#block = [];
      for (const sent of this.#rules.onBlock?.(block) ?? [block]) for (const part of this.#passed(sent)) writes.push(this.#inner.write(part));
    }
    await Promise.all(writes);
  }

  readonly toDevice = (frame: Frame): void => {
    void this.#inner.write(encoded(frame));
  };

  /** Sends a frame that the controller did not send: the numbers after it go up by one. */
  readonly toHost = (frame: Frame): void => {
    const place = `${frame.session} ${frame.kind}`;
    this.#shifts.set(place, (this.#shifts.get(place) ?? 0) + 1);
    this.#receive(encoded(frame));
  };

  #passed(block: Uint8Array): readonly Uint8Array[] {
    const replaced = framesOf(block).map((frame) => this.#rules.onHostFrame?.(frame));
    return replaced.every((frame) => frame === undefined) ? [block] : replaced.flatMap((list) => list ?? []).map(encoded);
  }

  #answer(frame: Frame): void {
    const place = `${frame.session} ${frame.kind}`;
    const frames = this.#rules.onDeviceFrame?.(frame) ?? [frame];
    const shift = this.#shifts.get(place) ?? 0;
    if (frames.length !== 1) this.#shifts.set(place, shift + frames.length - 1);
    for (const [index, sent] of frames.entries()) this.#receive(encoded({ ...sent, seq: (sent.seq + shift + index) >>> 0 }));
  }
}

export function framesOf(block: Uint8Array): readonly Frame[] {
  const frames: Frame[] = [];
  new Deframer(deframerMemory(SAMPLES_PAYLOAD_BYTES_MAX)).push(block, (frame) => frames.push({ ...frame, payload: frame.payload.slice() }));
  return frames;
}

export function encoded(frame: Frame): Uint8Array {
  const into = new Uint8Array(frameBytes_max(frame.payload.length));
  return into.slice(0, encodeFrame(into, frame, frame.payload));
}

export const withReply = (frame: Frame, reply: Reply): Frame => ({ ...frame, payload: encodeReply(reply) });
export const withRequest = (frame: Frame, request: Request): Frame => ({ ...frame, kind: FrameKind.CONTROL, payload: encodeRequest(request) });

/** The bytes of a COBS block without its 0x00, unstuffed; undefined when the codes lead past the end. */
export function unstuffed(block: Uint8Array): Uint8Array | undefined {
  const out: number[] = [];
  const end = block.length - 1;
  for (let index = 0; index < end; ) {
    const code = block[index]!;
    if (code === 0 || index + code > end) return undefined;
    out.push(...block.subarray(index + 1, index + code));
    index += code;
    if (code < 0xff && index < end) out.push(0);
  }
  return Uint8Array.from(out);
}
