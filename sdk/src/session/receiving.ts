import { FrameKind, StatusCode, decodeEvent, decodeLinkMessage, decodeReply } from '@nanobias/proto';
import type { ClockSync, Event, Frame, HelloAck, Reply } from '@nanobias/proto';
import type { Effect } from './effects.ts';
import { helloRefusal } from './handshake.ts';
import { pointsOf } from './points.ts';
import { land, launchWaiting } from './requests.ts';
import type { Flight } from './requests.ts';
import { end, sendLink, sendRequests } from './sending.ts';
import type { Session } from './state.ts';
import { uart_frame_bytes_max, unacknowledged_bytes_max } from './timing.ts';

// Answers to pings of the controller are this far apart, or two sides that answer each other's answers would never rest.
const pingAnswer_us = 100_000;
// A controller advertises 1 to 16; more than 8 in flight help nobody.
const window_max = 8;

/**
 * The controller has answered something. Samples and events prove the way to this side alone: a controller that is not reached goes
 * on sending them.
 */
function answered(session: Session, now_us: number, effects: Effect[]): void {
  session.ping_us = undefined;
  heard(session, now_us, effects);
}

function heard(session: Session, now_us: number, effects: Effect[]): void {
  session.answered_us = now_us;
  if (session.link !== 'silent') return;
  session.link = 'connected';
  effects.push({ kind: 'link', link: 'connected' });
}

function hearTime(session: Session, device_time_us: number, now_us: number): void {
  if (device_time_us < session.device_time_us) return;
  session.device_time_us = device_time_us;
  session.device_time_at_us = now_us;
}

/** A frame without samples. */
export function receive(session: Session, frame: Frame, now_us: number, effects: Effect[]): void {
  if (session.phase === 'open' && frame.session !== session.session) {
    session.counts.foreign += 1;
    return;
  }
  switch (frame.kind) {
    case FrameKind.LINK:
      receiveLink(session, frame, now_us, effects);
      break;
    case FrameKind.CONTROL:
      receiveReply(session, frame, now_us, effects);
      break;
    case FrameKind.EVENT:
      receiveEvent(session, frame, now_us, effects);
      break;
    case FrameKind.SAMPLES:
      receivePoints(session, frame, effects);
      break;
    default:
      session.counts.malformed += 1;
  }
}

function receivePoints(session: Session, { payload }: Frame, effects: Effect[]): void {
  const block = session.phase === 'open' ? pointsOf(payload) : undefined;
  if (block === undefined) {
    session.counts.malformed += 1;
    return;
  }
  effects.push({ kind: 'points', block, payload_bytes: payload.length });
}

function receiveLink(session: Session, frame: Frame, now_us: number, effects: Effect[]): void {
  const decoded = decodeLinkMessage(frame.payload);
  if (!decoded.ok) {
    session.counts.malformed += 1;
    return;
  }
  const message = decoded.value;
  switch (message.kind) {
    case 'hello_ack':
      open(session, message, now_us, effects);
      break;
    case 'ping':
      if (session.phase === 'open') answerPing(session, message.nonce, now_us, effects);
      break;
    case 'bye':
      if (session.phase === 'open') end(session, 'LINK_LOST', `the controller left: ${message.reason}`, effects);
      break;
    case 'clock_sync':
      if (session.phase === 'open') compareClocks(session, message, now_us, effects);
      break;
    case 'hello':
      // A host is not greeted.
      session.counts.malformed += 1;
      break;
    default:
      assertNever(message);
  }
}

function open(session: Session, ack: HelloAck, now_us: number, effects: Effect[]): void {
  if (session.phase !== 'greeting' || ack.nonce !== session.greeting.nonce) {
    session.counts.strayAcks += 1;
    return;
  }
  const refusal = helloRefusal(ack);
  if (refusal !== undefined) {
    end(session, refusal.code, refusal.reason, effects);
    return;
  }
  session.phase = 'open';
  session.session = ack.session;
  session.frameSeqs.clear();
  hearTime(session, ack.device_time_us, now_us);
  session.requests.window_max = Math.max(1, Math.min(ack.requests_in_flight_max, window_max));
  session.requests.bytes_max = ack.frame_bytes_max <= uart_frame_bytes_max ? unacknowledged_bytes_max.uart : unacknowledged_bytes_max.fast;
  effects.push({ kind: 'ready', hello: ack }, { kind: 'link', link: 'connected' });
  answered(session, now_us, effects);
  sendRequests(session, launchWaiting(session.requests, now_us), effects);
}

