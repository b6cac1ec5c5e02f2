/** Conditional limits: the first that is met ends the step. Measured by the slow path; currents and charge are magnitudes. */
export interface Until {
  readonly bias_V_above?: number;
  readonly bias_V_below?: number;
  readonly current_A_above?: number;
  readonly current_A_below?: number;
  readonly charge_C?: number;
}

interface Conditional {
  readonly until?: Until;
}

/** A bias, or one counted from the open-circuit voltage measured as the run starts; exactly one of them. */
interface Target {
  readonly bias_V?: number;
  readonly bias_V_vs_ocv?: number;
}

/** A current, or one counted in capacities of the film an hour; exactly one of them. A positive one takes lithium out of LNMO. */
interface Rate {
  readonly current_A?: number;
  readonly c_rate?: number;
}

interface Slewed {
  readonly slew_V_per_s: number;
}

/** Measures the open-circuit voltage before the switch is closed; the first step only. */
export interface OcvStep {
  readonly kind: 'ocv';
  readonly duration_s: number;
}

/**
 * Stays where the cell rests, so that the shunt alone carries current. Its bias may be left out: then it is the open-circuit
 * voltage measured as the run starts, which a cell that has waited behind its shunt no longer has where it was.
 */
export interface LeakCheckStep extends Slewed, Conditional {
  readonly kind: 'leak_check';
  /** Within 20 mV of the open-circuit voltage, or the controller refuses it. */
  readonly bias_V?: number;
  readonly duration_s: number;
}

/** Goes to a bias with a slew and stays there. */
export interface HoldStep extends Slewed, Target, Conditional {
  readonly kind: 'hold';
  readonly duration_s: number;
}

/** Goes to a bias with a slew, and on at once: a linear sweep. */
export interface RampStep extends Slewed, Target, Conditional {
  readonly kind: 'ramp';
}

/** Sweeps between two vertices and back, so many times: cyclic voltammetry. */
export interface CyclicStep extends Slewed, Conditional {
  readonly kind: 'cyclic';
  readonly bias_V_low: number;
  readonly bias_V_high: number;
  readonly cycles: number;
  /** The vertex that it goes to first; the upper one unless told. */
  readonly first?: 'low' | 'high';
}

/** Holds at levels a step apart, from one bias to another. */
export interface StaircaseStep extends Slewed, Conditional {
  readonly kind: 'staircase';
  readonly bias_V_from: number;
  readonly bias_V_to: number;
  readonly step_V: number;
  /** At each level. */
  readonly duration_s: number;
}

/** A staircase up and down again. */
export interface SweepStep extends Slewed {
  readonly kind: 'iv_sweep';
  readonly bias_V_low: number;
  readonly bias_V_high: number;
  readonly step_V: number;
  readonly duration_s: number;
}

/** Potentiostatic intermittent titration: a staircase whose levels end once the current has faded. */
export interface PittStep extends Slewed {
  readonly kind: 'pitt';
  readonly bias_V_from: number;
  readonly bias_V_to: number;
  readonly step_V: number;
  readonly current_A_below: number;
  /** The longest that a level takes. */
  readonly duration_s: number;
}

/** A constant current; conditions of bias are its compliance. */
export interface CurrentStep extends Slewed, Rate, Conditional {
  readonly kind: 'current';
  readonly duration_s: number;
}

/** A constant current up to a bias, which is then held until the current has faded. */
export interface CcCvStep extends Slewed, Rate {
  readonly kind: 'cc_cv';
  readonly bias_V: number;
  readonly current_A_below: number;
  /** The longest that the current and the hold take. */
  readonly duration_s: number;
  readonly hold_s: number;
}

/** Galvanostatic intermittent titration: pulses of current, each followed by a rest. A cut-off ends the pulse under way and every one after it. */
export interface GittStep extends Slewed, Rate, Conditional {
  readonly kind: 'gitt';
  readonly pulse_s: number;
  readonly rest_s: number;
  readonly count: number;
}

/** Pulses of bias from a base, and back to it. */
export interface PulseStep extends Slewed {
  readonly kind: 'pulse';
  readonly bias_V: number;
  readonly bias_V_base: number;
  readonly pulse_s: number;
  readonly base_s: number;
  readonly count: number;
}

/** A regulated current of 0 A: the cell's voltage is followed without loading it, the switch stays closed. */
export interface RestStep extends Slewed, Conditional {
  readonly kind: 'rest';
  readonly duration_s: number;
}

/** 5 mV up, 5 mV down and back, the size at which a lost contact shows and a film does not react. */
export interface ContactCheckStep extends Slewed {
  readonly kind: 'contact_check';
  readonly duration_s: number;
}

