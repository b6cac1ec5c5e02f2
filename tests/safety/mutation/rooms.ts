/** Code whose tests are tested: what stands between a host and the switch. */
export interface MutatedRoom {
  readonly name: string;
  readonly mutate: readonly string[];
  /** The tests that mirror these files: each mutant meets those that run it. */
  readonly tests: readonly string[];
  /** Tests that load much more: only what survives the others meets them. */
  readonly heavyTests?: readonly string[];
  /** What the tests read beside what they import, and what the heavy ones do. */
  readonly reads?: readonly string[];
  readonly heavyReads?: readonly string[];
  /** Whether texts are mutated too: where they name modes they decide, elsewhere they are for people. */
  readonly hasTexts?: boolean;
}

const GUARDS = { heavyTests: ['tests/safety/mcdc/mcdc.test.ts'], heavyReads: ['tests/safety/mcdc.json'] } as const;

// Each by its name: the runner takes commas for its own.
function files(...names: readonly string[]): readonly string[] {
  return names.map((name) => `firmware-model/src/interlock/${name}.ts`);
}

function tests(...names: readonly string[]): readonly string[] {
  return testsOf('firmware-model/interlock', ...names);
}

function testsOf(room: string, ...names: readonly string[]): readonly string[] {
  return names.map((name) => `tests/${room}/${name}.test.ts`);
}

export const ROOMS: readonly MutatedRoom[] = [
  {
    name: 'frame',
    mutate: ['proto/src/frame.ts', 'proto/src/cobs.ts', 'proto/src/crc32c.ts'],
    tests: testsOf('proto', 'frame', 'frame-guard', 'cobs', 'crc32c', 'deframer'),
    reads: ['proto/vectors'],
  },
  { name: 'modes', hasTexts: true, mutate: files('mode-table'), tests: tests('mode-table') },
  {
    name: 'decisions',
    mutate: files('gate', 'latch', 'token', 'connect', 'reaction', 'cause', 'state', 'guard', 'corruption'),
    tests: tests('gate', 'latch', 'token', 'connect', 'reaction', 'state', 'guard', 'rows', 'autonomy', 'wiped', 'lasting-sums'),
    ...GUARDS,
  },
  {
    name: 'limits',
    mutate: files('limits', 'limit-rows', 'staging', 'geometry', 'noise-floor'),
    tests: tests('staging', 'geometry', 'limits-page'),
    reads: ['docs/limits.md'],
  },
  {
    name: 'rows',
    mutate: files('step', 'conversion', 'rows', 'excess', 'stuck-bit'),
    tests: tests('step', 'step-bounds', 'conversion', 'stuck-bit', 'rows', 'guard', 'autonomy', 'lasting-sums', 'latch'),
    ...GUARDS,
  },
  {
    name: 'blocks',
    mutate: files('block', 'breakdown', 'sense'),
    tests: tests('block', 'block-bounds', 'block-sums', 'breakdown', 'sense', 'step', 'lasting-sums'),
    ...GUARDS,
  },
  {
    name: 'slow rows',
    mutate: files('slow-step', 'slow-state', 'slow-evidence', 'charge-count', 'contact-watch', 'dose', 'envelope', 'frozen-watch', 'leak', 'open-watch'),
    tests: tests('slow-step', 'charge-count', 'contact-watch', 'envelope', 'frozen-watch', 'leak', 'open-watch'),
  },
  { name: 'calm', mutate: files('calm'), tests: tests('calm', 'calm-bounds') },
  {
    name: 'lease',
    mutate: ['firmware-model/src/controller/lease.ts'],
    tests: testsOf('firmware-model/controller', 'lease', 'lease-end'),
    heavyTests: testsOf('firmware-model/controller', 'session', 'adoption', 'corruption'),
  },
];
