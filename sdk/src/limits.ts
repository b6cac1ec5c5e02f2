import { LnmoOn } from '@nanobias/proto';
import type { Limits, LimitsEcho } from '@nanobias/proto';
import type { EffectiveLimits, OutputLimits } from './contract.ts';
import { NanobiasError } from './errors.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { V_from_uV, V_per_cm, fA, fC, mAh_per_g, mdegC_atLeast, mdegC_atMost, nV_per_s, nm, nm2, ppt, uV_atLeast, uV_atMost } from './units.ts';

const lnmoOn = { probe: LnmoOn.PROBE, sample: LnmoOn.SAMPLE } as const satisfies Readonly<Record<OutputLimits['lnmoOn'], LnmoOn>>;

/** Limits in the units of the wire, every fraction rounded to the strict side. @throws INVALID_ARGUMENT */
export function scaledLimits(limits: OutputLimits): Limits {
  const lnmo_on = lnmoOn[limits.lnmoOn] as LnmoOn | undefined;
  if (lnmo_on === undefined) {
    throw new NanobiasError('INVALID_ARGUMENT', `lnmoOn: ${limits.lnmoOn} is neither probe nor sample`, { outputMayBeOn: 'unknown', field: 'lnmoOn', origin: 'host' });
  }
  return {
    bias_uV_max: uV_atMost('bias_V_max', limits.bias_V_max),
    lipon_thickness_nm: nm('lipon_thickness_m', limits.lipon_thickness_m),
    lnmo_thickness_nm: nm('lnmo_thickness_m', limits.lnmo_thickness_m),
    area_nm2: nm2('area_m2', limits.area_m2),
    ...given(limits),
    is_field_override: limits.isFieldOverride ?? false,
    is_formed: limits.isFormed ?? false,
    lnmo_on,
  };
}

/** A limit that may be left out: its name on the wire, and how it is scaled. */
const OPTIONAL = {
  bias_V_min: ['bias_uV_min', uV_atLeast],
  slew_V_per_s_max: ['slew_nV_per_s_max', nV_per_s],
  current_A_max: ['current_fA_max', fA],
  excess_charge_C_max: ['excess_charge_fC_max', fC],
  field_V_per_m_max: ['field_V_per_cm_max', V_per_cm],
  declaredDamage: ['declared_damage_ppt', ppt],
  anode_V_vs_Li: ['anode_uV_vs_li', uV_atLeast],
  sustained_current_A_max: ['sustained_current_fA_max', fA],
  short_current_A_max: ['short_current_fA_max', fA],
  precursor_current_A_max: ['precursor_current_fA_max', fA],
  specific_charge_C_per_kg_max: ['specific_charge_mAh_per_g_max', mAh_per_g],
  cutoff_V_min: ['cutoff_uV_min', uV_atLeast],
  temperature_K_min: ['temperature_mdegC_min', mdegC_atLeast],
  temperature_K_max: ['temperature_mdegC_max', mdegC_atMost],
} as const satisfies { readonly [name in keyof OutputLimits]?: readonly [keyof Limits, (field: string, value: number) => number] };

/** What was given, scaled; what was left out stays out, so that the controller's default holds. */
function given(limits: OutputLimits): Partial<Limits> {
  const names = Object.keys(OPTIONAL) as (keyof typeof OPTIONAL)[];
  const numbers = names.flatMap((name) => {
    const value = limits[name];
    const [wireName, scale] = OPTIONAL[name];
    return value === undefined ? [] : [[wireName, scale(name, value)] as const];
  });
  return {
    ...Object.fromEntries(numbers),
    ...(limits.isPrecursorTrip === undefined ? {} : { is_precursor_trip: limits.isPrecursorTrip }),
    ...(limits.isProbeMotionTrip === undefined ? {} : { is_probe_motion_trip: limits.isProbeMotionTrip }),
  };
}

/** Stages limits, checks that the controller understood them, and commits them. @throws ECHO_MISMATCH and every refusal */
export async function commitLimits(driver: Driver, limits: OutputLimits, signal?: AbortSignal): Promise<EffectiveLimits> {
  const sent = scaledLimits(limits);
  const { body: staged } = await ask(driver, { kind: 'stage_limits', limits: sent }, 'limits_echo', { signal });
  const difference = firstDifference(sent, staged.limits);
  if (difference !== undefined) {
    throw driver.failure('ECHO_MISMATCH', `the controller echoed ${difference} as ${staged.limits[difference]}, sent was ${sent[difference]}`);
  }
  const { body: committed } = await ask(driver, { kind: 'commit_limits', digest: staged.digest }, 'limits_echo', { signal });
  if (committed.digest !== staged.digest) throw driver.failure('ECHO_MISMATCH', 'the controller committed other limits than were staged');
  return effective(committed);
}

// What was left out the controller fills in; what was sent must come back as it is.
function firstDifference(sent: Limits, echoed: Limits): keyof Limits | undefined {
  return (Object.keys(sent) as (keyof Limits)[]).find((name) => sent[name] !== echoed[name]);
}

function effective({ digest, effective_bias_uV_min, effective_bias_uV_max }: LimitsEcho): EffectiveLimits {
  return { digest, bias_V_min: V_from_uV(effective_bias_uV_min), bias_V_max: V_from_uV(effective_bias_uV_max) };
}
