import type { Frame } from '@nanobias/proto';
import { REGISTER } from '../board/registers.ts';
import { answerDeferred } from './comms/deferred.ts';
import { handleFrame, receive, watchHost } from './comms/receive.ts';
import { boot } from './comms/session.ts';
import { transmit } from './comms/transmit.ts';
import type { Controller, ControllerParts } from './contract.ts';
import { claimFirmware } from './firmware.ts';
import { interrupt } from './isr.ts';
import { sampleStreams } from './streams.ts';

/** The firmware, powered up: silent, open, everything that changes claimed in the arena. */
export function createController(parts: ControllerParts): Controller {
  const firmware = claimFirmware(parts);
  const onFrame = (frame: Frame): void => handleFrame(firmware, frame);
  boot(firmware);
  firmware.registers[REGISTER.SWITCH_REQUEST] = 0;
  return {
    isr: () => interrupt(firmware),
    runTasks: () => {
      sampleStreams(firmware);
      watchHost(firmware);
      if (0 < firmware.port.received_bytes) receive(firmware, onFrame);
      answerDeferred(firmware);
      transmit(firmware);
    },
  };
}
