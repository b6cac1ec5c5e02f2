import { describe, expect, it } from 'vitest';
import { capsFromGeometry, isOverrideEarned, isTightening } from '../../../firmware-model/src/interlock/limits.ts';
import type { EffectiveLimits, LimitContext, RequestedLimits } from '../../../firmware-model/src/interlock/limits.ts';
import { stagedLimits } from '../../../firmware-model/src/interlock/staging.ts';
import type { StagingVerdict } from '../../../firmware-model/src/interlock/staging.ts';

const board: LimitContext = {
  strap_uV_min: -300_000, strap_uV_max: 5_000_000, voltage_noise_uV_rms: 1000, voltage_error_uV: 7000, current_noise_fA_rms: 5000,
  current_full_scale_fA: 20_000_000, charge_noise_fC_rms: 15.81, block_noise_fA_rms: 22_800, slow_noise_fA_rms: 4,
  slow_full_scales_fA: [100_000, 1_000_000, 10_000_000, 100_000_000], lnmoOn: 'probe', rowsLeftOut: new Set(),
};
const asked: RequestedLimits = {
  bias_uV_max: 4_600_000, lipon_thickness_nm: 500, lnmo_thickness_nm: 500, area_nm2: 10_000_000, anode_uV_vs_li: 0, isFieldOverride: false, isFormed: false,
  lnmoOn: 'probe',
};

const staged = (changes: Partial<RequestedLimits> = {}, context: Partial<LimitContext> = {}): StagingVerdict => stagedLimits({ ...asked, ...changes }, { ...board, ...context });

/** `accepted`, or code, field and origin of the refusal. */
const verdict = (changes: Partial<RequestedLimits> = {}): string => {
  const result = staged(changes);
  return result.kind === 'accepted' ? 'accepted' : `${result.refusal.code} ${result.refusal.field} ${result.refusal.origin}`;
};

