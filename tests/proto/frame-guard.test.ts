import { describe, expect, it } from 'vitest';
import { cobsDecodeInPlace } from '../../proto/src/cobs.ts';
import { FrameKind, encodeFrame } from '../../proto/src/frame.ts';

const payload = new Uint8Array(8);

function encode(payload_bytes: number): () => number {
  return () => encodeFrame(new Uint8Array(200), { kind: FrameKind.CONTROL, session: 1, seq: 1 }, payload, payload_bytes);
}

describe('how much of a payload is sent', () => {
  it.each([0, 1, 7, 8])('%d of eight bytes', (payload_bytes) => {
    expect(encode(payload_bytes)()).toBeGreaterThan(0);
  });

  it.each([9, 100, -1, -0.5, 0.5, 7.5, NaN, Infinity, -Infinity])('never %d of eight bytes, and the refusal names both numbers', (payload_bytes) => {
    expect(encode(payload_bytes)).toThrow(RangeError);
    expect(encode(payload_bytes)).toThrow(`asked for ${payload_bytes} of 8`);
  });
});

describe('a block of no bytes', () => {
  it('is no block: there is not even a code in it', () => {
    expect(cobsDecodeInPlace(new Uint8Array(4), 0)).toBe(-1);
    expect(cobsDecodeInPlace(new Uint8Array(0), 0)).toBe(-1);
  });
});
