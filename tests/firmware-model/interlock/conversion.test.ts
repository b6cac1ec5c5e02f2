import { describe, expect, it } from 'vitest';
import { causesInForce } from '../../../firmware-model/src/interlock/rows.ts';
import { BIT, Fixture, MODES, only } from './fixture.ts';

const modes = Object.entries(MODES);

/** Gaussian enough: twelve uniform draws of a small generator. */
function noise(seed: number): () => number {
  let word = seed;
  return () => {
    let sum = -6;
    for (let index = 0; index < 12; index += 1) {
      word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
      sum += word / 2 ** 32;
    }
    return sum;
  };
}

describe('row 19, a frozen converter', () => {
  it('answers the 64th identical code of the voltage, and no earlier one', () => {
    expect(only(19).ticksUntilCause(() => ({ voltage: 10_000 }))).toEqual({ ticks: 64, causes: BIT.ADC_FROZEN });
  });

  it.each([5, -16_000, 32_767, -32_768])('answers the 64th identical code of the current, at %i', (current) => {
    expect(only(19).ticksUntilCause(() => ({ current }))).toEqual({ ticks: 64, causes: BIT.ADC_FROZEN });
  });

  it('lets 63 pass, for ever, when eight changes follow', () => {
    const fixture = only(19);
    expect(fixture.ticks(7100, (index) => ({ voltage: index % 71 < 63 ? 10_000 : 10_000 + (index % 71) }))).toBe(0);
  });

  it('is not fooled by a code that moves once in 32 ticks', () => {
    const { ticks } = only(19).ticksUntilCause((index) => ({ voltage: index % 32 === 31 ? 10_001 : 10_000 }));
    // 30 repeats and two changes of eight are 14 more each time.
    expect(ticks).toBeGreaterThan(64);
    expect(ticks).toBeLessThan(5 * 32);
  });

  it('is gone as soon as the code moves', () => {
    const fixture = only(19);
    expect(fixture.ticks(200, () => ({ voltage: 10_000 }))).toBe(BIT.ADC_FROZEN);
    expect(fixture.tick({ voltage: 10_001 })).toBe(0);
  });

  it('never mistakes a noise of 0.7 LSB for none', () => {
    const draw = noise(1);
    const fixture = only(19);
    expect(fixture.ticks(100_000, () => ({ voltage: Math.round(10_000.3 + 0.7 * draw()), current: Math.round(0.7 * draw()) }))).toBe(0);
  });

  it.each(modes)('looks in mode %s', (_name, mode) => {
    expect(only(19, { mode }).ticks(64, () => ({ voltage: 7 }))).toBe(BIT.ADC_FROZEN);
  });

  it('is not seen with the row left out', () => {
    expect(new Fixture({ causesInForce: causesInForce(new Set([19, 22])) }).ticks(200, () => ({ voltage: 10_000 }))).toBe(0);
  });
});

describe('row 20, saturation', () => {
  it.each([
    [32_766, 0], [32_767, BIT.SATURATED], [-32_767, 0], [-32_768, BIT.SATURATED], [0, 0], [-0, 0],
  ])('answers the second code of %i, of either channel, with causes %i', (code, causes) => {
    for (const sample of [{ voltage: code }, { current: code }]) {
      const fixture = only(20);
      expect(fixture.tick(sample)).toBe(0);
      expect(fixture.tick(sample)).toBe(causes);
    }
  });

  it.each([
    [0, BIT.SATURATED], [98, BIT.SATURATED], [99, BIT.SATURATED], [100, 0], [200, 0],
  ])('counts a second one after %i good ones as %i', (good_ticks, causes) => {
    const fixture = only(20);
    fixture.tick({ current: 32_767 });
    expect(fixture.ticks(good_ticks)).toBe(0);
    expect(fixture.tick({ current: -32_768 })).toBe(causes);
  });

  it('stays for as long as it lasts, and keeps the code', () => {
    const fixture = only(20);
    fixture.tick({ voltage: 32_767 });
    for (let index = 0; index < 300; index += 1) expect(fixture.tick({ voltage: 32_767 })).toBe(BIT.SATURATED);
    expect(fixture.interlock.seen[20]).toBe(32_767);
    expect(fixture.tick()).toBe(0);
  });

  it.each(modes)('looks in mode %s', (_name, mode) => {
    expect(only(20, { mode }).ticks(2, () => ({ voltage: -32_768 }))).toBe(BIT.SATURATED);
  });

  it('is not seen with the row left out', () => {
    expect(new Fixture({ causesInForce: causesInForce(new Set([2, 6, 8, 19, 20])) }).ticks(40, () => ({ current: 32_767 }))).toBe(0);
  });
});

