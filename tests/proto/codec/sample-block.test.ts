import { describe, expect, it } from 'vitest';
import { CodecError } from '../../../proto/src/codec/errors.ts';
import { decodeSampleBlock, encodeSampleBlock } from '../../../proto/src/codec/sample-block.ts';
import type { SampleBlockHeader } from '../../../proto/src/codec/sample-block.ts';
import { bytesOf, vectors } from '../vectors.ts';
import type { MessageVector } from './plain.ts';

const header: SampleBlockHeader = {
  stream_id: 1, block_seq: 2, first_sample: 3, device_time_us: 4, rate_Hz: 10_000, decimation: 1, range_index: 0, full_scale_fA: 100_000_000, full_scale_uV: 0,
  bits: 20, calibration_id: 0, flags: 0, lost_before: 0, sample_count: 2, encoding: 2, channel: 3,
};
const data = Uint8Array.of(1, 0, 0, 2, 0, 0);

function encode(changes: object, bytes = data): Uint8Array {
  const into = new Uint8Array(5000);
  return into.slice(0, encodeSampleBlock(into, { ...header, ...changes }, bytes));
}

describe('a block of samples', () => {
  it('holds at most 90 bytes beside its data', () => {
    const longest = vectors<MessageVector>('blocks').find(({ name }) => name === 'every number at its maximum');
    expect(bytesOf(longest?.hex ?? '').length - 3 * 1024).toBe(90);
  });

  it('is written into the start of a buffer with room for the worst case', () => {
    const into = new Uint8Array(96).fill(0xee);
    const length = encodeSampleBlock(into, header, data);
    expect([...into.subarray(length)].every((byte) => byte === 0xee)).toBe(true);
    expect(() => encodeSampleBlock(new Uint8Array(95), header, data)).toThrow(RangeError);
  });

  it('sends part of a buffer when asked to', () => {
    const into = new Uint8Array(200);
    const length = encodeSampleBlock(into, header, Uint8Array.of(...data, 9, 9, 9), 6);
    expect(into.slice(0, length)).toEqual(encode({}));
  });

  it('gives its data as a view of the payload', () => {
    const payload = encode({});
    const decoded = decodeSampleBlock(payload);
    expect(decoded).toEqual({ ok: true, value: { ...header, data } });
    expect(decoded.ok && decoded.value.data.buffer).toBe(payload.buffer);
  });

  it.each<[field: string, lower: [number, number], upper: [number, number]]>([
    ['stream_id', [0, 1], [8, 9]], ['block_seq', [-1, 0], [4_294_967_295, 4_294_967_296]], ['range_index', [-1, 0], [7, 8]], ['bits', [1, 2], [32, 33]],
    ['first_sample', [-1, 0], [9_007_199_254_740_991, 9_007_199_254_740_992]], ['full_scale_fA', [-1, 0], [9_007_199_254_740_991, 9_007_199_254_740_992]],
    ['full_scale_uV', [-1, 0], [2_147_483_647, 2_147_483_648]], ['rate_Hz', [0, 1], [4_294_967_295, 4_294_967_296]], ['encoding', [0, 1], [4, 5]], ['channel', [0, 1], [5, 6]],
  ])('takes %s from one end of its range to the other and no further', (field, [below, min], [max, above]) => {
    for (const value of [min, max]) {
      const bytes = field === 'encoding' ? new Uint8Array(value === 1 ? 8 : 40) : data;
      expect(decodeSampleBlock(encode({ [field]: value }, bytes))).toEqual({ ok: true, value: { ...header, [field]: value, data: bytes } });
    }
    for (const value of [below, above, NaN, Infinity, min + 0.5, undefined, '1']) {
      expect(() => encode({ [field]: value })).toThrow(expect.objectContaining({ code: 'out_of_range', field, value }) as CodecError);
    }
  });

  // The lowest bit of a zigzag number is its sign: 2^53 + 1 is -(2^52 + 1), which a double of the whole number cannot tell from 2^52.
  it.each([
    ['01', -1], ['8180808080808010', -4_503_599_627_370_497], ['ffffffffffffff1f', undefined],
  ] as const)('refuses a full scale that is negative on the wire: %s', (varint, value) => {
    const negative = bytesOf('0801' + '28904e' + '3001' + '40' + varint + '5018' + '7001' + '7802' + '820103000000' + '880103');
    expect(decodeSampleBlock(negative)).toEqual({
      ok: false, error: { kind: 'out_of_range', field: 'full_scale_fA', ...(value === undefined ? {} : { value }), min: 0, max: 9_007_199_254_740_991 },
    });
  });

  it.each([0, 1025, NaN, 1.5])('refuses a sample count of %f', (sample_count) => {
    expect(() => encode({ sample_count })).toThrow(CodecError);
  });

  it('refuses data whose length is not that of its samples', () => {
    for (const bytes of [0, 3, 5, 7]) {
      expect(() => encode({}, new Uint8Array(bytes))).toThrow(expect.objectContaining({ code: 'out_of_range', field: 'data', min: 6, max: 6 }) as CodecError);
    }
    for (const data_bytes of [NaN, -6, 12]) expect(() => encodeSampleBlock(new Uint8Array(200), header, data, data_bytes)).toThrow();
  });

  it('passes over a field of a later version', () => {
    expect(decodeSampleBlock(Uint8Array.of(...bytesOf('a206029999'), ...encode({})))).toMatchObject({ ok: true, value: { ...header } });
  });
});
