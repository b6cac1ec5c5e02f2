import {
  CodecError, Deframer, FrameKind, STOP_SEQUENCE, decodeEvent, decodeLinkMessage, decodeReply, decodeSampleBlock, deframerMemory, encodeFrame, encodeLinkMessage, encodeRequest, frameBytes_max,
} from '@nanobias/proto';
import type { DeframerMemory, Event, Frame, LinkMessage, Reply, RequestBody, SampleBlock } from '@nanobias/proto';
import type { Mangle, RequestAction } from './action.ts';
import { FRAMES_KEPT, freshHostMemory, keepAnswered, keepAsked, learn, recalled, remember } from './host-memory.ts';
import type { Asked, HostMemory } from './host-memory.ts';

/** Who is told what this host says and hears. */
export interface Listener {
  sent(port: number, asked: Asked, isMangled: boolean): void;
  /** Frames of old go out once more. */
  replayed(port: number): void;
  hello(port: number): void;
  answered(port: number, asked: Asked | undefined, reply: Reply, payload: Uint8Array): void;
  heard(port: number, event: Event): void;
  sampled(port: number, block: SampleBlock, payload_bytes: number): void;
  /** Every frame that came whole. */
  framed(port: number, frame: Frame): void;
}

export interface HostParts {
  readonly port: number;
  /** Puts bytes on the wire; they do not change any more. */
  readonly send: (bytes: Uint8Array) => void;
  readonly now: () => { readonly tick: number; readonly time_us: number };
  readonly listener: Listener;
}

/** Host and what its deframer holds, at one moment. */
export interface HostSnapshot {
  readonly memory: HostMemory;
  readonly deframer: DeframerMemory;
}

/** Blocks of samples included. */
const FRAME_BYTES_MAX = 4096;

/** A host that does what a schedule tells it, with what it has heard until then. */
export class SwarmHost {
  memory: HostMemory = freshHostMemory();
  readonly #parts: HostParts;
  readonly #received = deframerMemory(FRAME_BYTES_MAX);
  readonly #deframer = new Deframer(this.#received);

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  snapshot(): HostSnapshot {
    return structuredClone({ memory: this.memory, deframer: this.#received });
  }

  restore({ memory, deframer }: HostSnapshot): void {
    this.memory = structuredClone(memory);
    this.#received.block.set(deframer.block);
    this.#received.state.set(deframer.state);
  }

  hello(): void {
    this.memory.nonce += 1;
    this.#parts.listener.hello(this.#parts.port);
    this.#sendLink({ kind: 'hello', version_min: 1, version_max: 1, nonce: this.memory.nonce, client: 'swarm' }, 0);
  }

  ping(): void {
    this.memory.nonce += 1;
    this.#sendLink({ kind: 'ping', nonce: this.memory.nonce }, this.memory.session);
  }

  bye(): void {
    this.#sendLink({ kind: 'bye', reason: 'done' }, this.memory.session);
  }

  /** Without a frame of its own: the stop needs no encoder. */
  stop(from_bytes = 0, length_bytes = STOP_SEQUENCE.length): void {
    this.#parts.send(STOP_SEQUENCE.slice(from_bytes, from_bytes + length_bytes));
  }

  write(bytes: Uint8Array): void {
    this.#parts.send(bytes);
  }

  replay(back_count: number, frames_count: number): void {
    const { sent } = this.memory;
    const end = Math.max(0, sent.length - back_count);
    for (const frame of sent.slice(Math.max(0, end - frames_count), end)) {
      this.#parts.listener.replayed(this.#parts.port);
      this.#parts.send(frame.slice());
    }
  }

  /** Sends what the codec lets pass; a number that does not fit its field goes nowhere. */
  request({ body: literal, fill, within_us, mangle }: RequestAction): void {
    const { port, listener, now } = this.#parts;
    const { memory } = this;
    const body = this.#filledIn(literal, fill, within_us);
    const session = fill.session === undefined ? memory.session : recalled(memory.known.session, fill.session);
    const request_id = memory.nextId;
    let payload: Uint8Array;
    try {
      payload = encodeRequest({ request_id, body });
    } catch (error) {
      if (error instanceof CodecError) return;
      throw error;
    }
    memory.nextId += 1;
    const asked = { request_id, session, body, tick: now().tick };
    listener.sent(port, asked, mangle !== undefined && mangle.kind !== 'twice');
    keepAsked(memory, asked);
    this.#sendMangled(FrameKind.CONTROL, session, payload, mangle);
  }

  /** Takes what has come over the wire. */
  hear(bytes: Uint8Array): void {
    const { port, listener } = this.#parts;
    this.#deframer.push(bytes, (frame) => {
      listener.framed(port, frame);
      if (frame.kind === FrameKind.CONTROL) this.#hearReply(frame.payload);
      else if (frame.kind === FrameKind.EVENT) listener.heard(port, must(decodeEvent(frame.payload)));
      else if (frame.kind === FrameKind.SAMPLES) listener.sampled(port, must(decodeSampleBlock(frame.payload)), frame.payload.length);
      else if (frame.kind === FrameKind.LINK) this.#hearLink(must(decodeLinkMessage(frame.payload)));
    });
  }

