/** LiPON as an ionic conductor. */
import type { Cell } from './cell.ts';
import { BOLTZMANN_EV_PER_K, REFERENCE_K } from './constants.ts';
import { exp } from '../kernel/elementary.ts';

/** Conductivity at a temperature: Arrhenius law, 2e-6 S/cm and 0.55 eV by default. */
export function liponConductivity_S_per_m(cell: Cell, temperature_K: number): number {
  return cell.lipon_S_per_m * exp((-cell.lipon_activation_eV / BOLTZMANN_EV_PER_K) * (1 / temperature_K - 1 / REFERENCE_K));
}

/** Resistance of the film, about 0.25 GOhm for the default cell. */
export function liponResistance_Ohm(cell: Cell, temperature_K: number): number {
  return cell.lipon_m / (liponConductivity_S_per_m(cell, temperature_K) * cell.length_m * cell.width_m);
}
