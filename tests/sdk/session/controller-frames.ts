import {
  Activity, Cause, Channel, Encoding, EventKind, FrameKind, LimitOrigin, Mode, SCHEMA_HASH, StatusCode, StepEnd, decodeLinkMessage, decodeRequest, encodeEvent,
  encodeLinkMessage, encodeReply, encodeRequest, encodeSampleBlock,
} from '@nanobias/proto';
import type { Event, Frame, HelloAck, LinkMessage, Reply, ReplyBody, Request, RequestBody, Status } from '@nanobias/proto';
import type { Effect } from '../../../sdk/src/session/effects.ts';

/** What a controller would send, frame by frame, for tests that need none. */
export const session = 0x5e55_1011;

export function linkFrame(message: LinkMessage, of = session): Frame {
  return { kind: FrameKind.LINK, session: of, seq: 0, payload: encodeLinkMessage(message) };
}

export function helloAck(nonce: number, differing: Partial<HelloAck> = {}): Frame {
  const ack: HelloAck = {
    version: 1, nonce, boot_id: 77, session, schema_hash: SCHEMA_HASH, firmware_version: 'test', frame_bytes_max: 4096, requests_in_flight_max: 8,
    tick_rate_Hz: 10_000, is_simulation: true, device_time_us: 1000, version_min: 1, version_max: 1, ...differing,
  };
  return linkFrame({ kind: 'hello_ack', ...ack }, differing.session ?? session);
}

export function replyFrame(request_id: number, { code = StatusCode.OK, status = {}, body, device_time_us = 2000, of = session }: {
  readonly code?: StatusCode; readonly status?: Partial<Status>; readonly body?: ReplyBody; readonly device_time_us?: number; readonly of?: number;
} = {}): Frame {
  const reply: Reply = { request_id, status: { code, field: '', origin: LimitOrigin.UNSPECIFIED, ...status }, device_time_us, ...(body === undefined ? {} : { body }) };
  return { kind: FrameKind.CONTROL, session: of, seq: 0, payload: encodeReply(reply) };
}

export function eventFrame(event_seq: number, differing: Partial<Event> = {}): Frame {
  const event: Event = {
    event_seq, device_time_us: 3000, kind: EventKind.MARK, mode: Mode.SAFE, output_epoch: 0, cause: Cause.UNSPECIFIED, step_index: 0, is_switch_closed: false,
    bias_uV: 0, refusal: StatusCode.UNSPECIFIED, label: '', activity: Activity.UNSPECIFIED, step_end: StepEnd.UNSPECIFIED, ...differing,
  };
  return { kind: FrameKind.EVENT, session, seq: 0, payload: encodeEvent(event) };
}

/** A block of two samples of stream 1. */
export function sampleFrame(of: number): Frame {
  const header = {
    stream_id: 1, block_seq: 0, first_sample: 0, device_time_us: 0, rate_Hz: 10_000, decimation: 1, range_index: 0, full_scale_fA: 1000, full_scale_uV: 0, bits: 16,
    calibration_id: 0, flags: 0, lost_before: 0, sample_count: 2, encoding: Encoding.RAW24, channel: Channel.INTERLOCK_CURRENT,
  } as const;
  const into = new Uint8Array(256);
  return { kind: FrameKind.SAMPLES, session: of, seq: 0, payload: into.slice(0, encodeSampleBlock(into, header, Uint8Array.of(1, 0, 0, 2, 0, 0))) };
}

export function requestPayload(request_id: number, body: RequestBody = { kind: 'get_state' }): Uint8Array {
  return encodeRequest({ request_id, body });
}

/** The requests among the frames that the session wants sent. */
export function sentRequests(effects: readonly Effect[]): Request[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'send' || effect.frame.kind !== FrameKind.CONTROL) return [];
    const decoded = decodeRequest(effect.payload);
    if (!decoded.ok) throw new Error(`the session sent a request that does not decode: ${decoded.error.kind} ${decoded.error.field}`);
    return [decoded.value];
  });
}

/** The link messages among them. */
export function sentLinks(effects: readonly Effect[]): LinkMessage[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'send' || effect.frame.kind !== FrameKind.LINK) return [];
    const decoded = decodeLinkMessage(effect.payload);
    if (!decoded.ok) throw new Error(`the session sent a link message that does not decode: ${decoded.error.kind} ${decoded.error.field}`);
    return [decoded.value];
  });
}
