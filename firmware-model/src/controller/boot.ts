import { EventKind } from '@nanobias/proto';
import { LATCH_CAUSE, LATCH_RESET_KEY, REGISTER, RESET_CAUSE } from '../board/registers.ts';
import { CAUSE, bitOf } from '../interlock/cause.ts';
import type { Cause } from '../interlock/cause.ts';
import { latch, latchedCauses } from '../interlock/latch.ts';
import { tripEvent } from '../interlock/reaction.ts';
import { callAttention } from './clock.ts';
import { nameBoot } from './comms/session.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { heldOf, restoreFreeze } from './freeze-frame.ts';
import { setUpFrontEnd } from './front-end.ts';
import { nextFaultNonce, putIdentity } from './identity.ts';
import { OUTPUT } from './output.ts';
import { recoverCharge } from './retained-charge.ts';
import { expectConversion } from './slow-watch.ts';
import { CONDITION } from './trip-record.ts';
import { isTripStoreSettled, mountTripStore } from './trip-store.ts';
import type { Mounted } from './trip-store.ts';
import { transition } from './transition.ts';
import { startWatchdog } from './watchdog.ts';

/** Time that layer 0 has to reset its latch after power-up. */
const SELF_TEST_TICKS = 10;

/** What a reset says of itself, where it interrupted something. A supply that is back was gone. */
const CAUSE_OF_RESET: Readonly<Record<number, Cause>> = {
  [RESET_CAUSE.POWER_UP]: CAUSE.SUPPLY,
  [RESET_CAUSE.LOCAL]: CAUSE.RESET,
  [RESET_CAUSE.WATCHDOG]: CAUSE.WATCHDOG,
  [RESET_CAUSE.BROWN_OUT]: CAUSE.SUPPLY,
};

/**
 * Power-up or reset: silent and open, and whatever was tripped or interrupted before is latched again. What it takes over
 * goes into a record of its own before anybody is listened to, so that no id is told twice.
 */
export function boot(firmware: Firmware): void {
  const { registers, trips, chance } = firmware;
  registers[REGISTER.SWITCH_REQUEST] = 0;
  registers[REGISTER.STIMULUS] = 0;
  setUpFrontEnd(firmware);
  startWatchdog(firmware);
  expectConversion(firmware);
  recoverCharge(firmware);
  const mounted = mountTripStore(trips);
  const { record } = mounted;
  putIdentity(firmware, record?.identity ?? chance.next(), (record?.boot_count ?? 0) + 1);
  const held = causesAtBoot(mounted, registers[REGISTER.RESET_CAUSE]!);
  const nonce = nextFaultNonce(firmware);
  for (const cause of held) latch(firmware.interlock, bitOf(cause), nonce);
  if (held.length > 0 && record?.condition === CONDITION.TRIPPED && record.frame_cause !== 0) restoreFreeze(firmware, record);
  nameBoot(firmware);
  callAttention(firmware);
}

/**
 * What comes up latched. A local reset lifts what holds until a local reset, and stands in its place: what was not
 * acknowledged still has to be. A hang is latched even with the output off; a supply that was switched off then is not.
 */
export function causesAtBoot({ record, isDamaged }: Mounted, reset_cause: number): readonly Cause[] {
  if (isDamaged) return [CAUSE.STATE_CORRUPTED];
  const held = record?.condition === CONDITION.TRIPPED ? (record.causes as readonly Cause[]) : [];
  const kept = reset_cause === RESET_CAUSE.LOCAL ? held.filter((cause) => tripEvent(bitOf(cause)) === 'trip') : held;
  const isInterrupted = record?.condition === CONDITION.ENERGISED || kept.length < held.length || reset_cause === RESET_CAUSE.WATCHDOG;
  return isInterrupted ? [...kept, CAUSE_OF_RESET[reset_cause] ?? CAUSE.RESET] : kept;
}

/** A tick in mode BOOT: until the record of this boot is safe. */
export function attendBoot(firmware: Firmware): void {
  const { trips, registers, output, interlock } = firmware;
  if (!isTripStoreSettled(trips)) return;
  // A latch that holds something unacknowledged is not reset by starting anew.
  if (latchedCauses(interlock).length === 0) registers[REGISTER.LATCH_RESET] = LATCH_RESET_KEY;
  output[OUTPUT.SELF_TEST_TICKS] = SELF_TEST_TICKS;
  transition(firmware, 'startSelfTest');
}

/** A tick in mode SELF_TEST: what the hardware holds until a local reset is a hard fault; what is latched comes up tripped. */
export function attendStartTest(firmware: Firmware): void {
  const { output, registers, interlock } = firmware;
  output[OUTPUT.SELF_TEST_TICKS] = output[OUTPUT.SELF_TEST_TICKS]! - 1;
  if (0 < output[OUTPUT.SELF_TEST_TICKS]!) return;
  registers[REGISTER.LATCH_RESET] = 0;
  const found = hardCauses(firmware);
  for (const hard of found) latch(interlock, bitOf(hard), nextFaultNonce(firmware));
  const latched = latchedCauses(interlock) as readonly Cause[];
  const [cause] = latched;
  if (cause === undefined) {
    transition(firmware, 'passSelfTest');
    return;
  }
  const isHard = found.length > 0 || latched.some((held) => tripEvent(bitOf(held)) === 'hardFault');
  transition(firmware, isHard ? 'hardFault' : 'trip', cause);
  pushEvent(firmware, { kind: EventKind.TRIPPED, cause, ...heldOf(firmware, cause) });
}

/** What layer 0 holds until a local reset, and a switch that reads closed although nobody asked. */
function hardCauses({ registers }: Firmware): readonly Cause[] {
  const latch_state = registers[REGISTER.LATCH_STATE]!;
  return [
    ...((latch_state & LATCH_CAUSE.OVER_VOLTAGE) === 0 ? [] : [CAUSE.HARDWARE_OVER_VOLTAGE]),
    ...((latch_state & LATCH_CAUSE.UNDER_VOLTAGE) === 0 ? [] : [CAUSE.HARDWARE_UNDER_VOLTAGE]),
    ...((latch_state & LATCH_CAUSE.OVER_CURRENT) === 0 ? [] : [CAUSE.HARDWARE_OVER_CURRENT]),
    ...(registers[REGISTER.SWITCH_READBACK] === 0 ? [] : [CAUSE.SWITCH_WELDED]),
  ];
}
