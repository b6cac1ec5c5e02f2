import { Deframer, FrameKind, deframerMemory, decodeLinkMessage, decodeRequest, encodeFrame, frameBytes_max } from '@nanobias/proto';
import type { BytePipe, Clock, Frame, LinkMessage, Request } from '@nanobias/proto';
import { helloAck, session } from './session/controller-frames.ts';

/** What a scripted controller does with what it is sent. */
export interface Script {
  onLink?(message: LinkMessage, controller: ScriptedController): void;
  onRequest?(request: Request, controller: ScriptedController): void;
  onStop?(controller: ScriptedController): void;
}

const latency_us = 200;

/** The far end of a pipe that follows a script: for controllers that misbehave, and links that break. */
export class ScriptedController {
  readonly pipe: BytePipe;
  readonly requests: Request[] = [];
  readonly links: LinkMessage[] = [];
  stops_count = 0;
  isClosed = false;
  /** What the pipe says that it has not passed on. */
  pending_bytes = 0;
  refusesWrites = false;
  readonly #clock: Clock;
  readonly #script: Script;
  readonly #deframer = new Deframer(deframerMemory(256));
  #receive: (chunk: Uint8Array) => void = () => undefined;
  #closed: (reason?: string) => void = () => undefined;

  constructor(clock: Clock, script: Script = {}) {
    this.#clock = clock;
    this.#script = script;
    const write = (bytes: Uint8Array): Promise<void> => this.#write(bytes);
    const pendingBytes = (): number => this.pending_bytes;
    this.pipe = {
      label: 'scripted',
      write,
      get pending_bytes() {
        return pendingBytes();
      },
      onBytes: (receive) => {
        this.#receive = receive;
      },
      onClose: (closed) => {
        this.#closed = closed;
      },
      close: async () => {
        this.hangUp(undefined);
      },
    };
  }

  /** Sends frames in one chunk. */
  send(...frames: readonly Frame[]): void {
    const chunks = frames.map(({ payload, ...header }) => {
      const into = new Uint8Array(frameBytes_max(payload.length));
      return into.slice(0, encodeFrame(into, header, payload));
    });
    this.sendBytes(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
  }

  sendBytes(bytes: Uint8Array): void {
    this.#clock.after(latency_us, () => {
      if (!this.isClosed) this.#receive(bytes);
    });
  }

  hangUp(reason: string | undefined): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#closed(reason);
  }

  #write(bytes: Uint8Array): Promise<void> {
    if (this.isClosed || this.refusesWrites) return Promise.reject(new Error('the pipe is closed'));
    this.#deframer.push(bytes.slice(), (frame) => {
      this.#take({ ...frame, payload: frame.payload.slice() });
    });
    return Promise.resolve();
  }

  #take(frame: Frame): void {
    if (frame.kind === FrameKind.STOP) {
      this.stops_count += 1;
      this.#script.onStop?.(this);
    }
    if (frame.kind === FrameKind.LINK) {
      const decoded = decodeLinkMessage(frame.payload);
      if (!decoded.ok) throw new Error(`the host sent a link message that does not decode: ${decoded.error.field}`);
      this.links.push(decoded.value);
      if (this.#script.onLink) this.#script.onLink(decoded.value, this);
      else if (decoded.value.kind === 'hello') this.send(helloAck(decoded.value.nonce));
    }
    if (frame.kind === FrameKind.CONTROL) {
      const decoded = decodeRequest(frame.payload);
      if (!decoded.ok) throw new Error(`the host sent a request that does not decode: ${decoded.error.field}`);
      if (frame.session !== session) throw new Error(`the host sent a request in session ${frame.session}`);
      this.requests.push(decoded.value);
      this.#script.onRequest?.(decoded.value, this);
    }
  }
}
