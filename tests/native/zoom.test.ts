import { backendReport, createSampler } from '@nanobias/native';
import type { Sampler, ZoomGroup } from '@nanobias/native';
import { Encoding } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { countingCodes, samplesFrame } from './wire.ts';

const { backend, reason } = backendReport();

/** A ramp of this many samples from code 0, in blocks of 1000. */
function ramp(sampler: Sampler, count: number, first = 0): void {
  for (let index = 0; index < count / 1000; index += 1) {
    sampler.feed(samplesFrame(countingCodes(1000, 1000 * index), { first_sample: first + 1000 * index, block_seq: index, encoding: Encoding.FOR128 }));
    sampler.takeBlocks();
  }
}

const spans = (groups: readonly ZoomGroup[]): number[][] => groups.map(({ first_sample, sample_count }) => [first_sample, sample_count]);

describe.each(['native', 'js'] as const)('the pyramid of the %s sampler', (body) => {
  describe.skipIf(body === 'native' && backend === 'js')(body === 'native' && backend === 'js' ? `without the addon: ${reason}` : 'for a look back', () => {
    it('gives the groups that a window touches, at either end', () => {
      const sampler = createSampler({ backend: body });
      ramp(sampler, 10_000);
      expect(spans(sampler.pyramid(1, { level: 64, from: 128, to: 256 }))).toEqual([[128, 64], [192, 64]]);
      expect(spans(sampler.pyramid(1, { level: 64, from: 127, to: 257 }))).toEqual([[64, 64], [128, 64], [192, 64], [256, 64]]);
      expect(spans(sampler.pyramid(1, { level: 64, from: 128, to: 128 }))).toEqual([]);
      expect(spans(sampler.pyramid(1, { level: 4096, from: 0, to: 1e9 }))).toEqual([[0, 4096], [4096, 4096]]);
      expect(sampler.pyramid(1, { level: 4096, from: 0, to: 1 })).toEqual([
        // The sum of 0 to 4095, and of their squares.
        { level: 4096, first_sample: 0, sample_count: 4096, range_index: 2, code_min: 0, code_max: 4095, code_sum: 8_386_560, code_square_sum: 22_898_104_320 },
      ]);
    });

    it('gives what has been taken before, and takes nothing', () => {
      const sampler = createSampler({ backend: body });
      ramp(sampler, 1000);
      expect(sampler.takePyramid(1, 64)).toHaveLength(15);
      expect(sampler.pyramid(1, { level: 64, from: 0, to: 1000 })).toHaveLength(15);
      expect(sampler.pyramid(1, { level: 64, from: 0, to: 1000 })).toHaveLength(15);
      expect(sampler.takePyramid(1, 64, true)).toHaveLength(1);
      expect(sampler.pyramid(1, { level: 64, from: 0, to: 1000 })).toHaveLength(16);
    });

    it('gathers a quarter of a million samples in one group, exactly', () => {
      const sampler = createSampler({ backend: body });
      ramp(sampler, 263_000);
      const [group, ...others] = sampler.pyramid(1, { level: 262_144, from: 0, to: 1e9 });
      expect(others).toEqual([]);
      // Of 0 to 262,143: n (n - 1) / 2, and (n - 1) n (2n - 1) / 6 = 6,004,765,143,465,984, below 2^53.
      expect(group).toEqual({ level: 262_144, first_sample: 0, sample_count: 262_144, range_index: 2, code_min: 0, code_max: 262_143, code_sum: 34_359_607_296, code_square_sum: 6_004_765_143_465_984 });
    });

    it('never gathers over a gap, at any level', () => {
      const sampler = createSampler({ backend: body });
      ramp(sampler, 5000);
      ramp(sampler, 3000, 5001);
      sampler.feed(samplesFrame([1], { first_sample: 9000 }));
      expect(spans(sampler.pyramid(1, { level: 4096, from: 0, to: 1e9 }))).toEqual([[0, 4096], [4096, 904], [5001, 3000]]);
      expect(spans(sampler.pyramid(1, { level: 262_144, from: 0, to: 1e9 }))).toEqual([[0, 5000], [5001, 3000]]);
      expect(spans(sampler.pyramid(1, { level: 16_777_216, from: 0, to: 1e9 }))).toEqual([[0, 5000], [5001, 3000]]);
    });

    it('keeps the latest 16,384 groups of a level', () => {
      const sampler = createSampler({ backend: body });
      ramp(sampler, 1_050_000);
      const fine = sampler.pyramid(1, { level: 64, from: 0, to: 1e9 });
      expect([fine.length, fine[0]?.first_sample, fine[16_383]?.first_sample]).toEqual([16_384, 1408, 1_049_920]);
      expect(spans(sampler.pyramid(1, { level: 4096, from: 0, to: 5000 }))).toEqual([[0, 4096], [4096, 4096]]);
    });

    it('counts windows at the base rate, whatever the decimation', () => {
      const sampler = createSampler({ backend: body });
      sampler.feed(samplesFrame(countingCodes(128), { decimation: 10 }));
      expect(spans(sampler.pyramid(1, { level: 64, from: 630, to: 640 }))).toEqual([[0, 64]]);
      expect(spans(sampler.pyramid(1, { level: 64, from: 631, to: 640 }))).toEqual([]);
      expect(spans(sampler.pyramid(1, { level: 64, from: 631, to: 641 }))).toEqual([[640, 64]]);
    });

    it('knows nothing of a stream that has sent nothing, and refuses what is no window', () => {
      const sampler = createSampler({ backend: body });
      expect(sampler.pyramid(3, { level: 64, from: 0, to: 10 })).toEqual([]);
      for (const window of [{ level: 65 as 64, from: 0, to: 1 }, { level: 64 as const, from: -1, to: 1 }, { level: 64 as const, from: 0.5, to: 1 }, { level: 64 as const, from: 0, to: Number.NaN }]) {
        expect(() => sampler.pyramid(1, window)).toThrow(RangeError);
      }
    });
  });
});
