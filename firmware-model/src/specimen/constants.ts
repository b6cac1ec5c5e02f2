/** Constants of nature, exact since the SI of 2019. */

export const FARADAY_C_PER_MOL = 96485.33212;
export const GAS_J_PER_MOL_K = 8.314462618;
export const BOLTZMANN_EV_PER_K = 8.617333262e-5;

/** Temperature at which the LiPON conductivity of the cell's configuration holds. */
export const REFERENCE_K = 298;

/** RT/F, about 25.7 mV. */
export function thermal_V(temperature_K: number): number {
  return (GAS_J_PER_MOL_K * temperature_K) / FARADAY_C_PER_MOL;
}
