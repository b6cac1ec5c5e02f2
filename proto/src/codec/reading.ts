/**
 * The canonical reading: bytes are taken for a message or refused in one pass, so that what is used is what was proven. No
 * protobuf library refuses enough for that: protobufjs merges a submessage given twice, truncates what overflows, repairs bad
 * UTF-8 and skips a wrong wire type in silence.
 */
import type { DecodeError, Decoded } from './errors.ts';
import { defectOf, firstFault } from './ranges.ts';
import type { Message } from './ranges.ts';
import type { Row, Table } from './schema.ts';
import { WIRE, advance, readVarint, readWord, skip } from './wire.ts';
import type { Cursor } from './wire.ts';

const ASCII_END = 0x80;
const TWO_TO_32 = 0x1_0000_0000;

// A mark at the beginning of a text is part of it.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface Reading extends Cursor {
  /** Something lies beyond its range, or is missing: what is told of it is the first in the order of the table, not of the bytes. */
  isFaulty: boolean;
}

/** One message out of bytes, its ranges held; or what is wrong with them. */
export function read<T>(bytes: Uint8Array, table: Table): Decoded<T> {
  const reading: Reading = { bytes, index: 0, low: 0, high: 0, isFaulty: false };
  const value = blankCopy(table.blank);
  const error = readMessage(reading, bytes.length, { table, value }) ?? (reading.isFaulty ? firstFault(value, table) : undefined);
  return error === undefined ? { ok: true, value: value as T } : { ok: false, error };
}

/** No spread: what it makes takes a microsecond for every field that is added to it. */
function blankCopy(blank: Message): Message {
  return Object.assign({}, blank);
}

/** A message under way. */
interface Place {
  readonly table: Table;
  readonly value: Message;
}

/** What one message has shown so far. */
interface Census {
  /** Field numbers of every message stay below 64: two words remember which were there. */
  seenLow: number;
  seenHigh: number;
  body: Row | undefined;
  unknown: number | undefined;
}

function readMessage(reading: Reading, end_index: number, { table, value }: Place): DecodeError | undefined {
  const census: Census = { seenLow: 0, seenHigh: 0, body: undefined, unknown: undefined };
  while (reading.index < end_index) {
    if (!readWord(reading, end_index)) return malformed(table.name);
    const id = reading.low >>> 3;
    const wireType = reading.low & 7;
    const row = table.byId[id];
    let error: DecodeError | undefined;
    if (row === undefined) error = passOver(reading, end_index, { id, wireType, table, census });
    else if (wireType !== row.wireType || isRepetition(row, census)) return malformed(row.name);
    else error = readField(reading, end_index, row, value);
    if (error !== undefined) return error;
  }
  const isWhole = (census.seenLow & table.requiredLow) === table.requiredLow && (census.seenHigh & table.requiredHigh) === table.requiredHigh;
  if (!isWhole) reading.isFaulty = true;
  return verdict(census, table);
}

