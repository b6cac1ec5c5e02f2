import { EventKind, StatusCode } from '@nanobias/proto';
import { CAUSE } from '../interlock/cause.ts';
import type { CauseMask } from '../interlock/cause.ts';
import { areLimitsBelieved } from '../interlock/corruption.ts';
import { MODE } from '../interlock/mode-table.ts';
import { hostLossCause, trippingCauses } from '../interlock/reaction.ts';
import { WORD, isAutonomous } from '../interlock/state.ts';
import { ageToken } from '../interlock/token.ts';
import { attendSelfTest } from './arming.ts';
import { autonomyDue_tick, isAutonomyOver } from './autonomy.ts';
import { average, meanVoltage_uV, startAverage } from './averages.ts';
import { attendBoot, attendStartTest } from './boot.ts';
import { attendFrom } from './clock.ts';
import { regulate } from './current-loop.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { withdrawKey } from './layer-0.ts';
import { endLease, isLeaseHeld } from './lease.ts';
import { advanceOffMeasurement, isMeasuringOff } from './measured-off.ts';
import { openOutput, trip } from './opening.ts';
import { OUTPUT } from './output.ts';
import { abandonProgram, isProgramRunning } from './program-store.ts';
import { advanceProgram, programDue_tick } from './program.ts';
import { isRampDownOver } from './ramp-down.ts';
import { dacCode, dac_uV, openCircuitWindow_ticks } from './scale.ts';
import { advanceRamp, isRamping, isSteered, presetDac, rampDue_tick, setpointCode } from './setpoint.ts';
import { isPatternRunning, isSelfTesting } from './self-test.ts';
import { abandonConnection, advanceClosing, advanceConnection, isClosing, isConnecting, isTokenSpent } from './soft-connect.ts';
import { keepTrips } from './trip-keeping.ts';
import { hasTripRoom, isTripStoreSettled, makeTripRoom } from './trip-store.ts';
import { transition } from './transition.ts';

/** Causes are present: what they do depends on the mode. Called from the interrupt, in the tick in which they are seen. */
export function react(firmware: Firmware, present: CauseMask): void {
  const tripping = trippingCauses(firmware.interlock, present);
  if (tripping !== 0) trip(firmware, tripping);
  const loss = hostLossCause(present);
  if (loss !== 0 && isLeaseHeld(firmware)) loseLease(firmware, loss);
}

/** Whether nothing follows from these causes: `react` would change nothing. */
export function isAnswered(firmware: Firmware, present: CauseMask): boolean {
  return trippingCauses(firmware.interlock, present) === 0 && (hostLossCause(present) === 0 || !isLeaseHeld(firmware));
}

/** Control ends: nothing that the old holder sent energises any more. */
export function loseLease(firmware: Firmware, cause: number): void {
  const { output } = firmware;
  endLease(firmware, cause);
  // The program was admitted to go on.
  if (isAutonomous(firmware.interlock)) return;
  // What is left of a program is its open tail: an energised one has been ended by the trip.
  if (abandonProgram(firmware)) pushEvent(firmware, { kind: EventKind.PROGRAM_ENDED, cause });
  output[OUTPUT.EPOCH] = output[OUTPUT.EPOCH]! + 1;
  abandonConnection(firmware, StatusCode.LEASE_REQUIRED);
  if (firmware.interlock.state[WORD.MODE] === MODE.ARMED) transition(firmware, 'disarm', cause);
}

/** The supervisor's turn, in the interrupt: whatever is due in this tick. */
export function attend(firmware: Firmware): void {
  keepTrips(firmware);
  switch (firmware.interlock.state[WORD.MODE]) {
    case MODE.ON:
      attendOn(firmware);
      break;
    case MODE.RAMP_DOWN:
      if (isRampDownOver(firmware)) openOutput(firmware, CAUSE.DISABLED, 'open');
      break;
    case MODE.BOOT:
      attendBoot(firmware);
      break;
    case MODE.SELF_TEST:
      attendStartTest(firmware);
      break;
    default:
      attendOpen(firmware);
      break;
  }
  attendFrom(firmware, due_tick(firmware));
}

/** In a hold nothing is due before the end of the step, in a ramp before the next code; in every other state the next tick is. */
function due_tick(firmware: Firmware): number {
  const isHolding = firmware.interlock.state[WORD.MODE] === MODE.ON && !isConnecting(firmware) && isTripStoreSettled(firmware.trips);
  if (!isHolding) return 0;
  const program_tick = isProgramRunning(firmware) ? Math.min(programDue_tick(firmware), autonomyDue_tick(firmware)) : Infinity;
  return isRamping(firmware) ? Math.min(rampDue_tick(firmware), program_tick) : program_tick;
}

function attendOn(firmware: Firmware): void {
  if (isClosing(firmware) && !advanceClosing(firmware)) {
    abandonConnection(firmware, StatusCode.INTERNAL);
    openOutput(firmware, CAUSE.DISABLED, 'open');
    return;
  }
  if (isRamping(firmware) && advanceRamp(firmware) === 'refused' && areLimitsBelieved(firmware.interlock)) {
    pushEvent(firmware, { kind: EventKind.REFUSED, refusal: StatusCode.BEYOND_LIMIT, value: dac_uV(firmware.scale, setpointCode(firmware)) });
    if (isProgramRunning(firmware)) openOutput(firmware, CAUSE.STEP_REFUSED, 'open');
  }
  if (isSteered(firmware)) regulate(firmware);
  if (isProgramRunning(firmware)) advanceProgram(firmware);
  if (isAutonomyOver(firmware)) openOutput(firmware, CAUSE.AUTONOMY_ENDED, 'open');
}

/** A tick with the output off: measure, rest the DAC at what was measured, and let a connection or a program's tail go on. */
function attendOpen(firmware: Firmware): void {
  const { interlock } = firmware;
  if (interlock.state[WORD.MODE] === MODE.ARMED && !isTokenSpent(firmware) && !ageToken(interlock)) transition(firmware, 'disarm', CAUSE.ARM_EXPIRED);
  makeTripRoomInTime(firmware);
  if (!isSelfTesting(firmware)) withdrawKey(firmware);
  if (isMeasuringOff(firmware)) advanceOffMeasurement(firmware);
  else if (isSelfTesting(firmware)) attendSelfTest(firmware, !isPatternRunning(firmware) && isOpenCircuitMeasured(firmware));
  else advanceConnection(firmware, isOpenCircuitMeasured(firmware));
  if (isProgramRunning(firmware)) advanceProgram(firmware);
}

/** The flash is erased while nothing is armed: an erase takes longer than the supply holds up. */
function makeTripRoomInTime({ interlock, trips }: Firmware): void {
  const mode = interlock.state[WORD.MODE];
  if ((mode === MODE.SAFE || mode === MODE.LIMITS_SET) && !hasTripRoom(trips)) makeTripRoom(trips);
}

function isOpenCircuitMeasured(firmware: Firmware): boolean {
  const { output, scale } = firmware;
  if (average(firmware) < openCircuitWindow_ticks(scale)) return false;
  const open_circuit_uV = meanVoltage_uV(firmware);
  output[OUTPUT.OPEN_CIRCUIT_uV] = open_circuit_uV;
  presetDac(firmware, dacCode(scale, open_circuit_uV));
  startAverage(firmware);
  return true;
}
