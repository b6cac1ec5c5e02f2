import { Deframer, FrameKind, SAMPLES_PAYLOAD_BYTES_MAX, deframerMemory, encodeFrame, encodeLinkMessage, encodeRequest, frameBytes_max } from '@nanobias/proto';
import type { BytePipe, Frame } from '@nanobias/proto';

/** One question at a time over a pipe, without the SDK: what is timed is the wire and the device. */
export class RawLink {
  lastRequest = new Uint8Array(0);
  readonly #pipe: BytePipe;
  readonly #deframer = new Deframer(deframerMemory(SAMPLES_PAYLOAD_BYTES_MAX));
  #session = 0;
  #seq = 0;
  #onFrame: (frame: Frame) => void = () => undefined;

  constructor(pipe: BytePipe) {
    this.#pipe = pipe;
    pipe.onBytes((chunk) => this.#deframer.push(chunk, (frame) => this.#onFrame(frame)));
  }

  async greet(): Promise<void> {
    const payload = encodeLinkMessage({ kind: 'hello', version_min: 1, version_max: 1, nonce: 1, client: 'bench' });
    this.#session = (await this.#ask(FrameKind.LINK, payload)).session;
  }

  async getState(): Promise<void> {
    this.#seq += 1;
    await this.#ask(FrameKind.CONTROL, encodeRequest({ request_id: this.#seq, body: { kind: 'get_state' } }));
  }

  /** Sends a frame to a line that returns it. */
  async echo(bytes: Uint8Array): Promise<void> {
    await this.#sent(bytes);
  }

  async time_us(work: () => Promise<void>): Promise<number> {
    const start_ms = performance.now();
    await work();
    return (performance.now() - start_ms) * 1000;
  }

  close(): Promise<void> {
    return this.#pipe.close();
  }

  #ask(kind: FrameKind, payload: Uint8Array): Promise<Frame> {
    const into = new Uint8Array(frameBytes_max(payload.length));
    this.lastRequest = into.slice(0, encodeFrame(into, { kind, session: this.#session, seq: this.#seq }, payload));
    return this.#sent(this.lastRequest, kind);
  }

  #sent(bytes: Uint8Array, kind?: FrameKind): Promise<Frame> {
    return new Promise((resolve, reject) => {
      this.#onFrame = (frame) => {
        if (kind === undefined || frame.kind === kind) resolve(frame);
      };
      this.#pipe.write(bytes).catch(reject);
    });
  }
}
