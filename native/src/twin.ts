import { Deframer, Encoding, FrameKind, SAMPLES_PAYLOAD_BYTES_MAX, decodeSampleBlock, deframerMemory, unpackFor128, unpackSamples } from '@nanobias/proto';
import type { Frame, SampleBlock } from '@nanobias/proto';
import type { CodeBlock, PyramidGroup, PyramidLevel, ReceiveCounts, Sampler, StreamTotals, ZoomGroup, ZoomWindow } from './sampler.ts';
import { Stream, levelIndex, zoomLevelIndex } from './stream.ts';
import { Trip } from './trip.ts';

/** Frames without samples that may wait. */
const FRAMES_MAX = 4096;

/** The sampler without the addon, and the oracle that the addon is held against: same bytes, same results, to the bit. */
export class TwinSampler implements Sampler {
  readonly backend = 'js';
  readonly trip = new Trip();
  /** Called within `feed`, at the block that trips. */
  onTrip: (() => void) | undefined;
  readonly #blocks_max: number;
  readonly #deframer = new Deframer(deframerMemory(SAMPLES_PAYLOAD_BYTES_MAX));
  readonly #streams = new Map<number, Stream>();
  readonly #takeFrame = (frame: Frame): void => this.#take(frame);
  #session = 0;
  #frames: Frame[] = [];
  #blocks: CodeBlock[] = [];
  #isClosed = false;
  #bytes = 0;
  #malformed_blocks = 0;
  #foreign_session = 0;
  #dropped_frames = 0;
  #dropped_blocks = 0;
  #dropped_samples = 0;
  #dropped_groups = 0;

  constructor(blocks_max: number) {
    this.#blocks_max = blocks_max;
  }

  setSession(session: number): void {
    this.#session = session;
  }

  feed(bytes: Uint8Array): void {
    if (this.#isClosed) return;
    this.#bytes += bytes.length;
    this.#deframer.push(bytes, this.#takeFrame);
  }

  takeFrames(): Frame[] {
    const frames = this.#frames;
    if (frames.length > 0) this.#frames = [];
    return frames;
  }

  takeBlocks(): CodeBlock[] {
    const blocks = this.#blocks;
    if (blocks.length > 0) this.#blocks = [];
    return blocks;
  }

  takePyramid(stream_id: number, level: PyramidLevel, flush = false): PyramidGroup[] {
    const level_index = levelIndex(level);
    return this.#streams.get(stream_id)?.takePyramid(level_index, flush) ?? [];
  }

  pyramid(stream_id: number, window: ZoomWindow): ZoomGroup[] {
    const level_index = zoomLevelIndex(window);
    return this.#streams.get(stream_id)?.pyramid(level_index, window) ?? [];
  }

  totals(stream_id: number): StreamTotals | undefined {
    return this.#streams.get(stream_id)?.totals(stream_id);
  }

  get counts(): ReceiveCounts {
    const { frames, crc_errors, malformed, oversize, foreign_version } = this.#deframer.counts;
    let dropped_groups = this.#dropped_groups;
    for (const stream of this.#streams.values()) dropped_groups += stream.dropped_groups;
    return {
      bytes: this.#bytes,
      frames,
      crc_errors,
      malformed: malformed + this.#malformed_blocks,
      foreign_version,
      foreign_session: this.#foreign_session,
      oversize,
      dropped_frames: this.#dropped_frames,
      dropped_blocks: this.#dropped_blocks,
      dropped_samples: this.#dropped_samples,
      dropped_groups,
    };
  }

  forget(stream_id: number): void {
    this.#dropped_groups += this.#streams.get(stream_id)?.dropped_groups ?? 0;
    this.#streams.delete(stream_id);
  }

  close(): void {
    this.#isClosed = true;
    this.#frames = [];
    this.#blocks = [];
  }

  #take(frame: Frame): void {
    // A stop is obeyed whoever sends it.
    if (this.#session !== 0 && frame.kind !== FrameKind.STOP && frame.session !== this.#session) {
      this.#foreign_session += 1;
      return;
    }
    if (frame.kind === FrameKind.SAMPLES) this.#takeSamples(frame);
    else this.#handOn(frame);
  }

  #handOn(frame: Frame): void {
    if (!(this.#frames.length < FRAMES_MAX)) {
      this.#dropped_frames += 1;
      return;
    }
    // The payload is a view that the next frame overwrites.
    this.#frames.push({ ...frame, payload: frame.payload.slice() });
  }

  #takeSamples(frame: Frame): void {
    const decoded = decodeSampleBlock(frame.payload);
    if (decoded.ok && decoded.value.encoding === Encoding.SUMMARY && isCountable(decoded.value)) {
      this.#handOn(frame);
      return;
    }
    const codes = decoded.ok && isCountable(decoded.value) ? codesOf(decoded.value) : undefined;
    if (!decoded.ok || !codes) {
      this.#malformed_blocks += 1;
      return;
    }
    const block = codeBlock(decoded.value, codes, frame.payload.length);
    const trip = this.trip.watches(block.stream_id) ? this.trip : undefined;
    if (!this.#streamOf(block, frame.session).take(block, trip)) {
      this.#malformed_blocks += 1;
      return;
    }
    if (trip?.record) this.onTrip?.();
    if (this.#blocks.length < this.#blocks_max) {
      this.#blocks.push(block);
    } else {
      this.#dropped_blocks += 1;
      this.#dropped_samples += block.codes.length;
    }
  }

  /** There are at most eight streams: the codec refuses other numbers. */
  #streamOf(block: CodeBlock, session: number): Stream {
    const known = this.#streams.get(block.stream_id);
    if (known && !known.isForeign(block, session)) return known;
    this.forget(block.stream_id);
    const stream = new Stream(block, session);
    this.#streams.set(block.stream_id, stream);
    return stream;
  }
}

/** The codes of a block; undefined where they are not what the encoding says. */
function codesOf(block: SampleBlock): Int32Array | undefined {
  const codes = new Int32Array(block.sample_count);
  if (block.encoding === Encoding.FOR128) return unpackFor128(block.data, codes, block.sample_count) ? codes : undefined;
  if (block.encoding !== Encoding.RAW24 && block.encoding !== Encoding.RAW32) return undefined;
  unpackSamples(block, codes);
  return codes;
}

/** Whether the sample behind the block has a number that is exact. */
function isCountable(block: SampleBlock): boolean {
  return Number.isSafeInteger(block.first_sample + block.sample_count * block.decimation);
}

function codeBlock(block: SampleBlock, codes: Int32Array, payload_bytes: number): CodeBlock {
  return {
    stream_id: block.stream_id,
    channel: block.channel,
    block_seq: block.block_seq,
    first_sample: block.first_sample,
    device_time_us: block.device_time_us,
    rate_Hz: block.rate_Hz,
    decimation: block.decimation,
    range_index: block.range_index,
    full_scale_fA: block.full_scale_fA,
    full_scale_uV: block.full_scale_uV,
    bits: block.bits,
    flags: block.flags,
    lost_before: block.lost_before,
    payload_bytes,
    codes,
  };
}
