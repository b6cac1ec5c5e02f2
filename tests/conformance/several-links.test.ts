import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import type { SimulationOptions } from '@nanobias/firmware-model';
import { conform } from '@nanobias/sdk/conformance';
import { describe, expect, it } from 'vitest';

const LIMIT_US = 300_000_000;

async function statuses(options: Partial<SimulationOptions>, only: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const simulation = simulate({ seed: 1, cell: CELL_PRESETS.default, ...options });
  const { clock } = simulation;
  const open = async (): Promise<ReturnType<typeof simulation.openPipe>> => simulation.openPipe();
  const report = await clock.run(() => conform({ target: 'model', open, openMore: open, clock, only: new Set(only) }), LIMIT_US);
  return Object.fromEntries(report.requirements.map(({ id, status, reason }) => [id, status === 'passed' ? status : `${status}: ${reason}`]));
}

describe('a simulation with several links that lets its hosts inject faults', () => {
  it('passes what other targets have to skip: trip times, several hosts, and faults', async () => {
    expect(await statuses({ ports_count: 2, isInjectable: true }, ['P-075', 'P-090', 'P-101', 'P-102', 'P-103'])).toEqual({
      'P-075': 'passed', 'P-090': 'passed', 'P-101': 'passed', 'P-102': 'passed', 'P-103': 'passed',
    });
  });

  it('does not pass unseen where the rows that it tries are left out', async () => {
    const protections = { rowsLeftOut: new Set([1, 2, 5, 6, 8, 9, 20, 22] as const), isLayer0Fitted: false };
    expect((await statuses({ isInjectable: true, protections }, ['P-075']))['P-075']).toMatch(/^failed: expected a trip/);
  });

  it('is skipped with the reason where there is one link and no injector', async () => {
    const found = await statuses({}, ['P-075', 'P-101', 'P-103']);
    expect(found['P-075']).toMatch(/^skipped: needs an injector/);
    expect(found['P-101']).toMatch(/^skipped: /);
    expect(found['P-103']).toBe('passed');
  });
});
