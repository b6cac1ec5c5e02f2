import { describe, expect, it } from 'vitest';
import { EnvelopeHistory } from '../../../cli/src/page/envelope.ts';

/** A sample of its own. */
const sample = (value: number) => ({ min: value, max: value, mean: value, count: 1 });

function filled(values: readonly number[], { bucket_us = 100, from_us = 0, buckets_max = 65_536 } = {}): EnvelopeHistory {
  const history = new EnvelopeHistory(bucket_us, buckets_max);
  values.forEach((value, index) => history.add(from_us + index * bucket_us, sample(value)));
  return history;
}

describe('an envelope', () => {
  it('gives back samples as they were where there are points enough', () => {
    const { from_us, step_us, min, max, mean } = filled([1, -2, 3]).query({ from_us: 0, to_us: 300, points: 100 });
    expect([from_us, step_us]).toEqual([0, 100]);
    for (const column of [min, max, mean]) expect([...column]).toEqual([1, -2, 3]);
  });

  it('keeps the least, the greatest and the mean of everything that a point stands for', () => {
    const values = Array.from({ length: 6400 }, (_, index) => (index === 1000 ? 500 : index === 5000 ? -500 : index % 2));
    const { step_us, min, max, mean } = filled(values).query({ from_us: 0, to_us: 640_000, points: 4 });
    expect(step_us).toBe(204_800);
    expect([...max]).toEqual([500, 1, 1, 1]);
    expect([...min]).toEqual([0, 0, -500, 0]);
    expect(mean[3]).toBeCloseTo(0.5, 5);
  });

  it('never has more points than were asked for, but the one that is cut at both ends', () => {
    const history = filled(Array.from({ length: 5000 }, (_, index) => index));
    for (const points of [1, 2, 3, 7, 64, 999]) {
      for (const [from_us, to_us] of [[0, 500_000], [12_345, 67_890], [-5000, 499_999]] as const) {
        const answer = history.query({ from_us, to_us, points });
        expect(answer.mean.length, `${points} points`).toBeLessThanOrEqual(points + 1);
        expect(answer.from_us).toBeLessThanOrEqual(from_us);
        expect(answer.from_us + answer.mean.length * answer.step_us).toBeGreaterThanOrEqual(to_us);
      }
    }
  });

  it('shows a gap as a gap, at any scale, and pays nothing for it', () => {
    const history = filled([1, 1]);
    const before_bytes = history.size_bytes;
    const day_us = 86_400e6;
    history.add(day_us, sample(2));
    expect(history.size_bytes).toBeLessThan(4 * before_bytes);
    const { mean } = history.query({ from_us: 0, to_us: day_us + 100, points: 5 });
    expect([...mean].map(Number.isNaN)).toEqual([false, true, true, true, false]);
    expect([...history.query({ from_us: 0, to_us: 400, points: 4 }).mean]).toEqual([1, 1, NaN, NaN]);
  });

  it('forgets what is old first at the finest level, and still shows it coarsely', () => {
    const buckets_max = 8192;
    const history = filled(Array.from({ length: 40_000 }, (_, index) => index), { buckets_max });
    const recent = history.query({ from_us: 3_999_000, to_us: 4_000_000, points: 100 });
    expect([recent.step_us, recent.mean.at(-1)]).toEqual([100, 39_999]);
    const old = history.query({ from_us: 0, to_us: 1000, points: 100 });
    expect(old.step_us).toBeGreaterThan(100);
    expect(old.min[0]).toBe(0);
    expect(old.max[0]).toBeLessThan(100);
  });

  it('leaves out what comes with a time that has been, and counts it', () => {
    const history = filled([1, 2, 3]);
    history.add(100, sample(99));
    history.add(NaN, sample(99));
    expect([history.late_count, history.newest_us]).toEqual([2, 200]);
    expect([...history.query({ from_us: 0, to_us: 300, points: 3 }).max]).toEqual([1, 2, 3]);
  });

  it('refuses a question that is none', () => {
    const history = filled([1]);
    for (const [from_us, to_us, points] of [[0, 0, 1], [1, 0, 1], [NaN, 1, 1], [0, Infinity, 1], [0, 1, 0], [0, 1, 4097], [0, 1, NaN]] as const) {
      expect(() => history.query({ from_us, to_us, points }), `${from_us} to ${to_us} by ${points}`).toThrow(RangeError);
    }
    expect(() => new EnvelopeHistory(0)).toThrow(RangeError);
  });
});
