/**
 * The end of a coupled step: node, double layer, charge transfer, oxidation and surface content at once.
 *
 * Everything follows from the current through the interface: the overpotential and the content of the surface are
 * functions of it, the voltages on both sides of the contact follow, and the balance of the node must then close. The balance rises with
 * that current throughout, so that a Newton iteration held by a bracket finds the one root. Taking the current as the
 * unknown, not the overpotential, keeps the exponential out of the iteration.
 */
import type { Anode } from './anode.ts';
import type { OpenCircuit } from './lnmo.ts';
import { transferOverpotential_V, transferResistance_Ohm } from './transfer.ts';
import { limited_A, limited_S, tafel_A, type OxidationWindow } from './window.ts';

/** What the step starts from and is driven by. Filled anew for every step, so that nothing is allocated. */
export interface StepProblem {
  step_s: number;
  source_V: number;
  source_S: number;
  start_V: number;
  startCell_V: number;
  startOverpotential_V: number;
  start_A: number;
  node_F: number;
  layer_F: number;
  lipon_Ohm: number;
  contact_Ohm: number;
  /** Beside the cell, behind the contact: side walls and filament. */
  parallel_S: number;
  beam_A: number;
  exchange_A: number;
  thermal_V: number;
  /** Through the interface before the step. */
  charge_C: number;
  /** Charge of one lithium per formula unit. */
  lithium_C: number;
  surfaceDrift_x: number;
  surfacePerAmpere: number;
}

export interface StepSolution {
  interface_A: number;
  overpotential_V: number;
  /** Open-circuit voltage of the surface against the counter electrode, and its slope with the current, never negative. */
  equilibrium_V: number;
  equilibrium_Ohm: number;
  /** Across the cell, behind the contact. */
  cell_V: number;
  /** Oxidation at that voltage, as its kinetics alone would have it. */
  tafel_A: number;
  /** Tap B. */
  voltage_V: number;
}

/** The laws that are not linear. */
export interface CellLaws {
  readonly openCircuit: OpenCircuit;
  readonly anode: Anode;
  readonly window: OxidationWindow;
}

/** Two or three are usual; the rest is for jumps across several kinks of the open-circuit voltage. */
const ITERATIONS_MAX = 80;
/** Beyond this the model has nothing to say: a root that far out is none. */
export const VOLTAGE_V_MAX = 1000;
/** Relative change, and share of the exchange current, below which the last Newton step was exact to rounding. */
const CHANGE_RATIO = 1e-9;

/** Solves into `solution`; false when no root was found. */
export function solveStep(problem: StepProblem, laws: CellLaws, solution: StepSolution): boolean {
  const { step_s, source_V, source_S, start_V, node_F, layer_F, lipon_Ohm, contact_Ohm, parallel_S, exchange_A, thermal_V } = problem;
  let low = -Infinity;
  let high = Infinity;
  let current_A = problem.start_A;
  for (let i = 0; i < ITERATIONS_MAX; i += 1) {
    const outer_A = evaluate(problem, laws, current_A, solution);
    const overpotential_Ohm = transferResistance_Ohm(current_A, exchange_A, thermal_V);
    const cellSlope = 1 + (layer_F * overpotential_Ohm) / step_s;
    const cell_Ohm = solution.equilibrium_Ohm + overpotential_Ohm + lipon_Ohm * cellSlope;
    const outerSlope = cellSlope + (parallel_S + limited_S(laws.window, solution.tafel_A)) * cell_Ohm;
    const balance_A = (node_F * (solution.voltage_V - start_V)) / step_s + source_S * (solution.voltage_V - source_V) + outer_A;
    const slope = (node_F / step_s + source_S) * (cell_Ohm + contact_Ohm * outerSlope) + outerSlope;
    if (balance_A > 0) high = Math.min(high, current_A);
    else low = Math.max(low, current_A);
    let next_A = current_A - balance_A / slope;
    if (Math.abs(next_A - current_A) <= CHANGE_RATIO * (Math.abs(next_A) + exchange_A)) {
      evaluate(problem, laws, next_A, solution);
      return Math.abs(solution.voltage_V) <= VOLTAGE_V_MAX && Math.abs(solution.cell_V) <= VOLTAGE_V_MAX;
    }
    if (!(next_A > low && next_A < high) && high - low < Infinity) next_A = (low + high) / 2;
    current_A = next_A;
  }
  return false;
}

/**
 * Open-circuit voltage of the surface against the counter electrode at the end of a step that carried this current. The hysteresis turns
 * with the charge of the step itself: a branch that lags by a step makes a held film's current jump where every step ends.
 */
export function equilibriumAt_V(problem: StepProblem, { openCircuit, anode }: CellLaws, current_A: number): number {
  const charge_C = current_A * problem.step_s;
  return openCircuit.potential_V(problem.surfaceDrift_x + problem.surfacePerAmpere * current_A, -charge_C / problem.lithium_C) - anode.potential_V(problem.charge_C + charge_C);
}

/** The end of the step for a current through the interface; returns the current through the contact. */
function evaluate(problem: StepProblem, laws: CellLaws, current_A: number, solution: StepSolution): number {
  const overpotential_V = transferOverpotential_V(current_A, problem.exchange_A, problem.thermal_V);
  const cell_A = current_A + (problem.layer_F * (overpotential_V - problem.startOverpotential_V)) / problem.step_s;
  solution.interface_A = current_A;
  solution.overpotential_V = overpotential_V;
  equilibrate(problem, laws, solution);
  solution.cell_V = solution.equilibrium_V + overpotential_V + problem.lipon_Ohm * cell_A;
  solution.tafel_A = tafel_A(laws.window, solution.cell_V);
  const outer_A = cell_A + problem.parallel_S * solution.cell_V + limited_A(laws.window, solution.tafel_A) - problem.beam_A;
  solution.voltage_V = solution.cell_V + problem.contact_Ohm * outer_A;
  return outer_A;
}

/** `equilibriumAt_V`, and its slope beside it. */
function equilibrate({ surfaceDrift_x, surfacePerAmpere, charge_C, lithium_C, step_s }: StepProblem, { openCircuit, anode }: CellLaws, solution: StepSolution): void {
  const { interface_A } = solution;
  const step_C = interface_A * step_s;
  const { potential_V, slope_V, turnSlope_V } = openCircuit.at(surfaceDrift_x + surfacePerAmpere * interface_A, -step_C / lithium_C);
  solution.equilibrium_V = potential_V - anode.potential_V(charge_C + step_C);
  solution.equilibrium_Ohm = slope_V * surfacePerAmpere - (turnSlope_V * step_s) / lithium_C - anode.slope_V_per_C(charge_C + step_C) * step_s;
}
