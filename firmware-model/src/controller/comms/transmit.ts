import { CONTROL_PAYLOAD_BYTES_MAX, FrameKind, encodeEvent, encodeFrame, frameBytes_max } from '@nanobias/proto';
import type { Arena } from '../../kernel/arena.ts';
import { callTasks } from '../clock.ts';
import { hasEvents, nextEvent, takeEvent } from '../events.ts';
import type { Firmware } from '../firmware.ts';
import { COMMS } from './words.ts';

/** Frames that may wait for room: twice the requests in flight. One more is dropped and counted; the host asks again. */
const FRAMES_MAX = 16;
const FRAME_BYTES_MAX = frameBytes_max(CONTROL_PAYLOAD_BYTES_MAX);

const WORD = { FIRST: 0, COUNT: 1, DROPPED: 2 } as const;
/** One counter of frames for each kind that the device sends. */
const KINDS = 5;

/** Replies on their way: always before events, and both before samples. */
export interface TransmitQueue {
  readonly words: Uint32Array;
  readonly lengths: Uint32Array;
  readonly frames: Uint8Array;
  readonly seqs: Uint32Array;
  /** Carries no state: written and read within one call. */
  readonly scratch: Uint8Array;
}

export function claimTransmitQueue(arena: Arena, name: string): TransmitQueue {
  return {
    words: arena.u32(`${name}.tx`, 3),
    lengths: arena.u32(`${name}.tx_lengths`, FRAMES_MAX),
    frames: arena.u8(`${name}.tx_frames`, FRAMES_MAX * FRAME_BYTES_MAX),
    seqs: arena.u32(`${name}.tx_seqs`, KINDS + 1),
    scratch: new Uint8Array(FRAME_BYTES_MAX),
  };
}

/** Queues a reply or a link message. */
export function sendFrame(firmware: Firmware, { kind, session }: { readonly kind: FrameKind; readonly session: number }, payload: Uint8Array): void {
  const { queue } = firmware.comms;
  const { words, lengths, frames } = queue;
  callTasks(firmware);
  if (!(words[WORD.COUNT]! < FRAMES_MAX)) {
    words[WORD.DROPPED] = words[WORD.DROPPED]! + 1;
    return;
  }
  const slot = (words[WORD.FIRST]! + words[WORD.COUNT]!) % FRAMES_MAX;
  const into = frames.subarray(slot * FRAME_BYTES_MAX, (slot + 1) * FRAME_BYTES_MAX);
  lengths[slot] = encodeFrame(into, { kind, session, seq: takeSeq(queue, kind) }, payload);
  words[WORD.COUNT] = words[WORD.COUNT]! + 1;
}

/** Hands what waits to the port, as far as there is room. */
export function transmit(firmware: Firmware): void {
  const { comms: { queue }, port } = firmware;
  const { words, lengths, frames } = queue;
  while (0 < words[WORD.COUNT]!) {
    const slot = words[WORD.FIRST]!;
    if (!port.write(frames.subarray(slot * FRAME_BYTES_MAX, (slot + 1) * FRAME_BYTES_MAX), lengths[slot]!)) return;
    words[WORD.FIRST] = (slot + 1) % FRAMES_MAX;
    words[WORD.COUNT] = words[WORD.COUNT]! - 1;
  }
  if (hasEvents(firmware)) transmitEvents(firmware);
}

/** Whether something still waits for room. */
export function isTransmitting(firmware: Firmware): boolean {
  return !isQueueEmpty(firmware) || (firmware.comms.words[COMMS.SESSION] !== 0 && hasEvents(firmware));
}

/** Nothing waits that would have to go before samples. */
export function isQueueEmpty({ comms: { queue } }: Firmware): boolean {
  return queue.words[WORD.COUNT] === 0;
}

/** Forgets what waits and starts the numbers anew: another host, or another session. */
export function resetTransmission({ comms: { queue } }: Firmware): void {
  queue.words[WORD.FIRST] = 0;
  queue.words[WORD.COUNT] = 0;
  queue.seqs.fill(0);
}

/** The number of the next frame of a kind. */
export function takeSeq({ seqs }: TransmitQueue, kind: FrameKind): number {
  const seq = seqs[kind]!;
  seqs[kind] = seq + 1;
  return seq;
}

/** Events wait in their log until there is room; without a session nobody is told. */
function transmitEvents(firmware: Firmware): void {
  const { comms: { queue, words }, port } = firmware;
  const session = words[COMMS.SESSION]!;
  if (session === 0) return;
  for (let event = nextEvent(firmware); event !== undefined && FRAME_BYTES_MAX <= port.room_bytes; event = nextEvent(firmware)) {
    const header = { kind: FrameKind.EVENT, session, seq: takeSeq(queue, FrameKind.EVENT) };
    port.write(queue.scratch, encodeFrame(queue.scratch, header, encodeEvent(event)));
    takeEvent(firmware);
  }
}
