import { describe, expect, it } from 'vitest';
import { SLOW } from '../../../firmware-model/src/interlock/slow-state.ts';
import { BIT, SlowFixture } from './slow-fixture.ts';

const connected = (): SlowFixture => new SlowFixture().connect();

describe('a lost contact under a regulated current (row 13)', () => {
  /** 6.74 pA charge 203 pF by 3320.2 uV in 100 ms; conversions with so much of that until the contact counts as lost. */
  const conversions = (ratio: number, count_max = 200, current_fA = 6740): number => {
    const fixture = connected();
    for (let index = 1; index <= count_max; index += 1) {
      const voltage_uV = fixture.get(SLOW.VOLTAGE_uV) + Math.round((ratio * current_fA * 100_000) / 203_000);
      if ((fixture.convert({ target_fA: current_fA, current_fA, voltage_uV }) & BIT.CONTACT_LOST) !== 0) return index;
    }
    return Infinity;
  };

  it('is a node that charges as the lead alone would, over 0.1 V and half of what polarises the film', () => {
    // 6.74 pA in 2.25 GOhm are 15.2 mV, half of it 7.6 mV: the 33rd step of 3.32 mV passes 107.6 mV.
    expect(conversions(1)).toBe(33);
    expect(conversions(1, 200, -6740)).toBe(33);
  });

  it.each([[1.29, 26], [0.71, 46], [1.31, Infinity], [0.69, Infinity], [0, Infinity], [-1, Infinity], [NaN, Infinity]])('at %d of that speed counts after %d conversions', (ratio, expected) => {
    expect(conversions(ratio)).toBe(expected);
  });

  it('is not excused by a single conversion that looks sound', () => {
    const fixture = connected();
    let index = 0;
    for (let present = 0; (present & BIT.CONTACT_LOST) === 0; index += 1) {
      const step_uV = index === 20 ? 0 : 3320;
      present = fixture.convert({ target_fA: 6740, current_fA: 6740, voltage_uV: fixture.get(SLOW.VOLTAGE_uV) + step_uV });
      expect(index).toBeLessThan(60);
    }
    expect(index).toBe(36);
  });

  it('cannot be told where the rise of a conversion drowns in noise', () => {
    expect(conversions(1, 3000, 568)).toBe(Infinity);
    expect(conversions(1, 3000, 569)).toBeLessThan(3000);
  });

  /** One conversion of this current beside its target, into 200 pF, after which the node has risen so far without a film. */
  const span_uV = ({ current_fA, target_fA = current_fA, risen_uV = current_fA / 2 }: { current_fA: number; target_fA?: number; risen_uV?: number }): number => {
    const fixture = connected();
    fixture.set(SLOW.STRAY_fF, 200_000);
    fixture.convert({ target_fA, current_fA, voltage_uV: 3_450_000 + risen_uV });
    return fixture.get(SLOW.SPAN_uV);
  };

  it('is told from a rise of 280 uV a conversion on', () => {
    expect([span_uV({ current_fA: 560 }), span_uV({ current_fA: 559 })]).toEqual([280, 0]);
  });

  it('is told up to 1.3 times the target', () => {
    expect([span_uV({ current_fA: 1300, target_fA: 1000 }), span_uV({ current_fA: 1301, target_fA: 1000 })]).toEqual([650, 0]);
  });

  it('is a rise within less than 30 % of that of the lead alone', () => {
    const risen = (risen_uV: number): number => span_uV({ current_fA: 2000, risen_uV });
    expect([700, 701, 1299, 1300].map(risen)).toEqual([0, 701, 1299, 0]);
  });

  it.each([[107_582, 0], [107_583, BIT.CONTACT_LOST]])('over a span of %d uV, bound by 107,582 uV: %d', (grown_uV, expected) => {
    const fixture = connected();
    fixture.set(SLOW.STRAY_fF, 200_000);
    fixture.set(SLOW.SPAN_uV, grown_uV - 3370);
    expect(fixture.convert({ target_fA: 6740, current_fA: 6740, voltage_uV: 3_453_370 }) & BIT.CONTACT_LOST).toBe(expected);
    expect([fixture.get(SLOW.SPAN_uV), fixture.get(SLOW.SPAN_BOUND_uV)]).toEqual([grown_uV, 107_582]);
  });

  it('is forgotten when the circuit opens', () => {
    const fixture = connected();
    fixture.set(SLOW.SPAN_uV, 107_000);
    fixture.set(SLOW.LOST_LEVEL, 7);
    fixture.connect();
    expect([fixture.get(SLOW.SPAN_uV), fixture.get(SLOW.LOST_LEVEL)]).toEqual([0, 0]);
  });

  it('is not looked for while the loop is on its way, nor on a film that holds less than the lead', () => {
    const fixture = connected();
    for (let index = 0; index < 100; index += 1) {
      expect(fixture.convert({ target_fA: 5000, current_fA: 6740, voltage_uV: fixture.get(SLOW.VOLTAGE_uV) + 3320 }) & BIT.CONTACT_LOST).toBe(0);
    }
    fixture.set(SLOW.IS_CONTACT_TELLING, 0);
    for (let index = 0; index < 100; index += 1) {
      expect(fixture.convert({ target_fA: 6740, current_fA: 6740, voltage_uV: fixture.get(SLOW.VOLTAGE_uV) + 3320 }) & BIT.CONTACT_LOST).toBe(0);
    }
  });
});

