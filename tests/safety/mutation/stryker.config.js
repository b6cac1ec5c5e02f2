const { MUTATED_PASS, MUTATED_TEXTS, MUTATED_RESULTS, MUTATION_WORKERS = 2 } = process.env;

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/safety/mutation/vitest.config.ts', related: false },
  // Texts are for people, but where they name modes: there the runner asks for them.
  mutator: { excludedMutations: MUTATED_TEXTS === 'yes' ? [] : ['StringLiteral'] },
  ignorePatterns: ['runs', 'bench', 'examples', 'native/build', 'native/prebuilds', '**/dist', 'tests/native', 'tests/sdk', 'tests/cli', 'tests/e2e', 'tests/conformance'],
  tempDirName: 'runs/mutation/sandbox',
  reporters: ['json'],
  jsonReporter: { fileName: 'runs/mutation/stryker.json' },
  disableTypeChecks: false,
  coverageAnalysis: MUTATED_PASS === 'first' ? 'perTest' : 'off',
  // A result is used again where neither the mutant nor the test that killed it has changed; what survived is run anew in any case.
  incremental: MUTATED_PASS === 'first',
  incrementalFile: MUTATED_RESULTS,
  concurrency: MUTATED_PASS === 'alone' ? 1 : Number(MUTATION_WORKERS),
  timeoutMS: MUTATED_PASS === 'alone' ? 60_000 : 15_000,
  timeoutFactor: 3,
  allowEmpty: true,
};
