import { describe, expect, it } from 'vitest';
import { checkedTickPeriod, ticksCovering, ticksPerMillisecond, ticksPerSecond } from '../../../firmware-model/src/kernel/time.ts';

describe('device time', () => {
  it('has ticks of 10 us to 1 ms that divide the millisecond', () => {
    for (const tick_us of [10, 20, 50, 100, 125, 200, 250, 500, 1000]) expect(checkedTickPeriod(tick_us)).toBe(tick_us);
    for (const tick_us of [9, 5, 30, 99, 101, 1001, 2000, 100.5, 0, -100, NaN, Infinity]) expect(() => checkedTickPeriod(tick_us)).toThrow(RangeError);
  });

  it('counts ticks a millisecond and a second', () => {
    expect([ticksPerMillisecond(100), ticksPerSecond(100)]).toEqual([10, 10_000]);
    expect([ticksPerMillisecond(10), ticksPerSecond(1000)]).toEqual([100, 1000]);
  });

  it('covers a duration with the fewest whole ticks', () => {
    expect([0, 1, 99, 100, 101].map((duration_us) => ticksCovering(duration_us, 100))).toEqual([0, 1, 1, 1, 2]);
    for (const duration_us of [-1000, NaN, Infinity]) expect(() => ticksCovering(duration_us, 100)).toThrow(RangeError);
  });
});
