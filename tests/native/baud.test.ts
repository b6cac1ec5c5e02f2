import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { backendReport } from '@nanobias/native';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = 'cc';
const hasCompiler = process.platform === 'linux' && spawnSync(compiler, ['--version'], { stdio: 'ignore' }).status === 0;
const absence = backendReport().backend === 'js' ? `without the addon: ${backendReport().reason}` : hasCompiler ? undefined : 'no C compiler for the driver';
let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
  if (absence === undefined) execFileSync(compiler, ['-shared', '-fPIC', '-o', join(directory, 'driver.so'), fileURLToPath(new URL('stubborn-driver.c', import.meta.url)), '-ldl']);
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

// Every door that opens a serial port, at the rates given, on a pseudo-terminal of its own each time.
const program = `
  import { openPty, openSource } from '@nanobias/native';
  import { openSampled } from '@nanobias/sdk/sampled';
  import { openSerial } from '@nanobias/sdk/serial';
  const doors = {
    openSource: async (path, baud_rate) => (await openSource({ backend: 'native', source: { kind: 'serial', path, baud_rate } })).close(),
    openSampled: async (path, baud_rate) => (await openSampled({ kind: 'serial', path, baud_rate })).close(),
    openSerial: async (path, baud_rate) => (await openSerial({ path, baud_rate })).close(),
  };
  const outcomes = {};
  for (const [door, rate] of JSON.parse(process.env.ATTEMPTS)) {
    const master = openPty({ onBytes: () => undefined, onHangup: () => undefined, onDrain: () => undefined });
    const said = await doors[door](master.path, rate).then(() => 'open', ({ code, call, message }) => ({ code, call, message }));
    outcomes[door + ' ' + rate] = said;
    master.close();
  }
  console.log(JSON.stringify(outcomes));
`;

type Outcome = 'open' | { readonly code: string; readonly call?: string; readonly message: string };

async function outcomes(driver: 'nearest' | 'refuse', attempts: readonly (readonly [door: string, rate: number])[]): Promise<Readonly<Record<string, Outcome>>> {
  const env = { ...process.env, LD_PRELOAD: join(directory, 'driver.so'), DRIVER: driver, ATTEMPTS: JSON.stringify(attempts) };
  const { stdout } = await run(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', '--input-type=module', '-e', program], { cwd: root, env, timeout: 30_000 });
  return JSON.parse(stdout) as Record<string, Outcome>;
}

describe.skipIf(absence !== undefined)(absence ?? 'a port whose driver makes no rate above 115,200', () => {
  it('that takes the nearest one without a word is refused beyond 2.5 percent, and is not opened at a wrong rate', async () => {
    expect(await outcomes('nearest', [['openSource', 115_200], ['openSource', 118_000], ['openSource', 118_200], ['openSource', 3_000_000], ['openSampled', 3_000_000]])).toMatchObject({
      'openSource 115200': 'open',
      'openSource 118000': 'open',
      'openSource 118200': { code: 'EINVAL', call: 'baud' },
      'openSource 3000000': { code: 'EINVAL', call: 'baud' },
      'openSampled 3000000': { code: 'PORT_FAILED', message: expect.stringMatching(/EINVAL: baud/) as string },
    });
  });

  it('that says so is a typed error with the name of the errno', async () => {
    expect(await outcomes('refuse', [['openSource', 3_000_000], ['openSampled', 3_000_000], ['openSerial', 115_200], ['openSerial', 250_001]])).toMatchObject({
      'openSource 3000000': { code: 'EINVAL', call: 'TCSETS2' },
      'openSampled 3000000': { code: 'PORT_FAILED', message: expect.stringMatching(/EINVAL: TCSETS2/) as string },
      'openSerial 115200': 'open',
      'openSerial 250001': { code: 'PORT_FAILED' },
    });
  });
});
