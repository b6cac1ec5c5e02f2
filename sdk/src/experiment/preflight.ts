import { decimal, defaultBiasMin_V, fieldCap_V_per_m, fieldOverrideRefusal, isFieldNotable, lowerBounds, upperBounds } from './caps.ts';
import type { Bound, Strap } from './caps.ts';
import { planSteps, slewCap_V_per_s } from './compile.ts';
import type { PlannedStep } from './compile.ts';
import { refusalAt } from './parse.ts';
import type { ParsedExperiment } from './parse.ts';
import { ExperimentError } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { programRefusals, stepRefusals } from './step-refusals.ts';

/** What a connected controller is able to do, as far as a plan must fit it. */
export interface Board extends Strap {
  readonly slew_V_per_s_max: number;
  readonly programSteps_max: number;
  /** Open-circuit voltage of the cell, once measured. */
  readonly openCircuit_V?: number;
}

/** An experiment that fits its caps, with its worst case. */
export interface Plan {
  readonly steps: readonly PlannedStep[];
  /** Least of all upper bounds, the file's own cap among them. */
  readonly cap: Bound;
  /** Absent when no step holds a bias that is known. */
  readonly bias_V_min?: number;
  readonly bias_V_max?: number;
  /** |V| over the thickness of LiPON: a proxy that overstates the field in a conductor that works. */
  readonly field_V_per_m_max: number;
  readonly field_V_per_m_cap: number;
  readonly duration_s: number;
  readonly warnings: readonly string[];
}

/**
 * Holds every number of an experiment against the caps that follow from its own geometry and, once connected, against the device.
 * @throws ExperimentError `limit`, naming every violation
 */
export function preflight(parsed: ParsedExperiment, board?: Board): Plan {
  const { experiment } = parsed;
  const upper = [...upperBounds(experiment, board)];
  const least = upper.reduce((a, b) => (b.value_V < a.value_V ? b : a));
  const refusals = [...capRefusals(parsed, least, board), ...stepRefusals(parsed, board), ...programRefusals(parsed, board)];
  if (refusals.length > 0) throw new ExperimentError('limit', refusals);

  const steps = planSteps(experiment, board?.openCircuit_V) ?? [];
  const biases_V = steps.flatMap(({ bias_V_low, bias_V_high }) => (bias_V_low === undefined || bias_V_high === undefined ? [] : [bias_V_low, bias_V_high]));
  const field_V_per_m_max = Math.max(0, ...biases_V.map(Math.abs)) / experiment.specimen.lipon_thickness_m;
  return {
    steps,
    cap: experiment.safety.bias_V_max <= least.value_V ? { value_V: experiment.safety.bias_V_max, origin: 'safety.bias_V_max' } : least,
    ...(biases_V.length === 0 ? {} : { bias_V_min: Math.min(...biases_V), bias_V_max: Math.max(...biases_V) }),
    field_V_per_m_max,
    field_V_per_m_cap: fieldCap_V_per_m(experiment),
    duration_s: steps.at(-1)?.end_s ?? 0,
    warnings: isFieldNotable(field_V_per_m_max) ? [`the field reaches ${decimal(field_V_per_m_max / 1e8)} MV/cm, above the 0.15 MV/cm that is worth a thought`] : [],
  };
}

function capRefusals(parsed: ParsedExperiment, least: Bound, board: Board | undefined): readonly Refusal[] {
  const { experiment } = parsed;
  const { safety } = experiment;
  const refusals: Refusal[] = [];
  if (!(safety.bias_V_max <= least.value_V)) {
    refusals.push(refusalAt(parsed, ['safety', 'bias_V_max'], 'the cap is too high', `${decimal(least.value_V)} V, ${least.origin}`));
  }
  const floor = lowerBounds(experiment, board).reduce((a, b) => (b.value_V > a.value_V ? b : a));
  const bias_V_min = safety.bias_V_min ?? defaultBiasMin_V(experiment);
  if (!(floor.value_V <= bias_V_min)) {
    refusals.push(refusalAt(parsed, ['safety', 'bias_V_min'], 'the lower cap is too low', `${decimal(floor.value_V)} V, ${floor.origin}`));
  }
  if (!(bias_V_min < safety.bias_V_max)) {
    refusals.push(refusalAt(parsed, ['safety', 'bias_V_max'], 'the cap is not above the lower cap', `${decimal(bias_V_min)} V`));
  }
  const override = fieldOverrideRefusal(experiment);
  if (override !== undefined) refusals.push(refusalAt(parsed, ['safety', 'field_V_per_m_max'], override, '3e7 V/m'));
  if (board !== undefined && !(slewCap_V_per_s(experiment) <= board.slew_V_per_s_max)) {
    refusals.push(refusalAt(parsed, ['safety', 'slew_V_per_s_max'], 'faster than the device', `${board.slew_V_per_s_max} V/s, of the device`));
  }
  return refusals;
}