describe('limits', () => {
  it('fill in what is absent, for 24.3 nC of film 67 pA of sustained current, and 330 mAh/g', () => {
    expect(staged()).toEqual({
      kind: 'accepted',
      limits: {
        bias_uV_min: -200_000, bias_uV_max: 4_600_000, slew_nV_per_s_max: 10_000_000, current_fA_max: 10_000_000, excess_charge_fC_max: 10_000,
        lipon_thickness_nm: 500, field_V_per_cm_max: 300_000, isFieldOverride: false, declared_damage_ppt: 1000, anode_uV_vs_li: 0,
        isFormed: false, lnmoOn: 'probe', over_voltage_margin_uV: 25_000, hot_connect_uV_max: 10_000, lnmo_thickness_nm: 500, area_nm2: 10_000_000,
        // 10 um x 1 um x 0.5 um at 4.20 g/cm3 are 21 pg; 321 mAh/g of it in a tenth of an hour.
        sustained_current_fA_max: 67_410, short_current_fA_max: 500_000, precursor_current_fA_max: 1_000_000, isPrecursorTrip: false,
        specific_charge_mAh_per_g_max: 330, cutoff_uV_min: -150_000, temperature_mdegC_min: 15_000, temperature_mdegC_max: 60_000, isProbeMotionTrip: false,
      },
    });
  });

  it.each([
    ['a voltage cap', { bias_uV_max: undefined }, 'bias_uV_max'], ['a thickness', { lipon_thickness_nm: undefined }, 'lipon_thickness_nm'],
    ['a thickness of the LNMO', { lnmo_thickness_nm: undefined }, 'lnmo_thickness_nm'], ['an area', { area_nm2: undefined }, 'area_nm2'],
    ['the side of the LNMO', { lnmoOn: 'unspecified' } as const, 'lnmo_on'],
    ['a declared damage under the override', { isFieldOverride: true }, 'declared_damage_ppt'],
  ])('are refused without %s', (_title, changes, field) => {
    expect(verdict(changes)).toBe(`MISSING_FIELD ${field} SCHEMA`);
  });

  it('are refused when they declare the LNMO on the terminal that the holder does not wire it to', () => {
    expect(verdict({ lnmoOn: 'sample' })).toBe('WRONG_SIGN lnmo_on BOARD');
    expect(staged({ lnmoOn: 'sample' }, { lnmoOn: 'sample' }).kind).toBe('accepted');
    expect(staged({ lnmoOn: 'probe' }, { lnmoOn: 'sample' })).toEqual({ kind: 'refused', refusal: { code: 'WRONG_SIGN', field: 'lnmo_on', origin: 'BOARD' } });
  });

  it.each([
    // 4.80 V against lithium ends the window of the cathode; the strap stands at 5.00 V, the trip 25 mV above the cap.
    [4_799_999, 'accepted'], [4_800_000, 'accepted'], [4_800_001, 'BEYOND_LIMIT bias_uV_max WINDOW'],
    [4_974_999, 'BEYOND_LIMIT bias_uV_max WINDOW'], [4_975_000, 'BEYOND_STRAP bias_uV_max STRAP'], [6_000_000, 'BEYOND_STRAP bias_uV_max STRAP'],
    [4_800_000_000, 'BEYOND_STRAP bias_uV_max STRAP'], [NaN, 'BEYOND_STRAP bias_uV_max STRAP'], [Infinity, 'BEYOND_STRAP bias_uV_max STRAP'],
    [-Infinity, 'BEYOND_STRAP bias_uV_max STRAP'], [-0, 'accepted'], [4.5, 'BEYOND_STRAP bias_uV_max STRAP'],
  ])('take an upper cap of %d uV on 2 um of LiPON: %s', (bias_uV_max, expected) => {
    expect(verdict({ bias_uV_max, lipon_thickness_nm: 2000 })).toBe(expected);
  });

  it('measure the window from the anode: 3.25 V above a counter electrode at 1.55 V', () => {
    expect(verdict({ anode_uV_vs_li: 1_550_000, bias_uV_max: 3_250_000 })).toBe('accepted');
    expect(verdict({ anode_uV_vs_li: 1_550_000, bias_uV_max: 3_250_001 })).toBe('BEYOND_LIMIT bias_uV_max WINDOW');
  });

  it('measure the window in cell volts where the anode is lithium-free', () => {
    expect(verdict({ anode_uV_vs_li: undefined, bias_uV_max: 4_800_000, lipon_thickness_nm: 2000 })).toBe('accepted');
    expect(verdict({ anode_uV_vs_li: undefined, bias_uV_max: 4_800_001, lipon_thickness_nm: 2000 })).toBe('BEYOND_LIMIT bias_uV_max WINDOW');
  });

  it.each([[-1, 'OUT_OF_RANGE'], [4_000_001, 'OUT_OF_RANGE'], [NaN, 'OUT_OF_RANGE'], [Infinity, 'OUT_OF_RANGE']])('refuse an anode at %d uV, which would widen the window', (anode_uV_vs_li, code) => {
    expect(verdict({ anode_uV_vs_li, bias_uV_max: 0 })).toBe(`${code} anode_uV_vs_li SCHEMA`);
  });

  it.each([[-200_000, 'accepted'], [-200_001, 'BEYOND_LIMIT bias_uV_min WINDOW'], [-274_999, 'BEYOND_LIMIT bias_uV_min WINDOW'], [-275_000, 'BEYOND_STRAP bias_uV_min STRAP'], [NaN, 'BEYOND_STRAP bias_uV_min STRAP']])('take a lower cap of %d uV before formation: %s', (bias_uV_min, expected) => {
    expect(verdict({ bias_uV_min })).toBe(expected);
  });

  it.each([[undefined, 'accepted'], [2_000_000, 'accepted'], [1_999_999, 'BEYOND_LIMIT bias_uV_min WINDOW']])('take a lower cap of %d uV after formation: %s', (bias_uV_min, expected) => {
    expect(verdict({ bias_uV_min, isFormed: true })).toBe(expected);
  });

  it('are refused when the lower cap is not below the upper one', () => {
    expect(verdict({ bias_uV_min: 1_000_000, bias_uV_max: 1_000_001 })).toBe('accepted');
    expect(verdict({ bias_uV_min: 1_000_000, bias_uV_max: 1_000_000 })).toBe('LIMITS_NOT_ORDERED bias_uV_max LIMITS');
  });

  it.each([
    // 0.30 MV/cm across 100 nm are 3.0 V.
    [2_999_999, 'accepted'], [3_000_000, 'accepted'], [3_000_001, 'FIELD_TOO_HIGH bias_uV_max FIELD'],
  ])('take %d uV across 100 nm: %s', (bias_uV_max, expected) => {
    expect(verdict({ bias_uV_max, lipon_thickness_nm: 100 })).toBe(expected);
  });

  it('let the override raise the field to 0.5 MV/cm, so that the window governs 100 nm', () => {
    const override = { lipon_thickness_nm: 100, isFieldOverride: true, declared_damage_ppt: 1500, field_V_per_cm_max: 500_000 };
    expect(verdict({ ...override, bias_uV_max: 4_800_000 })).toBe('accepted');
    expect(verdict({ ...override, field_V_per_cm_max: 500_001 })).toBe('OUT_OF_RANGE field_V_per_cm_max SCHEMA');
    expect(verdict({ ...override, declared_damage_ppt: 1000 })).toBe('accepted');
    expect(verdict({ ...override, declared_damage_ppt: 1501 })).toBe('FIELD_TOO_HIGH declared_damage_ppt FIELD');
    expect(verdict({ ...override, isFieldOverride: false })).toBe('FIELD_TOO_HIGH field_V_per_cm_max FIELD');
    expect(verdict({ ...override, field_V_per_cm_max: undefined, bias_uV_max: 3_000_001 })).toBe('FIELD_TOO_HIGH bias_uV_max FIELD');
  });

  it('bound the lower cap by the field as well', () => {
    // 0.10 MV/cm across 10 nm are 100 mV.
    const thin = { lipon_thickness_nm: 10, field_V_per_cm_max: 100_000, bias_uV_max: 100_000 };
    expect(verdict({ ...thin, bias_uV_min: -100_000 })).toBe('accepted');
    expect(verdict({ ...thin, bias_uV_min: -100_001 })).toBe('FIELD_TOO_HIGH bias_uV_min FIELD');
  });

  it.each([
    // 7 sigma of 1 mV and 7 mV of gain and offset.
    ['over_voltage_margin_uV', 14_000], ['current_fA_max', 34_000], ['excess_charge_fC_max', 111],
    // 7 sigma of a mean of ten samples of 1 mV, and 7 mV.
    ['hot_connect_uV_max', 9214],
    // 7 sigma of 4 fA and 1 fA of offset; 7 sigma of 22.8 pA and 0.05 %; 7 sigma of the difference of two samples of 5 pA.
    ['sustained_current_fA_max', 30], ['short_current_fA_max', 159_680], ['precursor_current_fA_max', 49_498],
    // 1 fA in ten hours are 36 pC, 0.5 mAh/g of 21 pg.
    ['specific_charge_mAh_per_g_max', 1],
  ] as const)('refuse %s below its noise, %d', (field, least) => {
    expect(verdict({ [field]: least })).toBe('accepted');
    const below = least === 1 ? 'OUT_OF_RANGE' : 'LIMIT_BELOW_NOISE';
    expect(verdict({ [field]: least - 1 })).toBe(`${below} ${field} ${below === 'OUT_OF_RANGE' ? 'SCHEMA' : 'NOISE'}`);
  });

  it('refuse a film so small that its own rate drowns in noise, and one whose charge drowns in offset', () => {
    // 10C of 1e8 nm3 are 1.3 pA, of 1e5 nm3 1 fA. A tenth of a cubic micrometre holds 1.5 pC at 1 mAh/g: 36 pC of offset are 24 of them.
    expect(verdict({ area_nm2: 1_000_000, lnmo_thickness_nm: 100 })).toBe('accepted');
    expect(verdict({ area_nm2: 10_000, lnmo_thickness_nm: 10 })).toBe('LIMIT_BELOW_NOISE sustained_current_fA_max NOISE');
    expect(verdict({ area_nm2: 1_000_000, lnmo_thickness_nm: 100, specific_charge_mAh_per_g_max: 24 })).toBe('accepted');
    expect(verdict({ area_nm2: 1_000_000, lnmo_thickness_nm: 100, specific_charge_mAh_per_g_max: 23 })).toBe('LIMIT_BELOW_NOISE specific_charge_mAh_per_g_max NOISE');
  });

  it('hold a large current against the noise of the range that holds it', () => {
    // 100 nA: the noise of 4 fA grows by the root of the range, to 126 fA; the range above it holds nothing more.
    const large = { area_nm2: 10_000_000_000, current_fA_max: 19_000_000 };
    expect(verdict({ ...large, sustained_current_fA_max: 18_000_000 })).toBe('accepted');
    expect(staged({ sustained_current_fA_max: 5_000_000 }, { slow_full_scales_fA: [100_000, 500_000, 1_000_000], slow_noise_fA_rms: 250_000 })).toMatchObject({
      kind: 'refused', refusal: { code: 'LIMIT_BELOW_NOISE', field: 'sustained_current_fA_max', limit_min: 5_536_487 },
    });
  });

  it('keep the sustained current below the hard one, also where 10C of a large film would be more', () => {
    const large = { area_nm2: 10_000_000_000 };
    expect(staged(large)).toMatchObject({ limits: { sustained_current_fA_max: 10_000_000 } });
    expect(verdict({ sustained_current_fA_max: 10_000_000 })).toBe('accepted');
    expect(verdict({ sustained_current_fA_max: 10_000_001 })).toBe('LIMITS_NOT_ORDERED sustained_current_fA_max LIMITS');
  });

  it.each([
    // The trip stands 100 mV below the cut-off, and no higher than the lower cap of -0.2 V.
    [{ cutoff_uV_min: -150_000 }, 'accepted'], [{ cutoff_uV_min: -150_001 }, 'OUT_OF_RANGE cutoff_uV_min SCHEMA'],
    [{ cutoff_uV_min: -100_000 }, 'accepted'], [{ cutoff_uV_min: -99_999 }, 'LIMITS_NOT_ORDERED cutoff_uV_min LIMITS'],
    [{ isFormed: true }, 'accepted'], [{ isFormed: true, cutoff_uV_min: 1_999_999 }, 'BEYOND_LIMIT cutoff_uV_min WINDOW'],
    [{ isFormed: true, bias_uV_min: 2_500_000, cutoff_uV_min: 2_600_000 }, 'accepted'],
    [{ isFormed: true, bias_uV_min: 2_500_000, cutoff_uV_min: 2_600_001 }, 'LIMITS_NOT_ORDERED cutoff_uV_min LIMITS'],
    [{ cutoff_uV_min: NaN }, 'OUT_OF_RANGE cutoff_uV_min SCHEMA'], [{ cutoff_uV_min: -0, bias_uV_min: -100_000 }, 'accepted'],
  ])('take the cut-off of %o: %s', (changes, expected) => {
    expect(verdict(changes)).toBe(expected);
  });

  it('keep two degrees between cold and warm', () => {
    expect(verdict({ temperature_mdegC_min: 20_000, temperature_mdegC_max: 22_000 })).toBe('accepted');
    expect(verdict({ temperature_mdegC_min: 20_000, temperature_mdegC_max: 21_999 })).toBe('LIMITS_NOT_ORDERED temperature_mdegC_max LIMITS');
    expect(verdict({ temperature_mdegC_min: 60_000, temperature_mdegC_max: 15_000 })).toBe('LIMITS_NOT_ORDERED temperature_mdegC_max LIMITS');
  });

  it('refuse a current limit that the path could not see', () => {
    expect(verdict({ current_fA_max: 19_990_000 })).toBe('accepted');
    expect(verdict({ current_fA_max: 19_990_001 })).toBe('OUT_OF_RANGE current_fA_max BOARD');
  });

  it.each([
    ['slew_nV_per_s_max', 1, 1_000_000_000], ['lipon_thickness_nm', 10, 100_000], ['over_voltage_margin_uV', 14_000, 100_000],
    ['hot_connect_uV_max', 9214, 50_000], ['lnmo_thickness_nm', 10, 100_000],
    ['specific_charge_mAh_per_g_max', 1, 378], ['temperature_mdegC_min', -100_000, 58_000], ['temperature_mdegC_max', 17_000, 100_000],
  ] as const)('keep %s between %d and %d', (field, min, max) => {
    const changes = { bias_uV_max: 250_000, bias_uV_min: 0 };
    for (const value of [min, max, max - 1]) expect(verdict({ ...changes, [field]: value })).toBe('accepted');
    for (const value of [min - 1, max + 1, NaN, Infinity, -Infinity, 1.5 + min]) expect(verdict({ ...changes, [field]: value })).not.toBe('accepted');
  });

  it.each([[999, 'OUT_OF_RANGE'], [10_000_000_001, 'OUT_OF_RANGE'], [NaN, 'OUT_OF_RANGE'], [Infinity, 'OUT_OF_RANGE'], [-0, 'OUT_OF_RANGE'], [1e-11, 'OUT_OF_RANGE']])(
    'refuse an area of %d nm2',
    (area_nm2, code) => {
      expect(verdict({ area_nm2 })).toBe(`${code} area_nm2 SCHEMA`);
      expect(verdict({ area_nm2: 10_000_000_000 })).toBe('accepted');
    },
  );

  it('say value and range when they refuse', () => {
    const result = staged({ bias_uV_max: 4_900_000, lipon_thickness_nm: 2000 });
    expect(result).toEqual({ kind: 'refused', refusal: { code: 'BEYOND_LIMIT', field: 'bias_uV_max', value: 4_900_000, limit_max: 4_800_000, origin: 'WINDOW' } });
  });

  it('do not ask for the field with row 4 left out', () => {
    const result = staged({ bias_uV_max: 4_800_000, lipon_thickness_nm: 100 }, { rowsLeftOut: new Set([4]) });
    expect(result.kind).toBe('accepted');
    expect(staged({ isFieldOverride: true, declared_damage_ppt: 1501 }, { rowsLeftOut: new Set([4]) }).kind).toBe('accepted');
  });
});

