import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { backendReport } from '@nanobias/native';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node24 } from '../determinism/node24.ts';

const run = promisify(execFile);
const { backend, reason } = backendReport();
const root = fileURLToPath(new URL('../..', import.meta.url));
const other = node24();
// The loader is the package's dependency and not the repository's.
const load = createRequire(join(root, 'native', 'package.json'));

// A package as it is published: the binary of this platform lies in it under the name that prebuildify gives, no script has run.
describe.skipIf(backend === 'js')(backend === 'js' ? `a prebuilt addon: ${reason}` : 'a prebuilt addon', () => {
  let copy = '';

  beforeAll(() => {
    mkdirSync(join(root, 'runs'), { recursive: true });
    copy = mkdtempSync(join(root, 'runs', 'prebuilt-'));
    for (const name of ['package.json', 'src', 'scripts']) cpSync(join(root, 'native', name), join(copy, name), { recursive: true });
    if (existsSync(join(root, 'native', 'node_modules'))) symlinkSync(join(root, 'native', 'node_modules'), join(copy, 'node_modules'));
    const to = join(copy, 'prebuilds', `${process.platform}-${process.arch}`, '@nanobias+native.node');
    cpSync((load('node-gyp-build') as { path: (directory: string) => string }).path(join(root, 'native')), to);
  });

  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  const program = (): string => `
    import { backendReport, openSource } from ${JSON.stringify(join(copy, 'src', 'index.ts'))};
    const source = await openSource({ source: { kind: 'feed' } });
    source.feed(Uint8Array.of(9, 0));
    console.log(JSON.stringify([backendReport().backend, source.delivery, source.counts.malformed]));
    source.close();
  `;
  const told = async (node: string): Promise<unknown> => {
    const { stdout } = await run(node, ['--conditions=nanobias-source', '--import', 'tsx', '--input-type=module', '-e', program()], { cwd: root });
    return JSON.parse(stdout);
  };

  it('is found when it is asked for, with install scripts disabled', async () => {
    expect(existsSync(join(copy, 'build-report.json'))).toBe(false);
    expect(await told(process.execPath)).toEqual(['native', 'ring', 1]);
  });

  it('is what the install script takes, without a compiler', async () => {
    const { stdout } = await run(process.execPath, [join(copy, 'scripts', 'install.mjs')], { cwd: copy, env: { PATH: process.env['PATH'] ?? '', CXX: '/nonexistent/c++' } });
    expect(stdout).toBe('nanobias native: addon: prebuilt binary\n');
    rmSync(join(copy, 'build-report.json'));
  });

  it.skipIf(other === undefined)(other === undefined ? 'loads under Node 24: runs/node24 has none' : 'loads under Node 24', async () => {
    expect((await run(other!, ['--version'])).stdout).toMatch(/^v24\./);
    expect(await told(other!)).toEqual(['native', 'ring', 1]);
  });
});
