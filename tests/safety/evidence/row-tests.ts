/** Where each row of the matrix is held to its numbers, beside the runs of this report; paths below `tests/`. */
const step = 'firmware-model/interlock/step.test.ts';
const watch = 'firmware-model/controller/watch.test.ts';
const monitors = 'firmware-model/board/protection/monitors.test.ts';
const slow = 'firmware-model/interlock/slow-step.test.ts';
const requests = 'firmware-model/controller/requests.test.ts';
const session = 'firmware-model/controller/session.test.ts';
const selfTest = 'firmware-model/controller/self-test.test.ts';
const staging = 'firmware-model/interlock/staging.test.ts';

export const ROW_TESTS: Readonly<Record<number, readonly string[]>> = {
  1: ['firmware-model/board/protection/protection.test.ts', 'safety/interlock-rows.test.ts'],
  2: [step, 'safety/interlock-rows.test.ts'],
  3: ['firmware-model/interlock/gate.test.ts', 'safety/ten-volts.test.ts'],
  4: [staging, 'safety/ten-volts.test.ts'],
  5: [step, 'firmware-model/controller/setpoint.test.ts'],
  6: [step, 'safety/interlock-rows.test.ts'],
  7: ['firmware-model/interlock/envelope.test.ts'],
  8: ['firmware-model/interlock/breakdown.test.ts', 'firmware-model/interlock/block.test.ts'],
  9: ['firmware-model/interlock/breakdown.test.ts'],
  10: ['firmware-model/interlock/charge-count.test.ts', 'firmware-model/controller/retained-charge.test.ts'],
  11: ['firmware-model/interlock/block.test.ts'],
  12: ['firmware-model/interlock/connect.test.ts', 'safety/interlock-rows.test.ts'],
  13: ['firmware-model/interlock/contact-watch.test.ts'],
  14: ['firmware-model/controller/lease.test.ts', 'firmware-model/controller/autonomy.test.ts'],
  15: [session, requests],
  16: ['firmware-model/controller/lease.test.ts'],
  17: [staging, 'firmware-model/controller/limits.test.ts'],
  18: [staging, 'proto/codec/ranges.test.ts'],
  19: [step, 'firmware-model/interlock/stuck-bit.test.ts', 'firmware-model/interlock/frozen-watch.test.ts'], 20: [step], 21: [step],
  22: ['firmware-model/interlock/sense.test.ts'],
  23: ['firmware-model/interlock/open-watch.test.ts', selfTest],
  24: [selfTest],
  25: [monitors],
  26: ['firmware-model/board/protection/watchdog.test.ts', 'firmware-model/controller/boot.test.ts'],
  27: ['firmware-model/interlock/guard.test.ts'],
  28: [monitors, 'firmware-model/controller/trip-store.test.ts'],
  29: [watch], 30: [monitors],
  31: [step, 'firmware-model/controller/slow-watch.test.ts'], 32: [selfTest],
  33: [slow, 'firmware-model/controller/ranging.test.ts'],
  34: ['firmware-model/interlock/leak.test.ts'],
  35: ['firmware-model/interlock/open-watch.test.ts'],
  36: [step, selfTest],
};
