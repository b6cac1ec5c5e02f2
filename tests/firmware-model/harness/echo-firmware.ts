import { CELL_PRESETS, REGISTER, simulate, type Controller, type ControllerParts, type Simulation, type SimulationOptions } from '@nanobias/firmware-model';

/** What the firmware below answers with, besides the bytes themselves. */
export const PRESENCES_ASKED = 0x50;
export const HEARTBEAT = 0xbe;
const HEARTBEAT_TICKS = 50;
/** 3.45 V, the open-circuit voltage of a fresh cell: a walk that starts there is no hot connect. */
const START_CODE = 180_880;

/**
 * The smallest firmware that uses everything of a board: it walks the DAC at random, sends every byte back, a heartbeat
 * every 5 ms while a host is there, and on demand how often it has seen a host arrive.
 */
export function echoFirmware({ arena, registers, port, chance }: ControllerParts): Controller {
  const state = arena.i32('echo.state', 4);
  const [TICK, WAS_PRESENT, PRESENCES, WALK] = [0, 1, 2, 3];
  state[WALK] = START_CODE;
  const inbox = new Uint8Array(64);
  const outbox = new Uint8Array(128);
  return {
    isr: () => {
      state[TICK] = state[TICK]! + 1;
      state[WALK] = state[WALK]! + (chance.next() & 15) - 7;
      registers[REGISTER.DAC_CODE] = state[WALK]!;
      registers[REGISTER.WATCHDOG] = (registers[REGISTER.WATCHDOG]! + 1) & 0x7fffffff;
      registers[REGISTER.SWITCH_REQUEST] = 3;
      const isPresent = registers[REGISTER.HOST_PRESENT]!;
      if (isPresent === 1 && state[WAS_PRESENT] === 0) state[PRESENCES] = state[PRESENCES]! + 1;
      state[WAS_PRESENT] = isPresent;
    },
    runTasks: () => {
      let length = 0;
      if (registers[REGISTER.HOST_PRESENT] === 1 && state[TICK]! % HEARTBEAT_TICKS === 0) outbox[length++] = HEARTBEAT;
      const received = port.read(inbox);
      for (let index = 0; index < received; index += 1) {
        outbox[length++] = inbox[index]!;
        if (inbox[index] === PRESENCES_ASKED) outbox[length++] = state[PRESENCES]!;
      }
      if (length > 0) port.write(outbox, length);
    },
  };
}

export function simulateEcho(options: Partial<SimulationOptions> = {}): Simulation {
  return simulate({ seed: 1, cell: CELL_PRESETS.default, firmware: echoFirmware, ...options });
}
