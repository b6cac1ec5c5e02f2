/** The specimen at its terminals: the tick path, and the view of the truth. */
import type { Filament } from './breakdown.ts';
import { cellRefusal, parameterRefusal, type Cell, type CellParameterName, type CellRefusal } from './cell.ts';
import type { Chance } from './chance.ts';
import type { ContactMode } from './contact.ts';
import { CoupledCell } from './coupled.ts';
import { FieldSet, type Fields } from './fields.ts';
import { Foresight } from './foresight.ts';
import { exp } from '../kernel/elementary.ts';
import { firstCrossing_s, ROW, splitVoltage } from './node.ts';
import { CONDITION, NODE, STEP } from './state.ts';
import type { Terminals } from './terminals.ts';
import { Truth } from './truth.ts';

/** What a specimen is made of. */
export interface SpecimenOptions {
  /** Where the state is kept: the device's arena, or a `FieldSet` of its own. */
  readonly arena: Fields;
  /** From 10 us to 1 ms. */
  readonly tick_s: number;
  readonly cell: Cell;
  /** Where in the Weibull distribution of breakdown this specimen lies, in (0, 1). */
  readonly breakdownQuantile: number;
  /** Draws the dwells of telegraph noise and contact chatter. */
  readonly chance: Chance;
  /** Voltage of the lead before the first tick; by default the cell's open-circuit voltage. */
  readonly lead_V?: number;
  /** Divides the lengths of the coupled steps, to show that they are short enough; 1 unless told, at most 64. */
  readonly refinement?: number;
}

/** A change from outside: a fault, the beam, the stage's temperature. What is left out stays. */
export interface Disturbance {
  readonly beam_A?: number;
  readonly shunt_Ohm?: number;
  /** Of the contact while closed. */
  readonly contact_Ohm?: number;
  readonly contact?: ContactMode;
  readonly temperature_K?: number;
  readonly filament?: Filament;
}

// The places that a tick touches, as constants of this module: a look-up in another one would cost as much as the rest.
const CAUSE = STEP.cause;
const CURRENT_A = NODE.current_A;
const OVERPOTENTIAL_V = NODE.overpotential_V;
const VOLTAGE_V = NODE.voltage_V;
const ETA_BY_ETA = ROW.etaEta;
const ETA_BY_ONE = ROW.etaOne;
const ETA_BY_SOURCE = ROW.etaSource;
const ETA_BY_V = ROW.etaV;
const MEAN_BY_ETA = ROW.meanEta;
const MEAN_BY_ONE = ROW.meanOne;
const MEAN_BY_SOURCE = ROW.meanSource;
const MEAN_BY_V = ROW.meanV;
const V_BY_ETA = ROW.vEta;
const V_BY_ONE = ROW.vOne;
const V_BY_SOURCE = ROW.vSource;
const V_BY_V = ROW.vV;
const ELAPSED_TICKS = STEP.elapsed_ticks;
const INSIDE_V_HIGH = STEP.inside_V_high;
const INSIDE_V_LOW = STEP.inside_V_low;
const LAST_TICKS = STEP.last_ticks;
const SOURCE_S = STEP.source_S;
const SOURCE_V_HIGH = STEP.source_V_high;
const SOURCE_V_LAST = STEP.source_V_last;
const SOURCE_V_LOW = STEP.source_V_low;
const SOURCE_V_SUM = STEP.source_V_sum;

const TICK_S_MIN = 10e-6;
const TICK_S_MAX = 1e-3;
const REFINEMENT_MAX = 64;
/** Parts of a tick that add up to this much are a whole one. */
const WHOLE_TICK = 1 - 1e-9;

/** Stands for chance in a trial. */
const TRIAL_CHANCE: Chance = { next: () => 0x8000_0000 };

/** A specimen at rest. */
export function createSpecimen(options: SpecimenOptions): Specimen {
  return new Specimen(options);
}

/** The cell behind the leads: volts and amperes in, and what becomes of the film. */
export class Specimen implements Terminals {
  readonly truth: Truth;
  readonly foresight: Foresight;
  readonly #live: CoupledCell;
  readonly #liveFields: FieldSet;
  /** Where a crossing is tried with a source that the linear cell does not hold for. */
  readonly #trial: CoupledCell;
  readonly #trialFields = new FieldSet();
  readonly #node: Float64Array;
  readonly #step: Float64Array;
  readonly #tick_s: number;
  readonly #wave_V = new Float64Array(2);

