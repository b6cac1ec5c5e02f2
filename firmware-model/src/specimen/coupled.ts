/**
 * The cell between its two terminals, in coupled steps.
 *
 * A step is planned from the present source, its end is solved, and the cell is linearised as the chord between its
 * start and that end. The ticks then run on the linear cell; when the step ends, the film is advanced with the charge
 * that they have carried, so that no charge is lost between the two.
 */
import { Anode } from './anode.ts';
import { Breakdown } from './breakdown.ts';
import type { Cell } from './cell.ts';
import type { Chance } from './chance.ts';
import { FARADAY_C_PER_MOL, thermal_V } from './constants.ts';
import { chord } from './chord.ts';
import { Contact } from './contact.ts';
import { solveStep, VOLTAGE_V_MAX, type CellLaws, type StepProblem, type StepSolution } from './coupling.ts';
import { Diffusion } from './diffusion.ts';
import type { Fields } from './fields.ts';
import { gridOf, type Grid } from './grid.ts';
import { liponResistance_Ohm } from './lipon.ts';
import { lithium_C, OpenCircuit } from './lnmo.ts';
import { cell_V, linearise, reach_V, ROW, type Departure, type LinearCell } from './node.ts';
import { CAUSES, CONDITION, CONDITION_COUNT, NODE, NODE_COUNT, STEP, STEP_COUNT, type UnsoundCause } from './state.ts';
import { exchange_A, transferCurrent_A } from './transfer.ts';
import { Voids } from './voids.ts';
import { oxidation_A, oxidationWindow, type OxidationWindow } from './window.ts';

/** Source movement beyond which the cell is linearised anew. */
const SOURCE_V_MOVED = 1e-3;
/** Source movement that a step may expect, if it goes on as before: more than one code of a 20-bit converter. */
const SOURCE_V_STEP = 5e-5;
const STEP_S_JUMPED = 1e-3;
const STEP_S_MAX = 1;
/** Change of the surface's open-circuit voltage allowed in a step, and of its curvature: both show in the current. */
const STEP_V_CHANGE = 3e-4;
const STEP_V_CURVATURE = 5e-6;
/** Change of the current allowed in a step, relative to itself and to C/100: behind a stiff source the surface stands still. */
const STEP_A_RATIO = 0.02;
const FLOOR_S = 100 * 3600;
/** Stands for a source that no tick has, so that the next one starts a step. */
const NO_SOURCE_S = -1;
const GROWTH = 1.5;
const PLANS_MAX = 16;
/** Plans that shrink by their excess alone. Where a current relaxes its change hardly depends on the step, and the rest must halve to arrive. */
const PLANS_BY_EXCESS = 4;
/** Covers the rounding of the ticks, far below a code of any converter. */
const INSIDE_V_MARGIN = 1e-9;

export interface CoupledCellOptions {
  readonly tick_s: number;
  readonly quantile: number;
  readonly chance: Chance;
  readonly lead_V: number | undefined;
  /** Divides every length of step. */
  readonly refinement: number;
}

export class CoupledCell {
  readonly cell: Cell;
  readonly grid: Grid;
  readonly node: Float64Array;
  readonly step: Float64Array;
  readonly condition: Float64Array;
  readonly diffusion: Diffusion;
  readonly voids: Voids;
  readonly openCircuit: OpenCircuit;
  readonly anode: Anode;
  readonly breakdown: Breakdown;
  readonly contact: Contact;
  readonly node_F: number;
  readonly layer_F: number;
  readonly #tick_s: number;
  readonly #lithium_C: number;
  readonly #jumped_ticks: number;
  readonly #step_V: number;
  readonly #max_ticks: number;
  readonly #change_V: number;
  readonly #curvature_V: number;
  readonly #change_A_ratio: number;
  readonly #floor_A: number;
  readonly #window: OxidationWindow;
  readonly #wave_V = new Float64Array(2);
  readonly #departure: Departure = { voltage_V: 0, overpotential_V: 0, source_V_low: 0, source_V_high: 0 };
  readonly #problem: StepProblem;
  /** Temperature for which the problem is stated. */
  #posed_K = NaN;
  readonly #solution: StepSolution = { interface_A: 0, overpotential_V: 0, equilibrium_V: 0, equilibrium_Ohm: 0, cell_V: 0, tafel_A: 0, voltage_V: 0 };
  readonly #laws: CellLaws;
  readonly #linear: LinearCell;

