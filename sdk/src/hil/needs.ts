import { Feature } from '@nanobias/proto';
import type { Device } from '../contract.ts';

/** What a test needs of its device beyond what every controller has. */
export interface Needs {
  readonly features?: readonly Feature[];
  /** `simulation` for what would be unsafe or impossible on an instrument. */
  readonly on?: 'simulation' | 'instrument';
  readonly strap_V_max_atLeast?: number;
  readonly programSteps_max_atLeast?: number;
}

/** Why a device cannot serve a test; undefined when it can. */
export function unmet({ features = [], on, strap_V_max_atLeast = -Infinity, programSteps_max_atLeast = 0 }: Needs, { capabilities, isSimulation }: Pick<Device, 'capabilities' | 'isSimulation'>): string | undefined {
  const missing = features.filter((feature) => !capabilities.features.includes(feature));
  if (missing.length > 0) return `the controller has no ${missing.map(featureName).join(', ')}`;
  if (on === 'simulation' && !isSimulation) return 'not on an instrument';
  if (on === 'instrument' && isSimulation) return 'a simulation cannot show it';
  if (!(strap_V_max_atLeast <= capabilities.strap_V_max)) return `the strap is at ${capabilities.strap_V_max} V, below ${strap_V_max_atLeast} V`;
  if (!(programSteps_max_atLeast <= capabilities.programSteps_max)) return `a program has at most ${capabilities.programSteps_max} steps`;
  return undefined;
}

function featureName(feature: Feature): string {
  return Object.entries(Feature).find(([, number]) => number === feature)?.[0] ?? `feature ${feature}`;
}
