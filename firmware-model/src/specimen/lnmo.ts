/**
 * LMR-LNMO: open-circuit voltage against lithium, its hysteresis, and the chemical diffusivity.
 *
 * The shapes are known (a slope to 4.42 V, a plateau near 4.5 V on the first charge that does not recur, a discharge
 * far below); the numbers are assumed.
 */
import type { Cell } from './cell.ts';
import type { Fields } from './fields.ts';
import { exp, ln } from '../kernel/elementary.ts';

interface Branch {
  /** Lithium per formula unit, rising. */
  readonly x: Float64Array;
  readonly potential_V: Float64Array;
  /** Of the segment that begins at each point. */
  readonly slope_V: Float64Array;
}

function branch(...points: readonly (readonly [x: number, potential_V: number])[]): Branch {
  const rising = [...points].sort((a, b) => a[0] - b[0]);
  const slope_V = Float64Array.from(rising.slice(1), ([x, potential_V], i) => (potential_V - rising[i]![1]) / (x - rising[i]![0]));
  return { x: Float64Array.from(rising, (p) => p[0]), potential_V: Float64Array.from(rising, (p) => p[1]), slope_V };
}

const FIRST_CHARGE = branch(
  [1.2, 3.0], [1.19, 3.45], [1.17, 3.65], [1.14, 3.75], [1.1, 3.82], [1.05, 3.9], [1.0, 3.97], [0.95, 4.06], [0.9, 4.16], [0.85, 4.28], [0.82, 4.36], [0.8, 4.42],
  [0.77, 4.465], [0.7, 4.495], [0.6, 4.515], [0.5, 4.535], [0.4, 4.565], [0.3, 4.62], [0.25, 4.68], [0.2, 4.75], [0.15, 4.87], [0.1, 5.05], [0.05, 5.3], [0.02, 5.6],
);
// Below 0.15 both later branches keep their distance from the first charge, which is assumed.
const DISCHARGE = branch(
  [0.02, 5.43], [0.05, 5.13], [0.1, 4.88], [0.15, 4.7], [0.2, 4.45], [0.3, 4.2], [0.4, 4.0], [0.5, 3.85], [0.6, 3.7], [0.7, 3.55], [0.8, 3.4], [0.9, 3.28], [1.0, 3.05], [1.05, 2.6], [1.08, 2.0],
);
const LATER_CHARGE = branch(
  [1.08, 2.6], [1.05, 3.1], [1.0, 3.35], [0.9, 3.6], [0.8, 3.78], [0.7, 3.93], [0.6, 4.05], [0.5, 4.18], [0.4, 4.32], [0.3, 4.48], [0.2, 4.68], [0.15, 4.87], [0.1, 5.05], [0.05, 5.3], [0.02, 5.6],
);

/** Below the last point the potential follows the ideal dilute limit, with RT/F at 298 K. */
const DILUTE_X = 0.02;
const DILUTE_V = 0.02568;
/** Below this a steep wall, assumed, keeps the content from running negative when the film is empty. */
const EMPTY_X = 1e-4;
const EMPTY_V_PER_X = -25_000;
const EMPTY_RISE_V = DILUTE_V * ln(DILUTE_X / EMPTY_X);

/** Stand for the two laws below the first point, in place of the index of a segment. */
const DILUTE = -1;
const EMPTY = -2;

/** Index of the segment that holds x, the last one extending beyond the points; or which law holds below the first. */
function placeOf(points: Branch, x: number): number {
  if (x < EMPTY_X) return EMPTY;
  if (x < DILUTE_X) return DILUTE;
  let low = 0;
  let high = points.x.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (x < points.x[middle]!) high = middle - 1;
    else low = middle;
  }
  return low;
}

function potentialIn_V(points: Branch, place: number, x: number): number {
  if (place === EMPTY) return points.potential_V[0]! + EMPTY_RISE_V + EMPTY_V_PER_X * (x - EMPTY_X);
  if (place === DILUTE) return points.potential_V[0]! + DILUTE_V * ln(DILUTE_X / x);
  return points.potential_V[place]! + points.slope_V[place]! * (x - points.x[place]!);
}

function slopeIn_V(points: Branch, place: number, x: number): number {
  if (place === EMPTY) return EMPTY_V_PER_X;
  if (place === DILUTE) return -DILUTE_V / x;
  return points.slope_V[place]!;
}

const CHARGE_END_V = 4.8;

/** The charge of one lithium per formula unit. */
export function lithium_C(cell: Cell, faraday_C_per_mol: number): number {
  return cell.lithium_mol_per_m3 * faraday_C_per_mol * cell.length_m * cell.width_m * cell.lnmo_m;
}

