import fc from 'fast-check';
import { createSampler } from '@nanobias/native';
import type { Sampler, SamplerOptions } from '@nanobias/native';
import { Encoding, FrameKind, encodeSampleBlock } from '@nanobias/proto';
import { expect, it } from 'vitest';
import { HEADER, SESSION, countingCodes, frame, joined, oddFrame, samplesFrame, samplesPayload } from './wire.ts';

/** Everything that a sampler has to say, as plain values. */
export function contentOf(sampler: Sampler): object {
  const streams = [1, 2, 3, 4, 5, 6, 7, 8];
  return {
    blocks: sampler.takeBlocks().map((block) => ({ ...block, codes: [...block.codes] })),
    frames: sampler.takeFrames().map(({ kind, session, seq, payload }) => ({ kind, session, seq, payload: [...payload] })),
    totals: streams.map((stream_id) => sampler.totals(stream_id)),
    fine: streams.map((stream_id) => sampler.takePyramid(stream_id, 64, true)),
    coarse: streams.map((stream_id) => sampler.takePyramid(stream_id, 4096, true)),
    counts: sampler.counts,
  };
}

/** The sampler's contract, held over one body. */
export function samplerSuite(backend: 'native' | 'js'): void {
  const make = (options: SamplerOptions = {}): Sampler => createSampler({ ...options, backend });
  const fed = (...parts: readonly Uint8Array[]): Sampler => {
    const sampler = make();
    for (const part of parts) sampler.feed(part);
    return sampler;
  };

  it('says which body it is', () => {
    expect(make().backend).toBe(backend);
  });

  // Bytes made by another implementation of COBS, CRC-32C and protobuf.
  it('reads the block of a known frame, with everything that turns its codes into amperes', () => {
    const bytes = Uint8Array.from(
      Buffer.from('04b102310644332211050101240803100918e80720a08d0628904e30023801408084af5f501860017004780282010c010107ffffffffff7f010980880103d0b0248800', 'hex'),
    );
    const [block, ...others] = fed(bytes).takeBlocks();
    expect(others).toEqual([]);
    expect(block).toEqual({
      stream_id: 3, channel: 3, block_seq: 9, first_sample: 1000, device_time_us: 100_000, rate_Hz: 10_000, decimation: 2, range_index: 1,
      full_scale_fA: 100_000_000, full_scale_uV: 0, bits: 24, flags: 1, lost_before: 0, payload_bytes: 49,
      codes: Int32Array.of(1, -1, 8_388_607, -8_388_608),
    });
  });

  it('reads codes of 32 bits', () => {
    const codes = [2_147_483_647, -2_147_483_648, 0, -1];
    expect([...fed(samplesFrame(codes, { encoding: Encoding.RAW32, bits: 32 })).takeBlocks()[0]!.codes]).toEqual(codes);
  });

  it('gives the same results however the bytes are split', () => {
    const bytes = joined(
      samplesFrame(countingCodes(100, -50)), frame(FrameKind.EVENT, Uint8Array.of(1, 0, 2)), Uint8Array.of(9, 9, 0),
      samplesFrame(countingCodes(70), { first_sample: 130, block_seq: 1 }), frame(FrameKind.CONTROL, new Uint8Array(256)),
      samplesFrame(countingCodes(5), { first_sample: 200, range_index: 3, block_seq: 2 }),
    );
    const whole = contentOf(fed(bytes));
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 40 }), (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        expect(contentOf(fed(...edges.slice(1).map((to, index) => bytes.subarray(edges[index], to))))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
    expect(contentOf(fed(...[...bytes].map((byte) => Uint8Array.of(byte))))).toEqual(whole);
  });

  it('hands on frames other than samples, intact and in order', () => {
    const sampler = fed(
      frame(FrameKind.LINK, Uint8Array.of(1, 2, 3), { session: 0, seq: 4 }), samplesFrame([1]), frame(FrameKind.CONTROL, Uint8Array.of(0, 0), { seq: 5 }),
      frame(FrameKind.EVENT, Uint8Array.of(), { seq: 0xffff_ffff }), frame(FrameKind.STOP, Uint8Array.of(), { session: 0 }),
    );
    expect(sampler.takeFrames()).toEqual([
      { kind: 4, session: 0, seq: 4, payload: Uint8Array.of(1, 2, 3) },
      { kind: 1, session: SESSION, seq: 5, payload: Uint8Array.of(0, 0) },
      { kind: 3, session: SESSION, seq: 4_294_967_295, payload: Uint8Array.of() },
      { kind: 5, session: 0, seq: 0, payload: Uint8Array.of() },
    ]);
    expect(sampler.takeFrames()).toEqual([]);
    expect(sampler.takeBlocks()).toHaveLength(1);
  });

  it('hands on a block of SUMMARY whole, in which there are no samples to count', () => {
    const point = Uint8Array.from(Buffer.from('fbffff030000feffffffffff2200000000000000', 'hex'));
    const header = { ...HEADER, encoding: Encoding.SUMMARY, decimation: 2, sample_count: 1 };
    const payload = new Uint8Array(200);
    const summary = payload.subarray(0, encodeSampleBlock(payload, header, point));
    const sampler = fed(frame(FrameKind.SAMPLES, summary), frame(FrameKind.SAMPLES, summary.subarray(0, -4)), samplesFrame([7]));
    expect(sampler.takeFrames()).toEqual([{ kind: FrameKind.SAMPLES, session: SESSION, seq: 0, payload: summary }]);
    expect(sampler.takeBlocks().map(({ codes }) => [...codes])).toEqual([[7]]);
    expect(sampler.totals(1)).toMatchObject({ sample_count: 1n, gap_count: 0 });
    expect(sampler.counts).toMatchObject({ frames: 3, malformed: 1 });
  });

  it('gives the receiver codes and payloads of its own', () => {
    const bytes = joined(samplesFrame([7, 8]), frame(FrameKind.EVENT, Uint8Array.of(5)));
    const sampler = fed(bytes);
    const [block] = sampler.takeBlocks();
    const [event] = sampler.takeFrames();
    bytes.fill(0);
    sampler.feed(joined(samplesFrame([1, 1], { first_sample: 2 }), frame(FrameKind.EVENT, Uint8Array.of(9))));
    sampler.takeBlocks();
    expect([...block!.codes]).toEqual([7, 8]);
    expect([...event!.payload]).toEqual([5]);
  });

  it('drops frames of a foreign session and counts them, but never a stop', () => {
    const sampler = make();
    sampler.setSession(SESSION);
    sampler.feed(joined(
      frame(FrameKind.SAMPLES, samplesPayload([1]), { session: 1 }), frame(FrameKind.EVENT, Uint8Array.of(), { session: 2 }),
      frame(FrameKind.STOP, Uint8Array.of(), { session: 3 }), frame(FrameKind.EVENT, Uint8Array.of()), samplesFrame([4]),
    ));
    expect(sampler.counts.foreign_session).toBe(2);
    expect(sampler.takeFrames().map(({ kind }) => kind)).toEqual([5, 3]);
    expect(sampler.takeBlocks().map(({ codes }) => [...codes])).toEqual([[4]]);
  });

  it('lets every session through at session 0', () => {
    const sampler = make();
    sampler.setSession(SESSION);
    sampler.setSession(0);
    sampler.feed(frame(FrameKind.EVENT, Uint8Array.of(), { session: 99 }));
    expect(sampler.takeFrames()).toHaveLength(1);
    expect(sampler.counts.foreign_session).toBe(0);
  });

  it('counts what is no frame by what is wrong with it, and takes the frame behind it', () => {
    const good = samplesFrame([0x03_0303]);
    // The last byte of the data, before the channel's three bytes, the CRC and 0x00: no code of COBS.
    const flipped = Uint8Array.from(good, (byte, index) => (index === good.length - 9 ? byte ^ 0x40 : byte));
    const sampler = fed(flipped, Uint8Array.of(1, 2, 3, 0), new Uint8Array(5000).fill(7), Uint8Array.of(0), good);
    expect(sampler.counts).toMatchObject({ frames: 1, crc_errors: 1, malformed: 1, oversize: 1, foreign_version: 0, foreign_session: 0 });
    expect(sampler.takeBlocks()).toHaveLength(1);
  });

  it.each([
    ['another major version', { first: 0xb2 }, 'foreign_version'],
    ['another magic', { first: 0xc1 }, 'malformed'],
    ['kind 0', { kind: 0 }, 'malformed'],
    ['kind 6', { kind: 6 }, 'malformed'],
    ['a wrong length', { length: 9 }, 'malformed'],
  ] as const)('refuses a frame of %s', (_, oddness, count) => {
    const { counts } = fed(oddFrame(samplesPayload([1]), oddness));
    expect(counts).toEqual({ ...make().counts, bytes: counts.bytes, [count]: 1 });
  });

  it('takes 4096 bytes of payload in a frame of samples, 256 in others', () => {
    const block = samplesPayload([7]);
    const filling = 4096 - block.length - 4;
    const largest = joined(block, Uint8Array.of(0xa2, 0x01, (filling & 0x7f) | 0x80, filling >> 7), new Uint8Array(filling).fill(1));
    expect(largest).toHaveLength(4096);
    expect(fed(oddFrame(largest, {})).takeBlocks()).toMatchObject([{ payload_bytes: 4096 }]);
    expect(fed(oddFrame(new Uint8Array(256).fill(1), { kind: 3 })).takeFrames()).toHaveLength(1);
    const sampler = fed(oddFrame(new Uint8Array(257).fill(1), { kind: 3 }), oddFrame(new Uint8Array(4097).fill(1), {}));
    expect(sampler.counts).toMatchObject({ frames: 0, oversize: 2 });
    expect(sampler.takeFrames()).toEqual([]);
  });

  it('refuses every single-bit flip of a frame', () => {
    const good = samplesFrame(countingCodes(20, -10));
    for (let bit = 0; bit < 8 * (good.length - 1); bit += 1) {
      const sampler = fed(Uint8Array.from(good, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)), good);
      expect(sampler.takeBlocks().map(({ codes }) => [...codes])).toEqual([countingCodes(20, -10)]);
    }
  });

  it.each([
    ['a sample count that the data do not bear out', samplesPayload([1, 2]).map((byte, index, all) => (all[index - 1] === 0x70 ? 3 : byte))],
    ['a stream number beyond 8', joined(samplesPayload([1]).subarray(2), Uint8Array.of(0x08, 9))],
    ['a field that is given twice', joined(samplesPayload([1]), Uint8Array.of(0x10, 1, 0x10, 1))],
    ['an encoding that nobody asked for', joined(samplesPayload([1]).map((byte, index, all) => (all[index - 1] === 0x78 ? 3 : byte)))],
    ['a first sample beyond 2^53', samplesPayload([1, 2], { first_sample: Number.MAX_SAFE_INTEGER - 1 })],
    ['nothing at all', Uint8Array.of()],
  ])('refuses a block with %s', (_, payload) => {
    const sampler = fed(frame(FrameKind.SAMPLES, payload));
    expect(sampler.takeBlocks()).toEqual([]);
    expect(sampler.counts).toMatchObject({ frames: 1, malformed: 1 });
    expect(sampler.totals(1)).toBeUndefined();
  });

  it('passes over fields that a newer device adds', () => {
    const newer = joined(samplesPayload([1]), Uint8Array.of(0x90, 0x01, 5), Uint8Array.of(0x9a, 0x01, 2, 0, 0));
    expect(fed(frame(FrameKind.SAMPLES, newer)).takeBlocks()).toHaveLength(1);
  });

  it('knows nothing of a stream that has sent nothing', () => {
    expect(make().totals(1)).toBeUndefined();
    expect(make().takePyramid(1, 64, true)).toEqual([]);
  });

  it('lets go of everything when it is closed', () => {
    const sampler = fed(samplesFrame([1]), frame(FrameKind.EVENT, Uint8Array.of()));
    sampler.close();
    sampler.feed(samplesFrame([1], { first_sample: 1 }));
    expect([sampler.takeBlocks(), sampler.takeFrames()]).toEqual([[], []]);
  });
}
