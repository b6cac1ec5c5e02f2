/**
 * The canonical scan: what protobuf libraries disagree on is refused before one of them decodes. protobufjs merges a
 * submessage given twice, truncates what overflows, repairs bad UTF-8 and skips a wrong wire type in silence.
 */
import type { DecodeError } from './errors.ts';
import type { Row, Table } from './schema.ts';

export const WIRE = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;
const VARINT_BYTES_MAX = 10;
const TEN_BYTES_SHIFT = 63;
const FIELD_NUMBER_MAX = 0x1fff_ffff;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A scan's progress; made anew for every message. */
export interface Cursor {
  readonly bytes: Uint8Array;
  index: number;
  /** The last varint, as two words. */
  low: number;
  high: number;
}

/** Proves that the bytes are one message of this table; returns what is wrong otherwise. */
export function scan(bytes: Uint8Array, table: Table): DecodeError | undefined {
  return scanMessage({ bytes, index: 0, low: 0, high: 0 }, bytes.length, table);
}

/** The last value of an integer field at the top of a message that may be damaged elsewhere; 0 when there is none. */
export function peekUint32(bytes: Uint8Array, id: number): number {
  const cursor: Cursor = { bytes, index: 0, low: 0, high: 0 };
  let value = 0;
  while (cursor.index < bytes.length) {
    if (!readVarint(cursor, bytes.length)) return value;
    const tag = cursor.low;
    if (!skip(cursor, bytes.length, tag & 7)) return value;
    if (tag === id << 3) value = cursor.high === 0 ? cursor.low >>> 0 : 0;
  }
  return value;
}

function scanMessage(cursor: Cursor, end_index: number, table: Table): DecodeError | undefined {
  // Field numbers of every message stay below 64, so that two words remember which were seen.
  let seenLow = 0;
  let seenHigh = 0;
  let body: Row | undefined;
  let unknown: number | undefined;
  while (cursor.index < end_index) {
    if (!readVarint(cursor, end_index) || cursor.high !== 0) return malformed(table.name);
    const id = cursor.low >>> 3;
    const wireType = cursor.low & 7;
    if (!(1 <= id && id <= FIELD_NUMBER_MAX)) return malformed(table.name);
    const row = table.byId[id];
    if (row === undefined) {
      unknown ??= id;
      if (table.isStrict) return { kind: 'unknown_field', field: String(id) };
      if (!skip(cursor, end_index, wireType)) return malformed(table.name);
      continue;
    }
    const bit = 1 << (id & 31);
    const wasSeen = ((id < 32 ? seenLow : seenHigh) & bit) !== 0;
    if (id < 32) seenLow |= bit;
    else seenHigh |= bit;
    if (wasSeen && !(row.presence === 'repeated' && row.type === 'message')) return malformed(row.name);
    if (row.isBody) {
      if (body !== undefined) return malformed(row.name);
      body = row;
    }
    const error = scanField(cursor, end_index, { row, wireType });
    if (error) return error;
  }
  // A strict body inside a tolerant envelope: what stands beside the body binds it too.
  if (unknown !== undefined && body?.table?.isStrict === true) return { kind: 'unknown_field', field: String(unknown) };
  if (table.isBodyRequired && body === undefined) return unknown === undefined ? { kind: 'missing', field: 'body' } : { kind: 'unimplemented', field: String(unknown) };
  return undefined;
}

function scanField(cursor: Cursor, end_index: number, { row, wireType }: { readonly row: Row; readonly wireType: number }): DecodeError | undefined {
  const isDelimited = row.presence === 'repeated' || row.type === 'message' || row.type === 'string' || row.type === 'bytes';
  if (!isDelimited) return wireType === scalarWireType(row) && scanScalar(cursor, end_index, row) ? undefined : malformed(row.name);
  if (wireType !== WIRE.delimited || !readVarint(cursor, end_index) || cursor.high !== 0) return malformed(row.name);
  const size_bytes = cursor.low >>> 0;
  if (!(size_bytes <= end_index - cursor.index)) return malformed(row.name);
  const to_index = cursor.index + size_bytes;
  if (row.table) return scanMessage(cursor, to_index, row.table);
  if (row.size_bytes_max !== undefined) {
    if (!(size_bytes <= row.size_bytes_max)) return { kind: 'out_of_range', field: row.name, value: size_bytes, min: 0, max: row.size_bytes_max };
    if (row.type === 'string' && !isUtf8(cursor.bytes, cursor.index, to_index)) return malformed(row.name);
    cursor.index = to_index;
    return undefined;
  }
  // Packed scalars: every encoder of proto3 packs them, and one form is one message.
  while (cursor.index < to_index) if (!scanScalar(cursor, to_index, row)) return malformed(row.name);
  return undefined;
}

function scalarWireType(row: Row): number {
  return row.type === 'fixed32' ? WIRE.fixed32 : WIRE.varint;
}

/** Ranges are for later: here a value must only fit its type. */
function scanScalar(cursor: Cursor, end_index: number, row: Row): boolean {
  if (row.type === 'fixed32') return advance(cursor, end_index, 4);
  if (!readVarint(cursor, end_index)) return false;
  switch (row.type) {
    case 'uint64':
    case 'sint64':
      return true;
    case 'bool':
      return cursor.high === 0 && cursor.low >>> 0 <= 1;
    case 'enum':
      return cursor.high === 0 && cursor.low >>> 0 <= 127;
    default:
      return cursor.high === 0;
  }
}

/** Reads one varint of at most 64 bits; false when there is none before `end_index`. */
export function readVarint(cursor: Cursor, end_index: number): boolean {
  const { bytes } = cursor;
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
    if (byte < 0x80) {
      cursor.index = index + 1;
      cursor.low = low;
      cursor.high = high;
      return true;
    }
  }
  return false;
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
      return readVarint(cursor, end_index) && cursor.high === 0 && advance(cursor, end_index, cursor.low >>> 0);
    default:
      return false;
  }
}

function advance(cursor: Cursor, end_index: number, size_bytes: number): boolean {
  if (!(size_bytes <= end_index - cursor.index)) return false;
  cursor.index += size_bytes;
  return true;
}

function isUtf8(bytes: Uint8Array, from_index: number, to_index: number): boolean {
  let index = from_index;
  while (index < to_index && bytes[index]! < 0x80) index += 1;
  if (index === to_index) return true;
  try {
    utf8.decode(bytes.subarray(from_index, to_index));
    return true;
  } catch {
    return false;
  }
}

function malformed(field: string): DecodeError {
  return { kind: 'malformed', field };
}
