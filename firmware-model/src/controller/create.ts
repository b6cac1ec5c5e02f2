import type { Frame } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { handleFrame } from './comms/receive.ts';
import { boot } from './comms/session.ts';
import type { Controller, ControllerParts } from './contract.ts';
import { claimFirmware } from './firmware.ts';
import { interrupt } from './isr.ts';
import { runTasks } from './tasks.ts';

/** The firmware, powered up: silent, open, everything that changes claimed in the arena. */
export function createController(parts: ControllerParts): Controller {
  const firmware = claimFirmware(parts);
  const onFrame = (frame: Frame): void => handleFrame(firmware, frame);
  boot(firmware);
  firmware.registers[REGISTER.SWITCH_REQUEST] = 0;
  return {
    isr: () => interrupt(firmware),
    runTasks: () => runTasks(firmware, onFrame),
  };
}
