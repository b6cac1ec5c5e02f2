import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFRAMER_STATE_WORDS, Deframer, blockBytes_max, deframerMemory } from '../../proto/src/deframer.ts';
import type { DeframerCounts } from '../../proto/src/deframer.ts';
import { FrameKind, STOP_FRAME, encodeFrame, frameBytes_max } from '../../proto/src/frame.ts';
import type { Frame } from '../../proto/src/frame.ts';
import { bytesOf, hexOf, vectors } from './vectors.ts';

interface StreamVector {
  readonly name: string;
  readonly hex: string;
  readonly frames: readonly string[];
  readonly counts: DeframerCounts;
}

const golden = new Map(vectors<{ name: string; frame: string }>('frames').map(({ name, frame }) => [name, bytesOf(frame)]));
const first = golden.get('hello') ?? Uint8Array.of();
const second = golden.get('set_bias') ?? Uint8Array.of();
const third = golden.get('arm') ?? Uint8Array.of();
const fourth = golden.get('event') ?? Uint8Array.of();
const names = new Map([...golden].map(([name, bytes]) => [describeFrame(only(bytes)), name]));

function describeFrame({ kind, session, seq, payload }: Frame): string {
  return `${kind} ${session} ${seq} ${hexOf(payload)}`;
}

function only(bytes: Uint8Array): Frame {
  let last: Frame | undefined;
  new Deframer(deframerMemory(4096)).push(bytes, (frame) => (last = { ...frame, payload: frame.payload.slice() }));
  if (!last) throw new Error('no frame');
  return last;
}

/** Names of the frames that come out; a frame that nobody sent shows as its content. */
function received(chunks: readonly Uint8Array[], deframer = new Deframer(deframerMemory(4096))): readonly string[] {
  const out: string[] = [];
  for (const chunk of chunks) deframer.push(chunk, (frame) => out.push(names.get(describeFrame(frame)) ?? `wrong: ${describeFrame(frame)}`));
  return out;
}

function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const sent = ['hello', 'set_bias', 'arm', 'event'];

/** The second of four frames is damaged: nothing wrong comes out, and at most it and the one it merged with are lost. */
function expectDamageContained(damaged: Uint8Array): void {
  const out = received([joined(first, damaged, third, fourth)]);
  const isInOrder = out.every((name, index) => sent.indexOf(name) > (index === 0 ? -1 : sent.indexOf(out[index - 1] ?? '')));
  if (!isInOrder || out[0] !== 'hello' || out.at(-1) !== 'event') expect(out, hexOf(damaged)).toEqual(sent);
  // Only a delimiter that went missing takes the third frame along.
  if (damaged.at(-1) === 0 && out.at(-2) !== 'arm') expect(out, hexOf(damaged)).toContain('arm');
}

