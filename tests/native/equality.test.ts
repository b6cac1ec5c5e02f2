import fc from 'fast-check';
import { backendReport, createSampler } from '@nanobias/native';
import type { Sampler } from '@nanobias/native';
import { Encoding, FrameKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { contentOf } from './sampler-suite.ts';
import { SESSION, frame, joined, samplesFrame, samplesPayload } from './wire.ts';

type Step = (sampler: Sampler) => unknown;

const { backend, reason } = backendReport();

/** Runs the same steps on both bodies, one after the other, and compares whatever each step says. */
function expectEqual(steps: readonly Step[]): void {
  const twin = createSampler({ backend: 'js', blocks_max: 20 });
  const native = createSampler({ backend: 'native', blocks_max: 20 });
  for (const step of steps) expect(step(native)).toEqual(step(twin));
  expect(contentOf(native)).toEqual(contentOf(twin));
}

function feeding(bytes: Uint8Array): Step {
  return (sampler) => {
    sampler.feed(bytes);
    return sampler.counts;
  };
}

const code24 = fc.oneof(fc.integer({ min: -8_388_608, max: 8_388_607 }), fc.integer({ min: -3, max: 3 }), fc.constantFrom(-8_388_608, 8_388_607));
const code32 = fc.oneof(fc.integer(), fc.constantFrom(-2_147_483_648, 2_147_483_647, 8_388_608, -8_388_609, 0));

/** A device that sends blocks in sequence, skips, changes range, and now and then goes back. */
const blockFrames = fc
  .array(
    fc.record({
      codes: fc.oneof(
        fc.record({ encoding: fc.constant(Encoding.RAW24), values: fc.array(code24, { minLength: 1, maxLength: 200, size: 'max' }) }),
        fc.record({ encoding: fc.constant(Encoding.FOR128), values: fc.array(code24, { minLength: 1, maxLength: 200, size: 'max' }) }),
        fc.record({ encoding: fc.constant(Encoding.RAW32), values: fc.array(code32, { minLength: 1, maxLength: 200, size: 'max' }) }),
      ),
      stream_id: fc.constantFrom(1, 1, 1, 2),
      skip: fc.constantFrom(0, 0, 0, 0, 0, 1, 7, 1000, -1),
      range_index: fc.constantFrom(2, 2, 2, 3),
      flags: fc.constantFrom(0, 0, 0, 1, 4, 0xffff_ffff),
      lost_before: fc.constantFrom(0, 0, 0, 3, Number.MAX_SAFE_INTEGER),
      session: fc.constantFrom(SESSION, SESSION, SESSION, SESSION, 77),
    }),
    { minLength: 1, maxLength: 40, size: 'max' },
  )
  .map((blocks) => {
    const next = new Map<number, number>();
    return blocks.map(({ codes: { encoding, values }, stream_id, skip, session, ...header }, block_seq) => {
      const first_sample = Math.max(0, (next.get(stream_id) ?? 0) + skip);
      next.set(stream_id, first_sample + values.length);
      return frame(FrameKind.SAMPLES, samplesPayload(values, { ...header, encoding, stream_id, first_sample, block_seq }), { session, seq: block_seq });
    });
  });

const otherFrame = fc
  .record({ kind: fc.constantFrom(FrameKind.CONTROL, FrameKind.EVENT, FrameKind.LINK, FrameKind.STOP), payload: fc.uint8Array({ maxLength: 256, size: 'max' }), session: fc.constantFrom(SESSION, 0, 5) })
  .map(({ kind, payload, session }) => frame(kind, payload, { session }));

const damage = fc.record({ at: fc.nat(), kind: fc.constantFrom('flip', 'cut', 'insert', 'zero'), value: fc.integer({ min: 1, max: 255 }) });

function damaged(bytes: Uint8Array, faults: readonly { readonly at: number; readonly kind: string; readonly value: number }[]): Uint8Array {
  const all = [...bytes];
  for (const { at, kind, value } of faults) {
    const index = at % (all.length + 1);
    if (kind === 'flip') all[index] = (all[index] ?? 0) ^ value;
    else if (kind === 'cut') all.splice(index, value);
    else all.splice(index, 0, kind === 'zero' ? 0 : value);
  }
  return Uint8Array.from(all);
}

const asking: fc.Arbitrary<Step> = fc.constantFrom<Step[]>(
  (sampler) => sampler.takeBlocks(),
  (sampler) => sampler.takeFrames(),
  (sampler) => sampler.takePyramid(1, 64),
  (sampler) => sampler.takePyramid(1, 4096, true),
  (sampler) => sampler.takePyramid(1, 64, true),
  (sampler) => sampler.totals(1),
  (sampler) => sampler.pyramid(1, { level: 64, from: 100, to: 700 }),
  (sampler) => sampler.pyramid(1, { level: 262_144, from: 0, to: 100_000 }),
  (sampler) => sampler.forget(1),
  (sampler) => sampler.setSession(SESSION),
  (sampler) => sampler.setSession(0),
);

// A field of protobuf with whatever a broken or hostile encoder might write into it.
const varint = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.constantFrom(0n, 1n, 2n, 3n, 127n, 128n, 1024n, 1025n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 54n - 2n, 2n ** 54n, 2n ** 63n, 2n ** 64n - 1n),
).map((value) => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
});
const overlong = fc.constantFrom([0x80, 0x00], [0x81, 0x80, 0x00], [...Array<number>(9).fill(0x80), 0x01], [...Array<number>(9).fill(0xff), 0x02], Array<number>(11).fill(0x80));
const field = fc
  .record({ id: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(31, 32, 2 ** 29 - 1)), wire: fc.nat(7), value: fc.oneof(varint, overlong, fc.constant<number[]>([])) })
  .map(({ id, wire, value }) => {
    const tag: number[] = [];
    let rest = id * 8 + wire;
    for (; rest > 127; rest = Math.floor(rest / 128)) tag.push((rest % 128) | 128);
    return [...tag, rest, ...value];
  });

