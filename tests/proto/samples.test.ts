import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CodecError } from '../../proto/src/codec/errors.ts';
import { Encoding } from '../../proto/src/codec/enums.ts';
import { packRaw24, packRaw32, unpackRaw24, unpackRaw32, unpackSamples } from '../../proto/src/samples.ts';
import { bytesOf, hexOf } from './vectors.ts';

const codes24 = Int32Array.of(0, 1, -1, 0x7f_ffff, -0x80_0000, 0x12_3456, -2);
const raw24 = '000000 010000 ffffff ffff7f 000080 563412 feffff'.replaceAll(' ', '');
const codes32 = Int32Array.of(0, 1, -1, 0x7fff_ffff, -0x8000_0000, 0x1234_5678);
const raw32 = '00000000 01000000 ffffffff ffffff7f 00000080 78563412'.replaceAll(' ', '');

describe('RAW24', () => {
  it('is a little-endian two\'s complement of three bytes', () => {
    const into = new Uint8Array(21);
    expect(packRaw24(codes24, into)).toBe(21);
    expect(hexOf(into)).toBe(raw24);
    const back = new Int32Array(7);
    unpackRaw24(bytesOf(raw24), back, 7);
    expect(back).toEqual(codes24);
  });

  it('gives back every code of 24 bits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -0x80_0000, max: 0x7f_ffff }), { maxLength: 100 }), (list) => {
        const into = new Uint8Array(300);
        packRaw24(Int32Array.from(list), into);
        const back = new Int32Array(list.length);
        unpackRaw24(into, back, list.length);
        expect([...back]).toEqual(list);
      }),
    );
  });
});

describe('RAW32', () => {
  it('is a little-endian two\'s complement of four bytes', () => {
    const into = new Uint8Array(24);
    expect(packRaw32(codes32, into)).toBe(24);
    expect(hexOf(into)).toBe(raw32);
    const back = new Int32Array(6);
    unpackRaw32(bytesOf(raw32), back, 6);
    expect(back).toEqual(codes32);
  });
});

describe('packing and unpacking', () => {
  it('takes the first samples when asked for fewer', () => {
    const into = new Uint8Array(21);
    expect(packRaw24(codes24, into, 2)).toBe(6);
    expect(hexOf(into)).toBe(`${raw24.slice(0, 12)}${'00'.repeat(15)}`);
  });

  it.each([8, -1, 1.5, NaN, Infinity])('refuses %f of seven samples', (sample_count) => {
    expect(() => packRaw24(codes24, new Uint8Array(100), sample_count)).toThrow(RangeError);
    expect(() => packRaw32(codes24, new Uint8Array(100), sample_count)).toThrow(RangeError);
    expect(() => unpackRaw24(new Uint8Array(100), new Int32Array(7), sample_count)).toThrow(RangeError);
    expect(() => unpackRaw32(new Uint8Array(100), new Int32Array(7), sample_count)).toThrow(RangeError);
  });

  it('refuses bytes that are one short', () => {
    expect(() => packRaw24(codes24, new Uint8Array(20))).toThrow(RangeError);
    expect(() => packRaw32(codes32, new Uint8Array(23))).toThrow(RangeError);
    expect(() => unpackRaw24(new Uint8Array(20), new Int32Array(7), 7)).toThrow(RangeError);
    expect(() => unpackRaw32(new Uint8Array(23), new Int32Array(7), 6)).toThrow(RangeError);
  });
});

describe('the samples of a block', () => {
  it('are unpacked by their encoding', () => {
    const into = new Int32Array(7);
    unpackSamples({ encoding: Encoding.RAW24, sample_count: 7, data: bytesOf(raw24) }, into);
    expect(into).toEqual(codes24);
    unpackSamples({ encoding: Encoding.RAW32, sample_count: 6, data: bytesOf(raw32) }, into);
    expect(into.subarray(0, 6)).toEqual(codes32);
  });

  it('are unpacked from FOR128, and refused as malformed where it is none', () => {
    const into = new Int32Array(3);
    unpackSamples({ encoding: Encoding.FOR128, sample_count: 2, data: bytesOf('07000000' + '01' + '02') }, into);
    expect([...into]).toEqual([7, 8, 0]);
    expect(() => {
      unpackSamples({ encoding: Encoding.FOR128, sample_count: 2, data: bytesOf('07000000' + '21' + '02') }, into);
    }).toThrow(expect.objectContaining({ name: 'CodecError', code: 'malformed', field: 'data' }) as CodecError);
    expect(() => unpackSamples({ encoding: Encoding.FOR128, sample_count: 4, data: bytesOf('0700000000') }, into)).toThrow(RangeError);
  });

  it('are refused as unimplemented where they are a summary', () => {
    expect(() => {
      unpackSamples({ encoding: Encoding.SUMMARY, sample_count: 1, data: new Uint8Array(4) }, new Int32Array(1));
    }).toThrow(expect.objectContaining({ name: 'CodecError', code: 'unimplemented', field: 'encoding', value: Encoding.SUMMARY }) as CodecError);
  });
});
