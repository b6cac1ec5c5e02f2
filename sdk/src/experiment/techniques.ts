import type { Step, StepConditions } from '../contract.ts';
import { capacity_C } from './charge.ts';
import type { Experiment } from './schema.ts';
import type { ExperimentStep, Until } from './steps.ts';

/** Size of a contact check: below the 20 mV within which no reaction runs. */
const contactCheck_V = 0.005;
const s_per_h = 3600;
/** A level that falls short of the end by less than this has reached it: noise of binary fractions. */
const level_ratio = 1e-6;

/** What is known when a program is compiled. */
export interface Situation {
  readonly experiment: Experiment;
  /** Open-circuit voltage; NaN while it is not measured, and so is every bias that counts from it. */
  readonly rest_V: number;
}

type Ramped = Extract<Step, { readonly kind: 'ramp' }>;

/** The controller's steps of one step of a file, which will stand at `first_index` of the program. */
export function stepsOf(step: ExperimentStep, situation: Situation, first_index: number): readonly Step[] {
  switch (step.kind) {
    case 'ocv':
      return [];
    case 'open':
      return [{ kind: 'open', duration_s: step.duration_s }];
    case 'mark':
      return [{ kind: 'mark', mark: step.mark }];
    case 'leak_check':
      return [{ kind: 'leak_check', bias_V: step.bias_V ?? situation.rest_V, slew_V_per_s: step.slew_V_per_s, duration_s: step.duration_s, ...conditions(step.until) }];
    case 'hold':
      return [{ kind: 'hold', bias_V: targetOf(step, situation), slew_V_per_s: step.slew_V_per_s, duration_s: step.duration_s, ...conditions(step.until) }];
    case 'ramp':
      return [{ kind: 'ramp', bias_V: targetOf(step, situation), slew_V_per_s: step.slew_V_per_s, ...conditions(step.until) }];
    case 'loop':
      return repeated(inLine(step.steps, situation, first_index), step.count, first_index);
    case 'staircase':
    case 'pitt':
    case 'iv_sweep':
      return levels(step, first_index);
    case 'cyclic':
    case 'pulse':
    case 'contact_check':
      return sweeps(step, first_index);
    default:
      return currents(step, situation, first_index);
  }
}

/** Steps one after the other. */
function inLine(steps: readonly ExperimentStep[], situation: Situation, first_index: number): readonly Step[] {
  const program: Step[] = [];
  for (const step of steps) program.push(...stepsOf(step, situation, first_index + program.length));
  return program;
}

function repeated(body: readonly Step[], count: number, first_index: number): readonly Step[] {
  return count === 1 ? body : [...body, { kind: 'loop', to_index: first_index, count: count - 1 }];
}

type Levels = Extract<ExperimentStep, { readonly kind: 'staircase' | 'pitt' | 'iv_sweep' }>;

function levels(step: Levels, first_index: number): readonly Step[] {
  const { step_V, slew_V_per_s, duration_s } = step;
  const until = step.kind === 'pitt' ? { current_A_below: step.current_A_below } : step.kind === 'staircase' ? step.until : undefined;
  const level = { kind: 'hold', slew_V_per_s, duration_s, ...conditions(until) } as const;
  if (step.kind !== 'iv_sweep') return stair(step.bias_V_from, step.bias_V_to, { level, step_V, first_index });
  const up = stair(step.bias_V_low, step.bias_V_high, { level, step_V, first_index });
  const down = stair(step.bias_V_high, step.bias_V_low, { level, step_V, first_index: first_index + up.length });
  return [...up, ...down];
}

/** A hold without its bias. */
interface Level {
  readonly kind: 'hold';
  readonly slew_V_per_s: number;
  readonly duration_s: number;
  readonly until?: StepConditions;
}

/** Levels from one bias to another, both of them held: the last one exactly, since changes are rounded to the converter's codes. */
function stair(from_V: number, to_V: number, { level, step_V, first_index }: { readonly level: Level; readonly step_V: number; readonly first_index: number }): readonly Step[] {
  const distance_V = to_V - from_V;
  const between_count = Math.ceil((Math.abs(distance_V) / step_V) * (1 - level_ratio)) - 1;
  const first: Step = { ...level, bias_V: from_V };
  if (distance_V === 0) return [first];
  const last: Step = { ...level, bias_V: to_V };
  if (!(between_count > 0)) return [first, last];
  const change: Step = { ...level, biasChange_V: Math.sign(distance_V) * step_V };
  return [first, ...repeated([change], between_count, first_index + 1), last];
}

type Sweeps = Extract<ExperimentStep, { readonly kind: 'cyclic' | 'pulse' | 'contact_check' }>;

function sweeps(step: Sweeps, first_index: number): readonly Step[] {
  const { slew_V_per_s } = step;
  switch (step.kind) {
    case 'cyclic': {
      const ramp = (bias_V: number): Ramped => ({ kind: 'ramp', bias_V, slew_V_per_s, ...conditions(step.until) });
      const vertices = step.first === 'low' ? [step.bias_V_low, step.bias_V_high] : [step.bias_V_high, step.bias_V_low];
      return repeated(vertices.map(ramp), step.cycles, first_index);
    }
    case 'pulse':
      return repeated([
        { kind: 'hold', bias_V: step.bias_V_base, slew_V_per_s, duration_s: step.base_s },
        { kind: 'hold', bias_V: step.bias_V, slew_V_per_s, duration_s: step.pulse_s },
      ], step.count, first_index);
    case 'contact_check':
      return [contactCheck_V, -2 * contactCheck_V, contactCheck_V].map((biasChange_V) => ({ kind: 'hold', biasChange_V, slew_V_per_s, duration_s: step.duration_s }));
  }
}

type Currents = Extract<ExperimentStep, { readonly kind: 'current' | 'cc_cv' | 'gitt' | 'rest' }>;

function currents(step: Currents, { experiment }: Situation, first_index: number): readonly Step[] {
  const { slew_V_per_s } = step;
  const current_A = step.kind === 'rest' ? 0 : currentOf(step, experiment);
  switch (step.kind) {
    case 'rest':
    case 'current':
      return [{ kind: 'current', current_A, slew_V_per_s, duration_s: step.duration_s, ...conditions(step.until) }];
    case 'cc_cv': {
      const cutOff = current_A < 0 ? { bias_V_below: step.bias_V } : { bias_V_above: step.bias_V };
      return [
        { kind: 'current', current_A, slew_V_per_s, duration_s: step.duration_s, until: cutOff },
        { kind: 'hold', bias_V: step.bias_V, slew_V_per_s, duration_s: step.hold_s, until: { current_A_below: step.current_A_below } },
      ];
    }
    case 'gitt':
      return repeated([
        { kind: 'current', current_A, slew_V_per_s, duration_s: step.pulse_s, ...conditions(step.until) },
        { kind: 'current', current_A: 0, slew_V_per_s, duration_s: step.rest_s },
      ], step.count, first_index);
  }
}

/** A current in A; a rate counts in capacities of the film an hour. */
export function currentOf({ current_A, c_rate }: { readonly current_A?: number; readonly c_rate?: number }, { specimen }: Experiment): number {
  return current_A ?? ((c_rate ?? 0) * capacity_C(specimen)) / s_per_h;
}

function targetOf({ bias_V, bias_V_vs_ocv }: { readonly bias_V?: number; readonly bias_V_vs_ocv?: number }, { rest_V }: Situation): number {
  return bias_V ?? rest_V + (bias_V_vs_ocv ?? 0);
}

function conditions(until: Until | undefined): { readonly until?: StepConditions } {
  return until === undefined ? {} : { until };
}