/** Lithium between the pristine 1.20 and 4.80 V on the first charge: 1.021, which makes Q 24.3 nC and 321 mAh/g. */
export function capacityLithium(): number {
  const { x, potential_V: volts } = FIRST_CHARGE;
  let i = 0;
  while (volts[i + 1]! > CHARGE_END_V) i += 1;
  return 1.2 - (x[i]! + (CHARGE_END_V - volts[i]!) / FIRST_CHARGE.slope_V[i]!);
}

/** Open-circuit voltage against lithium, and how it goes on. */
export interface OpenCircuitPoint {
  potential_V: number;
  /** With the content of the surface. */
  slope_V: number;
  /** With the change of the mean content while the surface keeps its own: negative on the way between two branches, else 0. */
  turnSlope_V: number;
}

const TURN = 0;
const LATER = 1;

/** Hysteresis of the whole film: gradual, since a branch per cell would jump by 0.5 V at rest. */
export class OpenCircuit {
  /** [0] 0 on the charge branch, 1 on the discharge branch; [1] the highest value so far, which the plateau lost. */
  readonly #branch: Float64Array;
  readonly #hysteresis_x: number;
  readonly #point: OpenCircuitPoint = { potential_V: 0, slope_V: 0, turnSlope_V: 0 };

  constructor(fields: Fields, cell: Cell) {
    this.#hysteresis_x = cell.hysteresis_ratio;
    this.#branch = fields.f64('specimen.branch', 2);
  }

  get turn_ratio(): number {
    return this.#branch[TURN]!;
  }

  get later_ratio(): number {
    return this.#branch[LATER]!;
  }

  /** At a content of the surface, once the mean content of the film has changed by so much more. */
  potential_V(x: number, meanChange_x = 0): number {
    return this.at(x, meanChange_x).potential_V;
  }

  slope_V(x: number, meanChange_x = 0): number {
    return this.at(x, meanChange_x).slope_V;
  }

  /** All of it at once; what is returned holds until the next look. */
  at(x: number, meanChange_x = 0): OpenCircuitPoint {
    const point = this.#point;
    const turn = this.#turnAfter(meanChange_x);
    const highest = this.#branch[LATER]!;
    const later = Math.max(highest, turn);
    const firstPlace = placeOf(FIRST_CHARGE, x);
    const first_V = potentialIn_V(FIRST_CHARGE, firstPlace, x);
    const firstSlope_V = slopeIn_V(FIRST_CHARGE, firstPlace, x);
    point.potential_V = first_V;
    point.slope_V = firstSlope_V;
    point.turnSlope_V = 0;
    if (later === 0) return point;
    const laterPlace = placeOf(LATER_CHARGE, x);
    const lost_V = potentialIn_V(LATER_CHARGE, laterPlace, x) - first_V;
    const charge_V = first_V + later * lost_V;
    const chargeSlope_V = firstSlope_V + later * (slopeIn_V(LATER_CHARGE, laterPlace, x) - firstSlope_V);
    point.potential_V = charge_V;
    point.slope_V = chargeSlope_V;
    if (turn === 0) return point;
    const dischargePlace = placeOf(DISCHARGE, x);
    const turned_V = potentialIn_V(DISCHARGE, dischargePlace, x) - charge_V;
    point.potential_V = charge_V + turn * turned_V;
    point.slope_V = chargeSlope_V + turn * (slopeIn_V(DISCHARGE, dischargePlace, x) - chargeSlope_V);
    if (turn < 1) point.turnSlope_V = (turned_V + (highest < turn ? (1 - turn) * lost_V : 0)) / this.#hysteresis_x;
    return point;
  }

  /** Follows a change of the film's mean content. */
  advance(meanChange_x: number): void {
    const turn = this.#turnAfter(meanChange_x);
    this.#branch[TURN] = turn;
    if (turn > this.#branch[LATER]!) this.#branch[LATER] = turn;
  }

  #turnAfter(meanChange_x: number): number {
    return Math.max(0, Math.min(1, this.#branch[TURN]! + meanChange_x / this.#hysteresis_x));
  }
}

/** Falls between two contents, linearly in its logarithm. */
export class Diffusivity {
  readonly #full_x: number;
  readonly #span_x: number;
  readonly #full_m2_per_s: number;
  readonly #empty_m2_per_s: number;
  readonly #lnRatio: number;

  constructor(cell: Cell) {
    this.#full_x = cell.diffusivity_ratio_full;
    this.#span_x = cell.diffusivity_ratio_full - cell.diffusivity_ratio_empty;
    this.#full_m2_per_s = cell.diffusivity_m2_per_s_full;
    this.#empty_m2_per_s = cell.diffusivity_m2_per_s_empty;
    this.#lnRatio = ln(this.#empty_m2_per_s / this.#full_m2_per_s);
  }

  at_m2_per_s(x: number): number {
    const emptied = (this.#full_x - x) / this.#span_x;
    if (emptied <= 0) return this.#full_m2_per_s;
    if (emptied >= 1) return this.#empty_m2_per_s;
    return this.#full_m2_per_s * exp(emptied * this.#lnRatio);
  }
}