/** An event with this number in the record. */
export interface MarkStep {
  readonly kind: 'mark';
  readonly mark: number;
}

/** Carries its steps out so many times. */
export interface LoopStep {
  readonly kind: 'loop';
  readonly count: number;
  readonly steps: readonly ExperimentStep[];
}

/** Opens the switch and watches. */
export interface OpenStep {
  readonly kind: 'open';
  readonly duration_s: number;
}

/** One step of an experiment file. */
export type ExperimentStep =
  | OcvStep | LeakCheckStep | HoldStep | RampStep | CyclicStep | StaircaseStep | SweepStep | PittStep | CurrentStep | CcCvStep | GittStep | PulseStep
  | RestStep | ContactCheckStep | MarkStep | LoopStep | OpenStep;

/** Reach of the bias converter: no board of this protocol puts out more, so a larger number is a slip of units. */
export const bias = { type: 'number', minimum: -10, maximum: 10 };
export const slew = { type: 'number', exclusiveMinimum: 0, maximum: 1 };
const duration = { type: 'number', minimum: 0.001, maximum: 1e6 };
const current = { type: 'number', minimum: -1e-6, maximum: 1e-6 };
const magnitude = { type: 'number', exclusiveMinimum: 0, maximum: 1e-6 };
const count = { type: 'integer', minimum: 1, maximum: 1_000_000 };
/** A level apart from the next by less than the converter resolves is a slip of units. */
const step_V = { type: 'number', minimum: 1e-4, maximum: 10 };
const until = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: { bias_V_above: bias, bias_V_below: bias, current_A_above: magnitude, current_A_below: magnitude, charge_C: { type: 'number', exclusiveMinimum: 0, maximum: 1 } },
};
const target = { bias_V: bias, bias_V_vs_ocv: bias };
const rate = { current_A: current, c_rate: { type: 'number', minimum: -100, maximum: 100 } };

/** What a kind of step must have, and what it may have. */
function stepOf(kind: ExperimentStep['kind'], needed: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}): object {
  return { type: 'object', additionalProperties: false, required: ['kind', ...Object.keys(needed)], properties: { kind: { const: kind }, ...needed, ...optional } };
}

const plainSteps = [
  stepOf('ocv', { duration_s: duration }),
  stepOf('leak_check', { slew_V_per_s: slew, duration_s: duration }, { bias_V: bias, until }),
  stepOf('hold', { slew_V_per_s: slew, duration_s: duration }, { ...target, until }),
  stepOf('ramp', { slew_V_per_s: slew }, { ...target, until }),
  stepOf('cyclic', { bias_V_low: bias, bias_V_high: bias, slew_V_per_s: slew, cycles: count }, { first: { enum: ['low', 'high'] }, until }),
  stepOf('staircase', { bias_V_from: bias, bias_V_to: bias, step_V, slew_V_per_s: slew, duration_s: duration }, { until }),
  stepOf('iv_sweep', { bias_V_low: bias, bias_V_high: bias, step_V, slew_V_per_s: slew, duration_s: duration }),
  stepOf('pitt', { bias_V_from: bias, bias_V_to: bias, step_V, slew_V_per_s: slew, duration_s: duration, current_A_below: magnitude }),
  stepOf('current', { slew_V_per_s: slew, duration_s: duration }, { ...rate, until }),
  stepOf('cc_cv', { bias_V: bias, slew_V_per_s: slew, duration_s: duration, hold_s: duration, current_A_below: magnitude }, rate),
  stepOf('gitt', { slew_V_per_s: slew, pulse_s: duration, rest_s: duration, count }, { ...rate, until }),
  stepOf('pulse', { bias_V: bias, bias_V_base: bias, slew_V_per_s: slew, pulse_s: duration, base_s: duration, count }),
  stepOf('rest', { slew_V_per_s: slew, duration_s: duration }, { until }),
  stepOf('contact_check', { slew_V_per_s: slew, duration_s: duration }),
  stepOf('mark', { mark: { type: 'integer', minimum: 0, maximum: 4_294_967_295 } }),
  stepOf('open', { duration_s: duration }),
];

/** Steps to a depth of loops inside loops: a bound that no file can unfold beyond. */
function stepsTo(depth: number): object {
  const loops = depth === 0 ? [] : [stepOf('loop', { count, steps: stepsTo(depth - 1) })];
  return {
    type: 'array',
    minItems: 1,
    maxItems: 64,
    items: { type: 'object', required: ['kind'], discriminator: { propertyName: 'kind' }, oneOf: [...plainSteps, ...loops] },
  };
}

const loops_depth_max = 2;

export const stepsSchema = stepsTo(loops_depth_max);
