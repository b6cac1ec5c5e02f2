import { EventKind } from '@nanobias/proto';
import { REGISTER, SWITCH } from '../board/registers.ts';
import { enterMode } from '../interlock/guard.ts';
import { ENTRY_ACTIONS, MODE, MODE_TABLE, modeOf } from '../interlock/mode-table.ts';
import type { EntryAction, Mode, ModeEvent } from '../interlock/mode-table.ts';
import { WORD } from '../interlock/state.ts';
import { restartWindows } from '../interlock/step.ts';
import { voidToken } from '../interlock/token.ts';
import { startAverage } from './averages.ts';
import { CLOCK, callAttention, tickNow } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { dropLimits } from './limits-store.ts';
import { isMeasuringOff } from './measured-off.ts';
import { startRampDown } from './ramp-down.ts';
import { ticksOf } from './scale.ts';
import { freezeRamp } from './setpoint.ts';

/** Layer 0 closes at most once a second, on its own time base: the firmware waits a little longer. */
const RECLOSE_US = 1_050_000;

export function modeNow({ interlock }: Firmware): Mode {
  return modeOf(interlock.state[WORD.MODE]!);
}

/** Whether the mode table lets this event happen now. */
export function isPermitted(firmware: Firmware, event: ModeEvent): boolean {
  return MODE_TABLE[modeNow(firmware)][event] !== 'reject';
}

/** Carries an event out: the mode by the table, then what the new mode does on entry. False, and nothing done, when rejected. */
export function transition(firmware: Firmware, event: ModeEvent, cause = 0): boolean {
  const from = modeNow(firmware);
  const to = MODE_TABLE[from][event];
  if (to === 'reject') return false;
  callAttention(firmware);
  if (to === from) return true;
  enterMode(firmware.interlock, MODE[to]);
  for (const action of ENTRY_ACTIONS[to]) ACTIONS[action](firmware);
  pushEvent(firmware, { kind: EventKind.STATE_CHANGED, cause });
  return true;
}

/** Tells both switches to open, whatever the mode. */
export function requestOpen({ registers }: Firmware): void {
  registers[REGISTER.SWITCH_REQUEST] = 0;
}

const ACTIONS: Readonly<Record<EntryAction, (firmware: Firmware) => void>> = {
  open: (firmware) => {
    requestOpen(firmware);
    if (!isMeasuringOff(firmware)) startAverage(firmware);
  },
  freeze: freezeRamp,
  voidToken: ({ interlock }) => voidToken(interlock),
  dropLimits,
  close: (firmware) => {
    const { registers, interlock, clock, scale } = firmware;
    restartWindows(interlock, registers[REGISTER.DAC_READBACK_CODE]!);
    clock[CLOCK.RECLOSE_TICK] = tickNow(firmware) + ticksOf(scale, RECLOSE_US);
    registers[REGISTER.SWITCH_REQUEST] = SWITCH.BOTH;
  },
  driveToZero: startRampDown,
};
