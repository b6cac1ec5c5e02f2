import { describe, expect, it } from 'vitest';
import { STIMULI } from './stimuli.ts';
import { timeOf, timesOf } from './trip-times.ts';

/** Nothing is compared with a number of the firmware's, but for what layer 0 may have seen. */
const WITHOUT_NUMBER = ['LEASE_LAPSED', 'LINK_LOST', 'INTERLOCK_LINE', 'WATCHDOG', 'STATE_CORRUPTED', 'SUPPLY', 'TIME_BASE', 'PROBE_MOTION', 'CONTACT_LOST', 'HARDWARE_OVER_CURRENT'];
const COUNTED = ['ADC_FROZEN', 'SAMPLES_LOST'];
const LOWER = ['UNDER_VOLTAGE', 'REVERSAL'];

/** Whether what is told of a trip is what tripped: the value lies beyond the limit. */
function isBorneOut(cause: string, value: number | undefined, limit: number | undefined): boolean {
  if (WITHOUT_NUMBER.includes(cause)) return value === undefined;
  if (value === undefined || limit === undefined) return cause === 'HARDWARE_OVER_VOLTAGE' && limit === 5_000_000;
  if (cause === 'BOARD_RESET') return value !== limit;
  if (LOWER.includes(cause)) return value < limit;
  return COUNTED.includes(cause) ? limit <= value : limit < Math.abs(value);
}

describe('the time from cause to open circuit', () => {
  it.each(STIMULI)('row $row, $cause: at most $bound_us us', (stimulus) => {
    const { worst_us, bound_us, others, value, limit } = timeOf(stimulus, { trials: 6, seed: 2 });
    expect(others).toEqual([]);
    expect(isBorneOut(stimulus.cause, value, limit)).toBe(true);
    // The tick in which the cause comes about, where the firmware sees it.
    expect(worst_us).toBeLessThanOrEqual(bound_us + (stimulus.clock === 'layer 0' ? 0 : 100));
    expect(worst_us).toBeGreaterThan(0);
  });

  it('is measured for every row but those that refuse, warn or bound', () => {
    expect(timesOf([]).without_time).toEqual([3, 4, 12, 15, 16, 17, 18, 24, 32, 33, 34, 35]);
  });
});
