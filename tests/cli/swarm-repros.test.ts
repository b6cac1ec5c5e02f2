import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repro, SwarmReport } from '@nanobias/firmware-model/swarm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replayCommand } from '../../cli/src/commands/replay.ts';
import { reportText } from '../../cli/src/swarm/report-text.ts';
import { writeRepros } from '../../cli/src/swarm/repro-files.ts';

const repro = (seed: number): Repro => ({ configuration: { seed }, schedule: ['whole'] }) as unknown as Repro;
const shrunk = (whole: Repro): Repro => {
  if (whole.configuration.seed === 7) throw new Error('the property does not break again');
  return { ...whole, schedule: [] };
};

let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'nanobias-repros-'));
});
afterAll(() => rmSync(out, { recursive: true }));

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('a replay', () => {
  it.each([
    ['seed-1.repro.json', { speed: 3 }, '--speed is of a recording'],
    ['recording.mcap', { test: 'found.test.ts' }, '--test is of a repro'],
  ])('of %s refuses what is of the other kind of file', async (file, options, message) => {
    await expect(replayCommand(join(out, file), options)).rejects.toThrow(message);
  });
});

describe('the repros of a swarm', () => {
  it('are written shrunk, and whole with the reason where that failed', async () => {
    const [first, second] = await writeRepros([repro(7), repro(8)], join(out, 'first'), shrunk);
    expect(first).toEqual({ file: join(out, 'first', 'seed-7.repro.json'), problem: 'not shrunk: Error: the property does not break again' });
    expect(second).toEqual({ file: join(out, 'first', 'seed-8.repro.json') });
    expect([first, second].map((each) => read(each!.file!))).toMatchObject([{ schedule: ['whole'] }, { schedule: [] }]);
  });

  it('do not take the place of earlier ones', async () => {
    const folder = join(out, 'second');
    await writeRepros([repro(8)], folder, shrunk);
    writeFileSync(join(folder, 'seed-8.repro.json'), '"kept"');
    expect(await writeRepros([repro(8)], folder, shrunk)).toEqual([{ file: join(folder, 'seed-8-2.repro.json') }]);
    expect(read(join(folder, 'seed-8.repro.json'))).toBe('kept');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('that cannot be written leave what was found in the report', async () => {
    writeFileSync(join(out, 'file'), '');
    const files = await writeRepros([repro(8)], join(out, 'file'), shrunk);
    expect(files).toEqual([{ problem: expect.stringContaining('not written: Error: E') as string }]);
    const report = { violations: [{ seed: 8, property: 'S1', detail: 'closed' }], device_hours: 1, faulted_device_hours: 1, marks: { hit: 0, missed: [] } } as unknown as SwarmReport;
    expect(reportText(report, files)).toContain('seed 8: S1, closed (not written: Error: E');
  });
});
