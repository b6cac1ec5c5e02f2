import { describe, expect, it } from 'vitest';
import { apart, apartBy, current_fA, dacCode, dac_uV, scaleOf, slewBound_count, slowCurrent_fA, thresholdsOf, ticksOf, voltage_uV } from '../../../firmware-model/src/controller/scale.ts';
import { BOARD } from './bench.ts';

const scale = scaleOf(BOARD);
const LIMITS = {
  bias_uV_min: -200_000, bias_uV_max: 4_800_000, over_voltage_margin_uV: 25_000, current_fA_max: 10_000_000, excess_charge_fC_max: 10_000,
  field_uV: 5_000_000, areCapsInForce: true, isFieldInForce: true, short_current_fA_max: 500_000, precursor_current_fA_max: 1_000_000, isPrecursorTrip: true,
  reversal_uV_min: -250_000, temperature_mdegC_min: 15_000, temperature_mdegC_max: 60_000, path_kOhm: 350_000,
};

describe('conversions', () => {
  it.each([
    [0, 0], [-0, 0], [19, 0], [20, 1], [-19, 0], [-20, -1], [4_800_000, 251_658], [-200_000, -10_485], [9_999_999, 524_287], [10_000_000, 524_287], [-10_000_000, -524_288],
    [10_000_020, 524_289],
  ])('round a set-point of %i uV toward zero, to code %i', (bias_uV, code) => {
    expect(dacCode(scale, bias_uV)).toBe(code);
    expect(Math.abs(dac_uV(scale, code))).toBeLessThanOrEqual(Math.abs(bias_uV));
  });

  it('never raise a magnitude on the way to a code and back', () => {
    for (let bias_uV = -5_000_000; bias_uV <= 5_000_000; bias_uV += 7919) {
      const back_uV = dac_uV(scale, dacCode(scale, bias_uV));
      expect(Math.abs(back_uV)).toBeLessThanOrEqual(Math.abs(bias_uV));
      expect(Math.abs(bias_uV - back_uV)).toBeLessThan(20);
    }
  });

  it.each([NaN, Infinity, -Infinity, 1e18])('throw on %d instead of giving a code', (bias_uV) => {
    expect(() => dacCode(scale, bias_uV)).toThrow(/exact integer/);
  });

  it('give full scale for a full code, on every path', () => {
    expect(voltage_uV(scale, 32_768)).toBe(10_000_000);
    expect(voltage_uV(scale, 32_768 * 1000, 1000)).toBe(10_000_000);
    expect(current_fA(scale, 32_768)).toBe(20_000_000);
    expect(slowCurrent_fA(scale, 8_388_608, 0)).toBe(100_000);
    expect(slowCurrent_fA(scale, -8_388_608, 7)).toBe(-1_000_000_000_000);
    expect(() => slowCurrent_fA(scale, 1, 8)).toThrow(/no range 8/);
  });

  it('count charge in codes times ticks: 163,840 are 10 pC', () => {
    expect(apartBy(scale.charge, 163_840, 163_840)).toEqual({ value: 10_000, limit: 10_000 });
  });

  it('round what is beyond a limit away from it, on either side', () => {
    // A code of charge is 0.061 fC.
    expect(apartBy(scale.charge, 163_841, 163_840)).toEqual({ value: 10_001, limit: 10_000 });
    expect(apartBy(scale.charge, -163_841, 163_840)).toEqual({ value: -10_001, limit: 10_000 });
    expect(apart(0.25, 0.2)).toEqual({ value: 1, limit: 0 });
    expect(apart(-0.25, 0.2)).toEqual({ value: -1, limit: 0 });
    expect(Object.is(apart(-0, 0).value, 0)).toBe(true);
    expect(() => apart(NaN, 0)).toThrow(/exact integer/);
  });

  it('round durations up to whole ticks', () => {
    expect([0, 1, 100, 101, 500_000].map((time_us) => ticksOf(scale, time_us))).toEqual([0, 1, 1, 2, 5000]);
  });

  it('bound the read-back by twice the slew over 100 ms and two codes', () => {
    // 0.2 V of 20 V in 2^20 codes.
    expect(slewBound_count(scale, 1_000_000_000)).toBe(10_485 + 2);
    expect(slewBound_count(scale, 0)).toBe(2);
  });
});

describe('thresholds', () => {
  it('permit every code up to the limit and none beyond', () => {
    // 4.825 V are 15,810.56 codes, -0.225 V are -737.28.
    expect(thresholdsOf(scale, LIMITS)).toEqual({
      voltage_code_min: -737, voltage_code_max: 15_810, current_code_max: 16_384, excess_count_max: 163_840,
      cap_code_min: -10_485, cap_code_max: 251_658, field_code_min: -262_144, field_code_max: 262_144,
      // 0.5 nA are 819.2 codes, 1 nA 1638.4; -0.25 V are -819.2 codes. A volt across 350 MOhm is 2.857 nA, twice that for 3276.8 codes.
      short_code_max: 819, short_slope_per_1024: 2925, precursor_code_max: 1638, isPrecursorTrip: true, reversal_code_min: -819,
      temperature_mdegC_min: 15_000, temperature_mdegC_max: 60_000,
    });
  });

  it('open the gate to the whole converter for the rows that are left out', () => {
    expect(thresholdsOf(scale, { ...LIMITS, areCapsInForce: false })).toMatchObject({ cap_code_min: -524_288, cap_code_max: 524_287, field_code_max: 262_144 });
    expect(thresholdsOf(scale, { ...LIMITS, isFieldInForce: false })).toMatchObject({ cap_code_max: 251_658, field_code_min: -524_288, field_code_max: 524_287 });
  });
});
