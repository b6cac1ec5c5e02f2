import { CELL_PRESETS, REGISTER, type Controller, type ControllerParts, type SimulationOptions } from '@nanobias/firmware-model';

export const PRESENCES_ASKED = 0x50;

/** Sends every byte back, and on demand how often it has seen a host arrive and leave. */
function echoFirmware({ arena, registers, port }: ControllerParts): Controller {
  const seen = arena.i32('echo.seen', 3);
  const inbox = new Uint8Array(512);
  const outbox = new Uint8Array(1536);
  return {
    isr: () => {
      const isPresent = registers[REGISTER.HOST_PRESENT]!;
      if (isPresent !== seen[0]) seen[1 + seen[0]!] = seen[1 + seen[0]!]! + 1;
      seen[0] = isPresent;
    },
    runTasks: () => {
      if (port.room_bytes < outbox.length) return;
      const received = port.read(inbox);
      let length = 0;
      for (let index = 0; index < received; index += 1) {
        outbox[length++] = inbox[index]!;
        if (inbox[index] !== PRESENCES_ASKED) continue;
        outbox[length++] = seen[1]!;
        outbox[length++] = seen[2]!;
      }
      if (length > 0) port.write(outbox, length);
    },
  };
}

export const echoOptions: SimulationOptions = { seed: 1, cell: CELL_PRESETS.default, firmware: echoFirmware };
