import { StatusCode } from '@nanobias/proto';
import type { CaptureArm, GetCapture, ReadCapture, Status } from '@nanobias/proto';
import { CAPTURE_SAMPLES_MAX, armCapture, captureBytes, captureStatus, capturingSession, isCapturable, newestCapture } from '../capture.ts';
import type { Firmware } from '../firmware.ts';
import { status } from '../status.ts';
import { channelRate_Hz } from '../streams.ts';
import { answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';
import { linkOfSession } from './session.ts';

/** Needs no lease: it reads. While a session that is still there waits for its own capture, nobody else's takes its place. */
export function armCaptureRequest(firmware: Firmware, request: CaptureArm, { session }: RequestKey): Answer {
  const refusal = shapeRefusal(firmware, request);
  if (refusal !== undefined) return refuse(refusal);
  const owner = capturingSession(firmware);
  if (owner !== 0 && owner !== session && linkOfSession(firmware, owner) !== undefined) return refuse(status(StatusCode.BUSY));
  armCapture(firmware, request, session);
  return getCapture(firmware, { capture_id: newestCapture(firmware) });
}

export function getCapture(firmware: Firmware, { capture_id }: GetCapture): Answer {
  const found = captureStatus(firmware, capture_id);
  return found === undefined ? refuse(unknownCapture(firmware, capture_id)) : answer({ kind: 'capture_status', ...found });
}

export function readCapture(firmware: Firmware, { capture_id, offset_bytes, length_bytes }: ReadCapture): Answer {
  const found = captureStatus(firmware, capture_id);
  if (found === undefined) return refuse(unknownCapture(firmware, capture_id));
  if (!found.is_complete) return refuse(status(StatusCode.BUSY));
  const { size_bytes } = found;
  return answer({ kind: 'capture_chunk', capture_id, offset_bytes, size_bytes, data: captureBytes(firmware, Math.min(offset_bytes, size_bytes), length_bytes) });
}

function shapeRefusal(firmware: Firmware, { channel, rate_Hz, sample_count, pretrigger_count }: CaptureArm): Status | undefined {
  if (!isCapturable(channel)) return status(StatusCode.UNIMPLEMENTED, { field: 'channel', value: channel });
  const channelRate = channelRate_Hz(firmware, channel) ?? 0;
  const rate = { field: 'rate_Hz', value: rate_Hz, limit_min: channelRate, limit_max: channelRate, origin: 'BOARD' } as const;
  if (rate_Hz !== channelRate) return status(channelRate < rate_Hz ? StatusCode.RATE_TOO_HIGH : StatusCode.OUT_OF_RANGE, rate);
  const isCountPermitted = 1 <= sample_count && sample_count <= CAPTURE_SAMPLES_MAX;
  if (!isCountPermitted) return status(StatusCode.OUT_OF_RANGE, { field: 'sample_count', value: sample_count, limit_min: 1, limit_max: CAPTURE_SAMPLES_MAX, origin: 'BOARD' });
  const isBefore = pretrigger_count < sample_count;
  return isBefore ? undefined : status(StatusCode.OUT_OF_RANGE, { field: 'pretrigger_count', value: pretrigger_count, limit_min: 0, limit_max: sample_count - 1, origin: 'SCHEMA' });
}

function unknownCapture(firmware: Firmware, capture_id: number): Status {
  const newest = newestCapture(firmware);
  return status(StatusCode.OUT_OF_RANGE, { field: 'capture_id', value: capture_id, limit_min: newest, limit_max: newest });
}