describe('a lost contact under a held voltage', () => {
  /** A current that flows, then what follows; present in each conversion. */
  const after = (currents_fA: readonly number[], { before_fA = 100, conversion_ms = 100 } = {}): readonly boolean[] => {
    const fixture = connected();
    fixture.set(SLOW.CONVERSION_ms, conversion_ms);
    fixture.convert({ current_fA: before_fA }, 2);
    return currents_fA.map((current_fA) => (fixture.convert({ current_fA }) & BIT.CONTACT_LOST) !== 0);
  };
  const none = (count = 11): readonly number[] => Array<number>(count).fill(0);

  it('is a fall from a clear current to none, confirmed by seven conversions without', () => {
    expect(after(none()).indexOf(true)).toBe(6);
    expect(after(none(), { before_fA: -100 }).indexOf(true)).toBe(6);
  });

  it('may fall within the conversion: the one between counts for neither', () => {
    expect(after([50, ...none()]).indexOf(true)).toBe(7);
    expect(after([30, ...none()]).indexOf(true)).toBe(7);
    expect(after([30, 30, ...none()]).includes(true)).toBe(false);
  });

  it.each([
    [20, 10, 35], [50, 4, 14], [99, 2, 7], [100, 2, 7], [101, 2, 7], [200, 2, 7], [1000, 2, 7],
  ])('is told in conversions of %d ms by a fall within %d and no current for %d of them', (conversion_ms, fall_conversions, confirming_conversions) => {
    const between = (count: number): readonly boolean[] => after([...Array<number>(count).fill(30), ...none(60)], { conversion_ms });
    expect(between(0).indexOf(true)).toBe(confirming_conversions - 1);
    expect(between(fall_conversions - 1).indexOf(true)).toBe(fall_conversions + confirming_conversions - 2);
    expect(between(fall_conversions).includes(true)).toBe(false);
  });

  it('is one amid a relaxation too, and whatever the current was before', () => {
    expect(after([400, 283, 231, 200, 179, ...none()]).indexOf(true)).toBe(11);
    expect(after([90, 60, -60, -90, ...none()]).indexOf(true)).toBe(10);
  });

  it.each([[41, -1], [42, 6]])('begins above ten sigma and the offset: from %d fA it is seen in conversion %d', (before_fA, expected) => {
    expect(after(none(), { before_fA }).indexOf(true)).toBe(expected);
  });

  it.each([[13, 6], [14, -1], [-13, 6], [NaN, -1]])('ends below three sigma and the offset: %d fA, seen in conversion %d', (left_fA, expected) => {
    expect(after(none().map(() => left_fA)).indexOf(true)).toBe(expected);
  });

  it('is not excused by a single conversion with a current', () => {
    expect(after([0, 0, 0, 0, 0, 100, ...none(8)]).indexOf(true)).toBe(9);
  });

  it('is no suspicion any more once the current is back', () => {
    expect(after([0, 0, 100, 100, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20]).includes(true)).toBe(false);
  });

  it('is not a film that relaxes through zero', () => {
    const currents_fA = Array.from({ length: 60 }, (_, index) => 60 - 2 * index);
    expect(after(currents_fA).includes(true)).toBe(false);
  });

  it('is not looked for while the bias moves, nor in the blanking, nor without a value', () => {
    const fixture = connected();
    fixture.convert({ current_fA: 100 }, 2);
    fixture.slew(100, 1, 0);
    expect(fixture.convert({ current_fA: 0 }, 20) & BIT.CONTACT_LOST).toBe(0);
    // The lead lags: the conversion after a slew still charges it.
    fixture.slew(100, 1, 203);
    fixture.convert({ current_fA: 100 });
    expect(fixture.convert({ current_fA: 0 }, 20) & BIT.CONTACT_LOST).toBe(0);
    fixture.convert({ current_fA: 100 }, 2);
    expect(fixture.convert({ current_fA: 0, isUsable: false }, 9) & BIT.CONTACT_LOST).toBe(0);
    const fresh = new SlowFixture();
    fresh.convert({ isConnected: false });
    fresh.convert({ isConnected: true, current_fA: 100 }, 2);
    expect(fresh.convert({ current_fA: 0 }, 20) & BIT.CONTACT_LOST).toBe(0);
  });
});