describe('tightening', () => {
  const effective = (changes: Partial<EffectiveLimits> = {}): EffectiveLimits => {
    const result = staged();
    if (result.kind !== 'accepted') throw new Error('refused');
    return { ...result.limits, ...changes };
  };

  it('permits equal limits', () => {
    expect(isTightening(effective(), effective())).toBe(true);
  });

  it.each([
    ['bias_uV_max', -1], ['bias_uV_min', 1], ['slew_nV_per_s_max', -1], ['current_fA_max', -1], ['excess_charge_fC_max', -1],
    ['over_voltage_margin_uV', -1], ['hot_connect_uV_max', -1], ['lipon_thickness_nm', -1], ['field_V_per_cm_max', -1], ['declared_damage_ppt', 1],
    ['sustained_current_fA_max', -1], ['short_current_fA_max', -1], ['precursor_current_fA_max', -1], ['specific_charge_mAh_per_g_max', -1],
    ['cutoff_uV_min', 1], ['temperature_mdegC_min', 1], ['temperature_mdegC_max', -1],
  ] as const)('is %s moved by %i, and not the other way', (field, by) => {
    const base = effective();
    expect(isTightening({ ...base, [field]: base[field] + by }, base)).toBe(true);
    expect(isTightening({ ...base, [field]: base[field] - by }, base)).toBe(false);
    expect(isTightening({ ...base, [field]: NaN }, base)).toBe(false);
  });

  it.each([
    ['the other side of the LNMO', { lnmoOn: 'sample' }], ['another anode', { anode_uV_vs_li: 1 }], ['a lithium-free anode', { anode_uV_vs_li: undefined }],
    ['the field override', { isFieldOverride: true }], ['a thicker film', { lnmo_thickness_nm: 501 }], ['a thinner film', { lnmo_thickness_nm: 499 }],
    ['a larger film', { area_nm2: 10_000_001 }], ['a smaller film', { area_nm2: 9_999_999 }],
  ] as const)('is not %s', (_title, changes) => {
    expect(isTightening(effective(changes), effective())).toBe(false);
  });

  it('is a trip in place of a warning, and not the other way', () => {
    for (const flag of ['isPrecursorTrip', 'isProbeMotionTrip'] as const) {
      expect(isTightening(effective({ [flag]: true }), effective())).toBe(true);
      expect(isTightening(effective(), effective({ [flag]: true }))).toBe(false);
      expect(isTightening(effective({ [flag]: true }), effective({ [flag]: true }))).toBe(true);
    }
  });

  it('is a cell that is formed now, and not one that is formed no more', () => {
    expect(isTightening(effective({ isFormed: true }), effective())).toBe(true);
    expect(isTightening(effective(), effective({ isFormed: true }))).toBe(false);
  });
});

describe('bounds whose ends count', () => {
  it.each([[999, false], [1000, true], [1500, true], [1501, false], [NaN, false], [Infinity, false], [-Infinity, false], [-0, false]])('a declared damage of %d ppt earns the override: %s', (damage_ppt, isEarned) => {
    expect(isOverrideEarned(damage_ppt)).toBe(isEarned);
  });

  it('a current at the end of a range is measured in that range', () => {
    // 7 x 10 pA are inside 100 pA; in the next range the noise is 32 pA, and would not be.
    expect(staged({ sustained_current_fA_max: 100_000 }, { slow_noise_fA_rms: 10_000 })).toMatchObject({ kind: 'accepted' });
  });

  it('an anode below lithium widens both windows', () => {
    expect(capsFromGeometry({ anode_uV_vs_li: -200_000, isFormed: false, lipon_thickness_nm: 500, field_V_per_cm_max: 300_000 }).window_uV).toBe(5_000_000);
  });
});
