import { CATALOGUE, clearFaults, injectFault } from '@nanobias/firmware-model';
import type { Device as ModelDevice } from '@nanobias/firmware-model';
import type { FaultOffer, Hello } from '../browser/messages.ts';
import type { PageControls } from './observed.ts';

/** Faults that a page may make of a model in this process. */
export function faultsOf(model: ModelDevice): Pick<Hello, 'faults' | 'faults_reason'> & Required<Pick<PageControls, 'inject'>> {
  return {
    faults: CATALOGUE.map(({ id, place, parameters }): FaultOffer => ({ id, place, parameters })),
    faults_reason: 'breaks the simulated instrument; the film and what it did stay broken',
    inject: (fault_id, numbers) => {
      if (fault_id === 'none') clearFaults(model);
      else injectFault(model, fault_id, numbers);
    },
  };
}

/** Where there is no model in this process. */
export const noFaults: Pick<Hello, 'faults' | 'faults_reason'> = { faults: null, faults_reason: 'faults are injected into a simulation in the process of the page only' };