describe.skipIf(backend === 'js')(backend === 'js' ? `addon and twin, without the addon: ${reason}` : 'addon and twin', () => {
  it('agree to the bit on streams with gaps, changes of range, foreign sessions and other frames', () => {
    const traffic = fc.tuple(blockFrames, fc.array(otherFrame, { maxLength: 10 }), fc.array(asking, { maxLength: 10 }));
    fc.assert(
      fc.property(traffic, fc.infiniteStream(fc.nat()), ([blocks, others, questions], chance) => {
        const steps = blocks.map(feeding);
        for (const step of [...others.map(feeding), ...questions]) steps.splice(chance.next().value % (steps.length + 1), 0, step);
        expectEqual(steps);
      }),
      { numRuns: 150 },
    );
  });

  it('agree on damaged streams, however they are split', () => {
    fc.assert(
      fc.property(blockFrames, fc.array(damage, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 20 }), (blocks, faults, cuts) => {
        const bytes = damaged(joined(...blocks), faults);
        const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
        expectEqual(edges.slice(1).map((to, index) => feeding(bytes.subarray(edges[index], to))));
      }),
      { numRuns: 150 },
    );
  });

  it('agree on noise', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (noise) => expectEqual([feeding(noise), feeding(samplesFrame([1]))])), { numRuns: 50 });
  });

  it('agree on intact frames whose payload is damaged', () => {
    const base = samplesPayload([1, -2, 3], { block_seq: 300, first_sample: 2 ** 40, device_time_us: 2 ** 52, lost_before: 9, flags: 5, full_scale_uV: 12 });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (faults) => expectEqual([feeding(frame(FrameKind.SAMPLES, damaged(base, faults)))])),
      { numRuns: 1500 },
    );
  });

  it('agree on groups of FOR128 that are damaged', () => {
    const base = samplesPayload([...Array<number>(128).fill(5), 1, 2_000_000, -3], { encoding: Encoding.FOR128 });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (faults) => expectEqual([feeding(frame(FrameKind.SAMPLES, damaged(base, faults)))])),
      { numRuns: 1500 },
    );
  });

  it('agree on fields that a broken encoder adds or changes', () => {
    // Before the block, after it, and in place of one of its fields.
    const payload = samplesPayload([1]);
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 3 }), fc.constantFrom('before', 'after', 'instead'), (fields, place) => {
        const added = Uint8Array.from(fields.flat());
        const rest = place === 'instead' ? payload.subarray(2) : payload;
        expectEqual([feeding(frame(FrameKind.SAMPLES, place === 'after' ? joined(rest, added) : joined(added, rest)))]);
      }),
      { numRuns: 2500 },
    );
  });

  it('agree on a hundred thousand samples of every size', () => {
    let state = 1;
    const chance = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
    const steps: Step[] = [];
    let first_sample = 0;
    for (let block_seq = 0; first_sample < 100_000; block_seq += 1) {
      const amplitude = 24 - (chance() % 24);
      const codes = Array.from({ length: 1 + (chance() % 1024) }, () => (chance() | 0) >> (8 + 24 - amplitude));
      steps.push(feeding(samplesFrame(codes, { block_seq, first_sample })), (sampler) => sampler.takeBlocks());
      first_sample += codes.length;
    }
    expectEqual([...steps, (sampler) => sampler.totals(1), (sampler) => sampler.takePyramid(1, 4096, true)]);
  });
});
