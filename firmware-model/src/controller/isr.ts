import { LATCH_CAUSE, REGISTER } from '../board/registers.ts';
import { CAUSE, bitOf } from '../interlock/cause.ts';
import type { CauseMask } from '../interlock/cause.ts';
import { SLOW } from '../interlock/slow-state.ts';
import { INPUT } from '../interlock/state.ts';
import { step } from '../interlock/step.ts';
import { CLOCK } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { remember } from './freeze-frame.ts';
import { judgeConversion } from './slow-rows.ts';
import { attend, react } from './supervisor.ts';
import { TASK, checkIn, feedWatchdog } from './watchdog.ts';

// Constants of this module: a look-up in another one costs as much as the load, and this runs every tick.
const {
  INTERLOCK_VOLTAGE_CODE, INTERLOCK_CURRENT_CODE, DAC_READBACK_CODE, LATCH_STATE, HOST_PRESENT, SPECIMEN_SOUND,
  SLOW_SEQUENCE: SLOW_SEQUENCE_REGISTER,
} = REGISTER;
const { VOLTAGE_CODE, CURRENT_CODE, DAC_CODE, OUTER_CAUSES } = INPUT;
const { SEQUENCE: SLOW_SEQUENCE, PRESENT: SLOW_CAUSES } = SLOW;
const { TICK, ATTEND_TICK } = CLOCK;

/**
 * The control interrupt: every code of the interlock path through every row, then whatever is due. In a hold that is
 * one comparison with the tick of the next event.
 */
export function interrupt(firmware: Firmware): void {
  const { clock, registers, interlock, slow } = firmware;
  const { inputs } = interlock;
  const tick = clock[TICK]! + 1;
  clock[TICK] = tick;
  feedWatchdog(firmware);

  inputs[VOLTAGE_CODE] = registers[INTERLOCK_VOLTAGE_CODE]!;
  inputs[CURRENT_CODE] = registers[INTERLOCK_CURRENT_CODE]!;
  remember(firmware.freeze, tick, inputs[VOLTAGE_CODE], inputs[CURRENT_CODE]);
  inputs[DAC_CODE] = registers[DAC_READBACK_CODE]!;
  const isQuiet = registers[LATCH_STATE] === 0 && registers[HOST_PRESENT] === 1 && registers[SPECIMEN_SOUND] === 1;
  if (registers[SLOW_SEQUENCE_REGISTER] !== slow[SLOW_SEQUENCE]) judgeConversion(firmware);
  inputs[OUTER_CAUSES] = (isQuiet ? 0 : outerCauses(registers)) | slow[SLOW_CAUSES]!;

  const present = step(interlock);
  if (present !== 0) react(firmware, present);
  if (clock[ATTEND_TICK]! <= tick) attend(firmware);
  checkIn(firmware, TASK.SUPERVISOR);
}

function outerCauses(registers: Int32Array): CauseMask {
  const latch = registers[LATCH_STATE]!;
  let causes = 0;
  if ((latch & LATCH_CAUSE.OVER_VOLTAGE) !== 0) causes |= bitOf(CAUSE.HARDWARE_OVER_VOLTAGE);
  if ((latch & LATCH_CAUSE.UNDER_VOLTAGE) !== 0) causes |= bitOf(CAUSE.HARDWARE_UNDER_VOLTAGE);
  if ((latch & LATCH_CAUSE.OVER_CURRENT) !== 0) causes |= bitOf(CAUSE.HARDWARE_OVER_CURRENT);
  if (registers[HOST_PRESENT] !== 1) causes |= bitOf(CAUSE.LINK_LOST);
  if (registers[SPECIMEN_SOUND] !== 1) causes |= bitOf(CAUSE.SPECIMEN_UNSOUND);
  return causes;
}
