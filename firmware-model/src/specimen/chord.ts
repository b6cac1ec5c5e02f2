/**
 * The cell linearised over a coupled step: the chord of every law between the step's start and its end.
 *
 * A tangent at the end would misjudge the start by far more than the current itself when the double layer charges
 * through several RT/F; a chord is right at both, across the kinks of the open-circuit voltage too, and its slope is
 * never negative.
 */
import { equilibriumAt_V, type CellLaws, type StepProblem, type StepSolution } from './coupling.ts';
import type { LinearCell } from './node.ts';
import { transferResistance_Ohm } from './transfer.ts';
import { limited_A, limited_S, oxidation_A } from './window.ts';

/** Movements below these are too small for a chord: the tangent is used. */
const CHORD_V_MIN = 1e-7;
const CHORD_X_MIN = 1e-9;

export function chord(problem: StepProblem, solution: StepSolution, laws: CellLaws, linear: LinearCell): void {
  const { window } = laws;
  const { interface_A, overpotential_V, equilibrium_V, cell_V, tafel_A } = solution;
  const moved_A = interface_A - problem.start_A;
  const moved_V = overpotential_V - problem.startOverpotential_V;
  linear.transfer_S = Math.abs(moved_V) > CHORD_V_MIN ? moved_A / moved_V : 1 / transferResistance_Ohm(interface_A, problem.exchange_A, problem.thermal_V);
  linear.transfer_A = interface_A - linear.transfer_S * overpotential_V;

  linear.surface_Ohm =
    Math.abs(problem.surfacePerAmpere * moved_A) > CHORD_X_MIN
      ? Math.max(0, (equilibrium_V - equilibriumAt_V(problem, laws, problem.start_A)) / moved_A)
      : solution.equilibrium_Ohm;
  linear.equilibrium_V = equilibrium_V - linear.surface_Ohm * interface_A;

  const movedCell_V = cell_V - problem.startCell_V;
  const end_A = limited_A(window, tafel_A);
  const oxidation = Math.abs(movedCell_V) > CHORD_V_MIN ? (end_A - oxidation_A(window, problem.startCell_V)) / movedCell_V : limited_S(window, tafel_A);
  linear.leak_S = problem.parallel_S + oxidation;
  linear.leak_A = end_A - oxidation * cell_V - problem.beam_A;
  linear.source_S = problem.source_S;
  linear.lipon_S = 1 / problem.lipon_Ohm;
  linear.contact_Ohm = problem.contact_Ohm;
}
