import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { backendReport, createSampler } from '@nanobias/native';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplesFrame } from './wire.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const hasCompiler = process.platform !== 'win32' && ['g++', 'c++', 'clang++'].some((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
const hasHeaders = existsSync(join(dirname(dirname(realpathSync(process.execPath))), 'include', 'node', 'node_api.h'));

describe('the choice of a body', () => {
  it.skipIf(!hasCompiler || !hasHeaders)('is the addon wherever there is a compiler and the headers of Node', () => {
    expect(backendReport()).toMatchObject({ backend: 'native', reason: expect.stringMatching(/^(?:prebuilt binary|compiled at install|found beside the package)$/) as string });
    expect(createSampler().backend).toBe('native');
  });

  it('follows what the report says', () => {
    expect(createSampler().backend).toBe(backendReport().backend);
    expect(backendReport().reason).not.toBe('');
  });

  it('is the twin where it is asked for', () => {
    expect(createSampler({ backend: 'js' }).backend).toBe('js');
  });
});

// A copy of the package beside the repository's modules: installing must not touch the addon that other tests run on.
describe('the install script', () => {
  let copy = '';
  const cleanEnvironment = { HOME: '/nonexistent', PATH: process.env['PATH'] ?? '' };

  beforeAll(() => {
    mkdirSync(join(root, 'runs'), { recursive: true });
    copy = mkdtempSync(join(root, 'runs', 'native-'));
    for (const name of ['addon', 'binding.gyp', 'core', 'package.json', 'scripts', 'src']) cpSync(join(root, 'native', name), join(copy, name), { recursive: true });
    if (existsSync(join(root, 'native', 'node_modules'))) symlinkSync(join(root, 'native', 'node_modules'), join(copy, 'node_modules'));
  });

  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  const install = (environment: NodeJS.ProcessEnv): Promise<{ stdout: string }> => run(process.execPath, [join(copy, 'scripts', 'install.mjs')], { cwd: copy, env: environment });
  const report = (): unknown => JSON.parse(readFileSync(join(copy, 'build-report.json'), 'utf8'));
  const inCopy = async (program: string): Promise<unknown> => {
    const source = `import { PtyError, backendReport, createSampler, openPty } from ${JSON.stringify(join(copy, 'src', 'index.ts'))};\n${program}`;
    const { stdout } = await run(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', '--input-type=module', '-e', source], { cwd: root });
    return JSON.parse(stdout);
  };
  const useTwin = `
    const sampler = createSampler();
    sampler.feed(Uint8Array.from(${JSON.stringify([...samplesFrame([40, 2])])}));
    let pty;
    let native;
    try { openPty({ onBytes() {}, onHangup() {}, onDrain() {} }); } catch (error) { pty = error instanceof PtyError && error.code; }
    try { createSampler({ backend: 'native' }); } catch (error) { native = error.message; }
    console.log(JSON.stringify({ report: backendReport(), sum: Number(sampler.totals(1).code_sums[0].code_sum), pty, native }));
  `;

  it('need not run for the twin to work', async () => {
    expect(await inCopy(useTwin)).toEqual({
      report: { backend: 'js', reason: expect.stringMatching(/^the install script did not run: No native build was found/) as string },
      sum: 42,
      pty: 'no_addon',
      native: expect.stringMatching(/^the native sampler does not load: /) as string,
    });
  });

  it('ends well without a compiler, says so in one line, and leaves the reason to the report', async () => {
    const { stdout } = await install({ ...cleanEnvironment, CXX: '/nonexistent/c++' });
    expect(stdout).toBe('nanobias native: TypeScript twin, no addon: no C++ compiler found at install: tried /nonexistent/c++\n');
    expect(report()).toEqual({ backend: 'js', reason: 'no C++ compiler found at install: tried /nonexistent/c++' });
    expect(await inCopy(useTwin)).toMatchObject({ report: { backend: 'js', reason: 'no C++ compiler found at install: tried /nonexistent/c++' }, sum: 42 });
  });

  it('ends well where the compiler fails', async () => {
    const { stdout } = await install({ ...cleanEnvironment, CXX: 'true' });
    expect(stdout).toMatch(/^nanobias native: TypeScript twin, no addon: compiling failed: .+\n$/);
    expect(report()).toMatchObject({ backend: 'js' });
  });

  it.skipIf(!hasCompiler || !hasHeaders)('compiles the addon with an empty user configuration', async () => {
    const { stdout } = await install(cleanEnvironment);
    expect(stdout).toBe('nanobias native: addon: compiled at install\n');
    expect(await inCopy('console.log(JSON.stringify(backendReport()));')).toMatchObject({ backend: 'native', reason: 'compiled at install' });
    // A compiler shares its machine with the other tests.
  }, 300_000);
});
