import tseslint from 'typescript-eslint';

// The rooms on the model's state path: one seed must give one run on every engine and every machine.
const statePath = ['kernel', 'specimen', 'board', 'interlock', 'controller'].map((room) => `firmware-model/src/${room}/**/*.ts`);

// The language standard leaves the precision of every other function of Math, and of `**`, to the engine.
const exactMath = [
  'abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc',
  'E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2',
];

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of literals, or an object `as const`.' };
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const noDefaultSpecifier = { selector: "ExportSpecifier[exported.name='default']", message: 'Named exports only.' };
const everywhere = [noEnum, noDefaultExport, noDefaultSpecifier];

const exactOnly = [
  {
    selector: `MemberExpression[object.name='Math']:not([property.name=/^(?:${exactMath.join('|')})$/])`,
    message: 'The engine chooses the precision of this function of Math: use the deterministic one of the model.',
  },
  {
    selector: "VariableDeclarator[init.name='Math']",
    message: 'Name the function at its use, as in Math.sqrt, so that the precision rule can see it.',
  },
  { selector: ":matches(BinaryExpression[operator='**'], AssignmentExpression[operator='**='])", message: 'The engine chooses the precision of `**`: multiply.' },
];

const passedIn = 'Time, chance and I/O are passed in.';
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];
const impureGlobals = ['Date', 'performance', ...timers, 'process', 'console', 'Buffer', 'crypto', 'globalThis'];

// What no browser has; TypeScript knows it all the same, since one configuration serves every room.
const nodeGlobals = ['process', 'Buffer', 'setImmediate', 'clearImmediate', 'require', 'module', '__dirname', '__filename'];
const nodeless = 'A page has no Node: take what both have, or give the need a door of its own.';

function banned(names, message) {
  return names.map((name) => ({ name, message }));
}

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', 'proto/gen/', 'native/build/', 'runs/', 'coverage/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: ['tests/tsconfig.json', 'cli/src/browser/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 4 }],
      'max-depth': ['error', { max: 3 }],
      complexity: ['error', { max: 15 }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // An async function without an await is how a synchronous body meets an asynchronous contract.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: statePath,
    rules: {
      'no-restricted-globals': ['error', ...banned(impureGlobals, passedIn)],
      'no-restricted-syntax': ['error', ...everywhere, ...exactOnly],
    },
  },
  {
    files: ['proto/src/**/*.ts', 'native/src/{browser,capacity,codes,history,sampler,stream,trip,twin}.ts', 'sdk/src/transport/**/*.ts'],
    ignores: ['sdk/src/transport/{tcp,serial,serial-ports,sampled,exit-guard}.ts'],
    rules: { 'no-restricted-globals': ['error', ...banned(nodeGlobals, nodeless)] },
  },
  {
    files: ['sdk/src/**/*.ts'],
    ignores: ['sdk/src/transport/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...banned([...timers, 'performance'], 'Time comes from the clock that the application passes in.'),
        ...banned(nodeGlobals.filter((name) => !timers.includes(name)), nodeless),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes from the clock that the application passes in.' },
        { object: 'Math', property: 'random', message: 'Chance comes from the entropy that the application passes in.' },
      ],
    },
  },
  {
    // A describe block is as long as its sentences.
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  { files: ['**/vitest.config.ts'], rules: { 'no-restricted-syntax': ['error', noEnum] } },
);
