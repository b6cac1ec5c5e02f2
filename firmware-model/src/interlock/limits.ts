import { LIMIT_ROWS } from './limit-rows.ts';
import type { LimitRow } from './limit-rows.ts';

/** Limits as a host asks for them; what is absent takes its default, or refuses where there is none. */
export interface RequestedLimits {
  readonly bias_uV_min?: number | undefined;
  readonly bias_uV_max?: number | undefined;
  readonly slew_nV_per_s_max?: number | undefined;
  readonly current_fA_max?: number | undefined;
  readonly excess_charge_fC_max?: number | undefined;
  readonly lipon_thickness_nm?: number | undefined;
  readonly field_V_per_cm_max?: number | undefined;
  readonly isFieldOverride: boolean;
  readonly declared_damage_ppt?: number | undefined;
  /** Absent for a lithium-free counter electrode, whose potential is unknown: the window is then in cell volts. */
  readonly anode_uV_vs_li?: number | undefined;
  readonly isFormed: boolean;
  readonly lnmoOn: 'unspecified' | 'probe' | 'sample';
  readonly over_voltage_margin_uV?: number | undefined;
  readonly hot_connect_uV_max?: number | undefined;
  readonly lnmo_thickness_nm?: number | undefined;
  readonly area_nm2?: number | undefined;
  readonly sustained_current_fA_max?: number | undefined;
  readonly short_current_fA_max?: number | undefined;
  readonly precursor_current_fA_max?: number | undefined;
  readonly isPrecursorTrip?: boolean | undefined;
  readonly specific_charge_mAh_per_g_max?: number | undefined;
  readonly cutoff_uV_min?: number | undefined;
  readonly temperature_mdegC_min?: number | undefined;
  readonly temperature_mdegC_max?: number | undefined;
  readonly isProbeMotionTrip?: boolean | undefined;
}

/** Limits as they are in force: nothing is left open but the anode of a lithium-free cell. */
export interface EffectiveLimits {
  readonly bias_uV_min: number;
  readonly bias_uV_max: number;
  readonly slew_nV_per_s_max: number;
  readonly current_fA_max: number;
  readonly excess_charge_fC_max: number;
  readonly lipon_thickness_nm: number;
  readonly field_V_per_cm_max: number;
  readonly isFieldOverride: boolean;
  readonly declared_damage_ppt: number;
  readonly anode_uV_vs_li: number | undefined;
  readonly isFormed: boolean;
  readonly lnmoOn: 'probe' | 'sample';
  readonly over_voltage_margin_uV: number;
  readonly hot_connect_uV_max: number;
  readonly lnmo_thickness_nm: number;
  readonly area_nm2: number;
  readonly sustained_current_fA_max: number;
  readonly short_current_fA_max: number;
  readonly precursor_current_fA_max: number;
  readonly isPrecursorTrip: boolean;
  readonly specific_charge_mAh_per_g_max: number;
  /** Row 11 trips `CUTOFF_MARGIN_UV` below it. */
  readonly cutoff_uV_min: number;
  readonly temperature_mdegC_min: number;
  readonly temperature_mdegC_max: number;
  readonly isProbeMotionTrip: boolean;
}

/** What the limits are held against: the strap, how well each path measures, and how the holder is wired. */
export interface LimitContext {
  readonly strap_uV_min: number;
  readonly strap_uV_max: number;
  readonly voltage_noise_uV_rms: number;
  /** Gain and offset of the voltage path together, at the top of the window. */
  readonly voltage_error_uV: number;
  readonly current_noise_fA_rms: number;
  readonly current_full_scale_fA: number;
  /** Noise of 100 ms of current, as a charge. */
  readonly charge_noise_fC_rms: number;
  /** Noise of a current over 4 ms once the displacement in the stray capacitance is taken away. */
  readonly block_noise_fA_rms: number;
  /** The slow path: noise of a conversion in its most sensitive range, and the full scales, which it grows with by the root. */
  readonly slow_noise_fA_rms: number;
  readonly slow_full_scales_fA: readonly number[];
  /** Terminal that the board's holder wires to the LNMO. */
  readonly lnmoOn: 'probe' | 'sample';
  readonly rowsLeftOut: ReadonlySet<number>;
}

