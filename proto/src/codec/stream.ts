import { CaptureTrigger, Channel, Encoding } from './enums.ts';
import { bool, byteString, enumeration, integer, optional, table, text } from './schema.ts';

/** Number of a stream, given by the controller. */
export const STREAM_ID_RANGE = { min: 1, max: 8 } as const;
/** Samples of one block at most. */
export const BLOCK_SAMPLES_RANGE = { min: 1, max: 1024 } as const;
/** What a reply carries of a longer record at a time: it leaves room for the envelope in a frame of 256 B. */
export const CHUNK_BYTES_MAX = 192;
export const LABEL_BYTES_MAX = 48;

/** Asks for a stream of samples of a channel. */
export interface StartStream {
  readonly channel: Channel;
  readonly rate_Hz: number;
  readonly decimation: number;
  readonly encoding: Encoding;
  readonly credit_bytes: number;
  readonly block_samples_max: number;
}

/** What a stream will be like, which may be less than was asked for. */
export interface StreamGrant {
  readonly stream_id: number;
  readonly first_sample: number;
  readonly block_samples: number;
  readonly sample_period_us: number;
}

/** Permits a stream so many more payload bytes. */
export interface Credit {
  readonly stream_id: number;
  readonly credit_bytes: number;
}

/** Ends a stream. */
export interface StopStream {
  readonly stream_id: number;
}

/** What a stream sent and lost in all. */
export interface StreamEnd {
  readonly samples_sent: number;
  readonly samples_lost: number;
}

/** Asks for every sample of a channel around a trigger. */
export interface CaptureArm {
  readonly channel: Channel;
  readonly rate_Hz: number;
  readonly sample_count: number;
  readonly pretrigger_count: number;
  readonly trigger: CaptureTrigger;
  /** Of the triggers ABOVE and BELOW. */
  readonly level_code: number;
}

/** Asks how far a capture is. */
export interface GetCapture {
  readonly capture_id: number;
}

/** How far a capture is, and where its trigger lies. */
export interface CaptureStatus {
  readonly capture_id: number;
  readonly is_complete: boolean;
  readonly size_bytes: number;
  readonly trigger_device_us?: number;
  readonly trigger_sample?: number;
  readonly full_scale_fA: number;
  readonly full_scale_uV: number;
  readonly bits: number;
}

/** Asks for samples of a capture from an offset on. */
export interface ReadCapture {
  readonly capture_id: number;
  readonly offset_bytes: number;
  readonly length_bytes: number;
}

/** Samples of a capture from an offset on. */
export interface CaptureChunk {
  readonly capture_id: number;
  readonly offset_bytes: number;
  readonly size_bytes: number;
  readonly data: Uint8Array;
}

/** Puts a label into the log. */
export interface Mark {
  /** At most 48 bytes. */
  readonly label: string;
}

/** When the label was put there, in device time. */
export interface MarkResult {
  readonly device_time_us: number;
}

export const startStreamTable = table<StartStream>('start_stream', {
  channel: enumeration(1, Channel),
  rate_Hz: integer(2, 'uint32', { min: 1 }),
  decimation: integer(3, 'uint32', { min: 1 }),
  encoding: enumeration(4, Encoding),
  credit_bytes: integer(5, 'uint32'),
  block_samples_max: integer(6, 'uint32', BLOCK_SAMPLES_RANGE),
});

export const streamGrantTable = table<StreamGrant>('stream_grant', {
  stream_id: integer(1, 'uint32', STREAM_ID_RANGE),
  first_sample: integer(2, 'uint64'),
  block_samples: integer(3, 'uint32', BLOCK_SAMPLES_RANGE),
  sample_period_us: integer(4, 'uint32'),
});

export const creditTable = table<Credit>('credit', {
  stream_id: integer(1, 'uint32', STREAM_ID_RANGE),
  credit_bytes: integer(2, 'uint32'),
});

export const stopStreamTable = table<StopStream>('stop_stream', { stream_id: integer(1, 'uint32', STREAM_ID_RANGE) });

export const streamEndTable = table<StreamEnd>('stream_end', {
  samples_sent: integer(1, 'uint64'),
  samples_lost: integer(2, 'uint64'),
});

export const captureArmTable = table<CaptureArm>('capture_arm', {
  channel: enumeration(1, Channel),
  rate_Hz: integer(2, 'uint32', { min: 1 }),
  sample_count: integer(3, 'uint32', { min: 1 }),
  pretrigger_count: integer(4, 'uint32'),
  trigger: enumeration(5, CaptureTrigger),
  level_code: integer(6, 'sint32'),
});

export const getCaptureTable = table<GetCapture>('get_capture', { capture_id: integer(1, 'uint32') });

export const captureStatusTable = table<CaptureStatus>('capture_status', {
  capture_id: integer(1, 'uint32'),
  is_complete: bool(2),
  size_bytes: integer(3, 'uint32'),
  trigger_device_us: optional(integer(4, 'uint64')),
  trigger_sample: optional(integer(5, 'uint64')),
  full_scale_fA: integer(6, 'sint64'),
  full_scale_uV: integer(7, 'sint32'),
  bits: integer(8, 'uint32'),
});

export const readCaptureTable = table<ReadCapture>('read_capture', {
  capture_id: integer(1, 'uint32'),
  offset_bytes: integer(2, 'uint32'),
  length_bytes: integer(3, 'uint32', { min: 1, max: CHUNK_BYTES_MAX }),
});

export const captureChunkTable = table<CaptureChunk>('capture_chunk', {
  capture_id: integer(1, 'uint32'),
  offset_bytes: integer(2, 'uint32'),
  size_bytes: integer(3, 'uint32'),
  data: byteString(4, CHUNK_BYTES_MAX),
});

export const markTable = table<Mark>('mark', { label: text(1, LABEL_BYTES_MAX) });

export const markResultTable = table<MarkResult>('mark_result', { device_time_us: integer(1, 'uint64') });
