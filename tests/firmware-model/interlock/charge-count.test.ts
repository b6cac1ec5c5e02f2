import { describe, expect, it } from 'vitest';
import { forgetCharge } from '../../../firmware-model/src/interlock/charge-count.ts';
import { SLOW } from '../../../firmware-model/src/interlock/slow-state.ts';
import { BIT, SlowFixture, WARNED } from './slow-fixture.ts';

const connected = (): SlowFixture => new SlowFixture().connect();
const CHARGE = BIT.OVER_DELITHIATION | BIT.OVER_DISCHARGE;

describe('net charge (row 10)', () => {
  it('is the exact sum of current over time', () => {
    const fixture = connected();
    fixture.convert({ current_fA: 6741 }, 36_000);
    // 6.741 pA for an hour are 24,267,600 fC.
    expect(fixture.get(SLOW.NET_aC)).toBe(24_267_600_000);
  });

  it('is less what the lead holds', () => {
    const fixture = connected();
    fixture.slew(1000, 1000, 2030);
    // 2.03 pA for 100 s into 203 pF are one volt of it, and nothing of the film.
    expect(fixture.get(SLOW.NET_aC)).toBe(0);
  });

  it('does not count the current of an open circuit, which is that of the amplifier alone', () => {
    const fixture = new SlowFixture();
    fixture.convert({ isConnected: false, current_fA: 1000 }, 100);
    expect(fixture.get(SLOW.NET_aC)).toBe(0);
  });

  it('loses through the side walls that a leak check found, also while open', () => {
    const fixture = connected();
    fixture.set(SLOW.SHUNT_fA, 345);
    fixture.set(SLOW.SHUNT_uV, 3_450_000);
    fixture.convert({ current_fA: 345, voltage_uV: 3_450_000 }, 10);
    expect(fixture.get(SLOW.NET_aC)).toBe(0);
    fixture.convert({ isConnected: false, current_fA: 0, voltage_uV: 3_450_000 }, 10);
    expect(fixture.get(SLOW.NET_aC)).toBe(-345_000);
  });

  it('counts a conversion without a value as the last one that had one, and doubts it by the whole envelope', () => {
    const fixture = connected();
    fixture.convert({ current_fA: 10_000 });
    fixture.convert({ current_fA: 999, isUsable: false });
    expect(fixture.get(SLOW.NET_aC)).toBe(2_000_000);
    expect(fixture.get(SLOW.SIGMA_aC)).toBeGreaterThanOrEqual(6_741_000);
    // 10C of the default cell, as its envelope has it, for 100 ms.
    expect(fixture.get(SLOW.DOUBT_aC)).toBe(6_741_000);
    fixture.convert({ current_fA: 0, isUsable: true });
    expect(fixture.get(SLOW.NET_aC)).toBe(2_000_000);
  });

  it('is uncertain by offset, gain, shunt and lead together', () => {
    const fixture = connected();
    fixture.set(SLOW.RAW_aC, 8e9);
    fixture.set(SLOW.SHUNT_aC, 3e7);
    fixture.set(SLOW.OFFSET_aC, 0);
    fixture.convert({ current_fA: 0 });
    expect(fixture.get(SLOW.OFFSET_aC)).toBe(100);
    // 0.05 % of 8e9 are 4e6, a tenth of 3e7 are 3e6: 5e6, and the offset of one conversion.
    expect(fixture.get(SLOW.SIGMA_aC)).toBe(5_000_001);
    fixture.convert({ voltage_uV: 3_450_000 + 1_000_000 });
    expect(fixture.get(SLOW.SIGMA_aC)).toBe(Math.ceil(Math.sqrt(25e12 + 20_300_000 ** 2 + 200 ** 2)));
  });

  it('begins anew for another film', () => {
    const fixture = connected();
    fixture.convert({ current_fA: 6741, voltage_uV: 4_000_000 }, 100);
    forgetCharge(fixture.slow);
    expect([fixture.get(SLOW.NET_aC), fixture.get(SLOW.SIGMA_aC)]).toEqual([0, 0]);
    fixture.convert({ current_fA: 0 });
    expect([fixture.get(SLOW.RAW_aC), fixture.get(SLOW.NET_aC), fixture.get(SLOW.START_uV)]).toEqual([0, 0, 4_000_000]);
  });

  it('is not counted before limits say which film it is', () => {
    const fixture = new SlowFixture();
    fixture.set(SLOW.CHARGE_fC_MAX, 0);
    fixture.convert({ isConnected: true, current_fA: 6741 }, 10);
    expect([fixture.get(SLOW.RAW_aC), fixture.takeWarnings()]).toEqual([0, 0]);
  });
});

