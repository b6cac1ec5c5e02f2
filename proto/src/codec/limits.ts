import { LnmoOn } from './enums.ts';
import { bool, enumeration, integer, message, optional, table } from './schema.ts';

/** Widest bias that the schema can say: no feedthrough of a biasing holder is built for more (assumed). The limits proper are far below. */
export const BIAS_RANGE = { min: -100_000_000, max: 100_000_000 } as const;
/** 1 nV/s to 1 V/s, the absolute limit of row 5 of the hazards. */
export const SLEW_RANGE = { min: 1, max: 1_000_000_000 } as const;

/** Everything that bounds the output. V = V(LNMO) - V(counter electrode). */
export interface Limits {
  readonly bias_uV_min?: number;
  readonly bias_uV_max?: number;
  readonly slew_nV_per_s_max?: number;
  readonly current_fA_max?: number;
  readonly excess_charge_fC_max?: number;
  readonly lipon_thickness_nm?: number;
  readonly field_V_per_cm_max?: number;
  readonly is_field_override: boolean;
  readonly declared_damage_ppt?: number;
  readonly anode_uV_vs_li?: number;
  readonly is_formed: boolean;
  readonly lnmo_on: LnmoOn;
  readonly over_voltage_margin_uV?: number;
  readonly hot_connect_uV_max?: number;
  readonly lnmo_thickness_nm?: number;
  readonly area_nm2?: number;
  readonly sustained_current_fA_max?: number;
  readonly short_current_fA_max?: number;
  readonly precursor_current_fA_max?: number;
  readonly is_precursor_trip?: boolean;
  readonly specific_charge_mAh_per_g_max?: number;
  readonly cutoff_uV_min?: number;
  readonly temperature_mdegC_min?: number;
  readonly temperature_mdegC_max?: number;
  readonly is_probe_motion_trip?: boolean;
}

/** Proposes limits, which bind nothing yet. */
export interface StageLimits {
  readonly limits: Limits;
}

/** The limits as the controller will enforce them, in full, with their digest. */
export interface LimitsEcho {
  readonly limits: Limits;
  readonly digest: number;
  readonly effective_bias_uV_min: number;
  readonly effective_bias_uV_max: number;
}

/** Puts staged limits into force, named by their digest. */
export interface CommitLimits {
  readonly digest: number;
}

// Ranges here tell a number from a slip of units; what a specimen bears, the controller decides.
export const limitsTable = table<Limits>('limits', {
  bias_uV_min: optional(integer(1, 'sint32', BIAS_RANGE)),
  bias_uV_max: optional(integer(2, 'sint32', BIAS_RANGE)),
  slew_nV_per_s_max: optional(integer(3, 'uint32', SLEW_RANGE)),
  // 1 fA to 1 mA, and 1 fC to 1 mC.
  current_fA_max: optional(integer(4, 'sint64', { min: 1, max: 1_000_000_000_000 })),
  excess_charge_fC_max: optional(integer(5, 'sint64', { min: 1, max: 1_000_000_000_000 })),
  // 1 nm to 1 mm.
  lipon_thickness_nm: optional(integer(6, 'uint32', { min: 1, max: 1_000_000 })),
  // Up to 10 MV/cm, which hardly any dielectric bears.
  field_V_per_cm_max: optional(integer(7, 'uint32', { min: 1, max: 10_000_000 })),
  is_field_override: bool(8),
  // Damage never weakens the field.
  declared_damage_ppt: optional(integer(9, 'uint32', { min: 1000, max: 100_000 })),
  anode_uV_vs_li: optional(integer(10, 'sint32', { min: -10_000_000, max: 10_000_000 })),
  is_formed: bool(11),
  lnmo_on: enumeration(12, LnmoOn),
  over_voltage_margin_uV: optional(integer(13, 'uint32', { max: 10_000_000 })),
  hot_connect_uV_max: optional(integer(14, 'uint32', { max: 10_000_000 })),
  // 1 nm to 1 mm, and 1 nm2 to 1 mm2.
  lnmo_thickness_nm: optional(integer(15, 'uint32', { min: 1, max: 1_000_000 })),
  area_nm2: optional(integer(16, 'uint64', { min: 1, max: 1_000_000_000_000 })),
  // 1 fA to 1 mA.
  sustained_current_fA_max: optional(integer(17, 'sint64', { min: 1, max: 1_000_000_000_000 })),
  short_current_fA_max: optional(integer(18, 'sint64', { min: 1, max: 1_000_000_000_000 })),
  precursor_current_fA_max: optional(integer(19, 'sint64', { min: 1, max: 1_000_000_000_000 })),
  is_precursor_trip: optional(bool(20)),
  // Lithium itself holds 3,860 mAh/g.
  specific_charge_mAh_per_g_max: optional(integer(21, 'uint32', { min: 1, max: 10_000 })),
  cutoff_uV_min: optional(integer(22, 'sint32', BIAS_RANGE)),
  // From what liquid nitrogen cools to what melts lithium.
  temperature_mdegC_min: optional(integer(23, 'sint32', { min: -200_000, max: 180_000 })),
  temperature_mdegC_max: optional(integer(24, 'sint32', { min: -200_000, max: 180_000 })),
  is_probe_motion_trip: optional(bool(25)),
}, { isStrict: true });

export const stageLimitsTable = table<StageLimits>('stage_limits', { limits: message(1, limitsTable) }, { isStrict: true });

export const limitsEchoTable = table<LimitsEcho>('limits_echo', {
  limits: message(1, limitsTable),
  digest: integer(2, 'fixed32'),
  effective_bias_uV_min: integer(3, 'sint32'),
  effective_bias_uV_max: integer(4, 'sint32'),
});

export const commitLimitsTable = table<CommitLimits>('commit_limits', { digest: integer(1, 'fixed32') }, { isStrict: true });
