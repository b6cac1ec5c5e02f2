import type { Step } from '../contract.ts';

/** Steps that the controller carries out in all, every pass of every loop counted. */
export const runs_count_max = 1_000_000;

/** What one step of a program comes to at worst, over all of its passes. */
export interface StepCourse {
  runs_count: number;
  /** Time in ramps whose ends are known, and in holds and currents as long as they may last. */
  ramp_s: number;
  dwell_s: number;
  /** Whether every ramp started and ended at a voltage that is known. */
  isRampKnown: boolean;
  /** Ends of the bias, as far as they are known; of a current its compliance. */
  bias_V_low: number;
  bias_V_high: number;
  /** Set-point at its end; NaN when it is not known. */
  bias_V_end: number;
  /** Largest charge of regulated currents. */
  charge_C: number;
}

/** What bounds a program whose currents find no cut-off. */
export interface Compliance {
  readonly bias_V_min: number;
  readonly bias_V_max: number;
}

/**
 * Walks a program as the controller would, loops and all, each step at its longest. Undefined when the loops come to more
 * steps than the controller takes.
 */
export function courseOf(program: readonly Step[], rest_V: number, compliance: Compliance): readonly StepCourse[] | undefined {
  const course = program.map((): StepCourse => ({
    runs_count: 0, ramp_s: 0, dwell_s: 0, isRampKnown: true, bias_V_low: Infinity, bias_V_high: -Infinity, bias_V_end: Number.NaN, charge_C: 0,
  }));
  const passes = new Map<number, number>();
  let bias_V = rest_V;
  let runs_count = 0;
  for (let index = 0; index < program.length;) {
    runs_count += 1;
    if (runs_count > runs_count_max) return undefined;
    const step = program[index]!;
    const at = course[index]!;
    at.runs_count += 1;
    if (step.kind === 'loop') {
      at.bias_V_end = bias_V;
      const pass = (passes.get(index) ?? 0) + 1;
      passes.set(index, pass > step.count ? 0 : pass);
      index = pass > step.count ? index + 1 : step.to_index;
      continue;
    }
    bias_V = carriedOut(step, at, bias_V, compliance);
    at.bias_V_end = bias_V;
    index += 1;
  }
  return course;
}

/** Takes one pass of a step down; returns the set-point after it. */
function carriedOut(step: Exclude<Step, { readonly kind: 'loop' }>, at: StepCourse, from_V: number, compliance: Compliance): number {
  switch (step.kind) {
    case 'mark':
      return from_V;
    case 'open':
      at.dwell_s += step.duration_s;
      return from_V;
    case 'current': {
      at.dwell_s += step.duration_s;
      at.charge_C += Math.min(Math.abs(step.current_A) * step.duration_s, step.until?.charge_C ?? Infinity);
      // A current of either sign, and a rest, may end at either of its bounds; a sign bounds one side by where it starts.
      widen(at, step.current_A < 0 ? from_V : step.until?.bias_V_above ?? compliance.bias_V_max);
      widen(at, step.current_A > 0 ? from_V : step.until?.bias_V_below ?? compliance.bias_V_min);
      return Number.NaN;
    }
    default: {
      const to_V = step.bias_V ?? from_V + step.biasChange_V;
      const ramp_s = Math.abs(to_V - from_V) / step.slew_V_per_s;
      if (Number.isNaN(ramp_s)) at.isRampKnown = false;
      else at.ramp_s += ramp_s;
      if (step.kind !== 'ramp') at.dwell_s += step.duration_s;
      widen(at, to_V);
      return to_V;
    }
  }
}

function widen(at: StepCourse, bias_V: number): void {
  if (Number.isNaN(bias_V)) return;
  at.bias_V_low = Math.min(at.bias_V_low, bias_V);
  at.bias_V_high = Math.max(at.bias_V_high, bias_V);
}