describe('over-delithiation and over-discharge', () => {
  /** The film at so much charge, with an uncertainty of gain alone: 0.05 %. */
  const at = (raw_aC: number, current_fA: number): SlowFixture => {
    const fixture = connected();
    fixture.set(SLOW.RAW_aC, raw_aC - current_fA * 100);
    fixture.set(SLOW.OFFSET_aC, -100);
    fixture.convert({ current_fA });
    return fixture;
  };
  // 24,948,000 fC are 330 mAh/g: at 1.001 of the charge, two sigma of 0.05 % above it, 24,923,076,923 aC are the last inside.
  it.each([[24_923_076_922, 0], [24_923_076_924, BIT.OVER_DELITHIATION], [24_948_000_000, BIT.OVER_DELITHIATION], [30e9, BIT.OVER_DELITHIATION]])(
    'trips at 330 mAh/g less two sigma: %d aC, %d',
    (raw_aC, expected) => {
      expect(at(raw_aC, 1).get(SLOW.PRESENT) & CHARGE).toBe(expected);
    },
  );

  it.each([[-24_923_076_922, 0], [-24_923_076_924, BIT.OVER_DISCHARGE], [-30e9, BIT.OVER_DISCHARGE]])('trips on the way back: %d aC, %d', (raw_aC, expected) => {
    expect(at(raw_aC, -1).get(SLOW.PRESENT) & CHARGE).toBe(expected);
  });

  it.each([[30e9, -1], [30e9, 0], [-30e9, 0], [-30e9, 1]])('lets a film at %d aC come back by %d fA', (raw_aC, current_fA) => {
    expect(at(raw_aC, current_fA).get(SLOW.PRESENT) & CHARGE).toBe(0);
  });

  it('is no cause while the circuit is open', () => {
    const fixture = at(30e9, 1);
    expect(fixture.convert({ isConnected: false, current_fA: 1 }) & CHARGE).toBe(0);
  });

  it.each([NaN, Infinity])('trips when the count is %d', (raw_aC) => {
    expect(at(raw_aC, 1).get(SLOW.PRESENT) & BIT.OVER_DELITHIATION).toBe(BIT.OVER_DELITHIATION);
  });

  // 22,680,000,000 aC are 300 mAh/g, two sigma of 0.05 % among them.
  it.each([[22_657_342_656, 0], [22_657_342_657, WARNED.CHARGE]])('is worth a warning beyond 300 mAh/g less two sigma, either way: %d aC, %d', (raw_aC, expected) => {
    expect(at(raw_aC, 1).takeWarnings()).toBe(expected);
    expect(at(-raw_aC, -1).takeWarnings()).toBe(expected);
  });

  it('warns once at 300 mAh/g, and again only after it was below', () => {
    const fixture = at(22.6e9, 1);
    expect(fixture.takeWarnings()).toBe(0);
    fixture.set(SLOW.RAW_aC, 22.7e9);
    fixture.convert();
    expect(fixture.takeWarnings()).toBe(WARNED.CHARGE);
    fixture.convert({}, 3);
    expect(fixture.takeWarnings()).toBe(0);
    fixture.set(SLOW.RAW_aC, 0);
    fixture.convert();
    fixture.set(SLOW.RAW_aC, -22.7e9);
    fixture.convert();
    expect(fixture.takeWarnings()).toBe(WARNED.CHARGE);
  });
});
