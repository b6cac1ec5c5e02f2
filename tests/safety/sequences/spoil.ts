import { FAULTS, injectFault } from '@nanobias/firmware-model';
import type { FaultPlace } from '@nanobias/firmware-model';
import type { Dice, Excuses, RawHost } from '@nanobias/firmware-model/swarm';
import { VARIANTS } from '../fault-matrix/variants.ts';

/** A fault that came into a run, and what it excuses from then on. */
export interface Spoilt extends Excuses {
  readonly fault: string;
  /** The film was broken by the fault, not by what the instrument did. */
  readonly isFilmBroken: boolean;
}

/** Places whose faults falsify what is measured or put out, or the limits that it is held against. */
const MEASURING: readonly FaultPlace[] = ['voltage path', 'current path', 'sense lead', 'sampler', 'front end', 'dac', 'memory', 'film', 'comparators'];

/** Puts in any fault of the catalogue, with any of its numbers. */
export function spoil(host: RawHost, dice: Dice): Spoilt {
  const { id, place } = dice.pick(FAULTS);
  injectFault(host.device, id, dice.pick(VARIANTS[id] ?? [[]]));
  return { fault: id, isSwitchFaulty: place === 'switches', isMeasurementFaulty: MEASURING.includes(place), isFilmBroken: place === 'film' };
}
