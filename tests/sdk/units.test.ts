import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NanobiasError } from '../../sdk/src/errors.ts';
import type { OutputLimits } from '../../sdk/src/contract.ts';
import {
  A_from_fA, V_from_uV, V_per_cm, amperesPerCode, fA, fC, hours, micrometres, millivolts, millivoltsPerSecond, nV_per_s, nanoamps, nanometres, nm, picoamps, ppt, s_from_us, squareMicrometres, uV, uV_atLeast, uV_atMost, us, volts, voltsPerCode,
} from '../../sdk/src/units.ts';

function refusal(call: () => unknown): NanobiasError {
  try {
    call();
  } catch (error) {
    if (error instanceof NanobiasError) return error;
  }
  throw new Error('nothing was refused');
}

describe('a set-point in microvolts', () => {
  it.each([
    [3.45, 3_450_000],
    [4.6, 4_600_000],
    // 1.001 * 1e6 is 1000999.9999999999.
    [1.001, 1_001_000],
    [-1.001, -1_001_000],
    [0.1 + 0.2, 300_000],
    [0, 0],
  ])('takes %d V for the decimal number that was written: %d uV', (bias_V, expected_uV) => {
    expect(uV('bias_V', bias_V)).toBe(expected_uV);
  });

  it.each([
    [1.0000019, 1_000_001],
    [-1.0000019, -1_000_001],
    [4.5999999, 4_599_999],
    [-0.0000005, 0],
  ])('loses the fraction of %d V toward zero: %d uV', (bias_V, expected_uV) => {
    expect(uV('bias_V', bias_V)).toBe(expected_uV);
  });

  it('is never larger in magnitude than what was asked for, but for the last place of a double', () => {
    fc.assert(fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (bias_V) => {
      const magnitude_uV = Math.abs(uV('bias_V', bias_V));
      expect(magnitude_uV).toBeLessThanOrEqual(Math.abs(bias_V) * 1e6 * (1 + 2 ** -51));
      expect(magnitude_uV).toBeGreaterThan(Math.abs(bias_V) * 1e6 - 1.000001);
    }));
  });

  it('turns -0 into 0, which an integer field takes', () => {
    expect(Object.is(uV('bias_V', -0), 0)).toBe(true);
    expect(Object.is(uV('bias_V', -1e-9), 0)).toBe(true);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d, naming field and value', (bias_V) => {
    expect(refusal(() => uV('bias_V', bias_V))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'bias_V', value: bias_V, origin: 'host', retryable: false });
  });

  it('refuses what is no safe integer of microvolts, with the bound', () => {
    // 2^53 - 1 uV is 9007199254.740991 V.
    expect(uV('bias_V', 9_007_199_254)).toBe(9_007_199_254_000_000);
    expect(refusal(() => uV('bias_V', 9_007_199_255))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'bias_V', limit: 9_007_199_254.740991 });
    expect(refusal(() => uV('bias_V', -1e10))).toMatchObject({ limit: -9_007_199_254.740991 });
  });
});

describe('limits', () => {
  it('round to the strict side: a cap down, a lower cap up, in either sign', () => {
    expect(uV_atMost('bias_V_max', 4.6000009)).toBe(4_600_000);
    expect(uV_atMost('bias_V_max', -0.1000001)).toBe(-100_001);
    expect(uV_atLeast('bias_V_min', 2.0000001)).toBe(2_000_001);
    expect(uV_atLeast('bias_V_min', -0.2000009)).toBe(-200_000);
  });

  it('take a declared damage up, and a thickness down', () => {
    expect(ppt('declaredDamage', 1.0001)).toBe(1001);
    expect(ppt('declaredDamage', 1.5)).toBe(1500);
    expect(nm('lipon_thickness_m', 100.9e-9)).toBe(100);
    expect(nm('lipon_thickness_m', 500e-9)).toBe(500);
  });
});

describe('the other quantities', () => {
  it('cross in the units of the wire', () => {
    expect(nV_per_s('slew_V_per_s', 0.005)).toBe(5_000_000);
    expect(nV_per_s('slew_V_per_s', 0.00002)).toBe(20_000);
    expect(fA('current_A_max', 10e-9)).toBe(10_000_000);
    expect(fC('excess_charge_C_max', 10e-12)).toBe(10_000);
    expect(us('duration_s', 12_600)).toBe(12_600_000_000);
    // 0.30 MV/cm.
    expect(V_per_cm('field_V_per_m_max', 3e7)).toBe(300_000);
  });

  it('come back as the SI number nearest to the integer', () => {
    expect(V_from_uV(4_600_000)).toBe(4.6);
    expect(A_from_fA(-10_000_000)).toBe(-1e-8);
    expect(s_from_us(1_500_000)).toBe(1.5);
  });

  it('refuse an integer that is none', () => {
    for (const value of [NaN, 0.5, Infinity, 2 ** 53]) expect(refusal(() => V_from_uV(value)).code).toBe('PROTOCOL');
  });

  it('are checked at the door', () => {
    expect(volts(3.2)).toBe(3.2);
    expect(Object.is(volts(-0), 0)).toBe(true);
    expect(refusal(() => volts(NaN))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'volts' });
  });
});

describe('a code', () => {
  it('is full scale over 2^(bits - 1)', () => {
    // 100 pA at 24 bits: 12 aA.
    expect(amperesPerCode({ full_scale_fA: 100_000, full_scale_uV: 0, bits: 24 })).toBeCloseTo(1.1920929e-17, 24);
    expect(voltsPerCode({ full_scale_fA: 0, full_scale_uV: 10_000_000, bits: 24 })).toBe(10 / 8_388_608);
    expect(amperesPerCode({ full_scale_fA: 0, full_scale_uV: 10_000_000, bits: 24 })).toBe(0);
  });

  it.each([0, 33, 2.5, NaN])('has no worth at %d bits', (bits) => {
    expect(refusal(() => amperesPerCode({ full_scale_fA: 1, full_scale_uV: 0, bits })).code).toBe('PROTOCOL');
  });
});

describe('a quantity', () => {
  it('in a part of its unit is the same double as the literal in SI', () => {
    expect([millivolts(3450), nanoamps(10), picoamps(50), micrometres(0.5), nanometres(500), squareMicrometres(10), millivoltsPerSecond(5), hours(0.5)]).toEqual([3.45, 10e-9, 50e-12, 0.5e-6, 500e-9, 10e-12, 5e-3, 1800]);
    expect(refusal(() => picoamps(Infinity))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'picoamps' });
  });

  it('of another unit is refused where it stands, by the compiler; a plain number is taken by the name of its field', () => {
    const bounds: Pick<OutputLimits, 'bias_V_max' | 'current_A_max' | 'area_m2'> = { bias_V_max: volts(3.6), current_A_max: picoamps(200), area_m2: 1e-11 };
    // @ts-expect-error a current is no bias
    const mistaken: Pick<OutputLimits, 'bias_V_max'> = { bias_V_max: picoamps(200) };
    expect([bounds.bias_V_max, mistaken.bias_V_max]).toEqual([3.6, 200e-12]);
  });
});