describe('row 21, the DAC against its read-back', () => {
  // 5 mV are 262.144 codes; 1 % of 160,000 are 1600 more.
  it.each([
    [0, 262, 0], [0, 263, BIT.DAC_FAULT], [0, -262, 0], [0, -263, BIT.DAC_FAULT], [160_000, 1862, 0], [160_000, 1863, BIT.DAC_FAULT], [160_000, -1862, 0],
    [160_000, -1863, BIT.DAC_FAULT], [-10_000, 362, 0], [-10_000, -363, BIT.DAC_FAULT],
  ])('told %i, off by %i codes: causes %i at the fifth sample', (command, off, causes) => {
    const fixture = only(21);
    expect(fixture.ticks(4, () => ({ command, dac: command + off }))).toBe(0);
    expect(fixture.tick({ command, dac: command + off })).toBe(causes);
  });

  it.each([[2, 13], [3, 25]])('is not fooled by a fault in one sample of %i: it is there after %i ticks', (period, ticks) => {
    expect(only(21).ticksUntilCause((index) => ({ dac: index % period === 0 ? 5000 : 0, command: 0 }))).toEqual({ ticks, causes: BIT.DAC_FAULT });
  });

  it('lets one sample in five pass', () => {
    expect(only(21).ticks(5000, (index) => ({ dac: index % 5 === 0 ? 5000 : 0, command: 0 }))).toBe(0);
  });

  it('is gone with the first sample that agrees, and keeps by how much it was off', () => {
    const fixture = only(21);
    expect(fixture.ticks(50, () => ({ dac: -5000, command: 0 }))).toBe(BIT.DAC_FAULT);
    expect(fixture.tick()).toBe(0);
    expect(fixture.interlock.seen[21]).toBe(-5000);
  });

  it.each(modes)('looks in mode %s', (_name, mode) => {
    expect(only(21, { mode }).ticks(5, () => ({ dac: 5000, command: 0 }))).toBe(BIT.DAC_FAULT);
  });

  it('is not seen with the row left out', () => {
    expect(new Fixture({ causesInForce: causesInForce(new Set([5, 21])) }).ticks(30, () => ({ dac: 5000, command: 0 }))).toBe(0);
  });
});

describe('row 31, samples that are missing', () => {
  it('answers 2 ms without a conversion, and no shorter gap', () => {
    expect(only(31).ticksUntilCause(() => ({ conversions: 0 }))).toEqual({ ticks: 20, causes: BIT.SAMPLES_LOST });
    const fixture = only(31);
    expect(fixture.ticks(19, () => ({ conversions: 0 }))).toBe(0);
    expect(fixture.tick()).toBe(0);
  });

  it.each([
    [1, 0], [2, 0], [20, 0], [21, BIT.SAMPLES_LOST], [1000, BIT.SAMPLES_LOST], [0x7fff_ffff, BIT.SAMPLES_LOST], [-1, BIT.SAMPLES_LOST],
  ])('takes %i conversions in one tick with causes %i', (conversions, causes) => {
    expect(only(31).tick({ conversions })).toBe(causes);
  });

  it('is not fooled by every other sample: 23 that are missing are enough', () => {
    expect(only(31).ticksUntilCause((index) => ({ conversions: index % 2 }))).toEqual({ ticks: 45, causes: BIT.SAMPLES_LOST });
  });

  it('lets one in nine be missing', () => {
    expect(only(31).ticks(9000, (index) => ({ conversions: index % 9 === 0 ? 0 : 1 }))).toBe(0);
  });

  it('is gone with the next sample', () => {
    const fixture = only(31);
    expect(fixture.ticks(60, () => ({ conversions: 0 }))).toBe(BIT.SAMPLES_LOST);
    expect(fixture.tick()).toBe(0);
  });

  it('counts each in the charge of row 6 as full scale: ten of 16,384 codes are 10 pC, the eleventh is beyond', () => {
    expect(only(6).ticksUntilCause(() => ({ conversions: 0 }))).toEqual({ ticks: 11, causes: BIT.EXCESS_CHARGE });
    expect(only(6).tick({ conversions: 11 })).toBe(0);
    expect(only(6).tick({ conversions: 12 })).toBe(BIT.EXCESS_CHARGE);
  });

  it('counts no sample twice that is beyond the limit and missing as well, and no limit beyond full scale below zero', () => {
    const both = only(6).ticksUntilCause((index) => ({ conversions: 0, current: index % 2 === 0 ? 32_767 : 0 }));
    expect(both).toEqual({ ticks: 11, causes: BIT.EXCESS_CHARGE });
    expect(only(6, { thresholds: { current_code_max: 40_000, excess_count_max: 0 } }).ticks(50, () => ({ conversions: 0 }))).toBe(0);
  });

  it.each(modes)('looks in mode %s', (_name, mode) => {
    expect(only(31, { mode }).ticks(20, () => ({ conversions: 0 }))).toBe(BIT.SAMPLES_LOST);
  });

  it('is not seen with the row left out', () => {
    expect(new Fixture({ causesInForce: causesInForce(new Set([6, 22, 31])) }).ticks(100, () => ({ conversions: 0 }))).toBe(0);
  });
});
