import { describe, expect, it } from 'vitest';
import { Deframer, deframerMemory } from '../../proto/src/deframer.ts';
import { FrameKind, STOP_FRAME, STOP_SEQUENCE, encodeFrame, frameBytes_max, payloadBytes_max } from '../../proto/src/frame.ts';
import { bytesOf, hexOf, vectors } from './vectors.ts';

interface FrameVector {
  readonly name: string;
  readonly kind: FrameKind;
  readonly session: number;
  readonly seq: number;
  readonly payload: string;
  readonly frame: string;
}

const golden = vectors<FrameVector>('frames').map((vector) => [vector.name, vector] as const);

function framed(kind: FrameKind, payload: Uint8Array, payload_bytes = payload.length): Uint8Array {
  const into = new Uint8Array(5000);
  return into.slice(0, encodeFrame(into, { kind, session: 1, seq: 2 }, payload, payload_bytes));
}

describe('a frame', () => {
  it.each(golden)('is encoded as its vector says: %s', (_, vector) => {
    const payload = bytesOf(vector.payload);
    const into = new Uint8Array(frameBytes_max(payload.length)).fill(0xee);
    const length_bytes = encodeFrame(into, vector, payload);
    expect(hexOf(into.subarray(0, length_bytes))).toBe(vector.frame);
  });

  it.each(golden)('is decoded as its vector says: %s', (_, vector) => {
    const frames: object[] = [];
    new Deframer(deframerMemory(4096)).push(bytesOf(vector.frame), ({ payload, ...header }) => frames.push({ ...header, payload: hexOf(payload) }));
    expect(frames).toEqual([{ kind: vector.kind, session: vector.session, seq: vector.seq, payload: vector.payload }]);
  });

  it('takes part of a buffer as its payload', () => {
    expect(framed(FrameKind.CONTROL, Uint8Array.of(1, 2, 3, 4), 2)).toEqual(framed(FrameKind.CONTROL, Uint8Array.of(1, 2)));
  });

  it.each([FrameKind.CONTROL, FrameKind.EVENT, FrameKind.LINK, FrameKind.STOP])('of kind %i carries 256 bytes and no more', (kind) => {
    expect(payloadBytes_max(kind)).toBe(256);
    expect(framed(kind, new Uint8Array(256)).length).toBeGreaterThan(256);
    expect(() => framed(kind, new Uint8Array(257))).toThrow(RangeError);
  });

  it('of samples carries 4096 bytes and no more', () => {
    expect(payloadBytes_max(FrameKind.SAMPLES)).toBe(4096);
    expect(framed(FrameKind.SAMPLES, new Uint8Array(4096)).length).toBeGreaterThan(4096);
    expect(() => framed(FrameKind.SAMPLES, new Uint8Array(4097))).toThrow(RangeError);
  });

  it('needs a buffer for its worst case', () => {
    expect(frameBytes_max(0)).toBe(18);
    expect(frameBytes_max(256)).toBe(275);
    expect(frameBytes_max(4096)).toBe(4130);
    const frame = { kind: FrameKind.CONTROL, session: 0, seq: 0 };
    expect(encodeFrame(new Uint8Array(275), frame, new Uint8Array(256).fill(0xff))).toBeLessThanOrEqual(275);
    expect(() => encodeFrame(new Uint8Array(274), frame, new Uint8Array(256))).toThrow(RangeError);
  });

  it('refuses numbers that its header cannot say', () => {
    const into = new Uint8Array(100);
    for (const wrong of [-1, 2 ** 32, 1.5, NaN, Infinity]) {
      expect(() => encodeFrame(into, { kind: FrameKind.LINK, session: wrong, seq: 0 }, new Uint8Array(0))).toThrow(RangeError);
      expect(() => encodeFrame(into, { kind: FrameKind.LINK, session: 0, seq: wrong }, new Uint8Array(0))).toThrow(RangeError);
    }
    for (const wrong of [-1, 5, 1.5, NaN, Infinity]) expect(() => framed(FrameKind.LINK, new Uint8Array(4), wrong)).toThrow(RangeError);
  });
});

describe('the stop', () => {
  it('is a fixed string of bytes that begins and ends with the delimiter', () => {
    expect(hexOf(STOP_FRAME)).toBe('0003b10501010101010101010105e70c4b3900');
    expect(hexOf(STOP_FRAME)).toBe(`00${golden.find(([name]) => name === 'stop')?.[1].frame}`);
  });

  it('is sent three times', () => {
    expect(hexOf(STOP_SEQUENCE)).toBe('0003b10501010101010101010105e70c4b3900'.repeat(3));
  });

  it('is what the encoder makes of kind STOP, session 0, sequence 0 and no payload', () => {
    const into = new Uint8Array(18);
    const length_bytes = encodeFrame(into, { kind: FrameKind.STOP, session: 0, seq: 0 }, new Uint8Array(0));
    expect(hexOf(into.subarray(0, length_bytes))).toBe(hexOf(STOP_FRAME.subarray(1)));
  });
});
