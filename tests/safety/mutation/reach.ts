import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { MutatedRoom } from './rooms.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const PRODUCT = /^(proto|native|firmware-model|sdk|cli)\//;
const TOOLS = ['package-lock.json', 'vitest.config.ts', 'tests/safety/mutation/stryker.config.js', 'tests/safety/mutation/vitest.config.ts'];

/** Every file that a room's result rests on: what is mutated, its tests, and what they import and read. */
export async function reachOf({ mutate, tests, heavyTests = [], reads = [], heavyReads = [] }: MutatedRoom): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root, entryPoints: [...mutate, ...tests, ...heavyTests], outdir: 'runs/mutation', conditions: ['nanobias-source'], external: ['vitest', 'fast-check'],
    bundle: true, platform: 'node', format: 'esm', metafile: true, write: false, logLevel: 'error',
  });
  const imported = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules/'));
  return [...new Set([...imported, ...reads, ...heavyReads, ...TOOLS])].sort();
}

/** What a room's own tests share and run on: neither product nor a test. The heavy ones have no part in what is kept. */
export async function surroundingsOf({ name, mutate, tests, reads = [] }: MutatedRoom): Promise<readonly string[]> {
  const reach = await reachOf({ name, mutate, tests, reads });
  return reach.filter((file) => !PRODUCT.test(file) && !tests.includes(file));
}

/** Names the content of these files as they are committed. */
export function contentOf(files: readonly string[]): string {
  return createHash('sha256').update(git('ls-files', '--stage', '--', ...files)).digest('hex').slice(0, 16);
}

/** Those of the files that are not as they are committed. */
export function changedFiles(files: readonly string[]): readonly string[] {
  return git('status', '--porcelain', '--', ...files).split('\n').filter((line) => line !== '').map((line) => line.slice(3));
}

/** Those of the files that differ between a commit and the present one; all of them where the commit is unknown here. */
export function differingFiles(commit: string, files: readonly string[]): readonly string[] {
  if (commit === presentCommit()) return [];
  try {
    return git('diff', '--name-only', commit, 'HEAD', '--', ...files).split('\n').filter((line) => line !== '');
  } catch {
    return files;
  }
}

export function presentCommit(): string {
  return git('rev-parse', 'HEAD').trim();
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}
