import { describe, expect, it } from 'vitest';
import { SLOW } from '../../../firmware-model/src/interlock/slow-state.ts';
import { SlowFixture } from './slow-fixture.ts';

/** By hand, from the order in which causes are told. */
const ADC_FROZEN = 1 << 19;

interface Codes {
  readonly current: number;
  readonly voltage: number;
  readonly isSaturated?: boolean;
}

class FrozenFixture extends SlowFixture {
  constructor(noisy: { readonly current: number; readonly voltage: number } = { current: 1, voltage: 1 }) {
    super();
    this.set(SLOW.IS_CURRENT_NOISY, noisy.current);
    this.set(SLOW.IS_VOLTAGE_NOISY, noisy.voltage);
  }

  codes({ current, voltage, isSaturated = false }: Codes): number {
    this.set(SLOW.CURRENT_CODE, current);
    this.set(SLOW.VOLTAGE_CODE, voltage);
    return this.convert({ isSaturated });
  }
}

const both = (place: number): Codes => ({ current: 1000 + place, voltage: -1000 - place });
const stillCurrent = (place: number): Codes => ({ current: -77, voltage: 500 + place });
const stillVoltage = (place: number): Codes => ({ current: 500 - place, voltage: 77 });

function until(fixture: FrozenFixture, codes: (place: number) => Codes, conversions_max = 100): number | undefined {
  for (let place = 1; place <= conversions_max; place += 1) if (fixture.codes(codes(place)) === ADC_FROZEN) return place;
  return undefined;
}

describe('row 19 on the slow path', () => {
  it.each([['current', stillCurrent], ['voltage', stillVoltage]])('is the tenth identical code of the %s', (_, codes) => {
    expect(until(new FrozenFixture(), codes)).toBe(10);
  });

  it('is present with the output off and on alike', () => {
    const fixture = new FrozenFixture();
    fixture.set(SLOW.IS_CONNECTED, 1);
    expect(until(fixture, stillCurrent)).toBe(10);
  });

  it('is not what moves by one code', () => {
    expect(until(new FrozenFixture(), both)).toBeUndefined();
    expect(until(new FrozenFixture(), (place) => ({ current: place % 2, voltage: place % 2 }))).toBeUndefined();
  });

  it('takes two repeats back for a change, and no more', () => {
    const fixture = new FrozenFixture();
    for (let place = 0; place < 9; place += 1) fixture.codes(stillCurrent(place));
    expect(fixture.get(SLOW.FROZEN_CURRENT_COUNT)).toBe(8);
    fixture.codes(both(1));
    expect(fixture.get(SLOW.FROZEN_CURRENT_COUNT)).toBe(6);
    // The first of them is another change.
    expect(until(fixture, stillCurrent)).toBe(6);
  });

  it('finds a converter that moves once in four conversions, and none that moves once in three', () => {
    expect(until(new FrozenFixture(), (place) => ({ current: Math.floor(place / 4), voltage: place }))).toBeLessThan(40);
    expect(until(new FrozenFixture(), (place) => ({ current: Math.floor(place / 3), voltage: place }))).toBeUndefined();
  });

  it('is gone with the first change, however long it lasted', () => {
    const fixture = new FrozenFixture();
    expect(until(fixture, stillVoltage)).toBe(10);
    for (let place = 0; place < 50; place += 1) expect(fixture.codes(stillVoltage(place))).toBe(ADC_FROZEN);
    expect(fixture.codes(both(0))).toBe(0);
  });

  it('judges no channel whose noise is too small to tell', () => {
    expect(until(new FrozenFixture({ current: 0, voltage: 1 }), stillCurrent)).toBeUndefined();
    expect(until(new FrozenFixture({ current: 1, voltage: 0 }), stillVoltage)).toBeUndefined();
    expect(until(new FrozenFixture({ current: 0, voltage: 1 }), stillVoltage)).toBe(10);
  });

  it('holds its count where the current stands at an end of the converter', () => {
    const fixture = new FrozenFixture();
    for (let place = 0; place < 9; place += 1) fixture.codes(stillCurrent(place));
    for (let place = 0; place < 20; place += 1) expect(fixture.codes({ current: 8_388_607, voltage: place, isSaturated: true })).toBe(0);
    expect(fixture.get(SLOW.FROZEN_CURRENT_COUNT)).toBe(8);
  });

  const CORRUPTED = [Infinity, NaN, -1e300, 10, -1].flatMap((count) => [['current', count, SLOW.FROZEN_CURRENT_COUNT, stillCurrent], ['voltage', count, SLOW.FROZEN_VOLTAGE_COUNT, stillVoltage]] as const);

  it.each(CORRUPTED)('begins the count of the %s anew where a flipped bit made %d of it', (_, count, word, codes) => {
    const sound = new FrozenFixture();
    sound.set(word, count);
    expect(sound.codes(both(0))).toBe(0);
    const still = new FrozenFixture();
    still.codes(codes(0));
    still.set(word, count);
    expect(until(still, codes)).toBe(9);
  });

  it.each(CORRUPTED)('begins the count of the %s anew from %d where the channel is not judged, too', (_, count, word) => {
    const fixture = new FrozenFixture({ current: 0, voltage: 0 });
    fixture.set(word, count);
    expect(fixture.codes(both(0))).toBe(0);
    expect(fixture.get(word)).toBe(0);
  });
});
