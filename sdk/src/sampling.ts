import type { Observable } from 'rxjs';
import type { CodeBlock, PyramidGroup, PyramidLevel, StreamTotals, TripReport } from '@nanobias/native';
import type { Channel } from '@nanobias/proto';
import type { WatchedCurrent } from './streams/current-watch.ts';

/** What is asked of one stream. */
export interface SampleRequest {
  readonly channel: Channel;
  readonly rate_Hz: number;
  readonly decimation?: number;
  /**
   * How samples travel: `packed` is a third to a half of `plain` on the wire and as exact, and plain again where it would be longer. `packed`
   * where the controller knows it and the link is a UART, else `plain`, unless told.
   */
  readonly encoding?: 'plain' | 'packed';
  readonly block_samples?: number;
  /** Payload bytes that may wait for their consumer: 8 KiB on a UART, else 256 KiB, unless told. */
  readonly buffer_bytes?: number;
  /**
   * What the current may be: the source stops the output at the first sample beyond, also while the event loop is blocked. One
   * stream at a time, over a pipe of `openSampled`. Advisory: the controller's own limits do not rely on it.
   */
  readonly watch?: WatchedCurrent;
}

/** A stream that the controller sends, and what the sampler makes of it. */
export interface SampleStream {
  readonly stream_id: number;
  /** Blocks in order; completes when the stream is stopped, errors only when the link is lost. */
  readonly blocks$: Observable<CodeBlock>;
  /** Groups that are complete and were not taken yet; `flush` adds the one that is not. */
  takePyramid(level: PyramidLevel, flush?: boolean): PyramidGroup[];
  /** Exact totals of all that came; undefined before the first block. */
  totals(): StreamTotals | undefined;
  /** The sample that the watch did not permit, once there was one. */
  trip(): TripReport | undefined;
  /** The same blocks, for a consumer that asks for each: what it has not asked for holds back the controller's credit. */
  [Symbol.asyncIterator](): AsyncIterator<CodeBlock, undefined>;
  /** Ends the stream and tells how many samples were sent and lost in all. @throws LINK_LOST, TIMEOUT */
  stop(): Promise<{ readonly sent: number; readonly lost: number }>;
}

/** What is asked of one or more streams that are told as one. */
export interface SamplesRequest extends Omit<SampleRequest, 'channel'> {
  /** The blocks of several come as they arrive, each with its channel; of one channel they come in order. */
  readonly channels: readonly Channel[];
  /** `tell`, unless told: `first_sample` and `lost_before` of a block say what is missing. `fail` ends with SAMPLES_LOST. */
  readonly onGap?: 'tell' | 'fail';
}

/** What is asked of a stream of points. */
export interface SummaryRequest {
  readonly channel: Channel;
  readonly rate_Hz: number;
  /** Samples that each point stands for: 2 to 1024. */
  readonly point_samples: number;
}

/** What a run of samples comes to, in codes; exact but for the last digits of mean and rms. */
export interface SummaryPoint {
  readonly code_min: number;
  readonly code_max: number;
  readonly code_sum: number;
  readonly code_mean: number;
  /** Root of the mean square about the mean: the noise, without the current that it rides on. */
  readonly code_deviation: number;
}

/** Consecutive points of one stream. A code is read as in a block of samples, by `amperesPerCode` and `voltsPerCode`. */
export interface SummaryBlock {
  readonly stream_id: number;
  readonly channel: Channel;
  /** Counts samples, not points. */
  readonly first_sample: number;
  /** Of the first sample. */
  readonly device_time_us: number;
  readonly rate_Hz: number;
  /** As asked for; fewer of a point that a change of range cut short, which then stands alone in its block. */
  readonly point_samples: number;
  readonly range_index: number;
  readonly full_scale_fA: number;
  readonly full_scale_uV: number;
  readonly bits: number;
  readonly flags: number;
  /** Samples dropped before this block. */
  readonly lost_before: number;
  readonly points: readonly SummaryPoint[];
}

/** When a capture begins to count: at once, at a level in V or A, or with the output. */
export type CaptureAt =
  | { readonly at: 'now' | 'opening' | 'closing' }
  | { readonly at: 'above' | 'below'; readonly level: number };

/** What is captured, and around which trigger. */
export interface CaptureRequest {
  /** A channel of the interlock path. */
  readonly channel: Channel;
  /** At most 4096, those before the trigger included. */
  readonly sample_count: number;
  /** None unless told. */
  readonly pretrigger_count?: number;
  readonly trigger: CaptureAt;
  readonly signal?: AbortSignal;
}

/** Every sample of a channel around a trigger. */
export interface Capture {
  readonly codes: Int32Array;
  /** Place of the sample that was the trigger. */
  readonly trigger_index: number;
  readonly triggerTime_s: number;
  readonly rate_Hz: number;
  /** Of a current. */
  readonly lsb_A?: number;
  /** Of a voltage. */
  readonly lsb_V?: number;
}
