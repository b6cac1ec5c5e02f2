/**
 * The end of a coupled step: node, double layer, charge transfer, oxidation and surface content at once.
 *
 * Everything follows from the current through the interface: the overpotential and the content of the surface are
 * functions of it, the voltage follows from both, and the balance of the node must then close. The balance rises with
 * that current throughout, so that a Newton iteration held by a bracket finds the one root. Taking the current as the
 * unknown, not the overpotential, keeps the exponential out of the iteration.
 */
import type { OpenCircuit } from './lnmo.ts';
import { transferOverpotential_V, transferResistance_Ohm } from './transfer.ts';
import { oxidation_A, oxidation_S, type OxidationWindow } from './window.ts';

/** What the step starts from and is driven by. Filled anew for every step, so that nothing is allocated. */
export interface StepProblem {
  step_s: number;
  source_V: number;
  source_S: number;
  start_V: number;
  startOverpotential_V: number;
  start_A: number;
  node_F: number;
  layer_F: number;
  cell_Ohm: number;
  parallel_S: number;
  beam_A: number;
  exchange_A: number;
  thermal_V: number;
  anode_V: number;
  surfaceDrift_x: number;
  surfacePerAmpere: number;
}

export interface StepSolution {
  interface_A: number;
  overpotential_V: number;
  /** Open-circuit voltage of the surface against the counter electrode. */
  equilibrium_V: number;
  voltage_V: number;
}

/** The laws that are not linear. */
export interface CellLaws {
  readonly openCircuit: OpenCircuit;
  readonly window: OxidationWindow;
}

/** Two or three are usual; the rest is for jumps across several kinks of the open-circuit voltage. */
const ITERATIONS_MAX = 80;
/** Relative change, and share of the exchange current, below which the last Newton step was exact to rounding. */
const CHANGE_RATIO = 1e-9;

/** Solves into `solution`; false when no root was found. */
export function solveStep(problem: StepProblem, { openCircuit, window }: CellLaws, solution: StepSolution): boolean {
  const { step_s, source_V, source_S, start_V, node_F, layer_F, cell_Ohm, parallel_S, exchange_A, thermal_V, surfacePerAmpere } = problem;
  let low = -Infinity;
  let high = Infinity;
  let current_A = problem.start_A;
  for (let i = 0; i < ITERATIONS_MAX; i += 1) {
    const cell_A = evaluate(problem, openCircuit, current_A, solution);
    const voltage_V = solution.voltage_V;
    const overpotential_Ohm = transferResistance_Ohm(current_A, exchange_A, thermal_V);
    const surface_Ohm = openCircuit.slope_V(problem.surfaceDrift_x + surfacePerAmpere * current_A) * surfacePerAmpere;
    const cellSlope = 1 + (layer_F * overpotential_Ohm) / step_s;
    const voltage_Ohm = surface_Ohm + overpotential_Ohm + cell_Ohm * cellSlope;
    const balance_A =
      (node_F * (voltage_V - start_V)) / step_s + source_S * (voltage_V - source_V) + parallel_S * voltage_V + oxidation_A(window, voltage_V) + cell_A - problem.beam_A;
    const slope = (node_F / step_s + source_S + parallel_S + oxidation_S(window, voltage_V)) * voltage_Ohm + cellSlope;
    if (balance_A > 0) high = Math.min(high, current_A);
    else low = Math.max(low, current_A);
    let next_A = current_A - balance_A / slope;
    if (Math.abs(next_A - current_A) <= CHANGE_RATIO * (Math.abs(next_A) + exchange_A)) {
      evaluate(problem, openCircuit, next_A, solution);
      return Number.isFinite(solution.voltage_V);
    }
    if (!(next_A > low && next_A < high) && high - low < Infinity) next_A = (low + high) / 2;
    current_A = next_A;
  }
  return false;
}

/** The end of the step for a current through the interface; returns the current through LiPON. */
function evaluate(problem: StepProblem, openCircuit: OpenCircuit, current_A: number, solution: StepSolution): number {
  const overpotential_V = transferOverpotential_V(current_A, problem.exchange_A, problem.thermal_V);
  const cell_A = current_A + (problem.layer_F * (overpotential_V - problem.startOverpotential_V)) / problem.step_s;
  solution.interface_A = current_A;
  solution.overpotential_V = overpotential_V;
  solution.equilibrium_V = openCircuit.potential_V(problem.surfaceDrift_x + problem.surfacePerAmpere * current_A) - problem.anode_V;
  solution.voltage_V = solution.equilibrium_V + overpotential_V + problem.cell_Ohm * cell_A;
  return cell_A;
}
