import { decimal, defaultBiasMin_V } from './caps.ts';
import { compileProgram, planSteps, slewCap_V_per_s } from './compile.ts';
import { runs_count_max } from './course.ts';
import type { Path } from './document.ts';
import { refusalAt } from './parse.ts';
import type { ParsedExperiment } from './parse.ts';
import type { Refusal } from './refusal.ts';
import type { ExperimentStep } from './steps.ts';
import { currentOf } from './techniques.ts';

/** Over-current limit when the file states none, in A. */
const current_A_default = 1e-8;
/** Steps that the schema of the wire can number, where no device says less. */
const programSteps_max = 64;

/** What a device says about steps. */
interface StepBoard {
  readonly programSteps_max: number;
  readonly openCircuit_V?: number;
}

/** What keeps a single step from being carried out: its order, its biases, its slew and its current. */
export function stepRefusals(parsed: ParsedExperiment, board: StepBoard | undefined): readonly Refusal[] {
  const { steps } = parsed.experiment;
  return steps.flatMap((step, index) => [
    ...orderRefusals(parsed, step, index),
    ...restRefusals(parsed, { step, index }, board?.openCircuit_V),
    ...ownRefusals(parsed, step, ['steps', index]),
  ]);
}

/** What keeps the whole from being carried out: its length, and what its changes of bias come to. */
export function programRefusals(parsed: ParsedExperiment, board: StepBoard | undefined): readonly Refusal[] {
  const { experiment } = parsed;
  const { steps } = compileProgram(experiment, board?.openCircuit_V);
  const steps_max = board?.programSteps_max ?? programSteps_max;
  if (!(steps.length <= steps_max)) {
    const limit = `${steps_max} steps, of the device`;
    return [refusalAt(parsed, ['steps'], steps.length === experiment.steps.length ? `${steps.length} steps are too many` : `${steps.length} steps of the controller are too many`, limit)];
  }
  const planned = planSteps(experiment, board?.openCircuit_V);
  if (planned === undefined) return [refusalAt(parsed, ['steps'], 'the loops come to too many steps', `${runs_count_max} steps, every pass counted`)];
  const { bias_V_min, bias_V_max, text } = capsOf(parsed);
  return planned
    .filter(({ bias_V_low = bias_V_min, bias_V_high = bias_V_max }) => !(bias_V_min <= bias_V_low && bias_V_high <= bias_V_max))
    // A bias that the file states has been refused where it stands.
    .filter(({ index }) => ownRefusals(parsed, experiment.steps[index]!, ['steps', index]).length === 0 && experiment.steps[index]!.kind !== 'leak_check')
    .map(({ index, bias_V_low = 0, bias_V_high = 0 }) => refusalAt(parsed, ['steps', index, 'kind'], `comes to ${decimal(bias_V_low)} to ${decimal(bias_V_high)} V, beyond the caps`, text));
}

function capsOf({ experiment }: ParsedExperiment): { readonly bias_V_min: number; readonly bias_V_max: number; readonly text: string } {
  const { safety } = experiment;
  const bias_V_min = safety.bias_V_min ?? defaultBiasMin_V(experiment);
  return { bias_V_min, bias_V_max: safety.bias_V_max, text: `${decimal(bias_V_min)} V to ${decimal(safety.bias_V_max)} V, of safety` };
}

/** Closing again is a new arming, which a program cannot give itself. */
function orderRefusals(parsed: ParsedExperiment, step: ExperimentStep, index: number): Refusal[] {
  const { steps } = parsed.experiment;
  const path = ['steps', index, 'kind'];
  if (step.kind === 'open' && index !== steps.length - 1) return [refusalAt(parsed, path, 'the circuit is opened before the end', 'open is the last step')];
  if (step.kind === 'leak_check' && steps.slice(0, index).some(({ kind }) => kind !== 'ocv')) {
    return [refusalAt(parsed, path, 'a leak check reads the shunt of a cell at rest', 'leak_check is the first step')];
  }
  if (step.kind === 'ocv' && index !== 0) return [refusalAt(parsed, path, 'the open circuit is measured before the switch closes', 'ocv is the first step')];
  return [];
}

