import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { GaussianNoise, gaussianTail } from '../../../firmware-model/src/kernel/noise.ts';
import { chanceStreams } from '../../../firmware-model/src/kernel/prng.ts';

function noiseOf(seed: number): { noise: GaussianNoise; arena: Arena } {
  const arena = new Arena();
  return { noise: new GaussianNoise(arena, chanceStreams(arena, seed)('noise')), arena };
}

/** Upper tail of the standard normal distribution, by the continued fraction of Mills' ratio; good beyond 2. */
function upperTail(x: number): number {
  let fraction = x;
  for (let k = 200; k >= 1; k -= 1) fraction = x + k / fraction;
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) / fraction;
}

describe('Gaussian noise', () => {
  it('has the moments of the standard normal distribution', () => {
    const { noise } = noiseOf(1);
    const count = 4_000_000;
    const sums = [0, 0, 0, 0];
    for (let index = 0; index < count; index += 1) {
      const draw = noise.next();
      sums[0]! += draw;
      sums[1]! += draw * draw;
      sums[2]! += draw * draw * draw;
      sums[3]! += draw * draw * draw * draw;
    }
    // Each within 5 sigma of its estimate: the variances of the powers are 1, 2, 15 and 96.
    const within = (power: number, variance: number): number => 5 * Math.sqrt(variance / count) - Math.abs(sums[power - 1]! / count - [0, 1, 0, 3][power - 1]!);
    expect(within(1, 1)).toBeGreaterThan(0);
    expect(within(2, 2)).toBeGreaterThan(0);
    expect(within(3, 15)).toBeGreaterThan(0);
    expect(within(4, 96)).toBeGreaterThan(0);
  });

  it('fills the distribution evenly, bin by bin', () => {
    const { noise } = noiseOf(2);
    const count = 2_000_000;
    const bins = new Float64Array(64);
    for (let index = 0; index < count; index += 1) {
      const bin = Math.floor((noise.next() + 4) * 8);
      if (bin >= 0 && bin < 64) bins[bin]! += 1;
    }
    let chiSquare = 0;
    for (const [bin, seen] of bins.entries()) {
      const from = bin / 8 - 4;
      // Simpson over a bin of 1/8 sigma is exact to 1e-7 of it.
      const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
      const expected = (count * (density(from) + 4 * density(from + 1 / 16) + density(from + 1 / 8))) / 48;
      chiSquare += (seen - expected) ** 2 / expected;
    }
    // 64 degrees of freedom: mean 64, sigma 11.3.
    expect(chiSquare).toBeLessThan(64 + 5 * 11.3);
  });

  it('has no correlation between neighbours', () => {
    const { noise } = noiseOf(3);
    const count = 1_000_000;
    let before = noise.next();
    let sum = 0;
    for (let index = 0; index < count; index += 1) {
      const draw = noise.next();
      sum += before * draw;
      before = draw;
    }
    expect(Math.abs(sum / count)).toBeLessThan(5 / Math.sqrt(count));
  });

  it('has the right weight beyond 4 and 5 sigma, on both sides', () => {
    const { noise } = noiseOf(4);
    const count = 20_000_000;
    const seen = { high4: 0, low4: 0, beyond5: 0 };
    for (let index = 0; index < count; index += 1) {
      const draw = noise.next();
      if (draw > 4) seen.high4 += 1;
      if (draw < -4) seen.low4 += 1;
      if (draw > 5 || draw < -5) seen.beyond5 += 1;
    }
    const isNear = (found: number, expected: number): boolean => Math.abs(found - expected) < 5 * Math.sqrt(expected);
    expect(isNear(seen.high4, count * upperTail(4))).toBe(true);
    expect(isNear(seen.low4, count * upperTail(4))).toBe(true);
    expect(isNear(seen.beyond5, 2 * count * upperTail(5))).toBe(true);
  });

  it('has a tail that is exact at 5 and 6 sigma', () => {
    const chance = chanceStreams(new Arena(), 5)('noise');
    const count = 4_000_000;
    const seen = [0, 0];
    for (let index = 0; index < count; index += 1) {
      const draw = gaussianTail(chance);
      if (draw > 5) seen[0]! += 1;
      if (draw > 6) seen[1]! += 1;
    }
    const start = upperTail(3.6541528853610088);
    for (const [index, sigma] of [5, 6].entries()) {
      const expected = (count * upperTail(sigma)) / start;
      expect(Math.abs(seen[index]! - expected)).toBeLessThan(5 * Math.sqrt(expected) + 1);
    }
  });

  it('reaches beyond 9 sigma, where its generator gives the rarest word', () => {
    const rarest = { next: () => 0 };
    expect(gaussianTail(rarest)).toBeGreaterThan(9);
    expect(gaussianTail(rarest)).toBeLessThan(11);
  });

  it('draws the same again from a restored snapshot, in mid-block', () => {
    const { noise, arena } = noiseOf(6);
    for (let index = 0; index < 5000; index += 1) noise.next();
    const snapshot = arena.snapshot();
    const first = Array.from({ length: 6000 }, () => noise.next());
    arena.restore(snapshot);
    expect(Array.from({ length: 6000 }, () => noise.next())).toEqual(first);
  });

  it('never hands out a draw twice, nor one of the block before', () => {
    const { noise } = noiseOf(7);
    const seen = new Set<number>();
    for (let index = 0; index < 3000; index += 1) {
      const first = noise.claim(3);
      for (let draw = first; draw < first + 3; draw += 1) seen.add(noise.block[draw]!);
    }
    // Draws have 24 bits in their layer: a few of 9000 may coincide by chance.
    expect(seen.size).toBeGreaterThan(8990);
  });
});
