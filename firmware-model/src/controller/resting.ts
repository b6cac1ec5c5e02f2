import { REGISTER } from '../board/registers.ts';
import type { Stretch } from '../board/registers.ts';
import { MODE } from '../interlock/mode-table.ts';
import { WORD } from '../interlock/state.ts';
import { averageStretch, averagedTicks } from './averages.ts';
import { CLOCK, tickNow } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { isMeasuringOff } from './measured-off.ts';
import { isConversionSeen } from './program-conditions.ts';
import { isProgramRunning } from './program-store.ts';
import { programDue_tick } from './program.ts';
import { openCircuitWindow_ticks } from './scale.ts';
import { isSelfTesting } from './self-test.ts';
import { isConnecting } from './soft-connect.ts';
import { areTripsKept } from './trip-keeping.ts';
import { hasTripRoom, isTripStoreWorn } from './trip-store.ts';

/**
 * The output rests open: the supervisor has its turn in every tick, and all that it does is to add the tick's codes to
 * the open-circuit voltage. For how many ticks that is certain; 0 when it does anything else.
 */
export function restingTicks(firmware: Firmware): number {
  if (!isResting(firmware)) return 0;
  const window_ticks = openCircuitWindow_ticks(firmware.scale) - averagedTicks(firmware);
  const program_ticks = isProgramRunning(firmware) ? programDue_tick(firmware) - tickNow(firmware) : Infinity;
  // The tick that ends the window, and the one that ends a step, are the supervisor's own.
  return Math.min(window_ticks, program_ticks) - 1;
}

/** So many ticks of rest. */
export function rest(firmware: Firmware, stretch: Stretch, from: number, ticks: number): void {
  averageStretch(firmware, stretch, from, ticks);
}

function isResting(firmware: Firmware): boolean {
  const { clock, registers } = firmware;
  return (
    isOpenForGood(firmware) && clock[CLOCK.ATTEND_TICK] === 0 && registers[REGISTER.LATCH_RESET] === 0 &&
    areTripsKept(firmware) && !isMeasuringOff(firmware) && !isSelfTesting(firmware) && !isConnecting(firmware) &&
    (!isProgramRunning(firmware) || isConversionSeen(firmware))
  );
}

/** In these modes the output stays off until a host asks for more. Before anything is armed the journal of trips is given room. */
function isOpenForGood({ interlock: { state }, trips }: Firmware): boolean {
  switch (state[WORD.MODE]) {
    case MODE.SAFE:
    case MODE.LIMITS_SET:
      return hasTripRoom(trips) || isTripStoreWorn(trips);
    case MODE.TRIPPED:
    case MODE.HARD_FAULT:
      return true;
    default:
      return false;
  }
}
