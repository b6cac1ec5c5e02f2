import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import { conform } from '@nanobias/sdk/conformance';
import type { ConformanceReport } from '@nanobias/sdk/conformance';
import { describe, expect, it } from 'vitest';
import { commandFaults } from './command-faults.ts';
import { linkFaults } from './link-faults.ts';
import { Middleman } from './middleman.ts';
import type { Fault } from './middleman.ts';

const LIMIT_US = 900_000_000;

function reportOn(fault: Fault): Promise<ConformanceReport> {
  const simulation = simulate({ seed: 1, cell: CELL_PRESETS.default });
  const { clock } = simulation;
  return clock.run(() => conform({ target: 'wrong', open: async () => new Middleman(simulation.openPipe(), clock, fault), clock }), LIMIT_US);
}

const failures = ({ requirements }: ConformanceReport): readonly string[] => requirements.filter(({ status }) => status === 'failed').map(({ id, reason }) => `${id}: ${reason}`);
const ids = (found: readonly string[]): readonly string[] => found.map((line) => line.slice(0, 5));

describe('wrong controllers', () => {
  it('are more than twenty', () => {
    expect(linkFaults.length + commandFaults.length).toBe(61);
  });

  it('are held against a right one, which passes behind the same middleman', async () => {
    expect(failures(await reportOn(() => ({})))).toEqual([]);
  });

  for (const { name, breaks, fault } of [...linkFaults, ...commandFaults]) {
    it(`a controller that ${name} fails ${breaks.join(' and ')} and nothing else`, async () => {
      const found = failures(await reportOn(fault));
      expect(ids(found), found.join('\n')).toEqual(breaks);
    });
  }
});
