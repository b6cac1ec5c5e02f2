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
  /** Terminal that the board's holder wires to the LNMO. */
  readonly lnmoOn: 'probe' | 'sample';
  readonly rowsLeftOut: ReadonlySet<number>;
}

export type LimitField =
  | 'slew_nV_per_s_max' | 'current_fA_max' | 'excess_charge_fC_max' | 'lipon_thickness_nm' | 'field_V_per_cm_max'
  | 'declared_damage_ppt' | 'over_voltage_margin_uV' | 'hot_connect_uV_max';

/** One limit: its default, the range that the schema permits, the row that it serves, and where the numbers come from. */
export interface LimitRow {
  readonly row: number;
  readonly field: LimitField;
  /** What an absent field means; `undefined` refuses it. */
  readonly initial: number | undefined;
  readonly min: number;
  readonly max: number;
  readonly source: string;
}

export const LIMIT_ROWS = [
  { row: 5, field: 'slew_nV_per_s_max', initial: 10_000_000, min: 1, max: 1_000_000_000, source: '10 mV/s assumed: 2 pA into 203 pF; 1 V/s absolute' },
  { row: 6, field: 'current_fA_max', initial: 10_000_000, min: 1, max: 1_000_000_000_000, source: '10 nA assumed: half of the interlock range' },
  { row: 6, field: 'excess_charge_fC_max', initial: 10_000, min: 1, max: 2_000_000, source: '10 pC assumed; full scale for 100 ms is 2 nC' },
  { row: 4, field: 'lipon_thickness_nm', initial: undefined, min: 10, max: 100_000, source: 'films below 15 nm are not known to insulate' },
  { row: 4, field: 'field_V_per_cm_max', initial: 300_000, min: 1, max: 500_000, source: 'assumed: 0.4 MV/cm nominal is survived by films below 100 nm' },
  { row: 4, field: 'declared_damage_ppt', initial: 1000, min: 1000, max: 10_000, source: 'pristine is 1000; an ion beam makes 1500 to 2000, assumed' },
  { row: 2, field: 'over_voltage_margin_uV', initial: 25_000, min: 1, max: 100_000, source: '7 sigma of 1 mV, 7 mV of gain and offset, the rest in hand' },
  { row: 12, field: 'hot_connect_uV_max', initial: 10_000, min: 1, max: 50_000, source: '10 mV across 203 pF are 2 pC' },
] as const satisfies readonly LimitRow[];

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
    window_uV: Math.min(CATHODE_WINDOW_UV - anode_uV, LIPON_WINDOW_UV - LIPON_RESERVE_UV - anode_uV),
    field_uV: Math.floor((limits.field_V_per_cm_max * limits.lipon_thickness_nm) / 10),
  };
}

/** Lowest permitted lower cap, and the one of a host that names none. */
export function lowerCap_uV(isFormed: boolean): number {
  return isFormed ? LOWER_CAP_FORMED_UV : LOWER_CAP_UV;
}

/** Whether the damage that the user declared permits the override. */
export function isOverrideEarned(declared_damage_ppt: number): boolean {
  return 1000 <= declared_damage_ppt && declared_damage_ppt <= OVERRIDE_DAMAGE_PPT_MAX;
}

/** Bounds that are tighter the smaller they are; the others are told apart below. */
const TIGHTER_WHEN_SMALLER = [
  'bias_uV_max', 'slew_nV_per_s_max', 'current_fA_max', 'excess_charge_fC_max', 'over_voltage_margin_uV', 'hot_connect_uV_max',
  'lipon_thickness_nm', 'field_V_per_cm_max',
] as const satisfies readonly (keyof EffectiveLimits)[];
const TIGHTER_WHEN_LARGER = ['bias_uV_min', 'declared_damage_ppt'] as const satisfies readonly (keyof EffectiveLimits)[];

/** Whether every bound of `next` is at least as tight as that of `current`, and nothing that changes their meaning differs. */
export function isTightening(next: EffectiveLimits, current: EffectiveLimits): boolean {
  const isMeaningSame =
    next.lnmoOn === current.lnmoOn && next.anode_uV_vs_li === current.anode_uV_vs_li && (next.isFormed || !current.isFormed) &&
    (current.isFieldOverride || !next.isFieldOverride);
  const areBoundsTighter =
    TIGHTER_WHEN_SMALLER.every((bound) => next[bound] <= current[bound]) && TIGHTER_WHEN_LARGER.every((bound) => current[bound] <= next[bound]);
  return isMeaningSame && areBoundsTighter;
}