function passOver(reading: Reading, end_index: number, field: { readonly id: number; readonly wireType: number; readonly table: Table; readonly census: Census }): DecodeError | undefined {
  const { id, wireType, table, census } = field;
  if (id === 0) return malformed(table.name);
  if (table.isStrict) return { kind: 'unknown_field', field: String(id) };
  census.unknown ??= id;
  return skip(reading, end_index, wireType) ? undefined : malformed(table.name);
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

function readField(reading: Reading, end_index: number, row: Row, value: Message): DecodeError | undefined {
  if (row.wireType !== WIRE.delimited) {
    if (!readNumber(reading, end_index, row)) return malformed(row.name);
    value[row.name] = takeNumber(reading, row);
    return undefined;
  }
  if (!readWord(reading, end_index)) return malformed(row.name);
  const size_bytes = reading.low >>> 0;
  if (!(size_bytes <= end_index - reading.index)) return malformed(row.name);
  const to_index = reading.index + size_bytes;
  if (row.table !== undefined) return readInner(reading, to_index, { row, table: row.table, value });
  return row.size_bytes_max === undefined ? readPacked(reading, to_index, row, value) : readBytes(reading, to_index, row, value);
}

/** The member of a oneof is the body, whatever its name; the items of a list come one by one. */
function readInner(reading: Reading, to_index: number, { row, table, value }: Place & { readonly row: Row }): DecodeError | undefined {
  const inner = blankCopy(row.blank);
  if (row.isBody) value['body'] = inner;
  else if (row.presence === 'repeated') addItem(reading, inner, { row, value });
  else value[row.name] = inner;
  return readMessage(reading, to_index, { table, value: inner });
}

/** The list of a message in which nothing was read is everybody's. */
function addItem(reading: Reading, item: Message, { row, value }: { readonly row: Row; readonly value: Message }): void {
  const items = value[row.name] as unknown[];
  if (items.length === 0) value[row.name] = [item];
  else items.push(item);
  holdCount(reading, row, value);
}

function readBytes(reading: Reading, to_index: number, row: Row, value: Message): DecodeError | undefined {
  const { bytes, index } = reading;
  const size_bytes = to_index - index;
  const max = row.size_bytes_max ?? 0;
  if (!(size_bytes <= max)) return { kind: 'out_of_range', field: row.name, value: size_bytes, min: 0, max };
  reading.index = to_index;
  // A copy, whatever kind of array it comes from: the payload is a view of the frame, which the next frame overwrites.
  const given = row.type === 'string' ? textOf(bytes, index, to_index) : new Uint8Array(bytes.subarray(index, to_index));
  if (given === undefined) return malformed(row.name);
  value[row.name] = given;
  return undefined;
}

/** Undefined for what is no UTF-8. Most texts are the names of fields, and need no decoder. */
function textOf(bytes: Uint8Array, from_index: number, to_index: number): string | undefined {
  let text = '';
  for (let index = from_index; index < to_index; index += 1) {
    const byte = bytes[index]!;
    if (ASCII_END <= byte) return decodedText(bytes.subarray(from_index, to_index));
    text += String.fromCharCode(byte);
  }
  return text;
}

function decodedText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Scalars of a list: every encoder of proto3 packs them, and one form is one message. */
function readPacked(reading: Reading, to_index: number, row: Row, value: Message): DecodeError | undefined {
  const items: unknown[] = [];
  while (reading.index < to_index) {
    if (!readNumber(reading, to_index, row)) return malformed(row.name);
    items.push(takeNumber(reading, row));
  }
  value[row.name] = items;
  holdCount(reading, row, value);
  return undefined;
}

function holdCount(reading: Reading, row: Row, value: Message): void {
  if (!((value[row.name] as readonly unknown[]).length <= (row.count_max ?? 0))) reading.isFaulty = true;
}

/** Reads what fits the type, wider than its range may be: whether there is such a number. */
function readNumber(reading: Reading, end_index: number, row: Row): boolean {
  const { type } = row;
  if (type === 'fixed32') return readFixed32(reading, end_index);
  if (!readVarint(reading, end_index)) return false;
  switch (type) {
    case 'uint64':
    case 'sint64':
      return true;
    case 'bool':
      return reading.high === 0 && reading.low >>> 0 <= 1;
    case 'enum':
      return reading.high === 0 && reading.low >>> 0 <= 127;
    default:
      return reading.high === 0;
  }
}

function readFixed32(reading: Reading, end_index: number): boolean {
  const { bytes, index } = reading;
  if (!advance(reading, end_index, 4)) return false;
  reading.low = bytes[index]! | (bytes[index + 1]! << 8) | (bytes[index + 2]! << 16) | (bytes[index + 3]! << 24);
  reading.high = 0;
  return true;
}

/** What was read last, as a value of the field. */
function takeNumber(reading: Reading, row: Row): number | boolean {
  if (row.type === 'bool') return reading.low !== 0;
  const number = numberOf(reading, row);
  if (defectOf(number, row) !== undefined) reading.isFaulty = true;
  return number;
}

function numberOf({ low, high }: Cursor, { type }: Row): number {
  // Zigzag: the sign is the lowest bit.
  const sign = -(low & 1);
  switch (type) {
    case 'sint32':
      return (low >>> 1) ^ sign;
    case 'sint64':
      return ((high >>> 1) ^ sign) * TWO_TO_32 + ((((low >>> 1) | (high << 31)) ^ sign) >>> 0);
    case 'uint64':
      return (high >>> 0) * TWO_TO_32 + (low >>> 0);
    default:
      return low >>> 0;
  }
}

function malformed(field: string): DecodeError {
  return { kind: 'malformed', field };
}
