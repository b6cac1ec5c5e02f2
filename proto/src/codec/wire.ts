/** The wire's own forms: variable and fixed integers, lengths, and how to pass over a field. */

export const WIRE = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;
const VARINT_BYTES_MAX = 10;
/** Tags and lengths are numbers of 32 bits, and however they are padded take no more. */
const WORD_BYTES_MAX = 5;
const TEN_BYTES_SHIFT = 63;
/** Set in every byte of a varint but its last. */
const VARINT_MORE = 0x80;

/** How far a message has been read; made anew for every one. */
export interface Cursor {
  readonly bytes: Uint8Array;
  index: number;
  /** The last varint, as two words. */
  low: number;
  high: number;
}

/** The last value of an integer field at the top of a message that may be damaged elsewhere; 0 when there is none. */
export function peekUint32(bytes: Uint8Array, id: number): number {
  const cursor: Cursor = { bytes, index: 0, low: 0, high: 0 };
  let value = 0;
  while (cursor.index < bytes.length) {
    if (!readWord(cursor, bytes.length)) return value;
    const tag = cursor.low;
    if (!skip(cursor, bytes.length, tag & 7)) return value;
    if (tag === id << 3) value = cursor.high === 0 ? cursor.low >>> 0 : 0;
  }
  return value;
}

/** Reads one varint of at most 64 bits; false when there is none before `end_index`. */
export function readVarint(cursor: Cursor, end_index: number): boolean {
  const { bytes } = cursor;
  // Most varints are one byte.
  const first = cursor.index < end_index ? bytes[cursor.index]! : VARINT_MORE;
  if (first < VARINT_MORE) {
    cursor.index += 1;
    cursor.low = first;
    cursor.high = 0;
    return true;
  }
  let low = 0;
  let high = 0;
  const last_index = Math.min(end_index, cursor.index + VARINT_BYTES_MAX);
  for (let index = cursor.index, shift = 0; index < last_index; index += 1, shift += 7) {
    const byte = bytes[index]!;
    const bits = byte & 0x7f;
    // The tenth byte has room for one bit of 64.
    if (shift === TEN_BYTES_SHIFT && byte > 1) return false;
    if (shift < 32) low |= bits << shift;
    if (shift === 28) high |= bits >>> 4;
    else if (shift > 28) high |= bits << (shift - 32);
    if (byte < VARINT_MORE) {
      cursor.index = index + 1;
      cursor.low = low;
      cursor.high = high;
      return true;
    }
  }
  return false;
}

/** Reads a tag or a length; false when there is none before `end_index`. */
export function readWord(cursor: Cursor, end_index: number): boolean {
  const from_index = cursor.index;
  return readVarint(cursor, end_index) && cursor.high === 0 && cursor.index - from_index <= WORD_BYTES_MAX;
}

/** Passes over the value of a field that the table lacks; groups are refused. */
export function skip(cursor: Cursor, end_index: number, wireType: number): boolean {
  switch (wireType) {
    case WIRE.varint:
      return readVarint(cursor, end_index);
    case WIRE.fixed64:
      return advance(cursor, end_index, 8);
    case WIRE.fixed32:
      return advance(cursor, end_index, 4);
    case WIRE.delimited:
      return readWord(cursor, end_index) && advance(cursor, end_index, cursor.low >>> 0);
    default:
      return false;
  }
}

/** Passes over so many bytes; false when there are fewer. */
export function advance(cursor: Cursor, end_index: number, size_bytes: number): boolean {
  if (!(size_bytes <= end_index - cursor.index)) return false;
  cursor.index += size_bytes;
  return true;
}
