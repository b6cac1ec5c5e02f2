import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const topLevel = new Set([
  '.ci', '.dependency-cruiser.cjs', '.editorconfig', '.gitattributes', '.gitignore', '.npmrc',
  'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'package-lock.json',
  'tsconfig.json', 'vitest.config.ts', 'eslint.config.js', 'knip.json',
  'proto', 'native', 'firmware-model', 'sdk', 'cli', 'tests', 'bench', 'examples', 'docs',
]);
const lines_count_max = 400;

const files = listedFiles();
const texts = files.filter((path) => !path.startsWith('proto/gen/')).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  .filter(({ text }) => !text.includes('\0'));

describe('the repository', () => {
  it('is read by this test at all', () => {
    expect(files).toContain('package.json');
    expect(files).toContain('tests/tidy.test.ts');
  });

  it('has nothing at the top but the packages, the tests, the documents and the settings of the tools', () => {
    const strays = [...new Set(files.map((path) => path.split('/')[0] ?? ''))].filter((name) => !topLevel.has(name));
    expect(strays).toEqual([]);
  });

  it('has no source file of more than 400 lines', () => {
    const long = texts
      .filter(({ path }) => /\.(?:[cm]?[jt]s|cc|cpp|c|h|hpp|py|proto|sh)$/.test(path))
      .map(({ path, text }) => ({ path, lines_count: text.split('\n').length - (text.endsWith('\n') ? 1 : 0) }))
      .filter(({ lines_count }) => !(lines_count <= lines_count_max));
    expect(long).toEqual([]);
  });

  it('keeps every test file under tests/', () => {
    expect(files.filter((path) => /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path) && !path.startsWith('tests/'))).toEqual([]);
  });

  it('names every test file so that the runner finds it', () => {
    expect(files.filter((path) => /\.spec\.[cm]?[jt]sx?$|\.test\.(?!ts$)[cm]?[jt]sx?$/.test(path))).toEqual([]);
  });

  it('names no file after a heap of things', () => {
    const heap = /(?:^|[-_.])(?:utils?|helpers?|common|managers?|services?|misc)(?:[-_.]|$)/i;
    expect(files.filter((path) => path.split('/').some((part) => heap.test(basename(part))))).toEqual([]);
  });

  it('names no path of one machine', () => {
    const machinePath = /(?:^|[^A-Za-z0-9_.])\/(?:work|root|farm|home|Users)\/[A-Za-z]/m;
    expect(paths(texts, machinePath)).toEqual([]);
  });

  it('names no package registry', () => {
    const registry = /\bregistry\.[a-z0-9-]+\.[a-z]{2,}|^\s*(?:@[a-z0-9-]+:)?registry\s*=/m;
    expect(paths(texts, registry)).toEqual([]);
  });

  it('records no download address in the lockfile', () => {
    const entries = Object.entries(lockedPackages());
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, { resolved, link }]) => resolved !== undefined && link !== true).map(([path]) => path)).toEqual([]);
  });

  // npm drops a platform's package from the lockfile when the registry at hand lacks it, and `npm ci` then refuses the lockfile.
  it('locks the optional packages of every platform', () => {
    const locked = lockedPackages();
    const names = new Set(Object.keys(locked).map((path) => path.replace(/^.*node_modules\//, '')));
    const optional = Object.values(locked).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    expect(optional.length).toBeGreaterThan(0);
    expect(optional.filter((name) => !names.has(name))).toEqual([]);
  });
});

// Tracked files and those that would be: a stray file is found before it is committed.
function listedFiles(): readonly string[] {
  const output = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  return [...new Set(output.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path)));
}

function lockedPackages(): Readonly<Record<string, LockedPackage>> {
  const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, LockedPackage>> };
  return lockfile.packages;
}

function paths(candidates: readonly { readonly path: string; readonly text: string }[], pattern: RegExp): readonly string[] {
  return candidates.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}
