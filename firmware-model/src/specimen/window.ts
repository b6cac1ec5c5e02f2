/** Oxidation of LiPON beyond the end of its window: a Tafel law, limited in series. */
import type { Cell } from './cell.ts';
import { exp } from '../kernel/elementary.ts';

const LN_10 = 2.302585092994046;
/** Decades above the window's end at which the limit has long taken over; keeps the exponential finite. */
const DECADES_MAX = 60;
/** Decades below at which the current is no number worth adding. */
const DECADES_MIN = -60;

export interface OxidationWindow {
  readonly kinetic_A: number;
  readonly limit_A: number;
  /** Moves with the counter electrode. */
  end_V: number;
  readonly perVolt: number;
}

/** `end_V` is in cell volts: the window's end against lithium less the counter electrode. */
export function oxidationWindow(cell: Cell): OxidationWindow {
  const area_m2 = cell.length_m * cell.width_m;
  return {
    kinetic_A: area_m2 * cell.oxidation_A_per_m2,
    limit_A: area_m2 * cell.oxidation_A_per_m2_max,
    end_V: cell.oxidation_V - cell.anode_V,
    perVolt: LN_10 / cell.oxidation_V_per_decade,
  };
}

/** Current that the kinetics alone would let pass. */
export function tafel_A(window: OxidationWindow, voltage_V: number): number {
  const exponent = (voltage_V - window.end_V) * window.perVolt;
  return window.kinetic_A * exp(Math.max(DECADES_MIN * LN_10, Math.min(DECADES_MAX * LN_10, exponent)));
}

/** What passes of it. */
export function limited_A({ limit_A }: OxidationWindow, tafel: number): number {
  return (tafel * limit_A) / (tafel + limit_A);
}

/** The slope of that with the voltage. */
export function limited_S({ limit_A, perVolt }: OxidationWindow, tafel: number): number {
  const share = limit_A / (tafel + limit_A);
  return perVolt * tafel * share * share;
}

export function oxidation_A(window: OxidationWindow, voltage_V: number): number {
  return limited_A(window, tafel_A(window, voltage_V));
}
