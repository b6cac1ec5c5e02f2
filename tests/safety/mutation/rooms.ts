/** Code whose tests are tested: what stands between a host and the switch. */
export interface MutatedRoom {
  readonly name: string;
  readonly mutate: readonly string[];
  /** The tests that mirror these files: each mutant meets those that run it, or all of them. */
  readonly tests: readonly string[];
  /** Whether texts are mutated too: where they name modes they decide, elsewhere they are for people. */
  readonly hasTexts?: boolean;
}

const INTERLOCK = 'firmware-model/src/interlock';
const MIRROR = 'tests/firmware-model/interlock';
const GUARDS = 'tests/safety/mcdc/mcdc.test.ts';

export const ROOMS: readonly MutatedRoom[] = [
  {
    name: 'frame',
    mutate: ['proto/src/frame.ts', 'proto/src/cobs.ts', 'proto/src/crc32c.ts'],
    tests: ['tests/proto/{frame,cobs,crc32c,deframer}.test.ts'],
  },
  { name: 'modes', hasTexts: true, mutate: [`${INTERLOCK}/mode-table.ts`], tests: [`${MIRROR}/mode-table.test.ts`] },
  {
    name: 'decisions',
    mutate: [`${INTERLOCK}/{gate,latch,token,connect,reaction,cause,state,guard,corruption}.ts`],
    tests: [`${MIRROR}/{gate,latch,token,connect,reaction,state,guard,rows}.test.ts`, GUARDS],
  },
  {
    name: 'limits',
    mutate: [`${INTERLOCK}/{limits,limit-rows,staging,geometry,noise-floor}.ts`],
    tests: [`${MIRROR}/{staging,geometry,limits-page}.test.ts`],
  },
  {
    name: 'rows',
    mutate: [`${INTERLOCK}/{step,conversion,rows}.ts`],
    tests: [`${MIRROR}/{step,conversion,rows,guard}.test.ts`, GUARDS],
  },
  {
    name: 'blocks',
    mutate: [`${INTERLOCK}/{block,breakdown,sense}.ts`],
    tests: [`${MIRROR}/{block,breakdown,sense,step}.test.ts`, GUARDS],
  },
  {
    name: 'slow rows',
    mutate: [`${INTERLOCK}/{slow-step,slow-state,slow-evidence,charge-count,contact-watch,dose,envelope,leak,open-watch}.ts`],
    tests: [`${MIRROR}/{slow-step,charge-count,contact-watch,envelope,leak,open-watch}.test.ts`],
  },
  {
    name: 'lease',
    mutate: ['firmware-model/src/controller/lease.ts'],
    tests: ['tests/firmware-model/controller/{lease,session}.test.ts'],
  },
];
