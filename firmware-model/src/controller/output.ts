import { REGISTER, SWITCH } from '../board/registers.ts';
import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';

/** Words of the output's state. */
export const OUTPUT = {
  /** Increments whenever the output is told to open, and fences every energising command that was sent before. */
  EPOCH: 0,
  /** Why the output is open. */
  CAUSE: 1,
  /** Mean of the cell's voltage behind the open switch, as last measured. */
  OPEN_CIRCUIT_uV: 2,
  /** Open-circuit voltage at which the switch was closed: the leak check stays near it. */
  CONNECTED_AT_uV: 3,
  SELF_TEST_TICKS: 4,
  /** Whether the output was energised when it was told to open, so that its opening is an event. */
  WAS_ENERGISED: 5,
} as const;

const WORD_COUNT = 6;

export function claimOutput(arena: Arena): Int32Array {
  return arena.i32('controller.output', WORD_COUNT);
}

export function outputEpoch({ output }: Firmware): number {
  return output[OUTPUT.EPOCH]! >>> 0;
}

/** Read back from the two switches, not from what was asked of them: the circuit is closed when both conduct. */
export function isSwitchClosed({ registers }: Firmware): boolean {
  return registers[REGISTER.SWITCH_READBACK] === SWITCH.BOTH;
}
