import { Encoding } from './codec/enums.ts';
import { CodecError } from './codec/errors.ts';
import { unpackFor128 } from './for128.ts';
import { SUMMARY_POINT_BYTES } from './summary.ts';

/** Bytes of a sample in RAW24: a little-endian two's complement of 24 bits. */
export const RAW24_BYTES = 3;
/** Bytes of a sample in RAW32: a little-endian two's complement of 32 bits. */
export const RAW32_BYTES = 4;

/**
 * Writes codes as RAW24 and returns the bytes written. Codes beyond 24 bits lose their upper bits: converters have fewer.
 *
 * @param into - at least `3 * sample_count` long.
 */
export function packRaw24(codes: Int32Array, into: Uint8Array, sample_count: number = codes.length): number {
  requireRoom(sample_count, codes.length, into.length / RAW24_BYTES);
  for (let index = 0, at_index = 0; index < sample_count; index += 1, at_index += RAW24_BYTES) {
    const code = codes[index]!;
    into[at_index] = code;
    into[at_index + 1] = code >> 8;
    into[at_index + 2] = code >> 16;
  }
  return sample_count * RAW24_BYTES;
}

/** Reads `sample_count` RAW24 codes from the start of `data`. */
export function unpackRaw24(data: Uint8Array, into: Int32Array, sample_count: number): void {
  requireRoom(sample_count, into.length, data.length / RAW24_BYTES);
  for (let index = 0, at_index = 0; index < sample_count; index += 1, at_index += RAW24_BYTES) {
    into[index] = data[at_index]! | (data[at_index + 1]! << 8) | ((data[at_index + 2]! << 24) >> 8);
  }
}

/** Writes codes as RAW32 and returns the bytes written. */
export function packRaw32(codes: Int32Array, into: Uint8Array, sample_count: number = codes.length): number {
  requireRoom(sample_count, codes.length, into.length / RAW32_BYTES);
  for (let index = 0, at_index = 0; index < sample_count; index += 1, at_index += RAW32_BYTES) {
    const code = codes[index]!;
    into[at_index] = code;
    into[at_index + 1] = code >> 8;
    into[at_index + 2] = code >> 16;
    into[at_index + 3] = code >> 24;
  }
  return sample_count * RAW32_BYTES;
}

/** Reads `sample_count` RAW32 codes from the start of `data`. */
export function unpackRaw32(data: Uint8Array, into: Int32Array, sample_count: number): void {
  requireRoom(sample_count, into.length, data.length / RAW32_BYTES);
  for (let index = 0, at_index = 0; index < sample_count; index += 1, at_index += RAW32_BYTES) {
    into[index] = data[at_index]! | (data[at_index + 1]! << 8) | (data[at_index + 2]! << 16) | (data[at_index + 3]! << 24);
  }
}

function requireRoom(sample_count: number, codes_count: number, room_count: number): void {
  if (!(Number.isInteger(sample_count) && 0 <= sample_count && sample_count <= codes_count && sample_count <= room_count)) {
    throw new RangeError(`${sample_count} samples do not fit ${codes_count} codes and room for ${Math.floor(room_count)}`);
  }
}

/** Bytes of a sample, or of a point of SUMMARY; undefined where the encoding packs by content. */
export function sampleBytes(encoding: Encoding): number | undefined {
  if (encoding === Encoding.RAW24) return RAW24_BYTES;
  if (encoding === Encoding.SUMMARY) return SUMMARY_POINT_BYTES;
  return encoding === Encoding.RAW32 ? RAW32_BYTES : undefined;
}

/**
 * Reads the codes of a block into the start of `into`.
 *
 * @throws CodecError `malformed` when the data are not what the encoding says, `unimplemented` for SUMMARY, which is no codes.
 */
export function unpackSamples(block: { readonly encoding: Encoding; readonly sample_count: number; readonly data: Uint8Array }, into: Int32Array): void {
  const { encoding, sample_count, data } = block;
  if (encoding === Encoding.RAW24) unpackRaw24(data, into, sample_count);
  else if (encoding === Encoding.RAW32) unpackRaw32(data, into, sample_count);
  else if (encoding !== Encoding.FOR128) throw new CodecError('unimplemented', { field: 'encoding', value: encoding });
  else {
    requireRoom(sample_count, into.length, into.length);
    if (!unpackFor128(data, into, sample_count)) throw new CodecError('malformed', { field: 'data', value: data.length });
  }
}
