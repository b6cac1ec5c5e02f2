// Texts are for people, but where they name modes: there the runner asks for them.
const excludedMutations = process.env.MUTATED_TEXTS === 'yes' ? [] : ['StringLiteral'];

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/safety/mutation/vitest.config.ts', related: false },
  mutator: { excludedMutations },
  ignorePatterns: ['runs', 'docs', 'bench', 'examples', 'native/build', 'native/prebuilds', '**/dist', 'tests/native', 'tests/sdk', 'tests/cli', 'tests/e2e', 'tests/conformance'],
  tempDirName: 'runs/mutation/sandbox',
  reporters: ['json'],
  jsonReporter: { fileName: 'runs/mutation/stryker.json' },
  disableTypeChecks: false,
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 8000,
  timeoutFactor: 2,
  allowEmpty: true,
};
