import { describe, expect, it } from 'vitest';
import { derivedLimits, drive_fA } from '../../../firmware-model/src/interlock/geometry.ts';

describe('what follows from a film', () => {
  it.each([
    // 10 um x 1 um x 0.5 um: 24.27 nC at 321 mAh/g of 21 pg, 1C 6.74 pA, 0.25 GOhm of LiPON and 2 GOhm of charge transfer.
    ['the default cell', { lnmo_thickness_nm: 500, area_nm2: 10_000_000, lipon_thickness_nm: 500 }, [24_267_600, 6741, 75_600, 250_000, 2_250_000, 529_033, 208_695, 67_410]],
    ['2 um of LNMO', { lnmo_thickness_nm: 2000, area_nm2: 10_000_000, lipon_thickness_nm: 500 }, [97_070_400, 26_964, 302_400, 250_000, 2_250_000, 2_116_134, 208_695, 269_640]],
    ['100 nm of LiPON', { lnmo_thickness_nm: 500, area_nm2: 10_000_000, lipon_thickness_nm: 100 }, [24_267_600, 6741, 75_600, 50_000, 2_050_000, 529_033, 208_695, 67_410]],
    ['a lamella of 5 um x 100 nm', { lnmo_thickness_nm: 500, area_nm2: 500_000, lipon_thickness_nm: 500 }, [1_213_380, 337, 3780, 5_000_000, 45_000_000, 26_451, 10_434, 3370]],
  ] as const)('%s', (_title, geometry, expected) => {
    const derived = derivedLimits(geometry);
    const actual = [
      derived.capacity_fC, derived.rate_fA, derived.charge_fC_per_mAh_per_g, derived.resistance_kOhm, derived.cell_kOhm, derived.film_fF,
      derived.relaxation_fA_per_V, derived.sustained_current_fA,
    ];
    // Rounded toward zero, which may lose the last unit of a product of floats.
    actual.forEach((value, index) => {
      expect(Math.abs(value - expected[index]!)).toBeLessThanOrEqual(1);
    });
  });

  it('is never nothing, however small the film', () => {
    for (const value of Object.values(derivedLimits({ lnmo_thickness_nm: 1, area_nm2: 1, lipon_thickness_nm: 1 }))) expect(value).toBeGreaterThanOrEqual(1);
    expect(derivedLimits({ lnmo_thickness_nm: 10, area_nm2: 10_000_000_000, lipon_thickness_nm: 1 }).resistance_kOhm).toBe(1);
  });

  it('is driven by 2.857 nA for a volt across 350 MOhm', () => {
    expect(Math.round(drive_fA(1_000_000, 350_000))).toBe(2_857_143);
  });
});
