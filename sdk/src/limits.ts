import { LnmoOn } from '@nanobias/proto';
import type { Limits, LimitsEcho } from '@nanobias/proto';
import type { EffectiveLimits, OutputLimits } from './contract.ts';
import { NanobiasError } from './errors.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { V_from_uV, V_per_cm, fA, fC, nV_per_s, nm, ppt, uV_atLeast, uV_atMost } from './units.ts';

const lnmoOn = { probe: LnmoOn.PROBE, sample: LnmoOn.SAMPLE } as const satisfies Readonly<Record<OutputLimits['lnmoOn'], LnmoOn>>;

/** Limits in the units of the wire, every fraction rounded to the strict side. @throws INVALID_ARGUMENT */
export function scaledLimits(limits: OutputLimits): Limits {
  const lnmo_on = lnmoOn[limits.lnmoOn] as LnmoOn | undefined;
  if (lnmo_on === undefined) {
    throw new NanobiasError('INVALID_ARGUMENT', `lnmoOn: ${limits.lnmoOn} is neither probe nor sample`, { outputMayBeOn: 'unknown', field: 'lnmoOn', origin: 'host' });
  }
  const { bias_V_min, slew_V_per_s_max, current_A_max, excess_charge_C_max, field_V_per_m_max, declaredDamage, anode_V_vs_Li } = limits;
  return {
    bias_uV_max: uV_atMost('bias_V_max', limits.bias_V_max),
    lipon_thickness_nm: nm('lipon_thickness_m', limits.lipon_thickness_m),
    ...(bias_V_min === undefined ? {} : { bias_uV_min: uV_atLeast('bias_V_min', bias_V_min) }),
    ...(slew_V_per_s_max === undefined ? {} : { slew_nV_per_s_max: nV_per_s('slew_V_per_s_max', slew_V_per_s_max) }),
    ...(current_A_max === undefined ? {} : { current_fA_max: fA('current_A_max', current_A_max) }),
    ...(excess_charge_C_max === undefined ? {} : { excess_charge_fC_max: fC('excess_charge_C_max', excess_charge_C_max) }),
    ...(field_V_per_m_max === undefined ? {} : { field_V_per_cm_max: V_per_cm('field_V_per_m_max', field_V_per_m_max) }),
    ...(declaredDamage === undefined ? {} : { declared_damage_ppt: ppt('declaredDamage', declaredDamage) }),
    ...(anode_V_vs_Li === undefined ? {} : { anode_uV_vs_li: uV_atLeast('anode_V_vs_Li', anode_V_vs_Li) }),
    is_field_override: limits.isFieldOverride ?? false,
    is_formed: limits.isFormed ?? false,
    lnmo_on,
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
