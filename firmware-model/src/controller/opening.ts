import { EventKind } from '@nanobias/proto';
import { firstCause } from '../interlock/cause.ts';
import type { Cause, CauseMask } from '../interlock/cause.ts';
import { latch } from '../interlock/latch.ts';
import { tripEvent } from '../interlock/reaction.ts';
import { isEnergised } from '../interlock/state.ts';
import { pushEvent } from './events.ts';
import { evidence } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import type { Firmware } from './firmware.ts';
import { freezeFrame } from './freeze-frame.ts';
import { setUpFrontEnd } from './front-end.ts';
import { nextFaultNonce } from './identity.ts';
import { startOffMeasurement } from './measured-off.ts';
import { OUTPUT } from './output.ts';
import { abandonProgram } from './program-store.ts';
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

/** Causes that trip: latch them behind what is held, open, say what was seen of the first. */
export function trip(firmware: Firmware, causes: CauseMask, told?: Evidence): void {
  const cause = firstCause(causes);
  if (cause === 0) return;
  // Before anything else: what is told of a trip stands in nobody's way.
  requestOpen(firmware);
  latch(firmware.interlock, causes, nextFaultNonce(firmware));
  const seen = told ?? evidence(firmware, cause);
  freezeFrame(firmware, cause, seen);
  openOutput(firmware, cause, tripEvent(causes));
  setUpFrontEnd(firmware);
  pushEvent(firmware, { kind: EventKind.TRIPPED, cause, ...seen });
}
