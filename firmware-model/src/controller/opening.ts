import { EventKind } from '@nanobias/proto';
import { CAUSE, firstCause } from '../interlock/cause.ts';
import type { Cause, CauseMask } from '../interlock/cause.ts';
import { latch } from '../interlock/latch.ts';
import { tripEvent } from '../interlock/reaction.ts';
import { INPUT, WORD, isEnergised } from '../interlock/state.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { freezeFrame } from './freeze-frame.ts';
import { nextFaultNonce } from './identity.ts';
import { leaseDuration_us } from './lease.ts';
import { startOffMeasurement } from './measured-off.ts';
import { OUTPUT } from './output.ts';
import { abandonProgram } from './program-store.ts';
import { charge_fC, current_fA, dac_uV, voltage_uV } from './scale.ts';
import { cancelConnection } from './soft-connect.ts';
import { requestOpen, transition } from './transition.ts';

/** How the output is told to open: an orderly end, the stop, a trip that latches, or layer 0's. */
export type OpeningEvent = 'open' | 'stop' | 'trip' | 'hardFault';

/**
 * Opens the circuit from every mode: the switch first, then everything else. The epoch increments even when the output
 * was off, so that an Enable which is still under way comes too late. Ends the program.
 */
export function openOutput(firmware: Firmware, cause: Cause, event: OpeningEvent): void {
  const wasRunning = abandonProgram(firmware);
  openCircuit(firmware, cause, event);
  if (wasRunning) pushEvent(firmware, { kind: EventKind.PROGRAM_ENDED, cause });
}

/** Opens the circuit and lets a program go on: its open step is a step like any other. */
export function openCircuit(firmware: Firmware, cause: Cause, event: OpeningEvent): void {
  const { output, interlock } = firmware;
  const wasEnergised = isEnergised(interlock);
  requestOpen(firmware);
  output[OUTPUT.EPOCH] = output[OUTPUT.EPOCH]! + 1;
  if (wasEnergised) {
    output[OUTPUT.WAS_ENERGISED] = 1;
    output[OUTPUT.CAUSE] = cause;
  } else if (output[OUTPUT.CAUSE] === 0) {
    output[OUTPUT.CAUSE] = cause;
  }
  cancelConnection(firmware, event);
  transition(firmware, event, cause);
  startOffMeasurement(firmware, { wasEnergised });
}

/** Causes that trip: latch them behind what is held, open, say what was seen. */
export function trip(firmware: Firmware, causes: CauseMask): void {
  const cause = firstCause(causes);
  if (cause === 0) return;
  latch(firmware.interlock, causes, nextFaultNonce(firmware));
  const seen = evidence(firmware, cause);
  freezeFrame(firmware, cause, seen);
  openOutput(firmware, cause, tripEvent(causes));
  pushEvent(firmware, { kind: EventKind.TRIPPED, cause, ...seen });
}

interface Evidence {
  readonly value?: number;
  readonly limit?: number;
}

/** What was measured and what it was held against, in the unit of the cause. Thresholds are read as they were in force. */
function evidence(firmware: Firmware, cause: Cause): Evidence {
  const { scale, interlock, board } = firmware;
  const { inputs, state } = interlock;
  const bias_uV = voltage_uV(scale, inputs[INPUT.VOLTAGE_CODE]!);
  switch (cause) {
    case CAUSE.HARDWARE_OVER_VOLTAGE:
      return { value: bias_uV, limit: board.strap_high_uV };
    case CAUSE.HARDWARE_UNDER_VOLTAGE:
      return { value: bias_uV, limit: board.strap_low_uV };
    case CAUSE.OVER_VOLTAGE:
      return { value: bias_uV, limit: voltage_uV(scale, state[WORD.VOLTAGE_MAX_CODE]!) };
    case CAUSE.UNDER_VOLTAGE:
      return { value: bias_uV, limit: voltage_uV(scale, state[WORD.VOLTAGE_MIN_CODE]!) };
    case CAUSE.SLEW:
      return { value: dac_uV(scale, state[WORD.SLEW_SEEN_COUNT]!), limit: dac_uV(scale, state[WORD.SLEW_MAX_COUNT]!) };
    case CAUSE.OVER_CURRENT:
      return { value: current_fA(scale, inputs[INPUT.CURRENT_CODE]!), limit: current_fA(scale, state[WORD.CURRENT_MAX_CODE]!) };
    case CAUSE.EXCESS_CHARGE:
      return { value: charge_fC(scale, state[WORD.EXCESS_SUM_COUNT]!), limit: charge_fC(scale, state[WORD.EXCESS_MAX_COUNT]!) };
    case CAUSE.LEASE_LAPSED:
      return { limit: leaseDuration_us(firmware) };
    default:
      return {};
  }
}
