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
    const cause = 'OVER_CURRENT';
    const trials: readonly Told[] = [{ cause, value: 12, limit: 10 }, { cause, value: 9, limit: 10 }, { cause, value: 13, limit: 10 }, { cause, limit: 10 }, { cause: 'SLEW', value: 12, limit: 10 }];
    expect(trials.map((told) => isBorneOut(cause, told))).toEqual([true, false, true, false, false]);
    expect(trials.reduce<Told | undefined>((before, told) => toldAfter(cause, before, told), undefined)).toBe(trials[1]);
    expect(toldAfter(cause, undefined, trials[1]!)).toBe(trials[1]);
    expect(toldAfter(cause, trials[0], trials[2]!)).toBe(trials[2]);
  });

  it('is not borne out where nobody was told, or of another cause, also where no number is told', () => {
    expect([{ cause: 'LEASE_LAPSED' }, {}, { cause: 'LINK_LOST' }, { cause: 'LEASE_LAPSED', value: 1 }].map((told) => isBorneOut('LEASE_LAPSED', told))).toEqual([true, false, false, false]);
  });

  it('is measured for every row but those that refuse, warn or bound', () => {
    expect(timesOf([]).without_time).toEqual([3, 4, 12, 15, 16, 17, 18, 24, 32, 33, 34, 35]);
  });
});
