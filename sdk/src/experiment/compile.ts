import type { OutputLimits, Step } from '../contract.ts';
import { anodePotential_V, fieldCap_V_per_m } from './caps.ts';
import type { Experiment, ExperimentStep, Safety } from './schema.ts';

/** Slew cap when the file states none, in V/s. */
const slew_V_per_s_default = 0.01;

/** A step with what is known of it before the run. */
export interface PlannedStep {
  readonly index: number;
  readonly kind: ExperimentStep['kind'];
  /** Absent while open, and where the cell rests at a voltage that is not yet measured. */
  readonly bias_V?: number;
  readonly duration_s: number;
  /** Absent where the ramp starts or ends at a voltage that is not yet measured. */
  readonly ramp_s?: number;
  readonly start_s: number;
  readonly end_s: number;
}

/** The program that is uploaded. @param rest_V open-circuit voltage, for a leak check that states no bias of its own */
export function compileSteps(experiment: Experiment, rest_V: number): readonly Step[] {
  return experiment.steps.map((step): Step => {
    if (step.kind === 'open') return { kind: 'open', duration_s: step.duration_s };
    const { kind, bias_V = rest_V, slew_V_per_s, duration_s } = step;
    return { kind, bias_V, slew_V_per_s, duration_s };
  });
}

/** The bounds that are staged, echoed, and committed before anything is armed. */
export function compileLimits(experiment: Experiment): OutputLimits {
  const { safety, specimen } = experiment;
  const anode_V_vs_Li = anodePotential_V(specimen.counter_electrode);
  return {
    bias_V_max: safety.bias_V_max,
    slew_V_per_s_max: slewCap_V_per_s(experiment),
    lipon_thickness_m: specimen.lipon_thickness_m,
    lnmo_thickness_m: specimen.lnmo_thickness_m,
    area_m2: specimen.area_m2,
    field_V_per_m_max: fieldCap_V_per_m(experiment),
    isFieldOverride: safety.is_field_override ?? false,
    declaredDamage: specimen.declared_damage ?? 1,
    isFormed: safety.is_formed ?? false,
    lnmoOn: experiment.lnmo_on,
    ...declared(safety),
    ...(anode_V_vs_Li === undefined ? {} : { anode_V_vs_Li }),
  };
}

/** Limits that the file may state under the name that they have everywhere. */
const PASSED_ON = [
  'bias_V_min', 'current_A_max', 'excess_charge_C_max', 'sustained_current_A_max', 'short_current_A_max', 'precursor_current_A_max',
  'specific_charge_C_per_kg_max', 'cutoff_V_min', 'temperature_K_min', 'temperature_K_max',
] as const satisfies readonly (keyof Safety & keyof OutputLimits)[];

function declared(safety: Safety): Partial<OutputLimits> {
  return {
    ...Object.fromEntries(PASSED_ON.flatMap((name) => (safety[name] === undefined ? [] : [[name, safety[name]]]))),
    ...(safety.is_precursor_trip === undefined ? {} : { isPrecursorTrip: safety.is_precursor_trip }),
    ...(safety.is_probe_motion_trip === undefined ? {} : { isProbeMotionTrip: safety.is_probe_motion_trip }),
  };
}

/** Largest slew that the experiment permits itself. */
export function slewCap_V_per_s(experiment: Experiment): number {
  return experiment.safety.slew_V_per_s_max ?? slew_V_per_s_default;
}

/** When each step starts and ends, counted from the closing of the switch. @param rest_V open-circuit voltage, once measured */
export function planSteps(experiment: Experiment, rest_V?: number): readonly PlannedStep[] {
  const planned: PlannedStep[] = [];
  let from_V = rest_V;
  let start_s = 0;
  for (const [index, step] of experiment.steps.entries()) {
    const bias_V = step.kind === 'open' ? undefined : step.bias_V ?? rest_V;
    const ramp_s = step.kind === 'open' || bias_V === undefined || from_V === undefined ? undefined : Math.abs(bias_V - from_V) / step.slew_V_per_s;
    const end_s = start_s + (ramp_s ?? 0) + step.duration_s;
    planned.push({
      index, kind: step.kind, duration_s: step.duration_s, start_s, end_s,
      ...(bias_V === undefined ? {} : { bias_V }), ...(ramp_s === undefined ? {} : { ramp_s }),
    });
    from_V = bias_V ?? from_V;
    start_s = end_s;
  }
  return planned;
}