/** Highest field without the explicit override, and with it. Assumed: no citable breakdown field of LiPON was found. */
export const FIELD_V_PER_CM_PLAIN = 300_000;
export const FIELD_V_PER_CM_OVERRIDE = 500_000;
/** The override needs a declared damage of at most this: at 2000 and 4.8 V across 100 nm one film in ten thousand dies within half an hour. */
const OVERRIDE_DAMAGE_PPT_MAX = 1500;
/** Field from which a set-point is worth a warning, V/cm. */
export const FIELD_V_PER_CM_WARNING = 150_000;

/** The cathode's window against lithium. */
const CATHODE_WINDOW_UV = 4_800_000;
/** The window of LiPON against lithium, and the distance kept from its end. */
const LIPON_WINDOW_UV = 5_300_000;
const LIPON_RESERVE_UV = 300_000;
/** Lowest permitted lower cap: before formation a cell may stand at 0 V; after it, reversal destroys the cathode. */
const LOWER_CAP_UV = -200_000;
const LOWER_CAP_FORMED_UV = 2_000_000;

/** Row 11: how far below the lower cut-off a bias trips. */
export const CUTOFF_MARGIN_UV = 100_000;
/** Lower cut-off of a host that names none, and the lowest that is taken. */
const CUTOFF_UV = -150_000;
const CUTOFF_FORMED_UV = 2_000_000;

/** Ends of the permitted bias, each with the reason for it. */
export interface Caps {
  readonly lower_uV: number;
  readonly window_uV: number;
  /** Thickness times field cap, rounded toward zero: 1 V/cm across 1 nm is 0.1 uV. */
  readonly field_uV: number;
}

/** The one place where geometry and chemistry become volts. */
export function capsFromGeometry(limits: Pick<EffectiveLimits, 'anode_uV_vs_li' | 'isFormed' | 'lipon_thickness_nm' | 'field_V_per_cm_max'>): Caps {
  const anode_uV = limits.anode_uV_vs_li ?? 0;
  return {
    lower_uV: lowerCap_uV(limits.isFormed),
    window_uV: Math.min(CATHODE_WINDOW_UV, LIPON_WINDOW_UV - LIPON_RESERVE_UV) - anode_uV,
    field_uV: Math.floor((limits.field_V_per_cm_max * limits.lipon_thickness_nm) / 10),
  };
}

/** Lowest permitted lower cap, and the one of a host that names none. */
export function lowerCap_uV(isFormed: boolean): number {
  return isFormed ? LOWER_CAP_FORMED_UV : LOWER_CAP_UV;
}

/** Lowest permitted lower cut-off, and the one of a host that names none. */
export function lowerCutoff_uV(isFormed: boolean): number {
  return isFormed ? CUTOFF_FORMED_UV : CUTOFF_UV;
}

/** Whether the damage that the user declared permits the override. */
export function isOverrideEarned(declared_damage_ppt: number): boolean {
  return 1000 <= declared_damage_ppt && declared_damage_ppt <= OVERRIDE_DAMAGE_PPT_MAX;
}

/** Whether every bound of `next` is at least as tight as that of `current`, and nothing that changes their meaning differs. */
export function isTightening(next: EffectiveLimits, current: EffectiveLimits): boolean {
  const isMeaningSame =
    next.lnmoOn === current.lnmoOn && next.anode_uV_vs_li === current.anode_uV_vs_li && (next.isFormed || !current.isFormed) &&
    (current.isFieldOverride || !next.isFieldOverride);
  const areTripsKept = (next.isPrecursorTrip || !current.isPrecursorTrip) && (next.isProbeMotionTrip || !current.isProbeMotionTrip);
  const areCapsTighter = next.bias_uV_max <= current.bias_uV_max && current.bias_uV_min <= next.bias_uV_min;
  return isMeaningSame && areTripsKept && areCapsTighter && LIMIT_ROWS.every(({ field, tighter }) => IS_TIGHTER[tighter](next[field], current[field]));
}

/** Positive, so that NaN is no tightening. */
const IS_TIGHTER: Readonly<Record<LimitRow['tighter'], (next: number, current: number) => boolean>> = {
  smaller: (next, current) => next <= current,
  larger: (next, current) => current <= next,
  fixed: (next, current) => next === current,
};
