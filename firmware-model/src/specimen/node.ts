/**
 * The two fast states, node voltage and double layer, between coupled steps: linear, and therefore exact.
 *
 *   C  dV/dt   = source_S (source_V - V) - (V - Vc)/contact_Ohm
 *   Cd deta/dt = I - I_F          I_F = transfer_A + transfer_S eta
 *   I = lipon_S (Vc - W)          W = eta + E + Z I_F
 *   (V - Vc)/contact_Ohm = I + leak_S Vc + leak_A
 *
 * Z is the impedance of the surface content and never negative, which makes both eigenvalues real and negative. Vc has
 * no capacitance of its own: the star of contact, LiPON and leak around it is replaced by its delta.
 */
import { exp, expm1, ln } from '../kernel/elementary.ts';

/** Rows of the linearised cell, as kept in the arena. */
export const ROW = {
  /** The matrix. */
  m11: 0, m12: 1, m21: 2, m22: 3,
  /** Its eigenvalues in 1/s, the fast one first. */
  fast: 4, slow: 5,
  /** Rest of V and eta: base + perVolt x source voltage. */
  restV: 6, restV_perVolt: 7, restEta: 8, restEta_perVolt: 9,
  /** Change over one tick: V, then eta, by V, eta, 1, source voltage. */
  vV: 10, vEta: 11, vOne: 12, vSource: 13,
  etaV: 14, etaEta: 15, etaOne: 16, etaSource: 17,
  /** Mean of V over one tick, less V at its start, by the same four. */
  meanV: 18, meanEta: 19, meanOne: 20, meanSource: 21,
  /** I_F = transfer_A + transfer_S eta. */
  transfer_A: 22, transfer_S: 23,
  /** W = cellOne_V + cellEta eta. */
  cellOne_V: 24, cellEta: 25,
  /** I = across_S (V - W) - inner_S W + inner_A, and Vc = W + lipon_Ohm I. */
  across_S: 26, inner_S: 27, inner_A: 28, lipon_Ohm: 29,
} as const;
export const ROW_COUNT = 30;

export interface LinearCell {
  source_S: number;
  node_F: number;
  layer_F: number;
  lipon_S: number;
  contact_Ohm: number;
  leak_S: number;
  leak_A: number;
  transfer_A: number;
  transfer_S: number;
  equilibrium_V: number;
  surface_Ohm: number;
}

/** Writes the propagator of one tick. */
export function linearise(row: Float64Array, cell: LinearCell, tick_s: number): void {
  const { source_S, node_F, layer_F, lipon_S, contact_Ohm, leak_S, transfer_S } = cell;
  const cellEta = 1 + cell.surface_Ohm * transfer_S;
  const cellOne_V = cell.equilibrium_V + cell.surface_Ohm * cell.transfer_A;
  const share = 1 / (1 + contact_Ohm * (lipon_S + leak_S));
  const across_S = lipon_S * share;
  const outer_S = leak_S * share;
  const inner_S = contact_Ohm * lipon_S * outer_S;
  const outer_A = -cell.leak_A * share;
  const inner_A = contact_Ohm * lipon_S * outer_A;
  const m11 = -(source_S + across_S + outer_S) / node_F;
  const m12 = (across_S * cellEta) / node_F;
  const m21 = across_S / layer_F;
  const m22 = -((across_S + inner_S) * cellEta + transfer_S) / layer_F;
  // Written as a sum of positive terms: the difference of products would cancel.
  const layer_S = (across_S + inner_S) * cellEta + transfer_S;
  const determinant = ((source_S + outer_S) * layer_S + across_S * (inner_S * cellEta + transfer_S)) / (node_F * layer_F);
  const spread = Math.sqrt((m11 - m22) * (m11 - m22) + 4 * m12 * m21);
  const fast = (m11 + m22 - spread) / 2;
  const slow = determinant / fast;

  const oneV = (across_S * cellOne_V + outer_A) / node_F;
  const oneEta = (inner_A - (across_S + inner_S) * cellOne_V - cell.transfer_A) / layer_F;
  const sourceV = source_S / node_F;
  row[ROW.m11] = m11;
  row[ROW.m12] = m12;
  row[ROW.m21] = m21;
  row[ROW.m22] = m22;
  row[ROW.fast] = fast;
  row[ROW.slow] = slow;
  row[ROW.restV] = (m12 * oneEta - m22 * oneV) / determinant;
  row[ROW.restV_perVolt] = (-m22 * sourceV) / determinant;
  row[ROW.restEta] = (m21 * oneV - m11 * oneEta) / determinant;
  row[ROW.restEta_perVolt] = (m21 * sourceV) / determinant;
  row[ROW.transfer_A] = cell.transfer_A;
  row[ROW.transfer_S] = transfer_S;
  row[ROW.cellOne_V] = cellOne_V;
  row[ROW.cellEta] = cellEta;
  row[ROW.across_S] = across_S;
  row[ROW.inner_S] = inner_S;
  row[ROW.inner_A] = inner_A;
  row[ROW.lipon_Ohm] = 1 / lipon_S;
  propagate(row, tick_s);
}

