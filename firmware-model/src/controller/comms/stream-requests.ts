import { Encoding, SUMMARY_SAMPLES_MAX, StatusCode } from '@nanobias/proto';
import type { Credit, StartStream, Status, StopStream } from '@nanobias/proto';
import type { Firmware } from '../firmware.ts';
import { status } from '../status.ts';
import { STREAMS_MAX, addCredit, blockSamples, bytesPerSample, channelRate_Hz, closeStream, isStreamOpen, openStream, streamLoad_bytes_per_s } from '../streams.ts';
import { DONE, answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';

/** Samples that a point of SUMMARY stands for. */
const POINT_SAMPLES = { min: 2, max: SUMMARY_SAMPLES_MAX } as const;

export function startStream(firmware: Firmware, request: StartStream): Answer {
  const { channel, encoding, decimation, credit_bytes } = request;
  const channelRate = channelRate_Hz(firmware, channel);
  if (channelRate === undefined) return refuse(status(StatusCode.UNIMPLEMENTED, { field: 'channel', value: channel }));
  const block_samples = blockSamples(firmware.port, encoding, request.block_samples_max);
  const refusal = rateRefusal(request, channelRate) ?? budgetRefusal(firmware, request, bytesPerSample({ encoding, block_samples, decimation }));
  if (refusal !== undefined) return refuse(refusal);
  const opened = openStream(firmware, { channel, encoding, block_samples, decimation, credit_bytes, rate_Hz: channelRate });
  if (opened === undefined) return refuse(status(StatusCode.QUEUE_FULL, { field: 'stream_id', value: STREAMS_MAX + 1, limit_min: 1, limit_max: STREAMS_MAX, origin: 'BOARD' }));
  return answer({ kind: 'stream_grant', ...opened, block_samples, sample_period_us: Math.round(1_000_000 / channelRate) });
}

export function credit(firmware: Firmware, { stream_id, credit_bytes }: Credit): Answer {
  if (!isStreamOpen(firmware, stream_id)) return refuse(unknownStream(stream_id));
  addCredit(firmware, stream_id, credit_bytes);
  return DONE;
}

export function stopStream(firmware: Firmware, { stream_id }: StopStream): Answer {
  if (!isStreamOpen(firmware, stream_id)) return refuse(unknownStream(stream_id));
  return answer({ kind: 'stream_end', ...closeStream(firmware, stream_id) });
}

/** A channel has one rate, and every sample is sent or part of a point: a lower rate would be aliased, a higher one invented. */
function rateRefusal({ rate_Hz, decimation, encoding }: StartStream, channelRate: number): Status | undefined {
  const bounds = { field: 'rate_Hz', value: rate_Hz, limit_min: channelRate, limit_max: channelRate, origin: 'BOARD' } as const;
  if (channelRate < rate_Hz) return status(StatusCode.RATE_TOO_HIGH, bounds);
  if (rate_Hz !== channelRate) return status(StatusCode.OUT_OF_RANGE, bounds);
  const { min, max } = encoding === Encoding.SUMMARY ? POINT_SAMPLES : { min: 1, max: 1 };
  if (min <= decimation && decimation <= max) return undefined;
  return status(StatusCode.OUT_OF_RANGE, { field: 'decimation', value: decimation, limit_min: min, limit_max: max, origin: 'BOARD' });
}

/** A stream that the link cannot carry beside those that are open is refused with the rate that would fit. */
function budgetRefusal(firmware: Firmware, { rate_Hz }: StartStream, perSample_bytes: number): Status | undefined {
  const { link_bytes_per_s } = firmware.port;
  if (link_bytes_per_s === undefined) return undefined;
  const fitting_Hz = Math.max(0, Math.floor((link_bytes_per_s - streamLoad_bytes_per_s(firmware)) / perSample_bytes));
  if (rate_Hz <= fitting_Hz) return undefined;
  return status(StatusCode.RATE_TOO_HIGH, { field: 'rate_Hz', value: rate_Hz, limit_min: 0, limit_max: fitting_Hz, origin: 'BOARD' });
}

function unknownStream(stream_id: number): Status {
  return status(StatusCode.UNKNOWN_STREAM, { field: 'stream_id', value: stream_id });
}
