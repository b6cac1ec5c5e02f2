/**
 * The one message on the hot path: written and read by hand, byte for byte as the
 * generated code would.
 */
import { sampleBytes } from '../samples.ts';
import { Channel, Encoding } from './enums.ts';
import { CodecError } from './errors.ts';
import type { DecodeError, Decoded } from './errors.ts';
import { byteString, enumeration, integer, table } from './schema.ts';
import type { Row } from './schema.ts';
import { BLOCK_SAMPLES_RANGE, STREAM_ID_RANGE } from './stream.ts';
import { WIRE, readVarint, skip } from './wire.ts';
import type { Cursor } from './wire.ts';

/** Bits of `flags`. */
export const SampleFlag = { SATURATED: 1, RANGE_CHANGED: 2, GAP: 4, TRIP: 8, BEAM: 16, BLANKED: 32 } as const;

/** What a block of samples says beside its data. One code is full scale / 2^(bits - 1). */
export interface SampleBlockHeader {
  readonly stream_id: number;
  readonly block_seq: number;
  /** Counts at the base rate, whatever the decimation. */
  readonly first_sample: number;
  /** Of the first sample. */
  readonly device_time_us: number;
  /** Base rate. */
  readonly rate_Hz: number;
  readonly decimation: number;
  readonly range_index: number;
  /** 0 on voltage channels. */
  readonly full_scale_fA: number;
  /** 0 on current channels. */
  readonly full_scale_uV: number;
  readonly bits: number;
  readonly calibration_id: number;
  /** Sum of `SampleFlag`; a receiver passes over bits that it does not know. */
  readonly flags: number;
  /** Samples dropped since the previous block of this stream, for want of credit. */
  readonly lost_before: number;
  readonly sample_count: number;
  readonly encoding: Encoding;
  readonly channel: Channel;
}

/** Payload of a SAMPLES frame. */
export interface SampleBlock extends SampleBlockHeader {
  readonly data: Uint8Array;
}

/** Tags and numbers of a block at their longest, and the length of its data: what a payload holds beside the samples. */
export const SAMPLE_BLOCK_OVERHEAD_BYTES_MAX = 90;
/** Longest data: 1024 samples of RAW32, which is more than a frame takes. */
const DATA_BYTES_MAX = 4096;

export const sampleBlockTable = table<SampleBlock>('sample_block', {
  stream_id: integer(1, 'uint32', STREAM_ID_RANGE),
  block_seq: integer(2, 'uint32'),
  first_sample: integer(3, 'uint64'),
  device_time_us: integer(4, 'uint64'),
  rate_Hz: integer(5, 'uint32', { min: 1 }),
  decimation: integer(6, 'uint32', { min: 1 }),
  range_index: integer(7, 'uint32', { max: 7 }),
  full_scale_fA: integer(8, 'sint64', { min: 0 }),
  full_scale_uV: integer(9, 'sint32', { min: 0 }),
  bits: integer(10, 'uint32', { min: 2, max: 32 }),
  calibration_id: integer(11, 'uint32'),
  flags: integer(12, 'uint32'),
  lost_before: integer(13, 'uint64'),
  sample_count: integer(14, 'uint32', BLOCK_SAMPLES_RANGE),
  encoding: enumeration(15, Encoding),
  data: byteString(16, DATA_BYTES_MAX),
  channel: enumeration(17, Channel),
});

const DATA_ID = 16;
const rows = sampleBlockTable.rows;
const UINT32_SPAN = 0x1_0000_0000;

/**
 * Writes a block to the start of `into` and returns the payload's length. Allocates nothing when all of `data` is sent.
 *
 * @param into - at least `SAMPLE_BLOCK_OVERHEAD_BYTES_MAX + data_bytes` long; must not overlap `data`.
 * @param data_bytes - how much of `data` is sent.
 * @throws CodecError when a number breaks the schema, RangeError when `into` is too short.
 */
export function encodeSampleBlock(into: Uint8Array, header: SampleBlockHeader, data: Uint8Array, data_bytes: number = data.length): number {
  if (!(SAMPLE_BLOCK_OVERHEAD_BYTES_MAX + data_bytes <= into.length)) {
    throw new RangeError(`a block with ${data_bytes} bytes of data needs ${SAMPLE_BLOCK_OVERHEAD_BYTES_MAX + data_bytes} bytes, the buffer holds ${into.length}`);
  }
  requireDataBytes(header, data_bytes, data.length);
  let at_index = 0;
  for (const row of rows) {
    if (row.id === DATA_ID) {
      at_index = writeUint(into, writeUint(into, at_index, (DATA_ID << 3) | WIRE.delimited), data_bytes);
      into.set(data_bytes === data.length ? data : data.subarray(0, data_bytes), at_index);
      at_index += data_bytes;
      continue;
    }
    const value = (header as unknown as Readonly<Record<string, number>>)[row.name]!;
    if (!isPermitted(value, row)) throw new CodecError('out_of_range', { field: row.name, value, min: row.min, max: row.max });
    if (value === 0) continue;
    at_index = writeUint(into, at_index, row.id << 3);
    // Both signed fields are magnitudes: their zigzag is twice the value.
    at_index = writeUint(into, at_index, isSigned(row) ? value * 2 : value);
  }
  return at_index;
}

