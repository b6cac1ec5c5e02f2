import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Doors are mapped to their sources here and not by export condition alone: a mutation-testing sandbox copies the tree but
// follows the workspace links back to the original, so only an alias makes it run the mutated file.
const doors = {
  '@nanobias/proto': './proto/src/index.ts',
  '@nanobias/native': './native/src/index.ts',
  '@nanobias/firmware-model': './firmware-model/src/index.ts',
  '@nanobias/firmware-model/endpoint': './firmware-model/src/endpoint/index.ts',
  '@nanobias/sdk': './sdk/src/index.ts',
  '@nanobias/sdk/serial': './sdk/src/transport/serial.ts',
  '@nanobias/sdk/experiment': './sdk/src/experiment/index.ts',
  '@nanobias/sdk/recording': './sdk/src/recording/index.ts',
};

export default defineConfig({
  resolve: {
    alias: Object.entries(doors).map(([name, source]) => ({
      find: new RegExp(`^${name}$`),
      replacement: fileURLToPath(new URL(source, import.meta.url)),
    })),
  },
  test: {
    include: ['tests/**/*.test.ts'],
    // The serial binding aborts the process when its first readable event arrives in a worker thread.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
