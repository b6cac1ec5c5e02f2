import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  FrameKind, decodeEvent, decodeLinkMessage, decodeReply, decodeRequest, decodeSampleBlock, encodeEvent, encodeFrame, encodeLinkMessage, encodeReply,
  encodeRequest, encodeSampleBlock, frameBytes_max,
} from '@nanobias/proto';
import { backendReport, createSampler } from '@nanobias/native';
import type { Sampler } from '@nanobias/native';
import { describe, expect, it } from 'vitest';
import { ended, pythonWith } from './python.ts';

const FRAMES = 100_000;
const SESSION = 0x5e55_1000;

interface Vector {
  readonly message: Name;
  readonly hex: string;
}

type Name = 'Request' | 'Reply' | 'LinkMessage' | 'Event' | 'SampleBlock';

const KIND = { Request: FrameKind.CONTROL, Reply: FrameKind.CONTROL, LinkMessage: FrameKind.LINK, Event: FrameKind.EVENT, SampleBlock: FrameKind.SAMPLES } as const;

/** Our codec's rendering of a payload; undefined where it refuses. */
const OURS: Readonly<Record<Name, (payload: Uint8Array) => Uint8Array | undefined>> = {
  Request: (payload) => again(decodeRequest(payload), encodeRequest),
  Reply: (payload) => again(decodeReply(payload), encodeReply),
  LinkMessage: (payload) => again(decodeLinkMessage(payload), encodeLinkMessage),
  Event: (payload) => again(decodeEvent(payload), encodeEvent),
  SampleBlock: (payload) => again(decodeSampleBlock(payload), ({ data, ...header }) => {
    const into = new Uint8Array(4300);
    return into.slice(0, encodeSampleBlock(into, header, data, data.length));
  }),
};

function again<T>(decoded: { readonly ok: true; readonly value: T } | { readonly ok: false }, encode: (value: T) => Uint8Array): Uint8Array | undefined {
  return decoded.ok ? encode(decoded.value) : undefined;
}

const vectors: readonly Vector[] = ['requests', 'replies', 'link', 'events', 'blocks', 'bounds'].flatMap(
  (file) => JSON.parse(readFileSync(new URL(`../../proto/vectors/${file}.json`, import.meta.url), 'utf8')) as Vector[],
);

let word = 20_261_123;
function chance(below: number): number {
  word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((word / 4_294_967_296) * below);
}

function pick<T>(items: readonly T[]): T {
  return items[chance(items.length)]!;
}

/** Bytes with something done to them: flipped, cut, doubled, filled in, or nothing. */
function mutated(bytes: Uint8Array): Uint8Array {
  const at = chance(bytes.length + 1);
  switch (chance(6)) {
    case 0: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = flipped[at]! ^ (1 << chance(8));
      return flipped;
    }
    case 1:
      return bytes.slice(0, at);
    case 2:
      return Uint8Array.of(...bytes.subarray(0, at), chance(256), ...bytes.subarray(at));
    case 3: {
      const from = chance(at + 1);
      return Uint8Array.of(...bytes.subarray(0, at), ...bytes.subarray(from, at), ...bytes.subarray(at));
    }
    case 4:
      return Uint8Array.from(bytes, (byte) => (chance(40) === 0 ? chance(256) : byte));
    default:
      return bytes;
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const payloads = Array.from({ length: FRAMES }, () => {
  const { message, hex: digits } = pick(vectors);
  const payload = mutated(new Uint8Array(Buffer.from(digits, 'hex')));
  return { message, payload: payload.subarray(0, message === 'SampleBlock' ? 4096 : 256) };
});

function wire(): Uint8Array {
  const into = new Uint8Array(frameBytes_max(4096));
  return Buffer.concat(payloads.map(({ message, payload }, seq) => {
    const length = encodeFrame(into, { kind: KIND[message], session: SESSION, seq }, payload);
    return chance(3) === 0 ? mutated(into.slice(0, length)) : into.slice(0, length);
  }));
}

interface Heard {
  readonly frames: readonly string[];
  readonly blocks: readonly string[];
  readonly counts: unknown;
}

function hear(sampler: Sampler, bytes: Uint8Array): Heard {
  const frames: string[] = [];
  const blocks: string[] = [];
  sampler.setSession(SESSION);
  for (let index = 0; index < bytes.length; index += 4096) {
    sampler.feed(bytes.subarray(index, index + 4096));
    for (const { kind, session, seq, payload } of sampler.takeFrames()) frames.push(`${kind} ${session} ${seq} ${hex(payload)}`);
    for (const block of sampler.takeBlocks()) blocks.push(JSON.stringify(block, (_key, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Int32Array) : value)));
  }
  const counts: unknown = JSON.parse(JSON.stringify(sampler.counts));
  sampler.close();
  return { frames, blocks, counts };
}

describe('a hundred thousand random and mutated frames', () => {
  const python = pythonWith('google.protobuf');
  it.skipIf(python === undefined)('are decoded by our codec as by Google\'s protobuf (skipped without python3-protobuf)', async () => {
    const script = fileURLToPath(new URL('reserialise.py', import.meta.url));
    const lines = payloads.map(({ message, payload }) => `${message} ${hex(payload)}\n`).join('');
    const { output, status, errors } = await ended(python!, [script], Buffer.from(lines));
    expect(status, errors).toBe(0);
    const theirs = output.trimEnd().split('\n');
    expect(theirs).toHaveLength(FRAMES);
    const disagreements: string[] = [];
    let taken = 0;
    for (const [index, { message, payload }] of payloads.entries()) {
      const ours = OURS[message](payload);
      if (ours === undefined) continue;
      taken += 1;
      // Ours refuses more, as docs/protocol.md says; what it takes, both take alike.
      if (hex(ours) !== theirs[index]) disagreements.push(`${message} ${hex(payload)}: ours ${hex(ours)}, theirs ${theirs[index] ?? ''}`);
    }
    expect(disagreements.slice(0, 10)).toEqual([]);
    expect(taken).toBeGreaterThan(FRAMES / 5);
    expect(taken).toBeLessThan(FRAMES);
  });

  it.skipIf(backendReport().backend !== 'native')('come out of the native decoder as out of ours (skipped without the addon)', () => {
    const bytes = wire();
    const ours = hear(createSampler({ backend: 'js' }), bytes);
    const native = hear(createSampler({ backend: 'native' }), bytes);
    expect(native.counts).toEqual(ours.counts);
    expect(native.frames.length).toBe(ours.frames.length);
    expect(native.frames.filter((frame, index) => frame !== ours.frames[index]).slice(0, 5)).toEqual([]);
    expect(native.blocks.length).toBe(ours.blocks.length);
    expect(native.blocks.filter((block, index) => block !== ours.blocks[index]).slice(0, 5)).toEqual([]);
    expect(ours.frames.length).toBeGreaterThan(FRAMES / 2);
    expect(ours.blocks.length).toBeGreaterThan(100);
  });
});
