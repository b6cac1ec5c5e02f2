import { FrameKind, PROTOCOL_MAJOR, SAMPLES_PAYLOAD_BYTES_MAX, SCHEMA_HASH, decodeLinkMessage, encodeLinkMessage } from '@nanobias/proto';
import type { ClockSync, Frame, Hello, LinkMessage } from '@nanobias/proto';
import { CAUSE } from '../../interlock/cause.ts';
import { deviceTime_us } from '../clock.ts';
import { skipEvents } from '../events.ts';
import type { Firmware } from '../firmware.ts';
import { bootId } from '../identity.ts';
import { endLease, isHolder } from '../lease.ts';
import { openOutput } from '../opening.ts';
import { connectionSession, forgetConnection } from '../soft-connect.ts';
import { dropStreams } from '../streams.ts';
import { forgetReplies } from './reply-cache.ts';
import { resetTransmission, sendFrame } from './transmit.ts';
import { forgetWaiters, waitForOff } from './waiters.ts';
import { COMMS } from './words.ts';

const FIRMWARE_VERSION = 'nanobias-model 0.1.0';
/** Half of the replies that are kept. */
const REQUESTS_IN_FLIGHT_MAX = 8;

/** A boot of the controller has a number of its own, so that a host notices a reset. */
export function nameBoot(firmware: Firmware): void {
  for (const { comms } of firmware.links) comms.words[COMMS.BOOT_ID] = bootId(firmware);
}

/** The link whose session this is; undefined when its host has gone or begun another. */
export function linkOfSession({ links }: Firmware, session: number): Firmware | undefined {
  return links.find(({ comms }) => comms.words[COMMS.SESSION] === session);
}

export function handleLinkFrame(firmware: Firmware, frame: Frame): void {
  const { words } = firmware.comms;
  const decoded = decodeLinkMessage(frame.payload);
  if (!decoded.ok) {
    words[COMMS.MALFORMED_COUNT] = words[COMMS.MALFORMED_COUNT]! + 1;
    return;
  }
  const message = decoded.value;
  if (message.kind === 'hello') {
    greet(firmware, message);
    return;
  }
  if (words[COMMS.SESSION] === 0 || frame.session !== words[COMMS.SESSION]) {
    words[COMMS.STALE_SESSION_COUNT] = words[COMMS.STALE_SESSION_COUNT]! + 1;
    return;
  }
  answerInSession(firmware, message, frame.session);
}

/** The host is gone without a word: its session, its streams and what it was to be told go with it. */
export function loseHost(firmware: Firmware): void {
  const { comms, port } = firmware;
  endSession(firmware);
  // What another link's host has asked for goes on.
  if (linkOfSession(firmware, connectionSession(firmware)) === undefined) forgetConnection(firmware);
  comms.deframer.abandon();
  forgetReplies(comms.replies);
  forgetWaiters(comms.waiters);
  resetTransmission(firmware);
  port.discard();
}

function answerInSession(firmware: Firmware, message: Exclude<LinkMessage, Hello & { kind: 'hello' }>, session: number): void {
  const { words } = firmware.comms;
  switch (message.kind) {
    case 'ping':
      sendLink(firmware, session, { kind: 'ping', nonce: message.nonce });
      break;
    case 'clock_sync':
      sendLink(firmware, session, { kind: 'clock_sync', ...compared(firmware, message) });
      break;
    case 'bye':
      leave(firmware, session);
      break;
    default:
      // A hello or an acknowledge of one is not for a device to receive in a session.
      words[COMMS.MALFORMED_COUNT] = words[COMMS.MALFORMED_COUNT]! + 1;
      break;
  }
}

/** A hello begins a session and changes nothing else: neither output nor lease. */
function greet(firmware: Firmware, { version_min, version_max, nonce }: Hello): void {
  const { comms: { words } } = firmware;
  const isSpoken = version_min <= PROTOCOL_MAJOR && PROTOCOL_MAJOR <= version_max;
  if (isSpoken) {
    endSession(firmware);
    resetTransmission(firmware);
    skipEvents(firmware);
    words[COMMS.SESSION] = freshSession(firmware);
    words[COMMS.IS_CONTROL_SEQ_KNOWN] = 0;
    words[COMMS.IS_LINK_SEQ_KNOWN] = 0;
  }
  const session = words[COMMS.SESSION]!;
  const { board, port } = firmware;
  sendLink(firmware, session, {
    kind: 'hello_ack',
    version: isSpoken ? PROTOCOL_MAJOR : 0,
    nonce,
    boot_id: words[COMMS.BOOT_ID]!,
    session: isSpoken ? session : 0,
    schema_hash: SCHEMA_HASH,
    firmware_version: FIRMWARE_VERSION,
    frame_bytes_max: port.samplesPayload_bytes_max ?? SAMPLES_PAYLOAD_BYTES_MAX,
    requests_in_flight_max: REQUESTS_IN_FLIGHT_MAX,
    tick_rate_Hz: Math.round(1_000_000 / board.tick_us),
    is_simulation: true,
    device_time_us: deviceTime_us(firmware),
    version_min: PROTOCOL_MAJOR,
    version_max: PROTOCOL_MAJOR,
  });
}

/** Not 0, and on no other link: a session is told by its number alone. */
function freshSession(firmware: Firmware): number {
  let session = firmware.chance.next();
  while (session === 0 || linkOfSession(firmware, session) !== undefined) session = (session + 1) >>> 0;
  return session;
}

/** Arrival and departure fall into one tick. */
function compared(firmware: Firmware, { host_send_us }: ClockSync): ClockSync {
  const now_us = deviceTime_us(firmware);
  return { host_send_us, device_receive_us: now_us, device_send_us: now_us };
}

/** A bye de-energises when it comes from the holder, and says then what was measured; a viewer that leaves changes nothing. */
function leave(firmware: Firmware, session: number): void {
  if (isHolder(firmware, session)) {
    openOutput(firmware, CAUSE.BYE, 'open');
    waitForOff(firmware.comms.waiters, { session, request_id: 0 });
    endLease(firmware, CAUSE.BYE);
  }
  endSession(firmware);
}

function endSession(firmware: Firmware): void {
  firmware.comms.words[COMMS.SESSION] = 0;
  dropStreams(firmware);
}

function sendLink(firmware: Firmware, session: number, message: LinkMessage): void {
  sendFrame(firmware, { kind: FrameKind.LINK, session }, encodeLinkMessage(message));
}
