import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tableFromIPC } from 'apache-arrow';
import type { Table } from 'apache-arrow';
import { readParquet } from 'parquet-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { EXPORTERS } from '../../../cli/src/export/formats.ts';
import type { ExportFormat } from '../../../cli/src/export/formats.ts';
import { sampleTable } from '../../../cli/src/export/table.ts';
import { readRun } from '../../../cli/src/recorded-run.ts';
import { ended, pythonWith } from '../../conformance/python.ts';
import { debianPackage } from '../../debian.ts';
import { knownRecording } from './known-run.ts';

const directory = mkdtempSync(join(tmpdir(), 'nanobias-export-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const recordingFile = join(directory, 'known.mcap');
writeFileSync(recordingFile, await knownRecording());
const run = await readRun(recordingFile);
const table = sampleTable(run);
const script = fileURLToPath(new URL('open.py', import.meta.url));
/** 2026-01-31T14:05:00Z. */
const origin_unix_s = 1_769_868_300;

/** Samples that are there: all of a hundred but 41 to 50. */
const present = Array.from({ length: 100 }, (_, index) => index + 1).filter((k) => k <= 40 || 51 <= k);
const isSaturated = (k: number): boolean => 61 <= k && k <= 70;
const bias_V = (k: number): number => 3 + k / 1000;
const current_A = (k: number): number | null => (isSaturated(k) ? null : k * 1e-14);
const steps = (k: number): number => (k <= 10 ? 0 : k <= 30 ? 1 : k <= 55 ? 2 : 3);

async function exported(format: ExportFormat, name: string): Promise<string> {
  const files = await EXPORTERS[format]({ run, table, recordingName: 'known.mcap', origin_unix_s });
  for (const { suffix, bytes } of files) writeFileSync(join(directory, `${name}${suffix}`), bytes);
  return join(directory, `${name}${files[0]!.suffix}`);
}

async function opened<T>(program: 'hyperspy' | 'h5py' | 'pandas', path: string): Promise<T> {
  const { status, output, errors } = await ended(pythonWith(program)!, [script, program, path]);
  expect(errors === '' || status === 0 ? '' : errors).toBe('');
  return JSON.parse(output) as T;
}

function expectClose(seen: readonly (number | null)[], expected: readonly (number | null)[], scale: number): void {
  expect(seen).toHaveLength(expected.length);
  expected.forEach((value, index) => {
    if (value === null) expect(seen[index]).toBeNull();
    else expect(Math.abs((seen[index] ?? Number.NaN) - value)).toBeLessThan(scale);
  });
}

describe.skipIf(pythonWith('hyperspy') === undefined)(`HyperSpy (skipped where Debian's is absent: ${debianPackage('python3-hyperspy')})`, () => {
  it('loads bias in V and current in A over an even time axis, lost and saturated samples as no value', { timeout: 120_000 }, async () => {
    const { signals } = await opened<{ readonly signals: readonly Record<string, unknown>[] }>('hyperspy', await exported('hyperspy', 'run'));
    const [bias, current] = signals;
    expect(signals.map(({ title, quantity }) => [title, quantity])).toEqual([['Bias (V)', 'V'], ['Current (A)', 'A']]);
    expect(bias).toMatchObject({ date: '2026-01-31', title_of_run: 'Known, values' });
    const [name, units, scale] = bias!['axis'] as [string, string, number];
    expect([name, units]).toEqual(['Time', 'Seconds']);
    expect(scale).toBeCloseTo(0.1, 9);
    const all = Array.from({ length: 100 }, (_, index) => index + 1);
    const isLost = (k: number): boolean => 41 <= k && k <= 50;
    expectClose(bias!['values'] as number[], all.map((k) => (isLost(k) ? null : bias_V(k))), 1e-9);
    expectClose(current!['values'] as number[], all.map((k) => (isLost(k) ? null : current_A(k))), 1e-24);
  });
});

describe.skipIf(pythonWith('h5py') === undefined)(`h5py (skipped where Debian's is absent: ${debianPackage('python3-h5py')})`, () => {
  it('finds the default plot as NeXus prescribes, with values and units', { timeout: 60_000 }, async () => {
    const seen = await opened<Record<string, unknown>>('h5py', await exported('hdf5', 'h5py'));
    expect(seen).toMatchObject({
      classes: ['NXroot', 'NXentry', 'NXdata'], title: 'Known, values', kind: 'simulated; parameters assumed', signal: ['bias', 'V'], axis: ['time', 's', 0],
      others: ['current', 'flags', 'step_count', 'cycle_count'], current_units: 'A', charge_units: 'C',
      event_kinds: ['OUTPUT_CLOSED', 'STEP_STARTED', 'STEP_STARTED', 'STEP_STARTED'],
    });
    expectClose(seen['time'] as number[], present.map((k) => k / 10), 1e-9);
    expectClose(seen['bias'] as number[], present.map(bias_V), 1e-9);
    expectClose(seen['current'] as number[], present.map(current_A), 1e-24);
    // Ten samples of 10 fA to 100 fA, a tenth of a second each: 550 fA times 0.1 s.
    expect((seen['charge'] as number[])[0]).toBeCloseTo(5.5e-14, 22);
    expect(seen['charge']).toHaveLength(9);
    expectClose(seen['interlock_mean'] as number[], [2e-15], 1e-24);
    expect(Object.keys(seen['notes'] as object)).toEqual(['known.yaml', 'run.json']);
  });
});

const hasH5dump = spawnSync('h5dump', ['--version'], { stdio: 'ignore' }).status === 0;
describe.skipIf(!hasH5dump)(`h5dump (skipped where Debian's is absent: ${debianPackage('hdf5-tools')})`, () => {
  it('prints values and units', async () => {
    const path = await exported('hdf5', 'h5dump');
    const { stdout, status } = spawnSync('h5dump', ['-d', '/entry/slow/bias', '-s', '36', '-c', '1', path], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('(36): 3.037');
    expect(stdout).toMatch(/ATTRIBUTE "units"[\s\S]*"V"/);
    expect(stdout).toContain('H5T_IEEE_F64LE');
  });
});

describe.skipIf(pythonWith('pandas') === undefined)(`pandas (skipped where Debian's is absent: ${debianPackage('python3-pandas')})`, () => {
  it('reads the Battery Data Format by its column names', { timeout: 60_000 }, async () => {
    const { columns, values } = await opened<{ readonly columns: string[]; readonly values: Record<string, number[]> }>('pandas', await exported('bdf-csv', 'bdf'));
    expect(columns).toEqual(['Test Time / s', 'Voltage / V', 'Current / A', 'Unix Time / s', 'Cycle Count / 1', 'Step Count / 1']);
    expectClose(values['Test Time / s']!, present.map((k) => (k - 1) / 10), 1e-9);
    expectClose(values['Voltage / V']!, present.map(bias_V), 1e-9);
    expectClose(values['Current / A']!, present.map(current_A), 1e-24);
    expectClose(values['Unix Time / s']!, present.map((k) => 1_769_868_300 + k / 10), 1e-5);
    expect(values['Step Count / 1']).toEqual(present.map(steps));
    expect(values['Cycle Count / 1']).toEqual(present.map((k) => (k <= 55 ? 1 : 2)));
  });

  it('reads plain CSV, whose names end in the unit', { timeout: 60_000 }, async () => {
    const { columns, values } = await opened<{ readonly columns: string[]; readonly values: Record<string, number[]> }>('pandas', await exported('csv', 'plain'));
    expect(columns).toEqual(['device_time_s', 'bias_V', 'current_A', 'flags', 'step_count', 'cycle_count', 'raw_charge_C', 'net_charge_C']);
    expectClose(values['device_time_s']!, present.map((k) => k / 10), 1e-9);
    expectClose(values['bias_V']!, present.map(bias_V), 1e-9);
    expect(values['flags']).toEqual(present.map((k) => (isSaturated(k) ? 1 : 0)));
    expect(values['raw_charge_C']![9]).toBeCloseTo(5.5e-14, 22);
    expect(values['raw_charge_C']![8]).toBeNull();
  });
});

// Debian 12 has no reader of Parquet or Arrow: the formats' own implementations in Rust and JavaScript take their place.
describe('the readers of Apache Arrow', () => {
  it('open the Arrow file, column by column', async () => {
    const seen: Table = tableFromIPC(new Uint8Array(readFileSync(await exported('arrow', 'run'))));
    expect(seen.schema.fields.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
      'device_time_s: Float64', 'bias_V: Float64', 'current_A: Float64', 'flags: Int32', 'step_count: Int32', 'cycle_count: Int32', 'raw_charge_C: Float64',
      'net_charge_C: Float64',
    ]);
    expectClose(numbersOf(seen, 'bias_V'), present.map(bias_V), 1e-9);
    expectClose(numbersOf(seen, 'current_A'), present.map(current_A), 1e-24);
  });

  it('open the Parquet file of the Battery Data Format', async () => {
    const seen: Table = tableFromIPC(readParquet(readFileSync(await exported('bdf-parquet', 'run'))).intoIPCStream());
    expect(seen.schema.fields.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
      'Test Time / s: Float64', 'Voltage / V: Float64', 'Current / A: Float64', 'Unix Time / s: Float64', 'Cycle Count / 1: Int32', 'Step Count / 1: Int32',
    ]);
    expectClose(numbersOf(seen, 'Test Time / s'), present.map((k) => (k - 1) / 10), 1e-9);
    expectClose(numbersOf(seen, 'Current / A'), present.map(current_A), 1e-24);
    expect(numbersOf(seen, 'Step Count / 1')).toEqual(present.map(steps));
  });
});

function numbersOf(seen: Table, name: string): readonly (number | null)[] {
  return Array.from(seen.getChild(name)!.toArray() as Float64Array, (value) => (Number.isNaN(value) ? null : value));
}
