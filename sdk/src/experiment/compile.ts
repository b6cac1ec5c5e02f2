import type { OutputLimits, Step } from '../contract.ts';
import { anodePotential_V, fieldCap_V_per_m } from './caps.ts';
import type { Experiment } from './schema.ts';

/** Slew cap when the file states none, in V/s. */
const slew_V_per_s_default = 0.01;

/** A step with what is known of it before the run. */
export interface PlannedStep {
  readonly index: number;
  readonly step: Step;
  /** Absent for the first ramp, which starts at an open-circuit voltage that is not yet measured. */
  readonly ramp_s?: number;
  readonly start_s: number;
  readonly end_s: number;
}

/** The program that is uploaded. */
export function compileSteps(experiment: Experiment): readonly Step[] {
  return experiment.steps.map((step): Step => (step.kind === 'open'
    ? { kind: 'open', duration_s: step.duration_s }
    : { kind: step.kind, bias_V: step.bias_V, slew_V_per_s: step.slew_V_per_s, duration_s: step.duration_s }));
}

/** The bounds that are staged, echoed, and committed before anything is armed. */
export function compileLimits(experiment: Experiment): OutputLimits {
  const { safety, specimen } = experiment;
  const anode_V_vs_Li = anodePotential_V(specimen.counter_electrode);
  return {
    bias_V_max: safety.bias_V_max,
    slew_V_per_s_max: slewCap_V_per_s(experiment),
    lipon_thickness_m: specimen.lipon_thickness_m,
    field_V_per_m_max: fieldCap_V_per_m(experiment),
    isFieldOverride: safety.is_field_override ?? false,
    declaredDamage: specimen.declared_damage ?? 1,
    isFormed: safety.is_formed ?? false,
    lnmoOn: experiment.lnmo_on,
    ...(safety.bias_V_min === undefined ? {} : { bias_V_min: safety.bias_V_min }),
    ...(safety.current_A_max === undefined ? {} : { current_A_max: safety.current_A_max }),
    ...(safety.excess_charge_C_max === undefined ? {} : { excess_charge_C_max: safety.excess_charge_C_max }),
    ...(anode_V_vs_Li === undefined ? {} : { anode_V_vs_Li }),
  };
}

/** Largest slew that the experiment permits itself. */
export function slewCap_V_per_s(experiment: Experiment): number {
  return experiment.safety.slew_V_per_s_max ?? slew_V_per_s_default;
}

/** When each step starts and ends, counted from the closing of the switch. */
export function planSteps(experiment: Experiment): readonly PlannedStep[] {
  const planned: PlannedStep[] = [];
  let bias_V: number | undefined;
  let start_s = 0;
  for (const [index, step] of compileSteps(experiment).entries()) {
    const isRamped = step.kind !== 'open' && bias_V !== undefined;
    const ramp_s = isRamped ? Math.abs(step.bias_V - (bias_V ?? 0)) / step.slew_V_per_s : 0;
    const end_s = start_s + ramp_s + step.duration_s;
    planned.push({ index, step, ...(isRamped ? { ramp_s } : {}), start_s, end_s });
    if (step.kind !== 'open') bias_V = step.bias_V;
    start_s = end_s;
  }
  return planned;
}
