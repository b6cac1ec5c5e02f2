import { describe, expect, it } from 'vitest';
import { SLOW } from '../../../firmware-model/src/interlock/slow-state.ts';
import { BIT, SlowFixture, WARNED } from './slow-fixture.ts';

/** The circuit just opened. */
const opened = (): SlowFixture => {
  const fixture = new SlowFixture().connect();
  fixture.convert({ isConnected: false, current_fA: 0 });
  return fixture;
};

describe('a current while open (row 23)', () => {
  it.each([
    // 7 sigma of 4 fA over ten conversions are 8.9 fA, the offset 1 fA, the leakage of an open switch 10 fA.
    [19, 0], [20, BIT.WELDED], [-19, 0], [-20, BIT.WELDED], [NaN, BIT.WELDED], [Infinity, BIT.WELDED], [-0, 0],
  ])('of %d fA in the mean of a second: %d', (current_fA, expected) => {
    const fixture = opened();
    expect(fixture.convert({ current_fA }, 14) & BIT.WELDED).toBe(expected);
    expect(fixture.get(SLOW.OPEN_MEAN_fA)).toBe(current_fA + 0);
  });

  it('is seen within two seconds, once the opening has settled', () => {
    const fixture = opened();
    expect(fixture.convert({ current_fA: 1000 }, 13)).toBe(0);
    expect(fixture.convert()).toBe(BIT.WELDED);
  });

  it('is not hidden by single conversions without it', () => {
    const fixture = opened();
    fixture.convert({ current_fA: 0 }, 4);
    for (let index = 0; index < 9; index += 1) fixture.convert({ current_fA: index % 2 === 0 ? 60 : 0 });
    expect(fixture.convert({ current_fA: 0 })).toBe(BIT.WELDED);
  });

  it('is gone when the mean of another second is', () => {
    const fixture = opened();
    fixture.convert({ current_fA: 1000 }, 14);
    expect(fixture.convert({ current_fA: 0 }, 9)).toBe(BIT.WELDED);
    expect(fixture.convert()).toBe(0);
  });

  it('stands off the noise of the range in force', () => {
    const fixture = opened();
    fixture.set(SLOW.NOISE_fA, 40);
    expect(fixture.convert({ current_fA: 99 }, 14)).toBe(0);
    expect(fixture.convert({ current_fA: 100 }, 10)).toBe(BIT.WELDED);
  });

  it('at an end of the range counts, blanked it does not', () => {
    const fixture = opened();
    expect(fixture.convert({ current_fA: 100_000, isUsable: false }, 30)).toBe(0);
    expect(fixture.convert({ isSaturated: true }, 10)).toBe(BIT.WELDED);
  });

  it('of a self-test is not that of a weld, and what it leaves behind has half a second to settle', () => {
    const fixture = opened();
    fixture.convert({ current_fA: 0 }, 10);
    fixture.convert({ current_fA: 1000, isDisturbed: true });
    expect(fixture.convert({ current_fA: 1000, isDisturbed: false }, 5)).toBe(0);
    expect(fixture.convert({ current_fA: 0 }, 10)).toBe(0);
    expect(fixture.convert({ current_fA: 20 }, 10)).toBe(BIT.WELDED);
  });

  it('is forgotten when the circuit is closed', () => {
    const fixture = opened();
    fixture.convert({ current_fA: 1000 }, 14);
    expect(fixture.convert({ isConnected: true, current_fA: 0 })).toBe(0);
    expect(fixture.convert({ isConnected: false })).toBe(0);
  });
});

describe('a floating specimen (row 35)', () => {
  // Within the second the reference follows by 1.2 mV of the half volt.
  it.each([[500_000, 0], [502_000, WARNED.FLOATING], [-500_000, 0], [-502_000, WARNED.FLOATING]])(
    'that steps by %d uV warns after a second: %d',
    (step_uV, expected) => {
      const fixture = opened();
      fixture.convert({}, 10);
      fixture.convert({ voltage_uV: 3_450_000 + step_uV }, 9);
      expect(fixture.takeWarnings()).toBe(0);
      fixture.convert();
      expect(fixture.takeWarnings()).toBe(expected);
    },
  );

  it.each([[500_000, 0], [500_001, 1], [-500_000, 0], [-500_001, 1]])('counts what is more than half a volt off its reference: %d uV, %d', (step_uV, expected) => {
    const fixture = opened();
    fixture.convert({}, 10);
    fixture.convert({ voltage_uV: 3_450_000 + step_uV });
    expect(fixture.get(SLOW.FLOATING_LEVEL)).toBe(expected);
  });

  it('is forgotten when the circuit is closed', () => {
    const fixture = opened();
    fixture.convert({}, 10);
    fixture.convert({ voltage_uV: 4_450_000 }, 9);
    fixture.convert({ isConnected: true });
    fixture.convert({ isConnected: false, voltage_uV: 3_450_000 }, 5);
    fixture.convert({ voltage_uV: 4_450_000 }, 9);
    expect(fixture.takeWarnings()).toBe(0);
    fixture.convert();
    expect(fixture.takeWarnings()).toBe(WARNED.FLOATING);
  });

  it('warns under a beam of 1 pA, which charges 203 pF by 4.9 mV/s', () => {
    const fixture = opened();
    let conversions = 0;
    for (; fixture.takeWarnings() === 0 && conversions < 5000; conversions += 1) fixture.convert({ voltage_uV: 3_450_000 + 493 * conversions });
    // 0.5 V of drift, a little later because the reference follows.
    expect(conversions).toBeGreaterThan(1000);
    expect(conversions).toBeLessThan(1400);
  });

  it('does not warn of a cell that discharges itself by a volt in three hours', () => {
    const fixture = opened();
    for (let index = 0; index < 20_000; index += 1) fixture.convert({ voltage_uV: 3_450_000 - 9 * index });
    expect(fixture.takeWarnings()).toBe(0);
  });

  it('is not excused by one conversion at the old place', () => {
    const fixture = opened();
    fixture.convert({}, 10);
    fixture.convert({ voltage_uV: 4_450_000 }, 6);
    fixture.convert({ voltage_uV: 3_450_000 });
    fixture.convert({ voltage_uV: 4_450_000 }, 5);
    expect(fixture.takeWarnings()).toBe(0);
    fixture.convert();
    expect(fixture.takeWarnings()).toBe(WARNED.FLOATING);
  });
});
