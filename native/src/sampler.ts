import type { Frame } from '@nanobias/proto';

/** Levels of the statistics pyramid: samples a group. */
export type PyramidLevel = 64 | 4096;

/** Levels that can be looked back on: samples a group. */
export type ZoomLevel = PyramidLevel | 262_144 | 16_777_216;

/** What to look at: groups of a level that hold a sample from `from` to `to - 1`, counted at the base rate. */
export interface ZoomWindow {
  readonly level: ZoomLevel;
  readonly from: number;
  readonly to: number;
}

/**
 * One block of samples as codes, with everything that is needed to turn codes into amperes or volts.
 * One code is `full_scale / 2^(bits - 1)`.
 */
export interface CodeBlock {
  readonly stream_id: number;
  /** Number of the enum Channel. */
  readonly channel: number;
  readonly block_seq: number;
  /** Index of the first sample at the base rate. */
  readonly first_sample: number;
  readonly device_time_us: number;
  readonly rate_Hz: number;
  readonly decimation: number;
  readonly range_index: number;
  /** 0 on voltage channels. */
  readonly full_scale_fA: number;
  /** 0 on current channels. */
  readonly full_scale_uV: number;
  readonly bits: number;
  /** Bit 0 saturated, 1 range changed, 2 gap, 3 trip, 4 beam, 5 blanked. */
  readonly flags: number;
  /** Samples that the device dropped before this block. */
  readonly lost_before: number;
  /** Length of the payload of the frame that carried it: what the block cost of the stream's credit. */
  readonly payload_bytes: number;
  /** Owned by the receiver. */
  readonly codes: Int32Array;
}

/** Statistics of consecutive samples of one stream, exact in codes; groups never span a gap or a change of range. */
export interface PyramidGroup {
  readonly level: PyramidLevel;
  /** Index of the group's first sample at the base rate. */
  readonly first_sample: number;
  readonly sample_count: number;
  readonly range_index: number;
  readonly code_min: number;
  readonly code_max: number;
  readonly code_sum: number;
  /** Sum of squares; exact as long as it stays below 2^53, which 4096 samples of 20 bits do. Of 24-bit codes: rounded once. */
  readonly code_square_sum: number;
}

/** A group of any level; sums of the upper levels are rounded once where they pass 2^53. */
export interface ZoomGroup extends Omit<PyramidGroup, 'level'> {
  readonly level: ZoomLevel;
}

/** Sum of all codes of one scale. One code is `full_scale / 2^(bits - 1)`. */
export interface ScaleSum {
  readonly range_index: number;
  readonly full_scale_fA: number;
  readonly full_scale_uV: number;
  readonly bits: number;
  readonly code_sum: bigint;
  readonly sample_count: bigint;
}

/**
 * Totals of one stream since it began, exact. A stream begins with its first block, and anew with a block of another session,
 * channel, rate or decimation under the same number.
 */
export interface StreamTotals {
  readonly stream_id: number;
  readonly sample_count: bigint;
  /** Sum of code x samples for each scale, in order of appearance: the charge, before scaling. */
  readonly code_sums: readonly ScaleSum[];
  readonly gap_count: number;
  /** Samples that were announced as lost or found missing. */
  readonly lost_count: bigint;
}

/** Health of the receive path. */
export interface ReceiveCounts {
  readonly bytes: number;
  /** Intact frames, foreign sessions included. */
  readonly frames: number;
  readonly crc_errors: number;
  /** Blocks of bytes that are no frame, and SAMPLES frames that the codec or their stream refuses: samples are never counted twice. */
  readonly malformed: number;
  /** Intact frames of another major version. */
  readonly foreign_version: number;
  readonly foreign_session: number;
  readonly oversize: number;
  /** Frames without samples that were not taken in time. */
  readonly dropped_frames: number;
  /** Blocks that were not taken in time and were dropped, and the samples in them. */
  readonly dropped_blocks: number;
  readonly dropped_samples: number;
  /** Groups of the pyramid that were not taken in time: the oldest, so that the latest are there when they are asked for. */
  readonly dropped_groups: number;
}

/**
 * The one deframer of a receive path: takes every byte, consumes the samples and hands all other frames on. Blocks of SUMMARY have no samples.
 * Synchronous: whatever a call to `feed` completes can be taken when it returns. Blocks and frames wait in bounded
 * queues; a queue that is full drops the newest and counts it, while charge and statistics still see every sample.
 */
export interface Sampler {
  readonly backend: 'native' | 'js';
  /** Frames of other sessions are dropped and counted; 0 lets every session through. */
  setSession(session: number): void;
  /** Takes received bytes, cut anywhere. */
  feed(bytes: Uint8Array): void;
  /** Frames without samples, oldest first. */
  takeFrames(): Frame[];
  /** Blocks, oldest first. */
  takeBlocks(): CodeBlock[];
  /** Completed groups of a stream at a level, oldest first; `flush` also closes and returns the unfinished one. */
  takePyramid(stream_id: number, level: PyramidLevel, flush?: boolean): PyramidGroup[];
  /**
   * Complete groups of a level, oldest first, whether taken before or not: what a zoom shows. The latest 16,384 groups of each
   * level are kept, which at 262,144 samples are five days of 10 kS/s.
   */
  pyramid(stream_id: number, window: ZoomWindow): ZoomGroup[];
  /** Totals; undefined for a stream that has sent nothing. */
  totals(stream_id: number): StreamTotals | undefined;
  readonly counts: ReceiveCounts;
  /** Forgets a stream, for a new one under the same number. */
  forget(stream_id: number): void;
  /** Lets go of everything; bytes that still come are ignored. */
  close(): void;
}

/** Which body samples, and how much it keeps waiting. */
export interface SamplerOptions {
  /** `auto` takes the addon where it loads. */
  readonly backend?: 'auto' | 'native' | 'js';
  /** Blocks that may wait; 4096 unless told. */
  readonly blocks_max?: number;
}
