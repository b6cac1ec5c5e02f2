import { Activity, StepKind } from '@nanobias/proto';
import { MODE } from '../interlock/mode-table.ts';
import { WORD } from '../interlock/state.ts';
import type { Firmware } from './firmware.ts';
import { PROGRAM, isProgramPaused, isProgramRunning, storedStep } from './program-store.ts';
import { isRamping, isSteered } from './setpoint.ts';

/** What the output does now. A program that has opened the circuit still runs its last step; one that is paused holds. */
export function activityNow(firmware: Firmware): Activity {
  if (isProgramRunning(firmware) && !isProgramPaused(firmware)) {
    const { kind } = storedStep(firmware, firmware.program.fields[PROGRAM.STEP_INDEX]!);
    if (kind === StepKind.CURRENT) return Activity.CURRENT;
    return kind === StepKind.LEAK_CHECK ? Activity.CHECK : Activity.PROGRAM;
  }
  if (firmware.interlock.state[WORD.MODE] !== MODE.ON) return Activity.UNSPECIFIED;
  if (isSteered(firmware)) return Activity.CURRENT;
  return isRamping(firmware) ? Activity.RAMP : Activity.HOLD;
}
