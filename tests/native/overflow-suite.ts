import { createSampler } from '@nanobias/native';
import { FrameKind } from '@nanobias/proto';
import { expect, it } from 'vitest';
import { countingCodes, frame, samplesFrame } from './wire.ts';

/** What happens when nobody takes, held over one body. */
export function overflowSuite(backend: 'native' | 'js'): void {
  it('drops the newest blocks when too many wait, while totals and pyramid see every sample', () => {
    const sampler = createSampler({ backend, blocks_max: 3 });
    for (const index of countingCodes(5)) sampler.feed(samplesFrame(countingCodes(10, index), { first_sample: 10 * index, block_seq: index }));
    expect(sampler.takeBlocks().map(({ block_seq }) => block_seq)).toEqual([0, 1, 2]);
    expect(sampler.counts).toMatchObject({ dropped_blocks: 2, dropped_samples: 20 });
    expect(sampler.totals(1)).toMatchObject({ sample_count: 50n, gap_count: 0, lost_count: 0n });
    expect(sampler.takePyramid(1, 64, true)).toMatchObject([{ sample_count: 50, code_sum: 325 }]);
    sampler.feed(samplesFrame([1], { first_sample: 50, block_seq: 5 }));
    expect(sampler.takeBlocks().map(({ block_seq }) => block_seq)).toEqual([5]);
  });

  it('accounts for every sample: produced = consumed + dropped', () => {
    const sampler = createSampler({ backend, blocks_max: 7 });
    let produced = 0;
    let consumed = 0;
    for (const index of countingCodes(200)) {
      const count = 1 + ((index * 37) % 90);
      sampler.feed(samplesFrame(countingCodes(count), { first_sample: produced, block_seq: index }));
      produced += count;
      if (index % 11 === 0) for (const { codes } of sampler.takeBlocks()) consumed += codes.length;
    }
    for (const { codes } of sampler.takeBlocks()) consumed += codes.length;
    expect(sampler.counts.dropped_samples).toBeGreaterThan(0);
    expect(consumed + sampler.counts.dropped_samples).toBe(produced);
    expect(sampler.totals(1)?.sample_count).toBe(BigInt(produced));
  });

  it('holds 4096 frames and drops the newest beyond', () => {
    const sampler = createSampler({ backend });
    for (let seq = 0; seq < 4100; seq += 1) sampler.feed(frame(FrameKind.EVENT, Uint8Array.of(), { seq }));
    expect(sampler.counts.dropped_frames).toBe(4);
    const frames = sampler.takeFrames();
    expect([frames.length, frames[0]?.seq, frames[4095]?.seq]).toEqual([4096, 0, 4095]);
  });

  it('keeps the latest 16,384 groups of the pyramid and counts those it drops', () => {
    const sampler = createSampler({ backend });
    const codes = countingCodes(1024);
    for (let index = 0; index < 1025; index += 1) {
      sampler.feed(samplesFrame(codes, { first_sample: 1024 * index, block_seq: index }));
      sampler.takeBlocks();
    }
    const groups = sampler.takePyramid(1, 64);
    expect([groups.length, groups[0]?.first_sample, groups[16_383]?.first_sample]).toEqual([16_384, 1024, 1_049_536]);
    expect(sampler.counts.dropped_groups).toBe(16);
    sampler.forget(1);
    expect(sampler.counts.dropped_groups).toBe(16);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a queue of %s blocks', (blocks_max) => {
    expect(() => createSampler({ backend, blocks_max })).toThrow(RangeError);
  });
}
