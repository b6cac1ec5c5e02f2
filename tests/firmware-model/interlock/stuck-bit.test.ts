import { describe, expect, it } from 'vitest';
import { WORD } from '../../../firmware-model/src/interlock/state.ts';
import { BIT, only } from './fixture.ts';
import type { Fixture, Sample } from './fixture.ts';

/** Ten means of 100 ticks. */
const WINDOW_TICKS = 1000;
const watch = { noisy_voltage_bits: 0b1111, noisy_current_bits: 0b11_1111 } as const;

/** Every low bit of either channel moves within 64 ticks. */
const live = (index: number): Required<Pick<Sample, 'voltage' | 'current'>> => ({ voltage: 11_300 + (index % 16), current: -40 + (index % 64) });

const stuck = (channel: 'voltage' | 'current', bit: number, isSet: boolean) => (index: number): Sample => {
  const sample = live(index);
  return { ...sample, [channel]: isSet ? sample[channel] | (1 << bit) : sample[channel] & ~(1 << bit) };
};

/** The tick in which row 19 is first seen; undefined when it is not. */
function seenAt(fixture: Fixture, sample: (index: number) => Sample, ticks_max: number): number | undefined {
  for (let index = 1; index <= ticks_max; index += 1) if ((fixture.tick(sample(index)) & BIT.ADC_FROZEN) !== 0) return index;
  return undefined;
}

describe('row 19, a bit that is stuck under live noise', () => {
  it.each([
    ['voltage', 0, true], ['voltage', 0, false], ['voltage', 3, true], ['voltage', 3, false], ['current', 0, false], ['current', 5, true], ['current', 5, false],
  ] as const)('of the %s, bit %i, set %s, is seen at the end of the first whole window', (channel, bit, isSet) => {
    const fixture = only(19, { watch });
    const sample = stuck(channel, bit, isSet);
    fixture.set(WORD.LAST_VOLTAGE_CODE, sample(0).voltage!);
    fixture.set(WORD.LAST_CURRENT_CODE, sample(0).current!);
    expect(seenAt(fixture, sample, 3000)).toBe(WINDOW_TICKS);
    expect([fixture.interlock.seen[19], fixture.interlock.seen[32 + 19]]).toEqual([WINDOW_TICKS, WINDOW_TICKS]);
  });

  it('is seen within two windows of its beginning, wherever in one that lies', () => {
    const fixture = only(19, { watch });
    for (let index = 1; index <= 300; index += 1) fixture.tick(live(index));
    expect(seenAt(fixture, stuck('voltage', 2, true), 3000)).toBe(1700);
  });

  it('is seen again in every window that it lasts, and not in one in which it moves', () => {
    const fixture = only(19, { watch });
    seenAt(fixture, stuck('current', 1, true), WINDOW_TICKS);
    expect(seenAt(fixture, stuck('current', 1, true), 2 * WINDOW_TICKS)).toBe(WINDOW_TICKS);
    // The block that showed it is held until the next one.
    for (let index = 1; index <= 5; index += 1) fixture.tick(live(index));
    expect(seenAt(fixture, live, 3 * WINDOW_TICKS)).toBeUndefined();
  });

  it('is not a high bit, which stands still in a sound converter too', () => {
    expect(seenAt(only(19, { watch }), live, 3 * WINDOW_TICKS)).toBeUndefined();
    expect(seenAt(only(19, { watch }), stuck('voltage', 4, true), 3 * WINDOW_TICKS)).toBeUndefined();
    expect(seenAt(only(19, { watch }), stuck('current', 6, false), 3 * WINDOW_TICKS)).toBeUndefined();
  });

  it('takes a single move within the window for a bit that moves', () => {
    const once = (index: number): Sample => (index === 500 ? live(index) : stuck('voltage', 1, (live(500).voltage & 2) === 0)(index));
    expect(seenAt(only(19, { watch }), once, WINDOW_TICKS)).toBeUndefined();
  });

  it.each([0, -5, 11, 1_000_000])('with a count of %i means left, which is none, begins the next window well', (left_means) => {
    const fixture = only(19, { watch });
    for (let index = 1; index <= 64; index += 1) fixture.tick(live(index));
    fixture.interlock.state[WORD.BIT_MEANS_LEFT] = left_means;
    for (let index = 65; index <= 100; index += 1) expect(fixture.tick(live(index)) & BIT.ADC_FROZEN).toBe(0);
    expect(fixture.interlock.state[WORD.BIT_MEANS_LEFT]).toBe(10);
    expect(seenAt(fixture, stuck('voltage', 0, false), 2000)).toBe(WINDOW_TICKS);
  });
});
