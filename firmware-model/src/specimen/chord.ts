/**
 * The cell linearised over a coupled step: the chord of every law between the step's start and its end.
 *
 * A tangent at the end would misjudge the start by far more than the current itself when the double layer charges
 * through several RT/F; a chord is right at both, across the kinks of the open-circuit voltage too, and its slope is
 * never negative.
 */
import type { CellLaws, StepProblem, StepSolution } from './coupling.ts';
import type { LinearCell } from './node.ts';
import { transferResistance_Ohm } from './transfer.ts';
import { oxidation_A, oxidation_S } from './window.ts';

/** Movements below these are too small for a chord: the tangent is used. */
const CHORD_V_MIN = 1e-7;
const CHORD_X_MIN = 1e-9;

export function chord(problem: StepProblem, solution: StepSolution, { openCircuit, window }: CellLaws, linear: LinearCell): void {
  const { interface_A, overpotential_V, equilibrium_V, voltage_V } = solution;
  const moved_A = interface_A - problem.start_A;
  const moved_V = overpotential_V - problem.startOverpotential_V;
  linear.transfer_S = Math.abs(moved_V) > CHORD_V_MIN ? moved_A / moved_V : 1 / transferResistance_Ohm(interface_A, problem.exchange_A, problem.thermal_V);
  linear.transfer_A = interface_A - linear.transfer_S * overpotential_V;

  const start_x = problem.surfaceDrift_x + problem.surfacePerAmpere * problem.start_A;
  const end_x = problem.surfaceDrift_x + problem.surfacePerAmpere * interface_A;
  linear.surface_Ohm =
    Math.abs(end_x - start_x) > CHORD_X_MIN
      ? Math.max(0, (equilibrium_V + problem.anode_V - openCircuit.potential_V(start_x)) / moved_A)
      : openCircuit.slope_V(end_x) * problem.surfacePerAmpere;
  linear.equilibrium_V = equilibrium_V - linear.surface_Ohm * interface_A;

  const movedNode_V = voltage_V - problem.start_V;
  const end_A = oxidation_A(window, voltage_V);
  const oxidation = Math.abs(movedNode_V) > CHORD_V_MIN ? (end_A - oxidation_A(window, problem.start_V)) / movedNode_V : oxidation_S(window, voltage_V);
  linear.leak_S = problem.parallel_S + oxidation;
  linear.leak_A = end_A - oxidation * voltage_V - problem.beam_A;
  linear.source_S = problem.source_S;
  linear.cell_S = 1 / problem.cell_Ohm;
}
