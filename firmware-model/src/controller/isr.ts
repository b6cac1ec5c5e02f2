import { LATCH_CAUSE, REGISTER } from '../board/registers.ts';
import { CAUSE } from '../interlock/cause.ts';
import type { CauseMask } from '../interlock/cause.ts';
import { INPUT } from '../interlock/state.ts';
import { step } from '../interlock/step.ts';
import { CLOCK } from './clock.ts';
import type { Firmware } from './firmware.ts';
import { attend, react } from './supervisor.ts';

/**
 * The control interrupt: every code of the interlock path through every row, then whatever is due. In a hold that is
 * one comparison with the tick of the next event.
 */
export function interrupt(firmware: Firmware): void {
  const { clock, registers, interlock } = firmware;
  const { inputs } = interlock;
  const tick = clock[CLOCK.TICK]! + 1;
  clock[CLOCK.TICK] = tick;
  registers[REGISTER.WATCHDOG] = registers[REGISTER.WATCHDOG]! ^ 1;

  inputs[INPUT.VOLTAGE_CODE] = registers[REGISTER.INTERLOCK_VOLTAGE_CODE]!;
  inputs[INPUT.CURRENT_CODE] = registers[REGISTER.INTERLOCK_CURRENT_CODE]!;
  inputs[INPUT.DAC_CODE] = registers[REGISTER.DAC_READBACK_CODE]!;
  const isQuiet = registers[REGISTER.LATCH_STATE] === 0 && registers[REGISTER.HOST_PRESENT] === 1 && registers[REGISTER.SPECIMEN_SOUND] === 1;
  inputs[INPUT.OUTER_CAUSES] = isQuiet ? 0 : outerCauses(registers);

  const present = step(interlock);
  if (present !== 0) react(firmware, present);
  if (clock[CLOCK.ATTEND_TICK]! <= tick) attend(firmware);
}

function outerCauses(registers: Int32Array): CauseMask {
  const latch = registers[REGISTER.LATCH_STATE]!;
  let causes = 0;
  if ((latch & LATCH_CAUSE.OVER_VOLTAGE) !== 0) causes |= 1 << CAUSE.HARDWARE_OVER_VOLTAGE;
  if ((latch & LATCH_CAUSE.UNDER_VOLTAGE) !== 0) causes |= 1 << CAUSE.HARDWARE_UNDER_VOLTAGE;
  if ((latch & LATCH_CAUSE.OVER_CURRENT) !== 0) causes |= 1 << CAUSE.HARDWARE_OVER_CURRENT;
  if (registers[REGISTER.HOST_PRESENT] !== 1) causes |= 1 << CAUSE.LINK_LOST;
  if (registers[REGISTER.SPECIMEN_SOUND] !== 1) causes |= 1 << CAUSE.SPECIMEN_UNSOUND;
  return causes;
}
