import type { Frame, FrameKind } from '@nanobias/proto';
import type { Addon, NativeSamplerHandle } from './addon.ts';
import type { CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, Sampler, ScaleSum, StreamTotals } from './sampler.ts';
import { levelIndex } from './stream.ts';

const FRAMES_WAITING = 1;
const BLOCKS_WAITING = 2;
/** Values that the addon hands over for one item. */
const WIDTH = { frame: 4, block: 14, group: 7, scale: 6, totals: 3 } as const;

/** The addon behind the contract: it hands over flat arrays, objects are made here. */
export class NativeSampler implements Sampler {
  readonly backend = 'native';
  readonly #handle: NativeSamplerHandle;
  #waiting = 0;
  #isClosed = false;

  constructor(addon: Addon, blocks_max: number) {
    this.#handle = new addon.NativeSampler(blocks_max);
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
    const values = this.#handle.takeFrames();
    const frames: Frame[] = [];
    for (let index = 0; index < values.length; index += WIDTH.frame) {
      const [kind, session, seq, payload] = values.slice(index, index + WIDTH.frame) as [FrameKind, number, number, Uint8Array];
      frames.push({ kind, session, seq, payload });
    }
    return frames;
  }

  takeBlocks(): CodeBlock[] {
    if ((this.#waiting & BLOCKS_WAITING) === 0) return [];
    this.#waiting &= ~BLOCKS_WAITING;
    const [headers, ...codes] = this.#handle.takeBlocks();
    return codes.map((ofBlock, index) => codeBlock(headers, index * WIDTH.block, ofBlock));
  }

  takePyramid(stream_id: number, level: PyramidLevel, flush = false): PyramidGroup[] {
    const values = this.#handle.takeGroups(stream_id, levelIndex(level), flush);
    const groups: PyramidGroup[] = [];
    for (let index = 0; index < values.length; index += WIDTH.group) groups.push(pyramidGroup(values, index, level));
    return groups;
  }

  totals(stream_id: number): StreamTotals | undefined {
    const values = this.#handle.totals(stream_id);
    if (!values) return undefined;
    const [sample_count, gap_count, lost_count] = values as [bigint, number, bigint];
    const code_sums: ScaleSum[] = [];
    for (let index: number = WIDTH.totals; index < values.length; index += WIDTH.scale) code_sums.push(scaleSum(values.slice(index, index + WIDTH.scale)));
    return { stream_id, sample_count, code_sums, gap_count, lost_count };
  }

  get counts(): ReceiveCounts {
    const values = this.#handle.counts();
    return {
      bytes: values[0]!,
      frames: values[1]!,
      crc_errors: values[2]!,
      malformed: values[3]!,
      foreign_version: values[4]!,
      foreign_session: values[5]!,
      oversize: values[6]!,
      dropped_frames: values[7]!,
      dropped_blocks: values[8]!,
      dropped_samples: values[9]!,
      dropped_groups: values[10]!,
    };
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

function pyramidGroup(values: Float64Array, at_index: number, level: PyramidLevel): PyramidGroup {
  return {
    level,
    first_sample: values[at_index]!,
    sample_count: values[at_index + 1]!,
    range_index: values[at_index + 2]!,
    code_min: values[at_index + 3]!,
    code_max: values[at_index + 4]!,
    code_sum: values[at_index + 5]!,
    code_square_sum: values[at_index + 6]!,
  };
}

function scaleSum(values: readonly (number | bigint)[]): ScaleSum {
  const [range_index, full_scale_fA, full_scale_uV, bits, code_sum, sample_count] = values as [number, number, number, number, bigint, bigint];
  return { range_index, full_scale_fA, full_scale_uV, bits, code_sum, sample_count };
}
