import type { SwarmReport } from '@nanobias/firmware-model/swarm';
import { describe, expect, it } from 'vitest';
import { reportText } from '../../cli/src/swarm/report-text.ts';

const report = { runs: 3, reached_on: 2, device_hours: 0.023_181, faulted_device_hours: 0.012_345, ticks: 306_544, actions: 597, violations: [], marks: { hit: 48, missed: [] }, digest: 'b5b599b8' } as unknown as SwarmReport;
const marks = (count: number): SwarmReport => ({ ...report, marks: { hit: 48, missed: Array.from({ length: count }, (_, index) => `mark ${index + 1}`) } });
const lastLine = (of: SwarmReport): string => reportText(of, []).split('\n').at(-1)!;

describe('the report of a swarm, for people', () => {
  it('tells the device hours in three digits, however few they are', () => {
    expect(reportText(report, [])).toContain(' 0.0232 device hours, 0.0123 of them with faults,');
    expect(reportText({ ...report, device_hours: 118.61 }, [])).toContain(' 119 device hours,');
  });

  it('names five marks that were missed and leaves the rest to --json', () => {
    expect(lastLine(marks(0))).toBe('48 marks hit, 0 missed');
    expect(lastLine(marks(5))).toBe('48 marks hit, 5 missed: mark 1, mark 2, mark 3, mark 4, mark 5');
    expect(lastLine(marks(181))).toBe('48 marks hit, 181 missed: mark 1, mark 2, mark 3, mark 4, mark 5, ... and 176 more: --json');
  });
});