/** Reads a block; its data is a view of `payload`. */
export function decodeSampleBlock(payload: Uint8Array): Decoded<SampleBlock> {
  const numbers = new Array<number>(sampleBlockTable.byId.length).fill(0);
  const cursor: Cursor = { bytes: payload, index: 0, low: 0, high: 0 };
  let data: Uint8Array | undefined;
  let seen = 0;
  while (cursor.index < payload.length) {
    if (!readVarint(cursor, payload.length) || cursor.high !== 0) return refused('sample_block');
    const id = cursor.low >>> 3;
    const wireType = cursor.low & 7;
    const row = sampleBlockTable.byId[id];
    if (row === undefined) {
      if (id === 0 || !skip(cursor, payload.length, wireType)) return refused('sample_block');
      continue;
    }
    const bit = 1 << id;
    const isExpected = wireType === (id === DATA_ID ? WIRE.delimited : WIRE.varint) && (seen & bit) === 0;
    if (!isExpected || !readVarint(cursor, payload.length) || !fitsType(cursor, row)) return refused(row.name);
    seen |= bit;
    const number = (cursor.high >>> 0) * UINT32_SPAN + (cursor.low >>> 0);
    if (id === DATA_ID) {
      if (!(number <= payload.length - cursor.index)) return refused(row.name);
      data = payload.subarray(cursor.index, cursor.index + number);
      cursor.index += number;
    } else {
      numbers[id] = isSigned(row) ? unzigzag(cursor) : number;
    }
  }
  return checked(numbers, data);
}

function checked(numbers: readonly number[], data: Uint8Array = new Uint8Array(0)): Decoded<SampleBlock> {
  for (const row of rows) {
    if (row.id === DATA_ID) continue;
    const value = numbers[row.id]!;
    if (!isPermitted(value, row)) return { ok: false, error: rangeError(value, row) };
  }
  const block: SampleBlock = {
    stream_id: numbers[1]!,
    block_seq: numbers[2]!,
    first_sample: numbers[3]!,
    device_time_us: numbers[4]!,
    rate_Hz: numbers[5]!,
    decimation: numbers[6]!,
    range_index: numbers[7]!,
    full_scale_fA: numbers[8]!,
    full_scale_uV: numbers[9]!,
    bits: numbers[10]!,
    calibration_id: numbers[11]!,
    flags: numbers[12]!,
    lost_before: numbers[13]!,
    sample_count: numbers[14]!,
    encoding: numbers[15] as Encoding,
    channel: numbers[17] as Channel,
    data,
  };
  const size_bytes = dataBytes(block);
  const [min, max] = size_bytes === undefined ? [0, DATA_BYTES_MAX] : [size_bytes, Math.min(size_bytes, DATA_BYTES_MAX)];
  if (!(min <= data.length && data.length <= max)) {
    return { ok: false, error: { kind: 'out_of_range', field: 'data', value: data.length, min, max } };
  }
  return { ok: true, value: block };
}

function requireDataBytes(header: SampleBlockHeader, data_bytes: number, room_bytes: number): void {
  const expected_bytes = dataBytes(header) ?? data_bytes;
  if (!(Number.isInteger(data_bytes) && data_bytes === expected_bytes && 0 <= data_bytes && data_bytes <= Math.min(room_bytes, DATA_BYTES_MAX))) {
    throw new CodecError('out_of_range', { field: 'data', value: data_bytes, min: expected_bytes, max: expected_bytes });
  }
}

/** Length of the data where the encoding fixes it. */
function dataBytes({ encoding, sample_count }: SampleBlockHeader): number | undefined {
  const perSample_bytes = sampleBytes(encoding);
  return perSample_bytes === undefined ? undefined : perSample_bytes * sample_count;
}

function isPermitted(value: number, row: Row): boolean {
  return Number.isSafeInteger(value) && row.min <= value && value <= row.max;
}

function isSigned(row: Row): boolean {
  return row.type === 'sint64' || row.type === 'sint32';
}

/** The signed number of a varint. Its sign is the lowest bit, which a double has lost beyond 2^53: it is taken from the words. */
function unzigzag({ low, high }: Cursor): number {
  const half = (high >>> 0) * (UINT32_SPAN / 2) + (low >>> 1);
  return (low & 1) === 0 ? half : -half - 1;
}

function fitsType(cursor: Cursor, row: Row): boolean {
  return row.type === 'uint64' || row.type === 'sint64' || cursor.high === 0;
}

function rangeError(value: number, row: Row): DecodeError {
  if (row.type === 'enum' && value === 0) return { kind: 'missing', field: row.name };
  return { kind: 'out_of_range', field: row.name, ...(Number.isSafeInteger(value) ? { value } : {}), min: row.min, max: row.max };
}

function refused(field: string): { readonly ok: false; readonly error: DecodeError } {
  return { ok: false, error: { kind: 'malformed', field } };
}

/** A varint of a number from 0 to 2^54; returns the index behind it. */
function writeUint(into: Uint8Array, at_index: number, value: number): number {
  let index = at_index;
  let rest = value;
  // Bit operations see 32 bits: the upper part of a longer number goes by division.
  while (rest >= UINT32_SPAN) {
    into[index] = (rest % 128) | 0x80;
    index += 1;
    rest = Math.floor(rest / 128);
  }
  rest >>>= 0;
  while (rest > 127) {
    into[index] = (rest & 0x7f) | 0x80;
    index += 1;
    rest >>>= 7;
  }
  into[index] = rest;
  return index + 1;
}
