import { derivedLimits } from './geometry.ts';
import { LIMIT_ROWS } from './limit-rows.ts';
import {
  CUTOFF_MARGIN_UV, FIELD_V_PER_CM_OVERRIDE, FIELD_V_PER_CM_PLAIN, capsFromGeometry, isOverrideEarned, lowerCap_uV, lowerCutoff_uV,
} from './limits.ts';
import type { EffectiveLimits, LimitContext, RequestedLimits } from './limits.ts';
import { NOISE_FLOORS, currentError_fA } from './noise-floor.ts';

export type RefusalCode =
  | 'MISSING_FIELD' | 'OUT_OF_RANGE' | 'BEYOND_LIMIT' | 'BEYOND_STRAP' | 'FIELD_TOO_HIGH' | 'LIMIT_BELOW_NOISE' | 'LIMITS_NOT_ORDERED' | 'WRONG_SIGN';

export type RefusalOrigin = 'UNSPECIFIED' | 'SCHEMA' | 'LIMITS' | 'FIELD' | 'WINDOW' | 'STRAP' | 'NOISE' | 'BOARD';

/** Why something was refused: the field, the value, the permitted range, and where the range comes from. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly field: string;
  readonly value?: number;
  readonly limit_min?: number;
  readonly limit_max?: number;
  readonly origin: RefusalOrigin;
}

export type StagingVerdict =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'accepted'; readonly limits: EffectiveLimits };

/** Highest potential of a counter electrode against lithium that is taken for one. */
const ANODE_UV_MAX = 4_000_000;
/** Error of the temperature sensor to either side, assumed: a narrower window would trip by itself. */
const TEMPERATURE_MDEGC_SPAN_MIN = 2000;

type DefaultedField = Extract<(typeof LIMIT_ROWS)[number], { readonly initial: number }>['field'];

const DEFAULTS = Object.fromEntries(LIMIT_ROWS.flatMap(({ field, initial }) => (typeof initial === 'number' ? [[field, initial]] : []))) as Readonly<Record<DefaultedField, number>>;
const DEFAULTED = Object.keys(DEFAULTS) as DefaultedField[];

/** Fills in what is absent and checks every limit; the first that fails refuses the whole. */
export function stagedLimits(requested: RequestedLimits, context: LimitContext): StagingVerdict {
  const limits = filledIn(requested);
  if ('code' in limits) return { kind: 'refused', refusal: limits };
  const refusal =
    schemaRefusal(limits) ?? wiringRefusal(limits, context) ?? fieldCapRefusal(limits, context) ?? strapRefusal(limits, context) ?? windowRefusal(limits) ??
    fieldRefusal(limits, context) ?? orderRefusal(limits) ?? noiseRefusal(limits, context);
  return refusal === undefined ? { kind: 'accepted', limits } : { kind: 'refused', refusal };
}

/** Refuses a value outside a range, NaN included; `undefined` permits it. */
export function rangeRefusal(value: number, bounds: Omit<Refusal, 'value'>): Refusal | undefined {
  const { limit_min = -Infinity, limit_max = Infinity } = bounds;
  const isInside = Number.isSafeInteger(value) && limit_min <= value && value <= limit_max;
  return isInside ? undefined : { ...bounds, value };
}

/** The limits with every default in its place. What nobody can guess for the host refuses when it is absent. */
function filledIn(requested: RequestedLimits): EffectiveLimits | Refusal {
  const { bias_uV_max, lipon_thickness_nm, lnmo_thickness_nm, area_nm2, lnmoOn, isFieldOverride, isFormed } = requested;
  if (bias_uV_max === undefined) return missing('bias_uV_max');
  if (lipon_thickness_nm === undefined) return missing('lipon_thickness_nm');
  if (lnmo_thickness_nm === undefined) return missing('lnmo_thickness_nm');
  if (area_nm2 === undefined) return missing('area_nm2');
  if (lnmoOn === 'unspecified') return missing('lnmo_on');
  // An override is earned by a declaration: the default of a field is none.
  if (isFieldOverride && requested.declared_damage_ppt === undefined) return missing('declared_damage_ppt');
  const geometry = { lipon_thickness_nm, lnmo_thickness_nm, area_nm2 };
  const numbers = Object.fromEntries(DEFAULTED.map((field) => [field, requested[field] ?? DEFAULTS[field]])) as Record<DefaultedField, number>;
  return {
    ...numbers,
    ...geometry,
    bias_uV_min: requested.bias_uV_min ?? lowerCap_uV(isFormed),
    bias_uV_max,
    sustained_current_fA_max: requested.sustained_current_fA_max ?? Math.min(derivedLimits(geometry).sustained_current_fA, numbers.current_fA_max),
    cutoff_uV_min: requested.cutoff_uV_min ?? lowerCutoff_uV(isFormed),
    anode_uV_vs_li: requested.anode_uV_vs_li,
    isFieldOverride,
    isFormed,
    isPrecursorTrip: requested.isPrecursorTrip ?? false,
    isProbeMotionTrip: requested.isProbeMotionTrip ?? false,
    lnmoOn,
  };
}

function missing(field: string): Refusal {
  return { code: 'MISSING_FIELD', field, origin: 'SCHEMA' };
}

function schemaRefusal(limits: EffectiveLimits): Refusal | undefined {
  for (const { field, min, max } of LIMIT_ROWS) {
    const refusal = rangeRefusal(limits[field], { code: 'OUT_OF_RANGE', field, limit_min: min, limit_max: max, origin: 'SCHEMA' });
    if (refusal !== undefined) return refusal;
  }
  return rangeRefusal(limits.anode_uV_vs_li ?? 0, { code: 'OUT_OF_RANGE', field: 'anode_uV_vs_li', limit_min: 0, limit_max: ANODE_UV_MAX, origin: 'SCHEMA' });
}

