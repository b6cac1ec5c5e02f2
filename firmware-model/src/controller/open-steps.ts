import type { CodesAhead } from '../interlock/calm.ts';
import { MODE } from '../interlock/mode-table.ts';
import { INPUT, WORD } from '../interlock/state.ts';
import { step } from '../interlock/step.ts';
import type { Firmware } from './firmware.ts';
import { isAnswered } from './supervisor.ts';

// Constants of this module: a look-up in another one costs as much as the load.
const { MODE: MODE_WORD, CAUSES_PRESENT, WARNINGS } = WORD;
const { VOLTAGE_CODE, CURRENT_CODE } = INPUT;

/**
 * Ticks with the circuit open, from the one of index `from` to the one before `to`: causes come and go with the codes and open
 * nothing, so that each tick is the step's and nobody else's. Ends with the first that somebody has to answer, and with one that changes
 * what a latch waits for; returns how many.
 */
export function openSteps(firmware: Firmware, { voltages_code, currents_code }: CodesAhead, from: number, to: number): number {
  const { interlock } = firmware;
  const { state, inputs } = interlock;
  const isTripped = state[MODE_WORD] === MODE.TRIPPED;
  let before = state[CAUSES_PRESENT]!;
  if (!isAnswered(firmware, before)) return 0;
  for (let at = from; at < to; at += 1) {
    inputs[VOLTAGE_CODE] = voltages_code[at]!;
    inputs[CURRENT_CODE] = currents_code[at]!;
    const present = step(interlock);
    if (state[WARNINGS] !== 0 || (present !== before && (isTripped || !isAnswered(firmware, present)))) return at + 1 - from;
    before = present;
  }
  return to - from;
}
