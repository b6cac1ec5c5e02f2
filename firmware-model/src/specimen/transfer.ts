/** Charge transfer between LiPON and LNMO: Butler-Volmer with equal coefficients, I = I0 2 sinh(F eta / 2RT). */
import type { Cell } from './cell.ts';
import { asinh, sinh } from '../kernel/elementary.ts';

/** The exchange current at which the small-signal resistance is that of the configuration. */
export function exchange_A(cell: Cell, thermal_V: number): number {
  return (thermal_V / cell.transfer_Ohm_m2) * cell.length_m * cell.width_m;
}

export function transferCurrent_A(overpotential_V: number, exchange_A: number, thermal_V: number): number {
  return 2 * exchange_A * sinh(overpotential_V / (2 * thermal_V));
}

/** The inverse; it takes every current, where the exponential overflows beyond 70 V. */
export function transferOverpotential_V(current_A: number, exchange_A: number, thermal_V: number): number {
  return 2 * thermal_V * asinh(current_A / (2 * exchange_A));
}

/** Slope of the overpotential with the current, about 2 GOhm for the default cell at rest. */
export function transferResistance_Ohm(current_A: number, exchange_A: number, thermal_V: number): number {
  return (2 * thermal_V) / Math.sqrt(current_A * current_A + 4 * exchange_A * exchange_A);
}
