import { latchedCauses } from '../interlock/latch.ts';
import { WORD, isEnergised } from '../interlock/state.ts';
import type { Firmware } from './firmware.ts';
import { firstFault } from './freeze-frame.ts';
import { bootCount, identityWord } from './identity.ts';
import { isAboutToClose } from './soft-connect.ts';
import { CONDITION } from './trip-record.ts';
import type { Condition, TripRecord } from './trip-record.ts';
import { advanceTripStore, isRecordAsked, isTripStoreSettled, wantRecord } from './trip-store.ts';

/** Bits below the number of latched causes. */
const CONDITION_BITS = 8;

/** A tick of the trip store: a change of what has to outlive the supply is written down, word by word. */
export function keepTrips(firmware: Firmware): void {
  const { trips } = firmware;
  wantRecord(trips, standingNow(firmware));
  if (!isTripStoreSettled(trips)) advanceTripStore(trips, (sequence) => tripRecordNow(firmware, sequence));
}

/** Whether a tick of the store would leave it as it is. */
export function areTripsKept(firmware: Firmware): boolean {
  return isRecordAsked(firmware.trips, standingNow(firmware)) && isTripStoreSettled(firmware.trips);
}

/** What a record of now would tell apart from the last one. */
function standingNow(firmware: Firmware): number {
  return conditionNow(firmware) | (firmware.interlock.state[WORD.LATCH_COUNT]! << CONDITION_BITS);
}

function tripRecordNow(firmware: Firmware, sequence: number): TripRecord {
  const condition = conditionNow(firmware);
  const fault = condition === CONDITION.TRIPPED ? firstFault(firmware) : { frame_cause: 0, mode: 0, value: undefined, limit: undefined, time_us: 0 };
  return {
    sequence,
    boot_count: bootCount(firmware),
    identity: identityWord(firmware),
    condition,
    fault_nonce: firmware.interlock.state[WORD.FAULT_NONCE]! >>> 0,
    causes: latchedCauses(firmware.interlock),
    ...fault,
  };
}

/** A connection under way counts as energised: its record is safe before the switch is told to close. */
function conditionNow(firmware: Firmware): Condition {
  const { interlock } = firmware;
  if (0 < interlock.state[WORD.LATCH_COUNT]!) return CONDITION.TRIPPED;
  return isEnergised(interlock) || isAboutToClose(firmware) ? CONDITION.ENERGISED : CONDITION.IDLE;
}