/** An answer to anything but the last question says nothing: its way cannot be reckoned. */
function compareClocks(session: Session, { host_send_us, device_receive_us, device_send_us }: ClockSync, host_receive_us: number, effects: Effect[]): void {
  if (session.comparison_us !== host_send_us || device_receive_us === undefined || device_send_us === undefined) {
    session.counts.malformed += 1;
    return;
  }
  session.comparison_us = undefined;
  answered(session, host_receive_us, effects);
  hearTime(session, device_send_us, host_receive_us);
  effects.push({ kind: 'clocks_compared', exchange: { host_send_us, device_receive_us, device_send_us, host_receive_us } });
}

function answerPing(session: Session, nonce: number, now_us: number, effects: Effect[]): void {
  const isOurs = nonce === session.pingNonce;
  // Pings go on at their own pace: where an answer takes longer than they are apart, one that waited for it would leave a silence.
  if (isOurs) heard(session, now_us, effects);
  if (isOurs || now_us < session.pingAnswered_us + pingAnswer_us) return;
  session.pingAnswered_us = now_us;
  sendLink(session, { kind: 'ping', nonce }, effects);
}

function receiveReply(session: Session, frame: Frame, now_us: number, effects: Effect[]): void {
  const decoded = decodeReply(frame.payload);
  if (!decoded.ok || session.phase !== 'open' && decoded.value.request_id !== 0) {
    session.counts.malformed += 1;
    return;
  }
  const reply = decoded.value;
  if (session.phase === 'open') answered(session, now_us, effects);
  hearTime(session, reply.device_time_us, now_us);
  if (reply.request_id === 0) {
    receiveStopped(session, reply, effects);
    return;
  }
  const flight = land(session.requests, reply, effects);
  if (flight === undefined) session.counts.unsolicited += 1;
  else if (flight.renewalOf !== undefined) renewed(session, flight, reply, effects);
  if (reply.status.code === StatusCode.STALE_SESSION) {
    end(session, 'SESSION_LOST', 'the controller no longer knows this session', effects);
    return;
  }
  sendRequests(session, launchWaiting(session.requests, now_us), effects);
}

function receiveStopped(session: Session, { body }: Reply, effects: Effect[]): void {
  // Each of the three frames of a stop may be answered. The pipe keeps order: the second and third answers arrive before
  // anything that a later command could have changed, so a measurement can be old but never from before an enable.
  if (session.stop === undefined || body?.kind !== 'off_result') {
    session.counts.unsolicited += 1;
    return;
  }
  session.stop = undefined;
  effects.push({ kind: 'stopped', off: body });
}

function renewed(session: Session, flight: Flight, { status }: Reply, effects: Effect[]): void {
  const { lease } = session;
  if (lease === undefined || flight.renewalOf !== lease.lease_epoch) return;
  if (status.code === StatusCode.OK) {
    lease.acknowledged_us = Math.max(lease.acknowledged_us, flight.sent_us);
    return;
  }
  // A controller that has no room for the request may take the next one; any other refusal is final.
  if (status.code === StatusCode.BUSY || status.code === StatusCode.QUEUE_FULL) return;
  session.lease = undefined;
  effects.push({ kind: 'lease_lost', lease_epoch: lease.lease_epoch, reason: `the controller refused to renew it (status ${status.code})` });
}

function receiveEvent(session: Session, frame: Frame, now_us: number, effects: Effect[]): void {
  const decoded = decodeEvent(frame.payload);
  if (!decoded.ok || session.phase !== 'open') {
    session.counts.malformed += 1;
    return;
  }
  const event: Event = decoded.value;
  hearTime(session, event.device_time_us, now_us);
  const ahead_count = session.eventSeq === undefined ? 0 : (event.event_seq - session.eventSeq) | 0;
  if (ahead_count < 0) {
    session.counts.staleEvents += 1;
    return;
  }
  session.eventSeq = (event.event_seq + 1) >>> 0;
  if (ahead_count > 0) effects.push({ kind: 'gap', lost: ahead_count });
  effects.push({ kind: 'event', event });
}

function assertNever(value: never): never {
  throw new TypeError(`a link message of no known kind: ${JSON.stringify(value)}`);
}