  constructor({ arena, tick_s, cell, breakdownQuantile: quantile, chance, lead_V, refinement = 1 }: SpecimenOptions) {
    const refusal = cellRefusal(cell);
    if (refusal) throw new Error(refusal.reason);
    if (!(TICK_S_MIN <= tick_s && tick_s <= TICK_S_MAX)) throw new Error(`tick_s = ${tick_s} is outside ${TICK_S_MIN} to ${TICK_S_MAX}`);
    if (!(0 < quantile && quantile < 1)) throw new Error(`breakdownQuantile = ${quantile} is outside 0 to 1`);
    if (!(1 <= refinement && refinement <= REFINEMENT_MAX)) throw new Error(`refinement = ${refinement} is outside 1 to ${REFINEMENT_MAX}`);
    this.#liveFields = new FieldSet(arena);
    this.#live = new CoupledCell(this.#liveFields, cell, { tick_s, quantile, chance, lead_V, refinement });
    this.#trial = new CoupledCell(this.#trialFields, cell, { tick_s, quantile, chance: TRIAL_CHANCE, lead_V, refinement });
    this.#node = this.#live.node;
    this.#step = this.#live.step;
    this.#tick_s = tick_s;
    this.foresight = new Foresight(this.#live);
    this.truth = new Truth(this.#live);
  }

  advanceTick(source_V: number, source_S: number): void {
    const step = this.#step;
    if (
      !(source_S === step[SOURCE_S]! && step[SOURCE_V_LOW]! <= source_V && source_V <= step[SOURCE_V_HIGH]! && step[ELAPSED_TICKS]! < step[LAST_TICKS]!)
    ) {
      this.#live.renew(source_V, source_S);
      if (!this.#live.isSound) return;
    }
    const node = this.#node;
    const v = node[VOLTAGE_V]!;
    const eta = node[OVERPOTENTIAL_V]!;
    node[VOLTAGE_V] = v + (step[V_BY_V]! * v + step[V_BY_ETA]! * eta + (step[V_BY_ONE]! + step[V_BY_SOURCE]! * source_V));
    node[OVERPOTENTIAL_V] = eta + (step[ETA_BY_V]! * v + step[ETA_BY_ETA]! * eta + (step[ETA_BY_ONE]! + step[ETA_BY_SOURCE]! * source_V));
    node[CURRENT_A] = source_S * (source_V - v - (step[MEAN_BY_V]! * v + step[MEAN_BY_ETA]! * eta + (step[MEAN_BY_ONE]! + step[MEAN_BY_SOURCE]! * source_V)));
    step[SOURCE_V_SUM] = step[SOURCE_V_SUM]! + source_V;
    step[SOURCE_V_LAST] = source_V;
    step[ELAPSED_TICKS] = step[ELAPSED_TICKS]! + 1;
  }

  advanceTickInside(source_V: number, source_S: number, low_V: number, high_V: number): boolean {
    const step = this.#step;
    if (
      !(source_S === step[SOURCE_S]! && step[SOURCE_V_LOW]! <= source_V && source_V <= step[SOURCE_V_HIGH]! && step[ELAPSED_TICKS]! < step[LAST_TICKS]!)
    ) {
      const start_V = this.#node[VOLTAGE_V]!;
      if (!(low_V <= start_V && start_V <= high_V)) return false;
      this.#live.renew(source_V, source_S);
    }
    const isInside = low_V <= step[INSIDE_V_LOW]! && step[INSIDE_V_HIGH]! <= high_V;
    if (!isInside && this.crossing(1, source_V, source_S, low_V, high_V) <= 1) return false;
    this.advanceTick(source_V, source_S);
    return true;
  }

  advancePart(part: number, source_V: number, source_S: number): void {
    if (!this.#live.fits(source_V, source_S)) this.#live.renew(source_V, source_S);
    if (!this.#live.isSound) return;
    const node = this.#node;
    const step = this.#step;
    const fast = step[ROW.fast]!;
    const slow = step[ROW.slow]!;
    const part_s = part * this.#tick_s;
    const start_V = node[NODE.voltage_V]!;
    const rest_V = step[ROW.restV]! + step[ROW.restV_perVolt]! * source_V;
    const restEta_V = step[ROW.restEta]! + step[ROW.restEta_perVolt]! * source_V;
    const deviation_V = start_V - rest_V;
    const deviationEta_V = node[NODE.overpotential_V]! - restEta_V;
    const decayFast = exp(fast * part_s);
    const decaySlow = exp(slow * part_s);
    const mix = (decayFast - decaySlow) / (fast - slow);
    node[NODE.voltage_V] = rest_V + (decaySlow + mix * (step[ROW.m11]! - slow)) * deviation_V + mix * step[ROW.m12]! * deviationEta_V;
    node[NODE.overpotential_V] = restEta_V + mix * step[ROW.m21]! * deviation_V + (decaySlow + mix * (step[ROW.m22]! - slow)) * deviationEta_V;

    splitVoltage(step, deviation_V, deviationEta_V, this.#wave_V);
    const mean_V = rest_V + (this.#wave_V[0]! * (decayFast - 1)) / (fast * part_s) + (this.#wave_V[1]! * (decaySlow - 1)) / (slow * part_s);
    const partsBefore = step[STEP.parts]! < WHOLE_TICK ? step[STEP.parts]! : 0;
    const chargeBefore = partsBefore > 0 ? step[STEP.parts_A]! : 0;
    step[STEP.parts] = partsBefore + part;
    step[STEP.parts_A] = chargeBefore + part * source_S * (source_V - mean_V);
    node[NODE.current_A] = step[STEP.parts_A]! / step[STEP.parts]!;
    step[STEP.source_V_sum] = step[STEP.source_V_sum]! + part * source_V;
    step[STEP.source_V_last] = source_V;
    step[STEP.elapsed_ticks] = step[STEP.elapsed_ticks]! + part;
  }

  // eslint-disable-next-line max-params -- as the board's contract has it
  crossing(part: number, source_V: number, source_S: number, low_V: number, high_V: number): number {
    const start_V = this.#node[NODE.voltage_V]!;
    if (!(low_V <= start_V && start_V <= high_V)) return 0;
    const body = this.#bodyFor(source_V, source_S);
    return body.isSound ? this.#crossingOf(body, part, { source_V, low_V, high_V }) : part + 1;
  }

  #crossingOf({ step }: CoupledCell, part: number, { source_V, low_V, high_V }: { source_V: number; low_V: number; high_V: number }): number {
    const start_V = this.#node[NODE.voltage_V]!;
    const fast_per_s = step[ROW.fast]!;
    const slow_per_s = step[ROW.slow]!;
    const rest_V = step[ROW.restV]! + step[ROW.restV_perVolt]! * source_V;
    const restEta_V = step[ROW.restEta]! + step[ROW.restEta_perVolt]! * source_V;
    splitVoltage(step, start_V - rest_V, this.#node[NODE.overpotential_V]! - restEta_V, this.#wave_V);
    const fast_V = this.#wave_V[0]!;
    const slow_V = this.#wave_V[1]!;
    const end_s = part * this.#tick_s;
    // Both exponentials are steepest now, which bounds the way and answers nearly every call.
    const reach_V = end_s * (Math.abs(fast_V * fast_per_s) + Math.abs(slow_V * slow_per_s));
    if (low_V <= start_V - reach_V && start_V + reach_V <= high_V) return part + 1;
    const crossing_s = firstCrossing_s({ rest_V, fast_V, slow_V, fast_per_s, slow_per_s }, { end_s, low_V, high_V });
    return crossing_s <= end_s ? Math.min(part, crossing_s / this.#tick_s) : part + 1;
  }

  inject(charge_C: number): void {
    this.#live.inject(charge_C);
  }

  /** Changes what acts on the specimen from now on, or nothing when a number is out of the range of its parameter. */
  disturb({ filament, contact: mode, ...parameters }: Disturbance): CellRefusal | undefined {
    for (const [name, value] of Object.entries(parameters)) {
      const refusal = value === undefined ? undefined : parameterRefusal(name as CellParameterName, value);
      if (refusal) return refusal;
    }
    const { beam_A, shunt_Ohm, contact_Ohm, temperature_K } = parameters;
    const { condition, breakdown, contact } = this.#live;
    this.#live.interrupt();
    if (beam_A !== undefined) condition[CONDITION.beam_A] = beam_A;
    if (shunt_Ohm !== undefined) condition[CONDITION.shunt_S] = 1 / shunt_Ohm;
    if (contact_Ohm !== undefined) contact.resist(contact_Ohm);
    if (mode !== undefined) contact.put(mode);
    if (temperature_K !== undefined) condition[CONDITION.temperature_K] = temperature_K;
    if (filament !== undefined) breakdown.form(filament);
    return undefined;
  }

  get voltage_V(): number {
    return this.#node[NODE.voltage_V]!;
  }

  get current_A(): number {
    return this.#node[NODE.current_A]!;
  }

  get isSound(): boolean {
    return this.#step[CAUSE] === 0;
  }

  /** The cell as the next tick will see it: itself, or a renewed copy. */
  #bodyFor(source_V: number, source_S: number): CoupledCell {
    if (this.#live.fits(source_V, source_S)) return this.#live;
    this.#trialFields.copyFrom(this.#liveFields);
    this.#trial.renew(source_V, source_S);
    return this.#trial;
  }
}
