/**
 * The counter electrode against lithium, by the charge that has passed into it.
 *
 * Lithium metal stands at 0. Silicon falls while it is lithiated. A lithium-free electrode stands at an unknown
 * potential until about 1 % of the capacity has been plated on it; its start value here is assumed. The shape is one
 * exponential: it never rises with charge, which keeps the cell's response monotonic.
 */
import type { Cell } from './cell.ts';
import { FARADAY_C_PER_MOL } from './constants.ts';
import { capacityLithium, lithium_C } from './lnmo.ts';
import { exp } from '../kernel/elementary.ts';

/** An electrode stripped of more than it ever got stands this many e-folds above; it keeps the exponential finite. */
const STRIPPED = 1;

export class Anode {
  readonly #formed_V: number;
  readonly #rise_V: number;
  readonly #formation_C: number;

  constructor(cell: Cell) {
    this.#formed_V = cell.anode_V;
    this.#rise_V = cell.anode_V_rise;
    this.#formation_C = cell.anode_ratio_formation * lithium_C(cell, FARADAY_C_PER_MOL) * capacityLithium();
  }

  potential_V(charge_C: number): number {
    if (this.#rise_V === 0) return this.#formed_V;
    return this.#formed_V + this.#rise_V * exp(Math.min(STRIPPED, -charge_C / this.#formation_C));
  }

  /** Never positive. */
  slope_V_per_C(charge_C: number): number {
    const exponent = -charge_C / this.#formation_C;
    if (this.#rise_V === 0 || exponent > STRIPPED) return 0;
    return (-this.#rise_V / this.#formation_C) * exp(exponent);
  }
}
