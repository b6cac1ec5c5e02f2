import { describe, expect, it } from 'vitest';
import { STIMULI } from './stimuli.ts';
import { timeOf, timesOf } from './trip-times.ts';

describe('the time from cause to open circuit', () => {
  it.each(STIMULI)('row $row, $cause: at most $bound_us us', (stimulus) => {
    const { worst_us, bound_us, others } = timeOf(stimulus, { trials: 6, seed: 2 });
    expect(others).toEqual([]);
    // The tick in which the cause comes about, where the firmware sees it.
    expect(worst_us).toBeLessThanOrEqual(bound_us + (stimulus.clock === 'layer 0' ? 0 : 100));
    expect(worst_us).toBeGreaterThan(0);
  });

  it('is measured for every row but those that refuse, warn or bound', () => {
    expect(timesOf([]).without_time).toEqual([3, 4, 12, 15, 16, 17, 18, 24, 32, 33, 34, 35]);
  });
});