  #hearReply(payload: Uint8Array): void {
    const { port, listener } = this.#parts;
    const { memory } = this;
    const reply = must(decodeReply(payload));
    const asked = memory.asked.find(({ request_id, session }) => request_id === reply.request_id && session === memory.session);
    listener.answered(port, asked, reply, payload);
    if (asked !== undefined) keepAnswered(memory, asked.request_id);
    if (reply.body !== undefined) learn(memory, reply.body);
  }

  #hearLink(message: LinkMessage): void {
    const { memory } = this;
    if (message.kind !== 'hello_ack' || message.nonce !== memory.nonce) return;
    memory.session = message.session;
    memory.streams = [];
    memory.seqs.fill(0);
    remember(memory.known.session, message.session);
  }

  #filledIn(literal: RequestAction['body'], fill: RequestAction['fill'], within_us: number | undefined): RequestBody {
    const { known, latched, adoption } = this.memory;
    const body: Record<string, unknown> = { ...literal };
    for (const [field, back_count] of Object.entries(fill)) {
      if (field === 'session') continue;
      if (field === 'causes') body[field] = latched;
      else if (field === 'adoption') { if (adoption !== undefined) body[field] = adoption; }
      else body[field] = recalled(known[field as keyof typeof known], back_count);
    }
    if (within_us !== undefined) body['not_after_device_us'] = Math.max(0, this.#parts.now().time_us + within_us);
    return body as unknown as RequestBody;
  }

  #sendLink(message: LinkMessage, session: number): void {
    this.#sendMangled(FrameKind.LINK, session, encodeLinkMessage(message), undefined);
  }

  #sendMangled(kind: typeof FrameKind.CONTROL | typeof FrameKind.LINK, session: number, payload: Uint8Array, mangle: Mangle | undefined): void {
    const { memory } = this;
    if (mangle?.kind === 'payload') flip(payload, mangle.bits);
    const into = new Uint8Array(frameBytes_max(payload.length));
    const seq = memory.seqs[kind]!;
    memory.seqs[kind] = seq + 1;
    const frame = into.slice(0, encodeFrame(into, { kind, session, seq }, payload));
    if (mangle?.kind === 'frame') flip(frame, mangle.bits);
    this.#parts.send(mangle?.kind === 'head' ? frame.slice(0, mangle.length_bytes) : frame);
    if (mangle?.kind === 'twice') this.#parts.send(frame.slice());
    if (mangle !== undefined) return;
    memory.sent.push(frame);
    if (memory.sent.length > FRAMES_KEPT) memory.sent.shift();
  }
}

function flip(bytes: Uint8Array, bits: readonly number[]): void {
  for (const bit of bits) {
    const at = (bit >> 3) % bytes.length;
    bytes[at] = bytes[at]! ^ (1 << (bit & 7));
  }
}

function must<T>(decoded: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!decoded.ok) throw new Error('the device sent what its own codec refuses');
  return decoded.value;
}
