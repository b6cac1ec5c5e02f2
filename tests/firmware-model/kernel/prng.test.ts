import { describe, expect, it } from 'vitest';
import { Arena } from '../../../firmware-model/src/kernel/arena.ts';
import { chanceStreams, type ChanceLabel } from '../../../firmware-model/src/kernel/prng.ts';

const LABELS: readonly ChanceLabel[] = ['noise', 'board', 'link', 'flash', 'clock', 'host', 'faults', 'specimen', 'controller'];

function words(seed: number, label: ChanceLabel, count: number): number[] {
  const stream = chanceStreams(new Arena(), seed)(label);
  return Array.from({ length: count }, () => stream.next());
}

describe('chance', () => {
  it('follows xoshiro128** word by word', () => {
    const stream = chanceStreams(new Arena(), 0)('noise');
    stream.state.set([1, 2, 3, 4]);
    // Worked through by hand from the published step: rotl(s1 * 5, 7) * 9, then the linear engine.
    expect([stream.next(), stream.next(), stream.next()]).toEqual([11520, 0, 5927040]);
  });

  it('gives the same words for the same seed and label', () => {
    expect(words(7, 'noise', 100)).toEqual(words(7, 'noise', 100));
  });

  it('gives every label and every seed words of its own', () => {
    const firsts = LABELS.flatMap((label) => [0, 1, 2, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map((seed) => words(seed, label, 2).join()));
    expect(new Set(firsts).size).toBe(LABELS.length * 6);
  });

  it('is not reshuffled in one label by draws in another', () => {
    const chance = chanceStreams(new Arena(), 5);
    const noise = chance('noise');
    const link = chance('link');
    const mixed = Array.from({ length: 50 }, () => {
      link.next();
      return noise.next();
    });
    expect(mixed).toEqual(words(5, 'noise', 50));
  });

  it('shares no correlation between two labels of one seed', () => {
    const a = words(11, 'noise', 20_000).map((word) => word / 2 ** 32 - 0.5);
    const b = words(11, 'specimen', 20_000).map((word) => word / 2 ** 32 - 0.5);
    const correlation = a.reduce((sum, value, index) => sum + value * b[index]!, 0) / 20_000 / (1 / 12);
    // One sigma of the estimate is 1/sqrt(20000) = 0.007.
    expect(Math.abs(correlation)).toBeLessThan(0.035);
  });

  it('keeps its state in the arena, so that a restored snapshot draws the same again', () => {
    const arena = new Arena();
    const stream = chanceStreams(arena, 3)('faults');
    arena.seal();
    const snapshot = arena.snapshot();
    const first = [stream.next(), stream.next()];
    arena.restore(snapshot);
    expect([stream.next(), stream.next()]).toEqual(first);
  });

  it('is uniform in [0, 1), and in a tolerance on both sides of 0', () => {
    const stream = chanceStreams(new Arena(), 9)('board');
    const draws = Array.from({ length: 20_000 }, () => stream.uniform());
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    const tolerances = Array.from({ length: 1000 }, () => stream.tolerance(0.02));
    expect(Math.max(...tolerances)).toBeGreaterThan(0.019);
    expect(Math.min(...tolerances)).toBeLessThan(-0.019);
    expect(tolerances.every((draw) => Math.abs(draw) <= 0.02)).toBe(true);
  });

  it('refuses a seed that is no safe integer from 0 on', () => {
    for (const seed of [-1, 0.5, NaN, Infinity, 2 ** 53]) expect(() => chanceStreams(new Arena(), seed)).toThrow(/seed/);
  });
});
