import { describe, expect, it } from 'vitest';
import { STIMULI } from './stimuli.ts';
import { isBorneOut, toldAfter } from './told.ts';
import type { Told } from './told.ts';
import { timeOf, timesOf } from './trip-times.ts';

describe('the time from cause to open circuit', () => {
  it.each(STIMULI)('row $row, $cause: at most $bound_us us', (stimulus) => {
    const { worst_us, bound_us, others, isBorneOut: isTrue, ...told } = timeOf(stimulus, { trials: 6, seed: 2 });
    expect(others).toEqual([]);
    expect(isTrue, `${told.value} against ${told.limit}`).toBe(true);
    // The tick in which the cause comes about, where the firmware sees it.
    expect(worst_us).toBeLessThanOrEqual(bound_us + (stimulus.clock === 'layer 0' ? 0 : 100));
    expect(worst_us).toBeGreaterThan(0);
  });

  it('comes with what the trial told that was first not borne out, whatever the later ones tell', () => {
    const trials: readonly Told[] = [{ value: 12, limit: 10 }, { value: 9, limit: 10 }, { value: 13, limit: 10 }, { limit: 10 }];
    expect(trials.map((told) => isBorneOut('OVER_CURRENT', told))).toEqual([true, false, true, false]);
    expect(trials.reduce<Told | undefined>((before, told) => toldAfter('OVER_CURRENT', before, told), undefined)).toEqual({ value: 9, limit: 10 });
    expect(toldAfter('OVER_CURRENT', undefined, trials[1]!)).toEqual({ value: 9, limit: 10 });
    expect(toldAfter('OVER_CURRENT', trials[0], trials[2]!)).toEqual({ value: 13, limit: 10 });
  });

  it('is measured for every row but those that refuse, warn or bound', () => {
    expect(timesOf([]).without_time).toEqual([3, 4, 12, 15, 16, 17, 18, 24, 32, 33, 34, 35]);
  });
});
