import { EventKind, FrameKind, StatusCode, decodeRequest, refusalOf } from '@nanobias/proto';
import type { Frame } from '@nanobias/proto';
import { REGISTER } from '../../board/registers.ts';
import { CAUSE } from '../../interlock/cause.ts';
import { MODE } from '../../interlock/mode-table.ts';
import { WORD } from '../../interlock/state.ts';
import { pushEvent, pushRefusal } from '../events.ts';
import type { Firmware } from '../firmware.ts';
import { openOutput } from '../opening.ts';
import { sendReply } from './reply.ts';
import { handleRequest } from './requests.ts';
import { handleLinkFrame, loseHost } from './session.ts';
import { waitForOff } from './waiters.ts';
import { COMMS } from './words.ts';

/** Reads in one tick. With the 256 B of one they take the port's whole buffer within a few ticks, so that a stop waits no longer. */
const READS_PER_TICK_MAX = 4;

/** Takes what has arrived. Before the self-test has passed nobody is listened to. */
export function receive(firmware: Firmware, onFrame: (frame: Frame) => void): void {
  const { comms, port, interlock } = firmware;
  if (interlock.state[WORD.MODE]! < MODE.SAFE) return;
  for (let reads = 0; reads < READS_PER_TICK_MAX && 0 < port.received_bytes; reads += 1) {
    const size_bytes = port.read(comms.scratch);
    comms.deframer.push(comms.scratch.subarray(0, size_bytes), onFrame);
  }
  reportDamage(firmware);
}

/** Notices that the link's port was opened or hung up. */
export function watchHost(firmware: Firmware): void {
  const { registers, link, comms: { words } } = firmware;
  const isPresent = (registers[REGISTER.HOST_PRESENT]! >> link) & 1;
  if (words[COMMS.IS_HOST_PRESENT] === isPresent) return;
  words[COMMS.IS_HOST_PRESENT] = isPresent;
  if (isPresent === 0) loseHost(firmware);
}

export function handleFrame(firmware: Firmware, frame: Frame): void {
  const { words } = firmware.comms;
  switch (frame.kind) {
    case FrameKind.STOP:
      stop(firmware);
      break;
    case FrameKind.LINK:
      handleLinkFrame(firmware, frame);
      countMissing(words, frame, { seq: COMMS.LINK_SEQ, isKnown: COMMS.IS_LINK_SEQ_KNOWN });
      break;
    case FrameKind.CONTROL:
      handleControlFrame(firmware, frame);
      break;
    default:
      words[COMMS.MALFORMED_COUNT] = words[COMMS.MALFORMED_COUNT]! + 1;
      break;
  }
}

/** The stop needs no session, no order, no lease. The three that are sent share one measurement and one answer. */
function stop(firmware: Firmware): void {
  openOutput(firmware, CAUSE.HOST_STOP, 'stop');
  waitForOff(firmware.comms.waiters, { session: firmware.comms.words[COMMS.SESSION]!, request_id: 0 });
}

function handleControlFrame(firmware: Firmware, frame: Frame): void {
  const { words } = firmware.comms;
  const isInSession = words[COMMS.SESSION] !== 0 && frame.session === words[COMMS.SESSION];
  words[COMMS.IS_FRAME_NEW] = isInSession && (words[COMMS.IS_CONTROL_SEQ_KNOWN] !== 1 || 0 <= ((frame.seq - words[COMMS.CONTROL_SEQ]!) | 0)) ? 1 : 0;
  const decoded = decodeRequest(frame.payload);
  if (isInSession) countMissing(words, frame, { seq: COMMS.CONTROL_SEQ, isKnown: COMMS.IS_CONTROL_SEQ_KNOWN });
  if (!isInSession) {
    words[COMMS.STALE_SESSION_COUNT] = words[COMMS.STALE_SESSION_COUNT]! + 1;
    // De-energising needs no session: whoever asks for an open circuit gets it, in his own session's name.
    if (decoded.ok && decoded.value.body.kind === 'disable') handleRequest(firmware, decoded.value, frame.session);
    return;
  }
  if (decoded.ok) {
    handleRequest(firmware, decoded.value, frame.session);
    return;
  }
  words[COMMS.MALFORMED_COUNT] = words[COMMS.MALFORMED_COUNT]! + 1;
  const status = refusalOf(decoded.error);
  pushRefusal(firmware, status);
  if (decoded.request_id !== 0) sendReply(firmware, { session: frame.session, request_id: decoded.request_id }, { status });
}

interface SeqPlaces {
  readonly seq: number;
  readonly isKnown: number;
}

/** Frames that the numbers say were lost; the first of a session says where they begin. A repeated number misses nothing. */
function countMissing(words: Uint32Array, { seq }: Frame, places: SeqPlaces): void {
  const ahead_count = words[places.isKnown] === 1 ? (seq - words[places.seq]!) | 0 : 0;
  words[places.isKnown] = 1;
  if (ahead_count < 0) return;
  words[COMMS.MISSING_COUNT] = words[COMMS.MISSING_COUNT]! + ahead_count;
  words[places.seq] = seq + 1;
}

/** Damaged and missing frames are one event a tick, with their number since power-up. */
function reportDamage(firmware: Firmware): void {
  const { deframer, words } = firmware.comms;
  const { crc_errors, malformed, oversize, foreign_version } = deframer.counts;
  // Wraps as the word that it is compared with does.
  const damaged_count = (crc_errors + malformed + oversize + foreign_version + words[COMMS.MISSING_COUNT]! + words[COMMS.MALFORMED_COUNT]!) >>> 0;
  if (damaged_count === words[COMMS.REPORTED_ERROR_COUNT]) return;
  words[COMMS.REPORTED_ERROR_COUNT] = damaged_count;
  pushEvent(firmware, { kind: EventKind.LINK_ERROR, value: damaged_count, refusal: StatusCode.MALFORMED });
}
