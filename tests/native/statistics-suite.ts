import { createSampler } from '@nanobias/native';
import type { Sampler } from '@nanobias/native';
import { Channel, Encoding, FrameKind } from '@nanobias/proto';
import { expect, it } from 'vitest';
import { countingCodes, frame, samplesFrame, samplesPayload } from './wire.ts';

/** What a sampler sums up, held over one body. */
export function statisticsSuite(backend: 'native' | 'js'): void {
  const fed = (...frames: readonly Uint8Array[]): Sampler => {
    const sampler = createSampler({ backend });
    for (const bytes of frames) sampler.feed(bytes);
    return sampler;
  };
  const sums = (sampler: Sampler): unknown =>
    sampler.totals(1)?.code_sums.map(({ range_index, code_sum, sample_count }) => [range_index, code_sum, sample_count]);
  const shape = (sampler: Sampler, level: 64 | 4096, flush = true): unknown =>
    sampler.takePyramid(1, level, flush).map(({ first_sample, sample_count, range_index }) => [first_sample, sample_count, range_index]);

  it('adds up codes for each range, exactly', () => {
    const sampler = fed(
      samplesFrame([100, -30]), samplesFrame([8_388_607, 8_388_607], { first_sample: 2, range_index: 3, full_scale_fA: 10 }),
      samplesFrame([-8_388_608], { first_sample: 4 }),
    );
    expect(sampler.totals(1)).toEqual({
      stream_id: 1,
      sample_count: 5n,
      code_sums: [
        { range_index: 2, full_scale_fA: 1_000_000, full_scale_uV: 0, bits: 24, code_sum: -8_388_538n, sample_count: 3n },
        { range_index: 3, full_scale_fA: 10, full_scale_uV: 0, bits: 24, code_sum: 16_777_214n, sample_count: 2n },
      ],
      gap_count: 0,
      lost_count: 0n,
    });
  });

  it('stays exact beyond 2^53', () => {
    const sampler = createSampler({ backend });
    const largest = Array<number>(1000).fill(-2_147_483_648);
    for (let block_seq = 0; block_seq < 5000; block_seq += 1) {
      sampler.feed(samplesFrame(largest, { first_sample: block_seq * 1000, block_seq, encoding: Encoding.RAW32, bits: 32 }));
      sampler.takeBlocks();
    }
    sampler.feed(samplesFrame([-1], { first_sample: 5_000_000, encoding: Encoding.RAW32, bits: 32 }));
    expect(sums(sampler)).toEqual([[2, -10_737_418_240_000_001n, 5_000_001n]]);
  });

  it('keeps ranges of another calibration apart', () => {
    expect(sums(fed(samplesFrame([1]), samplesFrame([2], { first_sample: 1, full_scale_fA: 999 })))).toEqual([[2, 1n, 1n], [2, 2n, 1n]]);
  });

  it('takes sixteen scales of a stream and refuses the next', () => {
    const frames = countingCodes(17).map((index) => samplesFrame([1], { first_sample: index, full_scale_fA: index }));
    const sampler = fed(...frames);
    expect(sampler.totals(1)?.code_sums).toHaveLength(16);
    expect(sampler.totals(1)?.sample_count).toBe(16n);
    expect(sampler.counts.malformed).toBe(1);
  });

  it('keeps streams apart', () => {
    const sampler = fed(samplesFrame([1, 2]), samplesFrame([10], { stream_id: 8 }));
    expect([sampler.totals(1)?.sample_count, sampler.totals(8)?.sample_count]).toEqual([2n, 1n]);
  });

  it('counts samples that are missing between blocks', () => {
    const totals = fed(samplesFrame([1, 2]), samplesFrame([3], { first_sample: 7 }), samplesFrame([4], { first_sample: 8 })).totals(1);
    expect(totals).toMatchObject({ sample_count: 4n, gap_count: 1, lost_count: 5n });
  });

  it('counts missing samples after decimation, a part of one as none', () => {
    const decimation = 10;
    const totals = fed(
      samplesFrame([1, 2], { decimation }), samplesFrame([3], { decimation, first_sample: 50 }), samplesFrame([3], { decimation, first_sample: 65 }),
    ).totals(1);
    expect(totals).toMatchObject({ gap_count: 2, lost_count: 3n });
  });

  it('counts announced and missing samples once', () => {
    const totals = fed(samplesFrame([1]), samplesFrame([2], { first_sample: 6, lost_before: 5 }), samplesFrame([2], { first_sample: 7, lost_before: 2 })).totals(1);
    expect(totals).toMatchObject({ gap_count: 2, lost_count: 7n });
  });

  it('takes a gap that the device flags for one', () => {
    expect(fed(samplesFrame([1]), samplesFrame([2], { first_sample: 1, flags: 4 })).totals(1)).toMatchObject({ gap_count: 1, lost_count: 0n });
  });

  it('counts no sample twice: a block that goes back is refused', () => {
    const sampler = fed(samplesFrame([5, 5]), samplesFrame([5, 5]), samplesFrame([5, 5], { first_sample: 1 }), samplesFrame([5], { first_sample: 2 }));
    expect(sums(sampler)).toEqual([[2, 15n, 3n]]);
    expect(sampler.counts.malformed).toBe(2);
    expect(sampler.takeBlocks()).toHaveLength(2);
  });

  it.each([
    ['another session', frame(FrameKind.SAMPLES, samplesPayload([7]), { session: 5 })],
    ['another channel', samplesFrame([7], { channel: Channel.SLOW_CURRENT })],
    ['another rate', samplesFrame([7], { rate_Hz: 20_000 })],
    ['another decimation', samplesFrame([7], { decimation: 2 })],
  ])('begins a stream anew with a block of %s', (_, other) => {
    const sampler = fed(samplesFrame(countingCodes(65)), other);
    expect(sampler.totals(1)).toMatchObject({ sample_count: 1n, gap_count: 0 });
    expect(shape(sampler, 64)).toEqual([[0, 1, 2]]);
    expect(sampler.counts.malformed).toBe(0);
  });

  it('forgets a stream when it is told to', () => {
    const sampler = fed(samplesFrame([1, 2, 3]));
    sampler.forget(1);
    expect(sampler.totals(1)).toBeUndefined();
    sampler.feed(samplesFrame([4]));
    expect(sums(sampler)).toEqual([[2, 4n, 1n]]);
  });

  it('gives minimum, maximum, sum and square sum of 64 samples', () => {
    const [group, ...others] = fed(samplesFrame(countingCodes(64, -10))).takePyramid(1, 64);
    expect(others).toEqual([]);
    // Sum of -10 to 53: 64 x 21.5. Squares: 385 of 1 to 10 and 51,039 of 1 to 53.
    expect(group).toEqual({ level: 64, first_sample: 0, sample_count: 64, range_index: 2, code_min: -10, code_max: 53, code_sum: 1376, code_square_sum: 51_424 });
  });

  it('builds groups of 64 and 4096 across blocks', () => {
    const sampler = fed(...countingCodes(9).map((index) => samplesFrame(countingCodes(500), { first_sample: 500 * index, block_seq: index })));
    const fine = sampler.takePyramid(1, 64);
    expect(fine.map(({ sample_count }) => sample_count)).toEqual(Array(70).fill(64));
    expect(fine.map(({ first_sample }) => first_sample)).toEqual(countingCodes(70).map((index) => 64 * index));
    expect(shape(sampler, 4096, false)).toEqual([[0, 4096, 2]]);
    expect(shape(sampler, 64)).toEqual([[4480, 20, 2]]);
    expect(shape(sampler, 4096)).toEqual([[4096, 404, 2]]);
  });

  it('counts first samples at the base rate', () => {
    expect(shape(fed(samplesFrame(countingCodes(70), { first_sample: 1000, decimation: 100 })), 64)).toEqual([[1000, 64, 2], [7400, 6, 2]]);
  });

  it.each([
    ['a gap', { first_sample: 11 }],
    ['a loss that the device announces', { first_sample: 10, lost_before: 1 }],
    ['a gap that the device flags', { first_sample: 10, flags: 4 }],
    ['a change of range', { first_sample: 10, range_index: 5 }],
    ['a change of full scale', { first_sample: 10, full_scale_fA: 7 }],
  ])('closes the open groups at %s', (_, change) => {
    const sampler = fed(samplesFrame(countingCodes(10)), samplesFrame(countingCodes(64), change));
    const range_index = 'range_index' in change ? 5 : 2;
    expect(shape(sampler, 64, false)).toEqual([[0, 10, 2], [change.first_sample, 64, range_index]]);
    expect(shape(sampler, 4096, false)).toEqual([[0, 10, 2]]);
  });

  it('keeps groups in step when an unfinished one was taken', () => {
    const sampler = fed(samplesFrame(countingCodes(10)));
    expect(shape(sampler, 64)).toEqual([[0, 10, 2]]);
    expect(shape(sampler, 64)).toEqual([]);
    sampler.feed(samplesFrame(countingCodes(100), { first_sample: 10 }));
    expect(shape(sampler, 64)).toEqual([[10, 54, 2], [64, 46, 2]]);
    expect(shape(sampler, 4096)).toEqual([[0, 110, 2]]);
  });

  it('gives the square sum of 4096 codes of 20 bits exactly', () => {
    const codes = Array<number>(1024).fill(524_287);
    const sampler = fed(...countingCodes(4).map((index) => samplesFrame(codes, { first_sample: 1024 * index })));
    expect(sampler.takePyramid(1, 4096)[0]?.code_square_sum).toBe(4096 * 524_287 * 524_287);
  });

  it('rounds the square sum of larger codes once', () => {
    const squareSum = (codes: readonly number[]): unknown =>
      fed(samplesFrame(codes, { encoding: Encoding.RAW32, bits: 32 })).takePyramid(1, 64, true)[0]?.code_square_sum;
    const ones = (count: number): readonly number[] => Array<number>(count).fill(1);
    // 2^53 + 1 lies between two doubles and goes to the even one, 2^53 + 3 as well; 2^53 + 2 is a double.
    expect(squareSum([67_108_864, 67_108_864, ...ones(1)])).toBe(9_007_199_254_740_992);
    expect(squareSum([67_108_864, 67_108_864, ...ones(2)])).toBe(9_007_199_254_740_994);
    expect(squareSum([67_108_864, 67_108_864, ...ones(3)])).toBe(9_007_199_254_740_996);
    // 2^66 + 2^13 lies between two doubles 2^14 apart and goes to the even one, 2^66; one more tips it.
    const widest = [...Array<number>(16).fill(-2_147_483_648), 64, 64];
    expect(squareSum(widest)).toBe(73_786_976_294_838_206_464);
    expect(squareSum([...widest, 1])).toBe(73_786_976_294_838_222_848);
    // 64 x 10^18 is more than 64 bits hold.
    expect(squareSum(Array<number>(64).fill(1_000_000_000))).toBe(64e18);
  });

  it('refuses a level that the pyramid lacks', () => {
    expect(() => createSampler({ backend }).takePyramid(1, 65 as 64)).toThrow(RangeError);
  });
}
