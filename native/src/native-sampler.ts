import type { Frame } from '@nanobias/proto';
import type { Addon, NativeSamplerHandle } from './addon.ts';
import { Results } from './results.ts';
import type { CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, Sampler, StreamTotals, ZoomGroup, ZoomWindow } from './sampler.ts';

const FRAMES_WAITING = 1;
const BLOCKS_WAITING = 2;
/** Values that the addon hands over for one block. */
const BLOCK_WIDTH = 14;

/** The addon behind the contract. */
export class NativeSampler implements Sampler {
  readonly backend = 'native';
  readonly #handle: NativeSamplerHandle;
  readonly #results: Results;
  #waiting = 0;
  #isClosed = false;

  constructor(addon: Addon, blocks_max: number) {
    this.#handle = new addon.NativeSampler(blocks_max);
    this.#results = new Results(this.#handle);
  }

  setSession(session: number): void {
    this.#handle.setSession(session);
  }

  feed(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#waiting = this.#handle.feed(bytes);
  }

  takeFrames(): Frame[] {
    if ((this.#waiting & FRAMES_WAITING) === 0) return [];
    this.#waiting &= ~FRAMES_WAITING;
    return this.#results.takeFrames();
  }

  takeBlocks(): CodeBlock[] {
    if ((this.#waiting & BLOCKS_WAITING) === 0) return [];
    this.#waiting &= ~BLOCKS_WAITING;
    const [headers, ...codes] = this.#handle.takeBlocks();
    return codes.map((ofBlock, index) => codeBlock(headers, index * BLOCK_WIDTH, ofBlock));
  }

  takePyramid(stream_id: number, level: PyramidLevel, flush = false): PyramidGroup[] {
    return this.#results.takePyramid(stream_id, level, flush);
  }

  pyramid(stream_id: number, window: ZoomWindow): ZoomGroup[] {
    return this.#results.pyramid(stream_id, window);
  }

  totals(stream_id: number): StreamTotals | undefined {
    return this.#results.totals(stream_id);
  }

  get counts(): ReceiveCounts {
    return this.#results.counts;
  }

  forget(stream_id: number): void {
    this.#handle.forget(stream_id);
  }

  close(): void {
    this.#isClosed = true;
    this.takeFrames();
    this.takeBlocks();
  }
}

function codeBlock(headers: Float64Array, at_index: number, codes: Int32Array): CodeBlock {
  return {
    stream_id: headers[at_index]!,
    channel: headers[at_index + 1]!,
    block_seq: headers[at_index + 2]!,
    first_sample: headers[at_index + 3]!,
    device_time_us: headers[at_index + 4]!,
    rate_Hz: headers[at_index + 5]!,
    decimation: headers[at_index + 6]!,
    range_index: headers[at_index + 7]!,
    full_scale_fA: headers[at_index + 8]!,
    full_scale_uV: headers[at_index + 9]!,
    bits: headers[at_index + 10]!,
    flags: headers[at_index + 11]!,
    lost_before: headers[at_index + 12]!,
    payload_bytes: headers[at_index + 13]!,
    codes,
  };
}