describe('current and voltage in turn', () => {
  const rising = (fixture: SlowFixture, count: number, step_uV = 3320): number => {
    let present = 0;
    for (let index = 0; index < count; index += 1) present |= fixture.convert({ target_fA: 6740, current_fA: 6740, voltage_uV: fixture.get(SLOW.VOLTAGE_uV) + step_uV });
    return present & BIT.CONTACT_LOST;
  };

  it('hide no lost contact: what the node has risen under the current outlasts a hold without one', () => {
    const fixture = connected();
    const told = Array.from({ length: 4 }, () => {
      const present = rising(fixture, 10);
      fixture.convert({ target_fA: undefined, current_fA: 0 }, 5);
      return present;
    });
    // The 33rd of 3.32 mV is beyond 107.6 mV, as without the holds.
    expect(told).toEqual([0, 0, 0, BIT.CONTACT_LOST]);
  });

  it('are none where a current flows in the holds', () => {
    const fixture = connected();
    for (let turn = 0; turn < 100; turn += 1) {
      expect(rising(fixture, 2)).toBe(0);
      fixture.convert({ target_fA: undefined, current_fA: 3000 }, 3);
    }
    expect(fixture.get(SLOW.SPAN_uV)).toBe(0);
  });

  /** Into 200 pF, after a rise of 10 mV under a current. */
  const span_uV = ({ current_fA, moved_uV = 0, risen_uV = moved_uV }: { current_fA: number; moved_uV?: number; risen_uV?: number }): number => {
    const fixture = connected();
    fixture.set(SLOW.STRAY_fF, 200_000);
    fixture.set(SLOW.SPAN_uV, 10_000);
    fixture.convert({ current_fA, dac_uV: fixture.get(SLOW.DAC_uV) + moved_uV, voltage_uV: fixture.get(SLOW.VOLTAGE_uV) + risen_uV });
    return fixture.get(SLOW.SPAN_uV);
  };

  it.each([[41, 10_000], [42, 9958], [-42, 9958], [9998, 2], [10_002, 0], [NaN, 10_000]])('a hold with %d fA leaves %d uV of the rise', (current_fA, expected) => {
    expect(span_uV({ current_fA })).toBe(expected);
  });

  it('a bias that moves takes from it where the film takes part in a current of 280 uV a conversion or more', () => {
    const moving = (current_fA: number, risen_uV: number): number => span_uV({ current_fA, moved_uV: 1000, risen_uV });
    expect([moving(560, 280), moving(560, 0), moving(-560, 280), moving(559, 0)]).toEqual([10_000, 9440, 9440, 10_000]);
    expect([moving(2000, 1299), moving(2000, 1300), moving(2000, 701), moving(2000, 700)]).toEqual([10_000, 8000, 10_000, 8000]);
  });

  it('so does the conversion after it, to which the lead still lags', () => {
    const fixture = connected();
    fixture.slew(100, 1);
    fixture.set(SLOW.SPAN_uV, 10_000);
    fixture.convert({ current_fA: 100 });
    expect(fixture.get(SLOW.SPAN_uV)).toBe(10_000);
    fixture.convert({ current_fA: 100 });
    expect(fixture.get(SLOW.SPAN_uV)).toBeCloseTo(9901.48, 2);
  });

  /** What a conversion under a current leaves of five without one in a hold, and of a fall that may still come. */
  const left = ({ target_fA, current_fA = target_fA, risen_uV, isTelling = 1 }: { target_fA: number; current_fA?: number; risen_uV: number; isTelling?: number }): readonly number[] => {
    const fixture = connected();
    fixture.set(SLOW.STRAY_fF, 200_000);
    fixture.set(SLOW.IS_CONTACT_TELLING, isTelling);
    fixture.set(SLOW.LOST_LEVEL, 5);
    fixture.set(SLOW.FALL_LEFT, 2);
    fixture.convert({ target_fA, current_fA, voltage_uV: fixture.get(SLOW.VOLTAGE_uV) + risen_uV });
    return [fixture.get(SLOW.LOST_LEVEL), fixture.get(SLOW.FALL_LEFT)];
  };

  it.each([
    ['stays where the lead is alone', { target_fA: 2000, risen_uV: 1000 }, 5], ['falls by two where the film takes part', { target_fA: 2000, risen_uV: 0 }, 3],
    ['stays while the loop is on its way up', { target_fA: 2000, current_fA: 2601, risen_uV: 0 }, 5], ['stays while the loop has hardly begun', { target_fA: -2000, current_fA: -559, risen_uV: 0 }, 5],
    ['stays under the least current that can tell', { target_fA: 560, risen_uV: 280 }, 5], ['begins anew under a current that is too small to tell', { target_fA: 559, risen_uV: 280 }, 0],
    ['begins anew on a film that holds less than the lead', { target_fA: 2000, risen_uV: 1000, isTelling: 0 }, 0],
  ])('the time without a current %s', (_name, conversion, level) => {
    expect(left(conversion)).toEqual([level, 1]);
  });

  it('the time without a current falls no lower than to none, nor does that of a fall', () => {
    const fixture = connected();
    fixture.set(SLOW.LOST_LEVEL, 1);
    fixture.convert({ target_fA: 6740, current_fA: 6740 }, 3);
    expect([fixture.get(SLOW.LOST_LEVEL), fixture.get(SLOW.FALL_LEFT)]).toEqual([0, 0]);
  });
});
