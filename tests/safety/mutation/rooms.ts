/** Code whose tests are tested: what stands between a host and the switch. */
export interface MutatedRoom {
  readonly name: string;
  readonly mutate: readonly string[];
  /** Tests that mirror the files, and those that fall out of the same rooms; fast ones, since each mutant meets all of them. */
  readonly tests: readonly string[];
}

export const ROOMS: readonly MutatedRoom[] = [
  {
    name: 'frame',
    mutate: ['proto/src/frame.ts', 'proto/src/cobs.ts', 'proto/src/crc32c.ts'],
    tests: ['tests/proto/{frame,cobs,crc32c,deframer}.test.ts'],
  },
  {
    name: 'interlock',
    mutate: ['firmware-model/src/interlock/**/*.ts', '!firmware-model/src/interlock/index.ts'],
    tests: ['tests/firmware-model/interlock/**/*.test.ts', 'tests/safety/mcdc/*.test.ts'],
  },
  {
    name: 'lease',
    mutate: ['firmware-model/src/controller/lease.ts'],
    tests: ['tests/firmware-model/controller/{lease,session}.test.ts'],
  },
];
