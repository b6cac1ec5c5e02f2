import { describe, expect, it } from 'vitest';
import { scaledLimits } from '../../sdk/src/limits.ts';
import { limits } from './rehearsal.ts';

describe('limits on their way to the wire', () => {
  it('leave out what was left out, so that the default of the controller holds', () => {
    expect(scaledLimits(limits)).toEqual({
      bias_uV_max: 4_600_000, lipon_thickness_nm: 500, lnmo_thickness_nm: 500, area_nm2: 10_000_000, anode_uV_vs_li: 0, is_field_override: false,
      is_formed: false, lnmo_on: 1,
    });
  });

  it('become scaled integers, each rounded to its strict side', () => {
    expect(scaledLimits({
      ...limits, bias_V_min: -0.0000015, slew_V_per_s_max: 0.005, current_A_max: 9.9999e-9, excess_charge_C_max: 1.0009e-12, field_V_per_m_max: 2.500099e7,
      declaredDamage: 1.0001, anode_V_vs_Li: 1e-7, isFieldOverride: true, isFormed: true, lnmoOn: 'sample', lnmo_thickness_m: 500.9e-9, area_m2: 9.9999999e-12,
      sustained_current_A_max: 66.0019e-12, short_current_A_max: 0.4e-9, precursor_current_A_max: 0.9e-9, isPrecursorTrip: true,
      specific_charge_C_per_kg_max: 1_188_000, cutoff_V_min: 2.1000001, temperature_K_min: 288.1501, temperature_K_max: 333.1499, isProbeMotionTrip: false,
    })).toEqual({
      bias_uV_max: 4_600_000, lipon_thickness_nm: 500, lnmo_thickness_nm: 500, area_nm2: 9_999_999, bias_uV_min: -1, slew_nV_per_s_max: 5_000_000,
      current_fA_max: 9_999_900, excess_charge_fC_max: 1000, field_V_per_cm_max: 250_009, declared_damage_ppt: 1001, anode_uV_vs_li: 1, is_field_override: true,
      is_formed: true, lnmo_on: 2, sustained_current_fA_max: 66_001, short_current_fA_max: 400_000, precursor_current_fA_max: 900_000, is_precursor_trip: true,
      specific_charge_mAh_per_g_max: 330, cutoff_uV_min: 2_100_001, temperature_mdegC_min: 15_001, temperature_mdegC_max: 59_999, is_probe_motion_trip: false,
    });
  });

  it.each([
    'lnmo_thickness_m', 'area_m2', 'sustained_current_A_max', 'short_current_A_max', 'precursor_current_A_max', 'specific_charge_C_per_kg_max', 'cutoff_V_min',
    'temperature_K_min', 'temperature_K_max',
  ] as const)('are refused with the name of %s when it is no number', (field) => {
    for (const value of [NaN, Infinity, -Infinity]) expect(() => scaledLimits({ ...limits, [field]: value })).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT', field }) as Error);
  });
});
