import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { conform } from '@nanobias/sdk/conformance';
import { commandFaults } from './command-faults.ts';
import { linkFaults } from './link-faults.ts';
import { Middleman } from './middleman.ts';
import type { WrongController } from './link-faults.ts';

const LIMIT_US = 900_000_000;

export const WRONG_CONTROLLERS = [...linkFaults, ...commandFaults];

/** What a controller fails, as lines that begin with the requirement; all requirements unless told. */
export async function failuresOf({ fault, links_count = 1 }: Pick<WrongController, 'fault' | 'links_count'>, only?: ReadonlySet<string>): Promise<readonly string[]> {
  const simulation = simulate({ seed: 1, cell: CELL_PRESETS.default, ports_count: links_count });
  const { clock } = simulation;
  const open = async (): Promise<Middleman> => new Middleman(simulation.openPipe(), clock, fault);
  const { requirements } = await clock.run(() => conform({ target: 'wrong', open, clock, ...(1 < links_count ? { openMore: open } : {}), ...(only === undefined ? {} : { only }) }), LIMIT_US);
  return requirements.filter(({ status }) => status === 'failed').map(({ id, reason }) => `${id}: ${reason}`);
}

/** The requirements that begin lines of failures. */
export const idsOf = (failures: readonly string[]): readonly string[] => failures.map((line) => line.slice(0, 5));
