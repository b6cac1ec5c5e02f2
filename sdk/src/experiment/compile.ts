import type { OutputLimits, Step } from '../contract.ts';
import { anodePotential_V, defaultBiasMin_V, fieldCap_V_per_m } from './caps.ts';
import { courseOf } from './course.ts';
import type { StepCourse } from './course.ts';
import type { Experiment, Safety } from './schema.ts';
import type { ExperimentStep } from './steps.ts';
import { stepsOf } from './techniques.ts';

/** Slew cap when the file states none, in V/s. */
const slew_V_per_s_default = 0.01;

/** A step with what is known of it before the run. */
export interface PlannedStep {
  readonly index: number;
  readonly kind: ExperimentStep['kind'];
  /** Where it ends. Absent while open, and where that is not known: at rest before it is measured, and after a current. */
  readonly bias_V?: number;
  /** Ends of the bias at worst; of a current those of its compliance. */
  readonly bias_V_low?: number;
  readonly bias_V_high?: number;
  /** Of holds and currents, at their longest. */
  readonly duration_s: number;
  /** Absent where a ramp starts or ends at a voltage that is not known. */
  readonly ramp_s?: number;
  /** Largest charge of its regulated currents. */
  readonly charge_C?: number;
  readonly start_s: number;
  readonly end_s: number;
}

/** A program, and the step of the file that each of its steps comes from. */
export interface CompiledProgram {
  readonly steps: readonly Step[];
  readonly sources: readonly number[];
}

/** The controller's program. @param rest_V open-circuit voltage, from which biases may count; NaN while it is not measured */
export function compileProgram(experiment: Experiment, rest_V = Number.NaN): CompiledProgram {
  const steps: Step[] = [];
  const sources: number[] = [];
  for (const [index, step] of experiment.steps.entries()) {
    const compiled = stepsOf(step, { experiment, rest_V }, steps.length);
    steps.push(...compiled);
    sources.push(...compiled.map(() => index));
  }
  return { steps, sources };
}

/** The program that is uploaded. @param rest_V open-circuit voltage, for a leak check that states no bias of its own */
export function compileSteps(experiment: Experiment, rest_V: number): readonly Step[] {
  return compileProgram(experiment, rest_V).steps;
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

/** Time before the closing for which the open-circuit voltage is to be watched. */
export function watch_s(experiment: Experiment): number {
  const [first] = experiment.steps;
  return first?.kind === 'ocv' ? first.duration_s : 0;
}

/**
 * When each step starts and ends, counted from the closing of the switch, and what it comes to at worst. Undefined when the
 * loops come to more steps than a controller carries out.
 * @param rest_V open-circuit voltage, once measured
 */
export function planSteps(experiment: Experiment, rest_V?: number): readonly PlannedStep[] | undefined {
  const { steps, sources } = compileProgram(experiment, rest_V);
  const { safety } = experiment;
  const compliance = { bias_V_min: safety.bias_V_min ?? defaultBiasMin_V(experiment), bias_V_max: safety.bias_V_max };
  const course = courseOf(steps, rest_V ?? Number.NaN, compliance);
  if (course === undefined) return undefined;
  const planned: PlannedStep[] = [];
  let start_s = -watch_s(experiment);
  for (const [index, step] of experiment.steps.entries()) {
    const own = course.filter((_, place) => sources[place] === index);
    const plan = plannedStep(step, own, { index, start_s });
    planned.push(plan);
    start_s = plan.end_s;
  }
  return planned;
}

function plannedStep(step: ExperimentStep, own: readonly StepCourse[], { index, start_s }: { readonly index: number; readonly start_s: number }): PlannedStep {
  const ramp_s = sum(own, (at) => at.ramp_s);
  const duration_s = step.kind === 'ocv' ? step.duration_s : sum(own, (at) => at.dwell_s);
  const isRampKnown = own.every((at) => at.isRampKnown);
  const isOpen = step.kind === 'open' || step.kind === 'ocv';
  const [low_V, high_V] = [Math.min(...own.map((at) => at.bias_V_low)), Math.max(...own.map((at) => at.bias_V_high))];
  const bias_V = own.at(-1)?.bias_V_end ?? Number.NaN;
  const charge_C = sum(own, (at) => at.charge_C);
  return {
    index, kind: step.kind, duration_s, start_s, end_s: start_s + ramp_s + duration_s,
    ...(isOpen || Number.isNaN(bias_V) ? {} : { bias_V }),
    ...(low_V <= high_V ? { bias_V_low: low_V, bias_V_high: high_V } : {}),
    ...(isOpen || !isRampKnown ? {} : { ramp_s }),
    ...(charge_C > 0 ? { charge_C } : {}),
  };
}

function sum(own: readonly StepCourse[], share: (at: StepCourse) => number): number {
  return own.reduce((total, at) => total + share(at), 0);
}
