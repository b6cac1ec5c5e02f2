/**
 * The canonical scan: what protobuf libraries disagree on is refused before one of them decodes. protobufjs merges a
 * submessage given twice, truncates what overflows, repairs bad UTF-8 and skips a wrong wire type in silence.
 */
import type { DecodeError } from './errors.ts';
import type { Row, Table } from './schema.ts';

export const WIRE = { varint: 0, fixed64: 1, delimited: 2, fixed32: 5 } as const;
const VARINT_BYTES_MAX = 10;
const TEN_BYTES_SHIFT = 63;

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

/** What one message has shown so far. */
interface Census {
  /** Field numbers of every message stay below 64: two words remember which were there. */
  seenLow: number;
  seenHigh: number;
  body: Row | undefined;
  unknown: number | undefined;
}

function scanMessage(cursor: Cursor, end_index: number, table: Table): DecodeError | undefined {
  const census: Census = { seenLow: 0, seenHigh: 0, body: undefined, unknown: undefined };
  while (cursor.index < end_index) {
    if (!readVarint(cursor, end_index) || cursor.high !== 0) return malformed(table.name);
    const id = cursor.low >>> 3;
    const wireType = cursor.low & 7;
    const row = table.byId[id];
    let error: DecodeError | undefined;
    if (row === undefined) error = passOver(cursor, end_index, { id, wireType, table, census });
    else error = isRepetition(row, census) ? malformed(row.name) : scanField(cursor, end_index, { row, wireType });
    if (error) return error;
  }
  return verdict(census, table);
}

function passOver(cursor: Cursor, end_index: number, field: { readonly id: number; readonly wireType: number; readonly table: Table; readonly census: Census }): DecodeError | undefined {
  const { id, wireType, table, census } = field;
  if (id === 0) return malformed(table.name);
  if (table.isStrict) return { kind: 'unknown_field', field: String(id) };
  census.unknown ??= id;
  return skip(cursor, end_index, wireType) ? undefined : malformed(table.name);
}

/** Whether this field, or another member of its oneof, was there before. */
function isRepetition(row: Row, census: Census): boolean {
  const bit = 1 << (row.id & 31);
  const isLow = row.id < 32;
  const wasSeen = ((isLow ? census.seenLow : census.seenHigh) & bit) !== 0;
  if (isLow) census.seenLow |= bit;
  else census.seenHigh |= bit;
  if (row.isBody) {
    if (census.body !== undefined) return true;
    census.body = row;
  }
  // Only a list of messages has a field for every item.
  return wasSeen && !(row.presence === 'repeated' && row.type === 'message');
}

function verdict({ body, unknown }: Census, table: Table): DecodeError | undefined {
  // A strict body inside a tolerant envelope: what stands beside the body binds it too.
  if (unknown !== undefined && body?.table?.isStrict === true) return { kind: 'unknown_field', field: String(unknown) };
  if (!table.isBodyRequired || body !== undefined) return undefined;
  return unknown === undefined ? { kind: 'missing', field: 'body' } : { kind: 'unimplemented', field: String(unknown) };
}

function scanField(cursor: Cursor, end_index: number, { row, wireType }: { readonly row: Row; readonly wireType: number }): DecodeError | undefined {
  if (!isDelimited(row)) return wireType === scalarWireType(row) && scanScalar(cursor, end_index, row) ? undefined : malformed(row.name);
  if (wireType !== WIRE.delimited || !readVarint(cursor, end_index) || cursor.high !== 0) return malformed(row.name);
  const size_bytes = cursor.low >>> 0;
  if (!(size_bytes <= end_index - cursor.index)) return malformed(row.name);
  const to_index = cursor.index + size_bytes;
  if (row.table) return scanMessage(cursor, to_index, row.table);
  return row.size_bytes_max === undefined ? scanPacked(cursor, to_index, row) : scanBytes(cursor, to_index, row);
}

function isDelimited(row: Row): boolean {
  return row.presence === 'repeated' || row.type === 'message' || row.type === 'string' || row.type === 'bytes';
}

function scanBytes(cursor: Cursor, to_index: number, row: Row): DecodeError | undefined {
  const size_bytes = to_index - cursor.index;
  const max = row.size_bytes_max ?? 0;
  if (!(size_bytes <= max)) return { kind: 'out_of_range', field: row.name, value: size_bytes, min: 0, max };
  if (row.type === 'string' && !isUtf8(cursor.bytes, cursor.index, to_index)) return malformed(row.name);
  cursor.index = to_index;
  return undefined;
}

/** Scalars of a list: every encoder of proto3 packs them, and one form is one message. */
function scanPacked(cursor: Cursor, to_index: number, row: Row): DecodeError | undefined {
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