/** The change and the mean over a tick as functions of the matrix: each is f(fast) and f(slow), mixed. */
function propagate(row: Float64Array, tick_s: number): void {
  const fast = row[ROW.fast]!;
  const slow = row[ROW.slow]!;
  const changeFast = expm1(fast * tick_s);
  const changeSlow = expm1(slow * tick_s);
  const meanFast = changeFast / (fast * tick_s) - 1;
  const meanSlow = changeSlow / (slow * tick_s) - 1;
  const change = (changeFast - changeSlow) / (fast - slow);
  const mean = (meanFast - meanSlow) / (fast - slow);
  const { m11, m12, m21, m22, vV, etaV, meanV } = ROW;
  writeForm(row, vV, changeSlow + change * (row[m11]! - slow), change * row[m12]!);
  writeForm(row, etaV, change * row[m21]!, changeSlow + change * (row[m22]! - slow));
  writeForm(row, meanV, meanSlow + mean * (row[m11]! - slow), mean * row[m12]!);
}

/** A linear form of the deviations from rest, spelt out by V, eta, 1 and source voltage. */
function writeForm(row: Float64Array, at: number, byV: number, byEta: number): void {
  row[at] = byV;
  row[at + 1] = byEta;
  row[at + 2] = -(byV * row[ROW.restV]! + byEta * row[ROW.restEta]!);
  row[at + 3] = -(byV * row[ROW.restV_perVolt]! + byEta * row[ROW.restEta_perVolt]!);
}

/** Current through LiPON, by the voltages of node and double layer. */
export function lipon_A(row: Float64Array, voltage_V: number, overpotential_V: number): number {
  const equilibrium_V = row[ROW.cellOne_V]! + row[ROW.cellEta]! * overpotential_V;
  return row[ROW.across_S]! * (voltage_V - equilibrium_V) - row[ROW.inner_S]! * equilibrium_V + row[ROW.inner_A]!;
}

/** Voltage across the cell, behind the contact. */
export function cell_V(row: Float64Array, voltage_V: number, overpotential_V: number): number {
  return row[ROW.cellOne_V]! + row[ROW.cellEta]! * overpotential_V + row[ROW.lipon_Ohm]! * lipon_A(row, voltage_V, overpotential_V);
}

/** Deviation of V from its rest, as the two exponentials that carry it: [0] fast, [1] slow. */
export function splitVoltage(row: Float64Array, deviationV: number, deviationEta: number, into: Float64Array): void {
  const fast = row[ROW.fast]!;
  const slow = row[ROW.slow]!;
  into[0] = ((row[ROW.m11]! - slow) * deviationV + row[ROW.m12]! * deviationEta) / (fast - slow);
  into[1] = deviationV - into[0];
}

/** Where V starts from, and between which voltages the source may move. */
export interface Departure {
  voltage_V: number;
  overpotential_V: number;
  source_V_low: number;
  source_V_high: number;
}

/**
 * How far V can get from where it is, whatever the source does between two voltages: the way to and fro of both
 * exponentials. Node and double layer pull each other up only, so that a source in between leads to a V in between.
 */
export function reach_V(row: Float64Array, from: Departure, into: Float64Array): number {
  const { voltage_V, overpotential_V, source_V_low, source_V_high } = from;
  let reach = 0;
  for (let k = 0; k < 2; k += 1) {
    const source_V = k === 0 ? source_V_low : source_V_high;
    const rest_V = row[ROW.restV]! + row[ROW.restV_perVolt]! * source_V;
    const restEta_V = row[ROW.restEta]! + row[ROW.restEta_perVolt]! * source_V;
    splitVoltage(row, voltage_V - rest_V, overpotential_V - restEta_V, into);
    reach = Math.max(reach, Math.abs(into[0]!) + Math.abs(into[1]!));
  }
  return reach;
}

/** Bisections of a crossing: the last place of a tick. */
const BISECTIONS = 52;

/**
 * The first moment in [0, end_s] at which rest + a e^(fast t) + b e^(slow t) leaves [low, high]; Infinity if none.
 * The sum has one extremum at most, and is monotonic on either side of it.
 */
export function firstCrossing_s(
  wave: { rest_V: number; fast_V: number; slow_V: number; fast_per_s: number; slow_per_s: number },
  window: { end_s: number; low_V: number; high_V: number },
): number {
  const { rest_V, fast_V, slow_V, fast_per_s, slow_per_s } = wave;
  const { end_s, low_V, high_V } = window;
  const at = (t_s: number): number => rest_V + fast_V * exp(fast_per_s * t_s) + slow_V * exp(slow_per_s * t_s);
  const isInside = (voltage_V: number): boolean => low_V <= voltage_V && voltage_V <= high_V;
  const ratio = (-fast_V * fast_per_s) / (slow_V * slow_per_s);
  const extremum_s = ratio > 0 ? ln(ratio) / (slow_per_s - fast_per_s) : 0;

  let from_s = 0;
  for (const to_s of [extremum_s, end_s]) {
    if (!(to_s > from_s && to_s <= end_s)) continue;
    if (!isInside(at(to_s))) return edge_s(from_s, to_s, (t_s) => isInside(at(t_s)));
    from_s = to_s;
  }
  return Infinity;
}

/** Where a way that starts inside gets outside: the outer end of the last bracket. */
function edge_s(inside_s: number, outside_s: number, isInsideAt: (t_s: number) => boolean): number {
  let low_s = inside_s;
  let high_s = outside_s;
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle_s = (low_s + high_s) / 2;
    if (isInsideAt(middle_s)) low_s = middle_s;
    else high_s = middle_s;
  }
  return high_s;
}
