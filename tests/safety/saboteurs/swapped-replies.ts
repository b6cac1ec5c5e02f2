import type { Port } from '@nanobias/firmware-model';
import { Deframer, FrameKind, decodeReply, decodeRequest, deframerMemory, encodeFrame, encodeReply, frameBytes_max } from '@nanobias/proto';
import type { Frame } from '@nanobias/proto';
import { FilteredPort } from './filtered-port.ts';

/** A port behind which every answer bears the number of the request that came last, as a line does that knows no numbers. */
export class SwappedReplies extends FilteredPort {
  readonly #out: Port;
  readonly #deframer = new Deframer(deframerMemory(4096));
  readonly #newest: { request_id: number };

  constructor(inner: Port) {
    const newest = { request_id: 0 };
    super(inner, (frame) => {
      const decoded = frame.kind === FrameKind.CONTROL ? decodeRequest(frame.payload) : undefined;
      if (decoded?.ok === true) newest.request_id = decoded.value.request_id;
      return frame;
    });
    this.#out = inner;
    this.#newest = newest;
  }

  override write(bytes: Uint8Array, length_bytes: number): boolean {
    let isWritten = true;
    this.#deframer.push(bytes.subarray(0, length_bytes), (frame) => {
      const payload = this.#renumbered(frame);
      const into = new Uint8Array(frameBytes_max(payload.length));
      isWritten = this.#out.write(into, encodeFrame(into, frame, payload));
    });
    return isWritten;
  }

  #renumbered({ kind, payload }: Frame): Uint8Array {
    const decoded = kind === FrameKind.CONTROL ? decodeReply(payload) : undefined;
    return decoded?.ok === true ? encodeReply({ ...decoded.value, request_id: this.#newest.request_id }) : payload;
  }
}
