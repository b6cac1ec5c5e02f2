/** Code whose tests are tested: what stands between a host and the switch. */
export interface MutatedRoom {
  readonly name: string;
  readonly mutate: readonly string[];
  /** The tests that mirror these files: each mutant meets those that run it, or all of them. */
  readonly tests: readonly string[];
  /** Whether texts are mutated too: where they name modes they decide, elsewhere they are for people. */
  readonly hasTexts?: boolean;
}

const MIRROR = 'tests/firmware-model/interlock';
const GUARDS = 'tests/safety/mcdc/mcdc.test.ts';

/** Each by its name: the runner takes commas for its own. */
function files(...names: readonly string[]): readonly string[] {
  return names.map((name) => `firmware-model/src/interlock/${name}.ts`);
}

export const ROOMS: readonly MutatedRoom[] = [
  {
    name: 'frame',
    mutate: ['proto/src/frame.ts', 'proto/src/cobs.ts', 'proto/src/crc32c.ts'],
    tests: ['tests/proto/{frame,frame-guard,cobs,crc32c,deframer}.test.ts'],
  },
  { name: 'modes', hasTexts: true, mutate: files('mode-table'), tests: [`${MIRROR}/mode-table.test.ts`] },
  {
    name: 'decisions',
    mutate: files('gate', 'latch', 'token', 'connect', 'reaction', 'cause', 'state', 'guard', 'corruption'),
    tests: [`${MIRROR}/{gate,latch,token,connect,reaction,state,guard,rows,autonomy,wiped,lasting-sums}.test.ts`, GUARDS],
  },
  {
    name: 'limits',
    mutate: files('limits', 'limit-rows', 'staging', 'geometry', 'noise-floor'),
    tests: [`${MIRROR}/{staging,geometry,limits-page}.test.ts`],
  },
  {
    name: 'rows',
    mutate: files('step', 'conversion', 'rows', 'excess'),
    tests: [`${MIRROR}/{step,conversion,rows,guard,autonomy,lasting-sums}.test.ts`, GUARDS],
  },
  {
    name: 'blocks',
    mutate: files('block', 'breakdown', 'sense'),
    tests: [`${MIRROR}/{block,breakdown,sense,step,lasting-sums}.test.ts`, GUARDS],
  },
  {
    name: 'slow rows',
    mutate: files('slow-step', 'slow-state', 'slow-evidence', 'charge-count', 'contact-watch', 'dose', 'envelope', 'leak', 'open-watch'),
    tests: [`${MIRROR}/{slow-step,charge-count,contact-watch,envelope,leak,open-watch}.test.ts`],
  },
  { name: 'calm', mutate: files('calm'), tests: [`${MIRROR}/calm.test.ts`] },
  {
    name: 'lease',
    mutate: ['firmware-model/src/controller/lease.ts'],
    tests: ['tests/firmware-model/controller/{lease,lease-end,session}.test.ts'],
  },
];