/** A leak check without a bias stands where the cell rests. */
function restRefusals(parsed: ParsedExperiment, { step, index }: { readonly step: ExperimentStep; readonly index: number }, rest_V: number | undefined): Refusal[] {
  if (step.kind !== 'leak_check' || step.bias_V !== undefined || rest_V === undefined) return [];
  const { bias_V_min, bias_V_max, text } = capsOf(parsed);
  const isInside = bias_V_min <= rest_V && rest_V <= bias_V_max;
  return isInside ? [] : [refusalAt(parsed, ['steps', index, 'kind'], `the cell rests at ${decimal(rest_V)} V, beyond the caps`, text)];
}

/** What a step states about itself, and the steps in a loop likewise. */
function ownRefusals(parsed: ParsedExperiment, step: ExperimentStep, path: Path): readonly Refusal[] {
  if (step.kind === 'loop') {
    return step.steps.flatMap((inner, index) => {
      const at = [...path, 'steps', index];
      const isOnce = inner.kind === 'open' || inner.kind === 'leak_check' || inner.kind === 'ocv';
      return isOnce ? [refusalAt(parsed, [...at, 'kind'], 'has no place in a loop', 'a step that can be repeated')] : ownRefusals(parsed, inner, at);
    });
  }
  return [...biasRefusals(parsed, step, path), ...choiceRefusals(parsed, step, path), ...slewRefusals(parsed, step, path), ...currentRefusals(parsed, step, path)];
}

/** Every bias that is stated lies within the caps: targets, vertices, and of currents the cut-offs. */
function biasRefusals(parsed: ParsedExperiment, step: ExperimentStep, path: Path): Refusal[] {
  const { bias_V_min, bias_V_max, text } = capsOf(parsed);
  const until = 'until' in step && isCurrent(step) ? step.until ?? {} : {};
  const stated = [
    ...Object.entries(step).map(([name, value]) => ({ at: [...path, name], name, value: value as unknown })),
    ...Object.entries(until).map(([name, value]) => ({ at: [...path, 'until', name], name, value: value as unknown })),
  ];
  return stated
    .filter(({ name, value }) => /^bias_V(_(low|high|from|to|base|above|below))?$/.test(name) && typeof value === 'number' && !(bias_V_min <= value && value <= bias_V_max))
    .map(({ at }) => refusalAt(parsed, at, 'beyond the caps', text));
}

/** A target, and a current, are stated once, in one way or the other. */
function choiceRefusals(parsed: ParsedExperiment, step: ExperimentStep, path: Path): Refusal[] {
  const choices = step.kind === 'hold' || step.kind === 'ramp' ? (['bias_V', 'bias_V_vs_ocv'] as const) : hasRate(step) ? (['current_A', 'c_rate'] as const) : [];
  const stated = choices.filter((name) => name in step);
  if (choices.length === 0 || stated.length === 1) return [];
  return [refusalAt(parsed, [...path, 'kind'], stated.length === 0 ? 'says neither' : 'says both', `either ${choices.join(' or ')}`)];
}

function slewRefusals(parsed: ParsedExperiment, step: ExperimentStep, path: Path): Refusal[] {
  const slew_V_per_s_max = slewCap_V_per_s(parsed.experiment);
  if (!('slew_V_per_s' in step) || step.slew_V_per_s <= slew_V_per_s_max) return [];
  return [refusalAt(parsed, [...path, 'slew_V_per_s'], 'too fast', `${decimal(slew_V_per_s_max)} V/s, of safety`)];
}

function currentRefusals(parsed: ParsedExperiment, step: ExperimentStep, path: Path): Refusal[] {
  if (!hasRate(step)) return [];
  const { experiment } = parsed;
  const current_A_max = experiment.safety.current_A_max ?? current_A_default;
  const current_A = Math.abs(currentOf(step, experiment));
  const isPermitted = current_A <= current_A_max;
  return isPermitted ? [] : [refusalAt(parsed, [...path, step.current_A === undefined ? 'c_rate' : 'current_A'], `${decimal(current_A)} A is beyond the over-current limit`, `${decimal(current_A_max)} A, of safety`)];
}

function hasRate(step: ExperimentStep): step is Extract<ExperimentStep, { readonly kind: 'current' | 'cc_cv' | 'gitt' }> {
  return step.kind === 'current' || step.kind === 'cc_cv' || step.kind === 'gitt';
}

function isCurrent({ kind }: ExperimentStep): boolean {
  return kind === 'current' || kind === 'gitt' || kind === 'rest';
}
