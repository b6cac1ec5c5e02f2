import { describe, expect, it } from 'vitest';
import { slowEvidence, warningEvidence } from '../../../firmware-model/src/interlock/slow-evidence.ts';
import { SLOW } from '../../../firmware-model/src/interlock/slow-state.ts';
import { BIT, SlowFixture, WARNED } from './slow-fixture.ts';

describe('a conversion of the slow path', () => {
  it('shows several causes at once, and none in the next one that is sound', () => {
    const fixture = new SlowFixture().connect();
    fixture.set(SLOW.RAW_aC, 30e9);
    const present = fixture.convert({ current_fA: 100_000 });
    expect(present).toBe(BIT.SUSTAINED | BIT.OVER_DELITHIATION);
    expect(fixture.get(SLOW.PRESENT)).toBe(present);
    fixture.set(SLOW.RAW_aC, 0);
    expect(fixture.convert({ current_fA: 0 })).toBe(0);
    expect(fixture.get(SLOW.PRESENT)).toBe(0);
  });

  it('does not take the jump of the DAC behind the open switch for a slew', () => {
    const fixture = new SlowFixture();
    fixture.convert({ isConnected: false, dac_uV: 0 });
    fixture.convert({ isConnected: true, dac_uV: 3_450_000 }, 3);
    fixture.convert({ current_fA: 0 });
    expect(fixture.get(SLOW.BOUND_fA)).toBe(67_410);
  });

  it('is a function of its words: the same again from the same', () => {
    const run = (): readonly number[] => {
      const fixture = new SlowFixture().connect();
      fixture.slew(1000, 50, 3000);
      fixture.convert({ isUsable: false }, 3);
      fixture.convert({ isUsable: true, isConnected: false, current_fA: 3 }, 40);
      return [...fixture.slow];
    };
    expect(run()).toEqual(run());
  });
});

describe('dose (row 36)', () => {
  it('warns once beyond 500 electrons per square angstrom, whether connected or not', () => {
    const fixture = new SlowFixture();
    // 500 e/A2 are 50,000 e/nm2: a hundred seconds at 500 e/nm2 s.
    fixture.convert({ dose_e_per_nm2_s: 500 }, 1000);
    expect(fixture.takeWarnings()).toBe(0);
    fixture.convert({ isConnected: true });
    expect(fixture.takeWarnings()).toBe(WARNED.DOSE);
    fixture.convert({}, 100);
    expect(fixture.takeWarnings()).toBe(0);
  });

  it('warns of a dose that is no number', () => {
    const fixture = new SlowFixture();
    fixture.convert({ dose_e_per_nm2_s: NaN });
    expect(fixture.takeWarnings()).toBe(WARNED.DOSE);
  });
});

describe('evidence of the slow rows', () => {
  it('is value and limit in the unit of the cause, by its number on the wire', () => {
    const fixture = new SlowFixture().connect();
    fixture.convert({ current_fA: 70_000, dose_e_per_nm2_s: 7 }, 10);
    // 23 is the sustained current, 47 the dose: 7 e/nm2 s for a second.
    expect(slowEvidence(fixture.slow, 23)).toEqual({ value: 70_000, limit: 67_410 });
    expect(slowEvidence(fixture.slow, 47)).toEqual({ value: 7, limit: 50_000 });
    fixture.set(SLOW.IS_REGULATED, 1);
    fixture.set(SLOW.SPAN_uV, 100_000.5);
    fixture.set(SLOW.SPAN_BOUND_uV, 100_000);
    expect(slowEvidence(fixture.slow, 29)).toEqual({ value: 100_001, limit: 100_000 });
    fixture.set(SLOW.OPEN_MEAN_fA, -20);
    fixture.set(SLOW.OPEN_BOUND_fA, 19);
    expect(slowEvidence(fixture.slow, 34)).toEqual({ value: -20, limit: 19 });
    fixture.set(SLOW.LEAK_fA, 400);
    fixture.set(SLOW.LEAK_BOUND_fA, 337);
    expect(slowEvidence(fixture.slow, 44)).toEqual({ value: 400, limit: 337 });
    expect(slowEvidence(fixture.slow, 30)).toEqual({ value: 10, limit: 10 });
    expect(slowEvidence(fixture.slow, 3)).toBeUndefined();
  });

  // 75.6 pC are 1 mAh/g of the default film.
  it.each([
    [26, 329_500, 750, 331_000], [27, -329_500, 750, 331_000], [26, -400_000, 750, 0], [27, 400_000, 750, 0], [26, 330_001, 0, 330_001],
  ])('of cause %i at %i uAh/g net is what may have gone in its direction, with two sigma of %i uAh/g', (cause, net_uAh_per_g, sigma_uAh_per_g, value) => {
    const fixture = new SlowFixture().connect();
    fixture.set(SLOW.NET_aC, 75_600 * net_uAh_per_g);
    fixture.set(SLOW.SIGMA_aC, 75_600 * sigma_uAh_per_g);
    expect(slowEvidence(fixture.slow, cause)).toEqual({ value, limit: 330_000 });
  });

  it('of a warning of charge holds it against where it warns', () => {
    const fixture = new SlowFixture().connect();
    fixture.set(SLOW.NET_aC, 75_600 * 301_000);
    fixture.set(SLOW.SIGMA_aC, 0);
    expect(warningEvidence(fixture.slow, 26)).toEqual({ value: 301_000, limit: 300_000 });
    expect(warningEvidence(fixture.slow, 27)).toEqual({ value: 0, limit: 300_000 });
    expect(warningEvidence(fixture.slow, 47)).toEqual({ value: 0, limit: 50_000 });
    expect(warningEvidence(fixture.slow, 3)).toEqual({});
  });

  it('has no value where the conversion had none, and none of a contact that was lost in a hold', () => {
    const fixture = new SlowFixture().connect();
    fixture.convert({ isUsable: false }, 12);
    expect(slowEvidence(fixture.slow, 23)).toEqual({ limit: 67_410 });
    expect(slowEvidence(fixture.slow, 29)).toEqual({});
  });

  it('of a floating specimen is how far it stands off its reference', () => {
    const fixture = new SlowFixture();
    fixture.convert({ voltage_uV: 3_450_000 }, 20);
    fixture.convert({ voltage_uV: 2_900_000 });
    const { value, limit } = slowEvidence(fixture.slow, 45)!;
    expect(limit).toBe(500_000);
    expect(value).toBe(-550_000);
  });

  it('says nothing of a film that nobody has declared', () => {
    expect(slowEvidence(new Float64Array(82), 26)).toEqual({});
  });
});
