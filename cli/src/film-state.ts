import type { SpecimenTruth } from '@nanobias/firmware-model';
import type { TruthSource } from '@nanobias/sdk/experiment';

/** The specimen's real state as recordings and the live page hold it. */
export function filmState(specimen: SpecimenTruth): Omit<ReturnType<TruthSource>, 'device_time_us'> {
  return {
    voltage_V: specimen.voltage_V,
    charge_C: specimen.charge_C,
    capacity_C: specimen.capacity_C,
    mean_x: specimen.mean_x,
    shunt_A: specimen.shunt_A,
    centre_m: Array.from(specimen.centre_m),
    lithium: Array.from(specimen.x),
    void_fraction: Array.from(specimen.voidFraction),
    pore_fraction: Array.from(specimen.poreFraction),
    phase_fraction: Array.from(specimen.phaseFraction),
  };
}