describe('a deframer', () => {
  it.each(vectors<StreamVector>('streams').map((vector) => [vector.name, vector] as const))('takes: %s', (_, vector) => {
    const deframer = new Deframer(deframerMemory(4096));
    expect(received([bytesOf(vector.hex)], deframer)).toEqual(vector.frames);
    expect(deframer.counts).toEqual(vector.counts);
  });

  it('delivers the same frames for every split of the stream into three', () => {
    const stream = joined(first, STOP_FRAME, second);
    for (let a = 0; a <= stream.length; a += 1) {
      for (let b = a; b <= stream.length; b += 1) {
        const out = received([stream.subarray(0, a), stream.subarray(a, b), stream.subarray(b)]);
        if (out.length !== 3) expect(out, `split at ${a} and ${b}`).toEqual(['hello', 'stop', 'set_bias']);
      }
    }
  });

  it('delivers the same frames byte by byte', () => {
    expect(received([...joined(first, STOP_FRAME, second)].map((byte) => Uint8Array.of(byte)))).toEqual(['hello', 'stop', 'set_bias']);
  });

  it('delivers no damaged frame for any one or two flipped bits', () => {
    const bits = second.length * 8;
    for (let a = 0; a < bits; a += 1) {
      for (let b = a; b < bits; b += 1) {
        const damaged = second.slice();
        damaged[a >> 3]! ^= 1 << (a & 7);
        if (b !== a) damaged[b >> 3]! ^= 1 << (b & 7);
        // Two blocks may come of one, whose pieces must not be taken for a frame either.
        const out = received([damaged]);
        if (out.length > 0) expect(out, `bits ${a} and ${b}`).toEqual([]);
      }
    }
  });

  it('contains every single-bit flip', () => {
    for (let bit = 0; bit < second.length * 8; bit += 1) {
      const damaged = second.slice();
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expectDamageContained(damaged);
    }
  });

  it('contains every truncation', () => {
    for (let length = 0; length < second.length; length += 1) expectDamageContained(second.subarray(0, length));
    for (let from = 1; from < second.length; from += 1) expectDamageContained(second.subarray(from));
  });

  it('contains the loss of any byte and the insertion of any value at any place', () => {
    for (let index = 0; index < second.length; index += 1) {
      expectDamageContained(joined(second.subarray(0, index), second.subarray(index + 1)));
      for (let value = 0; value < 256; value += 1) expectDamageContained(joined(second.subarray(0, index), [value], second.subarray(index)));
    }
  });

  it('contains a stop that lands at any place of a half-written frame, and delivers the stop', () => {
    const delimiter_index = second.length - 1;
    for (let index = 0; index < delimiter_index; index += 1) {
      expect(received([joined(first, second.subarray(0, index), STOP_FRAME, third)])).toEqual(['hello', 'stop', 'arm']);
    }
    expect(received([joined(first, second.subarray(0, delimiter_index), STOP_FRAME, third)])).toEqual(['hello', 'set_bias', 'stop', 'arm']);
  });

  it('delivers nothing out of 64 KiB of noise, keeps its memory, and takes the first frame after a delimiter', () => {
    for (const seed of [1, 2, 3, 4]) {
      let word = seed;
      const noise = Uint8Array.from({ length: 65_536 }, () => {
        word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
        return word >>> 24;
      });
      const memory = deframerMemory(256);
      const deframer = new Deframer(memory);
      expect(received([noise, Uint8Array.of(0), first], deframer)).toEqual(['hello']);
      expect(memory.block.length).toBe(274);
      expect(deframer.collected_bytes).toBe(0);
    }
  });

  it('collects no more than its block, counts what is longer once, and takes the next frame', () => {
    const deframer = new Deframer(deframerMemory(256));
    for (let count = 0; count < 50; count += 1) {
      deframer.push(new Uint8Array(100).fill(7), () => expect.unreachable());
      expect(deframer.collected_bytes).toBeLessThanOrEqual(274);
    }
    expect(deframer.counts.oversize).toBe(1);
    expect(received([Uint8Array.of(0), first], deframer)).toEqual(['hello']);
    expect(deframer.counts).toEqual({ frames: 1, crc_errors: 0, malformed: 0, oversize: 1, foreign_version: 0 });
  });

  it.each([[256, 1], [257, 0]])('with memory for 256 bytes makes of a samples frame of %i bytes %i frames', (payload_bytes, frames) => {
    const into = new Uint8Array(frameBytes_max(payload_bytes));
    const length = encodeFrame(into, { kind: FrameKind.SAMPLES, session: 1, seq: 1 }, new Uint8Array(payload_bytes).fill(0xff));
    const deframer = new Deframer({ block: new Uint8Array(blockBytes_max(256)), state: new Uint32Array(DEFRAMER_STATE_WORDS) });
    deframer.push(into.subarray(0, length), () => undefined);
    expect(deframer.counts).toMatchObject({ frames, oversize: 1 - frames });
  });

  it('keeps all that it remembers in the memory it was given', () => {
    const memory = deframerMemory(256);
    received([first, second.subarray(0, 11)], new Deframer(memory));
    const copy = { block: memory.block.slice(), state: memory.state.slice() };
    const other = new Deframer(copy);
    expect(received([second.subarray(11)], other)).toEqual(['set_bias']);
    expect(other.counts.frames).toBe(2);
  });

  it('leaves the bytes that it is given as they are', () => {
    const stream = joined(first, second);
    received([stream]);
    expect(stream).toEqual(joined(first, second));
  });

  it('is whole again after a receiver that throws', () => {
    const deframer = new Deframer(deframerMemory(256));
    expect(() => {
      deframer.push(first, () => {
        throw new Error('receiver');
      });
    }).toThrow('receiver');
    expect(received([second], deframer)).toEqual(['set_bias']);
  });

  it('gives up a block that a silence has cut, and counts it', () => {
    const deframer = new Deframer(deframerMemory(256));
    deframer.push(second.subarray(0, 11), () => expect.unreachable());
    expect(deframer.abandon()).toBe(true);
    expect(deframer.abandon()).toBe(false);
    expect(received([third], deframer)).toEqual(['arm']);
    expect(deframer.counts.malformed).toBe(1);
  });

  it('gives up a block that is too long only once', () => {
    const deframer = new Deframer(deframerMemory(256));
    deframer.push(new Uint8Array(300).fill(7), () => expect.unreachable());
    expect(deframer.abandon()).toBe(true);
    expect(received([third], deframer)).toEqual(['arm']);
    expect(deframer.counts).toMatchObject({ oversize: 1, malformed: 0 });
  });

  it('refuses a state that is too short', () => {
    expect(() => new Deframer({ block: new Uint8Array(10), state: new Uint32Array(6) })).toThrow(RangeError);
  });

  it('delivers of any stream of frames, each damaged or not, the undamaged ones', () => {
    const payload = fc.uint8Array({ maxLength: 200 });
    const damage = fc.constantFrom('none', 'none', 'flip', 'cut', 'insert');
    fc.assert(
      fc.property(fc.array(fc.tuple(payload, damage, fc.nat(10_000), fc.integer({ min: 1, max: 255 })), { maxLength: 12 }), (list) => {
        const into = new Uint8Array(frameBytes_max(200));
        const parts: Uint8Array[] = [];
        const intact: string[] = [];
        list.forEach(([bytes, how, place, value], seq) => {
          const frame = into.slice(0, encodeFrame(into, { kind: FrameKind.EVENT, session: 5, seq }, bytes));
          // The delimiter stays, so that the damage is this frame's alone.
          const index = place % (frame.length - 1);
          if (how === 'none') intact.push(`${seq} ${hexOf(bytes)}`);
          if (how === 'flip') frame[index]! ^= value;
          const head = frame.subarray(0, index);
          if (how === 'cut') parts.push(joined(head, frame.subarray(index + 1)));
          else if (how === 'insert') parts.push(joined(head, [value], frame.subarray(index)));
          else parts.push(frame);
        });
        const out: string[] = [];
        new Deframer(deframerMemory(256)).push(joined(...parts), (frame) => out.push(`${frame.seq} ${hexOf(frame.payload)}`));
        expect(out).toEqual(intact);
      }),
      { numRuns: 300 },
    );
  });
});
