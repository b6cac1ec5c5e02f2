import { exp } from '../kernel/elementary.ts';

/** Activation energy of LiPON over Boltzmann's constant: 0.55 eV, of 0.53 to 0.63 eV in the literature. */
const ACTIVATION_K = 0.55 / 8.617333262e-5;
/** Temperature at which the conductivity of the derivation holds. */
const REFERENCE_K = 298;
const MK_AT_0_DEGC = 273_150;
const MK_PER_K = 1000;

/** Resistance of a LiPON film at a temperature from what it is at 298 K; at least 1 kOhm. */
export function filmResistance_kOhm(reference_kOhm: number, temperature_mdegC: number): number {
  const temperature_K = (temperature_mdegC + MK_AT_0_DEGC) / MK_PER_K;
  return Math.max(1, Math.round(reference_kOhm * exp(ACTIVATION_K * (1 / temperature_K - 1 / REFERENCE_K))));
}
