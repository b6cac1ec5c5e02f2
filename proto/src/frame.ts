import { COBS_OPEN, cobsAppend, cobsBytes_max, cobsClose } from './cobs.ts';
import { crc32c } from './crc32c.ts';

/** Major version of the protocol that this code speaks. */
export const PROTOCOL_MAJOR = 1;
/** High nibble of a frame's first byte; the low one is the major version. */
export const FRAME_MAGIC = 0xb;

/** What a frame carries. STOP is exempt from session and sequence. */
export const FrameKind = { CONTROL: 1, SAMPLES: 2, EVENT: 3, LINK: 4, STOP: 5 } as const;
export type FrameKind = (typeof FrameKind)[keyof typeof FrameKind];

/** Bytes of the header before the payload. */
export const HEADER_BYTES = 12;
/** Bytes of the CRC after it. */
export const CRC_BYTES = 4;
/** Largest payload of every frame but SAMPLES, on every link: 4 KiB would hold up a stop by 359 ms at 115,200 baud. */
export const CONTROL_PAYLOAD_BYTES_MAX = 256;
/** Largest payload of a SAMPLES frame that any link negotiates. */
export const SAMPLES_PAYLOAD_BYTES_MAX = 4096;

/** Where and in which order a frame belongs. */
export interface FrameHeader {
  readonly kind: FrameKind;
  /** Given by HelloAck, 0 before; 0 to 2^32 - 1. */
  readonly session: number;
  /** Counts frames of one kind in one direction; 0 to 2^32 - 1, wraps. */
  readonly seq: number;
}

/** A frame whose CRC and length were right. */
export interface Frame extends FrameHeader {
  readonly payload: Uint8Array;
}

/**
 * The stop: a frame of kind STOP, session 0, sequence 0, no payload. It needs no encoder, and 0x00 at both ends lets it
 * survive landing inside a half-written frame. Read only.
 */
export const STOP_FRAME: Uint8Array = Uint8Array.of(
  0x00, 0x03, 0xb1, 0x05, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01, 0x05, 0xe7, 0x0c, 0x4b, 0x39, 0x00,
);

/** The stop as it is sent: three times. Read only. */
export const STOP_SEQUENCE: Uint8Array = Uint8Array.of(...STOP_FRAME, ...STOP_FRAME, ...STOP_FRAME);

/** Largest payload that a frame of this kind may carry. */
export function payloadBytes_max(kind: FrameKind): number {
  return kind === FrameKind.SAMPLES ? SAMPLES_PAYLOAD_BYTES_MAX : CONTROL_PAYLOAD_BYTES_MAX;
}

/** Bytes on the wire of a frame with this payload at most, its 0x00 included. */
export function frameBytes_max(payload_bytes: number): number {
  return cobsBytes_max(HEADER_BYTES + payload_bytes + CRC_BYTES);
}

// Overwritten by every call and read by none that follows: they carry no state.
const header = new Uint8Array(HEADER_BYTES);
const trailer = new Uint8Array(CRC_BYTES);

/**
 * Writes one frame to the start of `into` and returns its length, its 0x00 included. Allocates nothing.
 *
 * @param into - at least `frameBytes_max(payload_bytes)` long; must not overlap the payload.
 * @param payload_bytes - how much of `payload` is sent.
 * @throws RangeError when the payload is larger than its kind permits, `into` is too short, or session or seq is no 32-bit number.
 */
export function encodeFrame(into: Uint8Array, frame: FrameHeader, payload: Uint8Array, payload_bytes: number = payload.length): number {
  const { kind, session, seq } = frame;
  if (!(session >>> 0 === session && seq >>> 0 === seq)) throw new RangeError(`session ${session} and seq ${seq} must be 32-bit`);
  if (!(Number.isInteger(payload_bytes) && 0 <= payload_bytes && payload_bytes <= payload.length && payload_bytes <= payloadBytes_max(kind))) {
    throw new RangeError(`a frame of kind ${kind} carries at most ${payloadBytes_max(kind)} bytes, asked for ${payload_bytes} of ${payload.length}`);
  }
  if (!(frameBytes_max(payload_bytes) <= into.length)) {
    throw new RangeError(`a payload of ${payload_bytes} bytes needs ${frameBytes_max(payload_bytes)} bytes, the buffer holds ${into.length}`);
  }
  header[0] = (FRAME_MAGIC << 4) | PROTOCOL_MAJOR;
  header[1] = kind;
  header[2] = payload_bytes;
  header[3] = payload_bytes >>> 8;
  writeUint32(header, 4, session);
  writeUint32(header, 8, seq);
  writeUint32(trailer, 0, crc32c(payload, payload_bytes, crc32c(header)));
  let state = cobsAppend(into, COBS_OPEN, header, HEADER_BYTES);
  state = cobsAppend(into, state, payload, payload_bytes);
  state = cobsAppend(into, state, trailer, CRC_BYTES);
  return cobsClose(into, state);
}

function writeUint32(into: Uint8Array, at_index: number, value: number): void {
  into[at_index] = value;
  into[at_index + 1] = value >>> 8;
  into[at_index + 2] = value >>> 16;
  into[at_index + 3] = value >>> 24;
}