/** Limits for a cell that lies the other way round would bound every bias with the wrong sign. */
function wiringRefusal({ lnmoOn }: EffectiveLimits, context: LimitContext): Refusal | undefined {
  return lnmoOn === context.lnmoOn ? undefined : { code: 'WRONG_SIGN', field: 'lnmo_on', origin: 'BOARD' };
}

/** Row 4: the field cap itself. Above 0.30 MV/cm only by explicit override, and only on a film declared sound enough. */
function fieldCapRefusal(limits: EffectiveLimits, { rowsLeftOut }: LimitContext): Refusal | undefined {
  if (rowsLeftOut.has(4)) return undefined;
  const limit_max = limits.isFieldOverride ? FIELD_V_PER_CM_OVERRIDE : FIELD_V_PER_CM_PLAIN;
  if (limits.isFieldOverride && !isOverrideEarned(limits.declared_damage_ppt)) {
    return { code: 'FIELD_TOO_HIGH', field: 'declared_damage_ppt', value: limits.declared_damage_ppt, limit_min: 1000, limit_max: 1500, origin: 'FIELD' };
  }
  return rangeRefusal(limits.field_V_per_cm_max, { code: 'FIELD_TOO_HIGH', field: 'field_V_per_cm_max', limit_min: 1, limit_max, origin: 'FIELD' });
}

/** The order of the caps: set-point, cap, firmware trip, strap. A cap whose trip would lie at the strap or beyond it is refused. */
function strapRefusal(limits: EffectiveLimits, { strap_uV_min, strap_uV_max }: LimitContext): Refusal | undefined {
  const margin_uV = limits.over_voltage_margin_uV;
  const bounds = { code: 'BEYOND_STRAP', limit_min: strap_uV_min + margin_uV + 1, limit_max: strap_uV_max - margin_uV - 1, origin: 'STRAP' } as const;
  return rangeRefusal(limits.bias_uV_max, { ...bounds, field: 'bias_uV_max' }) ?? rangeRefusal(limits.bias_uV_min, { ...bounds, field: 'bias_uV_min' });
}

function windowRefusal(limits: EffectiveLimits): Refusal | undefined {
  const { lower_uV, window_uV } = capsFromGeometry(limits);
  const upper = rangeRefusal(limits.bias_uV_max, { code: 'BEYOND_LIMIT', field: 'bias_uV_max', limit_max: window_uV, origin: 'WINDOW' });
  const lower = rangeRefusal(limits.bias_uV_min, { code: 'BEYOND_LIMIT', field: 'bias_uV_min', limit_min: lower_uV, origin: 'WINDOW' });
  if (upper !== undefined || lower !== undefined) return upper ?? lower;
  return rangeRefusal(limits.bias_uV_max, { code: 'LIMITS_NOT_ORDERED', field: 'bias_uV_max', limit_min: limits.bias_uV_min + 1, origin: 'LIMITS' });
}

function fieldRefusal(limits: EffectiveLimits, { rowsLeftOut }: LimitContext): Refusal | undefined {
  if (rowsLeftOut.has(4)) return undefined;
  const { field_uV } = capsFromGeometry(limits);
  const bounds = { code: 'FIELD_TOO_HIGH', limit_min: -field_uV, limit_max: field_uV, origin: 'FIELD' } as const;
  return rangeRefusal(limits.bias_uV_max, { ...bounds, field: 'bias_uV_max' }) ?? rangeRefusal(limits.bias_uV_min, { ...bounds, field: 'bias_uV_min' });
}

/** What must lie on one side of another: the sustained current below the hard one, the cut-off's trip below the lower cap, warm above cold. */
function orderRefusal(limits: EffectiveLimits): Refusal | undefined {
  const bounds = { code: 'LIMITS_NOT_ORDERED', origin: 'LIMITS' } as const;
  return (
    rangeRefusal(limits.sustained_current_fA_max, { ...bounds, field: 'sustained_current_fA_max', limit_max: limits.current_fA_max }) ??
    rangeRefusal(limits.cutoff_uV_min, { code: 'BEYOND_LIMIT', field: 'cutoff_uV_min', limit_min: lowerCutoff_uV(limits.isFormed), origin: 'WINDOW' }) ??
    rangeRefusal(limits.cutoff_uV_min, { ...bounds, field: 'cutoff_uV_min', limit_max: limits.bias_uV_min + CUTOFF_MARGIN_UV }) ??
    rangeRefusal(limits.temperature_mdegC_max, { ...bounds, field: 'temperature_mdegC_max', limit_min: limits.temperature_mdegC_min + TEMPERATURE_MDEGC_SPAN_MIN })
  );
}

/** Every limit stands off the noise and the systematic error of the path that it acts on, or it would trip by itself. */
function noiseRefusal(limits: EffectiveLimits, context: LimitContext): Refusal | undefined {
  for (const { field, least } of NOISE_FLOORS) {
    const refusal = rangeRefusal(limits[field], { code: 'LIMIT_BELOW_NOISE', field, limit_min: Math.ceil(least(limits, context)), origin: 'NOISE' });
    if (refusal !== undefined) return refusal;
  }
  const limit_max = context.current_full_scale_fA - currentError_fA(context);
  return rangeRefusal(limits.current_fA_max, { code: 'OUT_OF_RANGE', field: 'current_fA_max', limit_max, origin: 'BOARD' });
}
