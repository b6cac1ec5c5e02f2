import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

interface PackageManifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly 'nanobias-source': string }>>;
}

/** Counts the memory of its process, which others would fill. */
const counting = 'tests/firmware-model/specimen/numerics.test.ts';
const together = ['proto', 'firmware-model/{board,controller,interlock,kernel,specimen,harness}', 'cli/{figure,export,plot,scpi}', 'sdk/{conformance,experiment,recording,session,streams}'].map(
  (room) => `tests/${room}/**/*.test.ts`,
);

export default defineConfig({
  resolve: { alias: ['proto', 'native', 'firmware-model', 'sdk'].flatMap(doors) },
  test: {
    projects: [
      // Of these a file may find what the one before it has loaded: they share no state but constants, and loading is half their time.
      { extends: true, test: { name: 'shared', include: together, exclude: [counting], isolate: false } },
      { extends: true, test: { name: 'counting', include: [counting] } },
      { extends: true, test: { name: 'apart', include: ['tests/**/*.test.ts'], exclude: [...together, 'node_modules/**'] } },
    ],
    // The serial binding aborts the process when its first readable event arrives in a worker thread.
    pool: 'forks',
    // One more than the cores of the smallest machine this runs on: tests of real links mostly wait.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Asked for by `npm run coverage`: of what decides on the switch, no line and no branch may be untried by the tests that mirror it.
    coverage: {
      provider: 'v8',
      include: ['firmware-model/src/interlock/**/*.ts', 'firmware-model/src/board/protection/**/*.ts'],
      thresholds: { lines: 100, branches: 100 },
      reporter: ['text', 'json-summary'],
      reportsDirectory: 'runs/coverage',
    },
  },
});

// Doors are mapped to their sources here and not by export condition alone: a mutation-testing sandbox copies the tree but
// follows the workspace links back to the original, so only an alias makes it run the mutated file.
function doors(directory: string): { find: RegExp; replacement: string }[] {
  const manifest = JSON.parse(readFileSync(new URL(`./${directory}/package.json`, import.meta.url), 'utf8')) as PackageManifest;
  return Object.entries(manifest.exports).flatMap(([door, target]) =>
    typeof target === 'string'
      ? []
      : [
          {
            find: new RegExp(`^${manifest.name}${door.slice(1)}$`),
            replacement: fileURLToPath(new URL(`./${directory}/${target['nanobias-source']}`, import.meta.url)),
          },
        ],
  );
}
