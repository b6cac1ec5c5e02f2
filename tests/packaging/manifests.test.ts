import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listed, manifestOf, PACKAGES, strays, targets } from './tarballs.ts';

const manifests = PACKAGES.map((directory) => ({ directory, ...manifestOf(directory) }));
const libraries = manifests.filter(({ directory }) => directory !== 'cli');

describe('the packages', () => {
  it('share one version, and need each other in just this one', () => {
    const { version } = manifests[0]!;
    for (const manifest of manifests) {
      expect(manifest.version).toBe(version);
      const ours = Object.entries(manifest.dependencies ?? {}).filter(([name]) => name.startsWith('@nanobias/'));
      expect(ours).toEqual(ours.map(([name]) => [name, version]));
    }
  });

  it.each(PACKAGES)('%s carries the licence and a word of what it is', (directory) => {
    expect(readFileSync(join(directory, 'LICENSE'), 'utf8')).toBe(readFileSync('LICENSE', 'utf8'));
    expect(readFileSync(join(directory, 'README.md'), 'utf8')).toMatch(new RegExp(`^# ${manifestOf(directory).name}\n`));
  });

  it.each(libraries)('$name does nothing when it is imported, and says so', ({ sideEffects }) => {
    expect(sideEffects).toBe(false);
  });

  it.each(libraries)('$name leads each door to a source, and to what is built from that source', (manifest) => {
    for (const [door, target] of Object.entries(manifest.exports)) {
      if (typeof target === 'string') continue;
      const { browser, ...rest } = target;
      for (const conditions of [rest, ...(typeof browser === 'object' ? [browser] : [])]) {
        // The order is the order in which they are tried.
        expect(Object.keys(conditions), door).toEqual(['nanobias-source', 'types', 'default']);
        const source = conditions['nanobias-source'] as string;
        const built = source.replace('./src/', './dist/').replace(/\.ts$/, '');
        expect(conditions, door).toEqual({ 'nanobias-source': source, types: `${built}.d.ts`, default: `${built}.js` });
        expect(existsSync(join(manifest.directory, source)), source).toBe(true);
      }
      if (browser !== undefined) expect(Object.keys(target)[0]).toBe('browser');
    }
  });

  it('ask of the SDK\'s user for rxjs, and for the serial binding where a serial port is opened', () => {
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync('sdk/package.json', 'utf8')) as Record<'peerDependencies' | 'peerDependenciesMeta', Record<string, unknown>>;
    expect(peerDependencies['rxjs']).toBe('^7.8.2');
    for (const name of Object.keys(peerDependencies)) expect(peerDependenciesMeta[name], name).toEqual(name === 'rxjs' ? undefined : { optional: true });
  });

  it('pack nothing but their own folders, and all of their sources', async () => {
    for (const tarball of await listed()) {
      expect(strays(tarball), tarball.manifest.name).toEqual([]);
      const sources = targets(tarball.manifest).filter((path) => path.startsWith('src/'));
      expect(sources.filter((path) => !tarball.paths.includes(path)), tarball.manifest.name).toEqual([]);
    }
  });
});
