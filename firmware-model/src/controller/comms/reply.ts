import { FrameKind, encodeReply } from '@nanobias/proto';
import type { ReplyBody, Status } from '@nanobias/proto';
import { deviceTime_us } from '../clock.ts';
import type { Firmware } from '../firmware.ts';
import { OK } from '../status.ts';
import { rememberReply } from './reply-cache.ts';
import type { RequestKey } from './reply-cache.ts';
import { sendFrame } from './transmit.ts';

/** What a request comes to: an answer now, or one that follows what must happen first. */
export type Answer = { readonly kind: 'reply'; readonly status: Status; readonly body?: ReplyBody } | { readonly kind: 'deferred' };

export const DEFERRED: Answer = { kind: 'deferred' };
export const DONE: Answer = { kind: 'reply', status: OK };

export function answer(body: ReplyBody): Answer {
  return { kind: 'reply', status: OK, body };
}

export function refuse(status: Status): Answer {
  return { kind: 'reply', status };
}

/** Sends a reply, and keeps it for a retry of its request. Id 0 answers a stop. */
export function sendReply(firmware: Firmware, key: RequestKey, { status, body }: { readonly status: Status; readonly body?: ReplyBody | undefined }): void {
  const { request_id } = key;
  const device_time_us = deviceTime_us(firmware);
  const payload = encodeReply(body === undefined ? { request_id, status, device_time_us } : { request_id, status, device_time_us, body });
  rememberReply(firmware.comms.replies, key, payload);
  sendFrame(firmware, { kind: FrameKind.CONTROL, session: key.session }, payload);
}