  constructor(fields: Fields, cell: Cell, { tick_s, quantile, chance, lead_V, refinement }: CoupledCellOptions) {
    this.cell = cell;
    this.grid = gridOf(cell);
    this.node = fields.f64('specimen.node', NODE_COUNT);
    this.step = fields.f64('specimen.step', STEP_COUNT);
    this.condition = fields.f64('specimen.condition', CONDITION_COUNT);
    this.diffusion = new Diffusion(fields, cell, this.grid);
    this.voids = new Voids(fields, cell, this.grid);
    this.openCircuit = new OpenCircuit(fields, cell);
    this.anode = new Anode(cell);
    this.breakdown = new Breakdown(fields, cell, { quantile, chance });
    this.contact = new Contact(fields, cell, chance);
    this.#window = oxidationWindow(cell);
    this.#laws = { openCircuit: this.openCircuit, anode: this.anode, window: this.#window };
    this.node_F = cell.cable_F + cell.tip_F;
    this.layer_F = cell.doubleLayer_F_per_m2 * cell.length_m * cell.width_m;
    this.#tick_s = tick_s;
    this.#lithium_C = lithium_C(cell, FARADAY_C_PER_MOL);
    const step_ticks = (step_s: number): number => Math.max(1, Math.round(step_s / refinement / tick_s));
    this.#jumped_ticks = step_ticks(STEP_S_JUMPED);
    this.#step_V = SOURCE_V_STEP / refinement;
    this.#max_ticks = step_ticks(STEP_S_MAX);
    this.#change_V = STEP_V_CHANGE / refinement;
    this.#change_A_ratio = STEP_A_RATIO / refinement;
    this.#floor_A = this.#lithium_C / FLOOR_S;
    // The bend of a way grows with the square of the step.
    this.#curvature_V = STEP_V_CURVATURE / (refinement * refinement);

    this.condition.set([cell.beam_A, 1 / cell.shunt_Ohm, cell.temperature_K]);
    this.step.fill(0);
    this.step[STEP.source_S] = NO_SOURCE_S;
    this.step[STEP.next_ticks] = this.#jumped_ticks;
    this.node[NODE.voltage_V] = lead_V ?? this.surfaceEquilibrium_V;
    this.#problem = {
      step_s: 0, source_V: 0, source_S: 0, start_V: 0, startCell_V: 0, startOverpotential_V: 0, start_A: 0, node_F: this.node_F, layer_F: this.layer_F, lipon_Ohm: 0,
      contact_Ohm: 0, parallel_S: 0, beam_A: 0, exchange_A: 0, thermal_V: 0, charge_C: 0, lithium_C: this.#lithium_C,
      surfaceDrift_x: 0, surfacePerAmpere: 0,
    };
    this.#linear = {
      source_S: 0, node_F: this.node_F, layer_F: this.layer_F, lipon_S: 0, contact_Ohm: 0, leak_S: 0, leak_A: 0, transfer_A: 0, transfer_S: 0, equilibrium_V: 0,
      surface_Ohm: 0,
    };
  }

  get isSound(): boolean {
    return this.step[STEP.cause] === 0;
  }

  get oxidation_A(): number {
    this.#placeWindow();
    return oxidation_A(this.#window, this.cell_V);
  }

  get surfaceEquilibrium_V(): number {
    return this.openCircuit.potential_V(this.diffusion.surface_x) - this.anode_V;
  }

  /** Counter electrode against lithium, as of the last coupled step. */
  get anode_V(): number {
    return this.anode.potential_V(this.node[NODE.charge_C]!);
  }

  /** Voltage across the cell, behind the contact. */
  get cell_V(): number {
    const { node, step } = this;
    return step[ROW.lipon_Ohm]! > 0 ? cell_V(step, node[NODE.voltage_V]!, node[NODE.overpotential_V]!) : node[NODE.voltage_V]!;
  }

  /** Whether the linear cell holds for the next tick. */
  fits(source_V: number, source_S: number): boolean {
    const { step } = this;
    return (
      source_S === step[STEP.source_S] && step[STEP.source_V_low]! <= source_V && source_V <= step[STEP.source_V_high]! && step[STEP.elapsed_ticks]! < step[STEP.last_ticks]!
    );
  }

  /** Ends the step in progress and plans the next one. */
  renew(source_V: number, source_S: number): void {
    const { step } = this;
    if (!this.isSound) return;
    const filament_S = this.breakdown.filament_S;
    const contact_Ohm = this.contact.resistance_Ohm;
    const isSteady = step[STEP.elapsed_ticks]! > 0 && source_S === step[STEP.source_S] && Math.abs(source_V - step[STEP.source_V_last]!) <= SOURCE_V_MOVED;
    const ticks_per_V = step[STEP.elapsed_ticks]! / Math.abs(source_V - step[STEP.source_V]!);
    this.finish();
    // The plan below would shrink the step after a jump as well; starting short spares it the refused solutions.
    const isJump = !isSteady || filament_S !== this.breakdown.filament_S || contact_Ohm !== this.contact.resistance_Ohm;
    const ticks = step[STEP.next_ticks]!;
    this.#plan(source_V, source_S, isJump ? this.#jumped_ticks : Math.max(this.#jumped_ticks, Math.min(ticks, this.#step_V * ticks_per_V)));
  }

  /** Makes the next tick start a new step, as after a jump. */
  interrupt(): void {
    this.finish();
    this.step[STEP.source_S] = NO_SOURCE_S;
  }

  /** Puts a charge onto the node; one that would carry it out of the model is a failure like any other. */
  inject(charge_C: number): void {
    this.interrupt();
    const voltage_V = this.node[NODE.voltage_V]! + charge_C / this.node_F;
    if (Math.abs(voltage_V) <= VOLTAGE_V_MAX) this.node[NODE.voltage_V] = voltage_V;
    else this.#fail(Number.isFinite(charge_C) ? 'no convergence' : 'not finite');
  }

  /** Advances the film by the step in progress, as far as it has come. */
  finish(): void {
    const { step, node } = this;
    const ticks = step[STEP.elapsed_ticks]!;
    if (!(ticks > 0) || !this.isSound) return;
    const step_s = ticks * this.#tick_s;
    const mean_A = this.meanInterface_A;
    const mean_V = cell_V(step, this.#meanVoltage_V, this.#meanOverpotential_V);
    const surface_x = this.diffusion.surface_x;
    if (Math.abs(ticks - step[STEP.planned_ticks]!) > 0.5) this.diffusion.solve(step_s);
    this.diffusion.advance(mean_A);
    this.openCircuit.advance((-mean_A * step_s) / this.#lithium_C);
    this.voids.advance(this.diffusion);
    this.breakdown.advance(step_s, mean_V);
    this.contact.advance(step_s);
    node[NODE.interface_A] = mean_A;
    node[NODE.charge_C] = node[NODE.charge_C]! + mean_A * step_s;
    step[STEP.surface_per_s] = (this.diffusion.surface_x - surface_x) / step_s;
    step[STEP.elapsed_ticks] = 0;
    step[STEP.last_ticks] = 0;
    step[STEP.source_V_sum] = 0;
  }

  /** Time since the last coupled step ended. */
  get elapsed_s(): number {
    return this.step[STEP.elapsed_ticks]! * this.#tick_s;
  }

  /** Mean current through the interface over the step so far, in closed form: the ticks need not sum it. */
  get meanInterface_A(): number {
    return this.step[ROW.transfer_A]! + this.step[ROW.transfer_S]! * this.#meanOverpotential_V;
  }

  get #meanOverpotential_V(): number {
    const { step } = this;
    const { m11, m21, fast, slow, restEta, restEta_perVolt } = ROW;
    const carried = (step[m11]! * this.#changeOverpotential_V - step[m21]! * this.#changeVoltage_V) / (step[fast]! * step[slow]! * this.elapsed_s);
    return step[restEta]! + step[restEta_perVolt]! * this.#meanSource_V + carried;
  }

  get #meanVoltage_V(): number {
    const { step } = this;
    const { m12, m22, fast, slow, restV, restV_perVolt } = ROW;
    const carried = (step[m22]! * this.#changeVoltage_V - step[m12]! * this.#changeOverpotential_V) / (step[fast]! * step[slow]! * this.elapsed_s);
    return step[restV]! + step[restV_perVolt]! * this.#meanSource_V + carried;
  }

  get #meanSource_V(): number {
    return this.step[STEP.source_V_sum]! / this.step[STEP.elapsed_ticks]!;
  }

  get #changeVoltage_V(): number {
    return this.node[NODE.voltage_V]! - this.step[STEP.start_V]!;
  }

  get #changeOverpotential_V(): number {
    return this.node[NODE.overpotential_V]! - this.step[STEP.startOverpotential_V]!;
  }

  #plan(source_V: number, source_S: number, ticks_wanted: number): void {
    const { step } = this;
    const start_V = this.surfaceEquilibrium_V;
    this.#pose(source_V, source_S, start_V);
    this.diffusion.conduct(this.voids.voidFraction);
    const quiet_s = Math.min(this.breakdown.quiet_s(this.#problem.startCell_V), this.contact.quiet_s);
    const ticks_max = Math.min(this.#max_ticks, quiet_s / this.#tick_s);
    let ticks = Math.max(1, Math.floor(Math.min(ticks_wanted, ticks_max)));
    for (let i = 0; i < PLANS_MAX; i += 1) {
      const excess = this.#solve(ticks, start_V);
      if (excess <= 1 || (ticks <= this.#jumped_ticks && excess < Infinity)) {
        chord(this.#problem, this.#solution, this.#laws, this.#linear);
        linearise(step, this.#linear, this.#tick_s);
        step[STEP.next_ticks] = Math.min(this.#max_ticks, excess < 0.5 ? Math.ceil(ticks * GROWTH) : ticks);
        this.#open(source_V, source_S, ticks);
        return;
      }
      const ratio_max = i < PLANS_BY_EXCESS ? 1 : 0.5;
      ticks = Math.max(1, Math.min(this.#jumped_ticks, ticks - 1), Math.floor(ticks * Math.max(0.2, Math.min(ratio_max, 0.8 / excess))));
    }
    this.#fail(Number.isFinite(source_V) && Number.isFinite(source_S) ? 'no convergence' : 'not finite');
  }

  /** Ends the run of this specimen: its last state is kept, and the board opens the circuit. */
  #fail(cause: UnsoundCause): void {
    this.step[STEP.cause] = CAUSES.indexOf(cause);
    this.step[STEP.last_ticks] = 0;
  }

  /** States the problem of the coming step from the open-circuit voltage of the surface, but for its length. */
  #pose(source_V: number, source_S: number, equilibrium_V: number): void {
    const { node, condition } = this;
    const problem = this.#problem;
    this.#heat(condition[CONDITION.temperature_K]!);
    problem.source_V = source_V;
    problem.source_S = source_S;
    problem.start_V = node[NODE.voltage_V]!;
    problem.startOverpotential_V = node[NODE.overpotential_V]!;
    problem.start_A = transferCurrent_A(problem.startOverpotential_V, problem.exchange_A, problem.thermal_V);
    problem.contact_Ohm = this.contact.resistance_Ohm;
    problem.parallel_S = condition[CONDITION.shunt_S]! + this.breakdown.filament_S;
    problem.beam_A = condition[CONDITION.beam_A]!;
    problem.charge_C = node[NODE.charge_C]!;
    this.#placeWindow();
    const { start_V, contact_Ohm, lipon_Ohm, parallel_S, beam_A } = problem;
    const inner_A = (equilibrium_V + problem.startOverpotential_V) / lipon_Ohm + beam_A;
    problem.startCell_V = (start_V + contact_Ohm * inner_A) / (1 + contact_Ohm * (1 / lipon_Ohm + parallel_S));
  }

  /** What follows from the temperature alone is worked out once for each. */
  #heat(temperature_K: number): void {
    if (temperature_K === this.#posed_K) return;
    const problem = this.#problem;
    problem.thermal_V = thermal_V(temperature_K);
    problem.exchange_A = exchange_A(this.cell, problem.thermal_V);
    problem.lipon_Ohm = liponResistance_Ohm(this.cell, temperature_K);
    this.#posed_K = temperature_K;
  }

  /** The window is counted against lithium, wherever the counter electrode stands. */
  #placeWindow(): void {
    this.#window.end_V = this.cell.oxidation_V - this.anode_V;
  }

  /** Solves a step of this many ticks; returns how far it exceeds what a step may change, Infinity without a root. */
  #solve(ticks: number, start_V: number): number {
    const { diffusion } = this;
    const problem = this.#problem;
    const solution = this.#solution;
    const step_s = ticks * this.#tick_s;
    diffusion.solve(step_s);
    problem.step_s = step_s;
    problem.surfaceDrift_x = diffusion.surfaceDrift_x;
    problem.surfacePerAmpere = diffusion.surfacePerAmpere;
    if (!solveStep(problem, this.#laws, solution)) return Infinity;
    const end_x = problem.surfaceDrift_x + problem.surfacePerAmpere * solution.interface_A;
    const bend_x = (end_x - diffusion.surface_x - this.step[STEP.surface_per_s]! * step_s) / 2;
    return Math.max(
      Math.abs(solution.equilibrium_V - start_V) / this.#change_V,
      Math.abs(solution.interface_A - problem.start_A) / (this.#change_A_ratio * (Math.abs(solution.interface_A) + this.#floor_A)),
      Math.abs(bend_x * this.openCircuit.slope_V(end_x)) / this.#curvature_V,
    );
  }

  #open(source_V: number, source_S: number, ticks: number): void {
    const { step, node } = this;
    step[STEP.source_S] = source_S;
    step[STEP.source_V] = source_V;
    step[STEP.source_V_last] = source_V;
    step[STEP.source_V_low] = source_V - SOURCE_V_MOVED;
    step[STEP.source_V_high] = source_V + SOURCE_V_MOVED;
    step[STEP.source_V_sum] = 0;
    step[STEP.elapsed_ticks] = 0;
    step[STEP.planned_ticks] = ticks;
    step[STEP.last_ticks] = ticks - 0.5;
    step[STEP.start_V] = node[NODE.voltage_V]!;
    step[STEP.startOverpotential_V] = node[NODE.overpotential_V]!;
    const departure = this.#departure;
    departure.voltage_V = node[NODE.voltage_V]!;
    departure.overpotential_V = node[NODE.overpotential_V]!;
    departure.source_V_low = source_V - SOURCE_V_MOVED;
    departure.source_V_high = source_V + SOURCE_V_MOVED;
    const reach = reach_V(step, departure, this.#wave_V) + INSIDE_V_MARGIN;
    step[STEP.inside_V_low] = departure.voltage_V - reach;
    step[STEP.inside_V_high] = departure.voltage_V + reach;
  }
}
