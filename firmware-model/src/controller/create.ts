import type { Frame } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { handleFrame } from './comms/receive.ts';
import { boot } from './comms/session.ts';
import type { Controller, ControllerParts } from './contract.ts';
import { claimFirmware } from './firmware.ts';
import { interrupt } from './isr.ts';
import { runTasks } from './tasks.ts';

/** The firmware, everything that changes claimed in the arena. Silent and open once it has been booted; before, it does nothing. */
export function createController(parts: ControllerParts): Controller {
  const firmware = claimFirmware(parts);
  const onFrame = (frame: Frame): void => handleFrame(firmware, frame);
  return {
    boot: () => {
      firmware.registers[REGISTER.SWITCH_REQUEST] = 0;
      boot(firmware);
    },
    isr: () => interrupt(firmware),
    runTasks: () => runTasks(firmware, onFrame),
  };
}
