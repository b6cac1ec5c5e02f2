import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { conform } from '@nanobias/sdk/conformance';
import { commandFaults } from './command-faults.ts';
import { linkFaults } from './link-faults.ts';
import { Middleman } from './middleman.ts';
import type { Fault } from './middleman.ts';

const LIMIT_US = 900_000_000;

export const WRONG_CONTROLLERS = [...linkFaults, ...commandFaults];

/** What a controller with this fault fails, as lines that begin with the requirement; all requirements unless told. */
export async function failuresOf(fault: Fault, only?: ReadonlySet<string>): Promise<readonly string[]> {
  const simulation = simulate({ seed: 1, cell: CELL_PRESETS.default });
  const { clock } = simulation;
  const open = async (): Promise<Middleman> => new Middleman(simulation.openPipe(), clock, fault);
  const { requirements } = await clock.run(() => conform({ target: 'wrong', open, clock, ...(only === undefined ? {} : { only }) }), LIMIT_US);
  return requirements.filter(({ status }) => status === 'failed').map(({ id, reason }) => `${id}: ${reason}`);
}

/** The requirements that begin lines of failures. */
export const idsOf = (failures: readonly string[]): readonly string[] => failures.map((line) => line.slice(0, 5));
