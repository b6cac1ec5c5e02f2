import { LATCH_CAUSES_HARD, LATCH_RESET_KEY, REGISTER, STIMULUS } from '../board/registers.ts';
import type { Firmware } from './firmware.ts';

/** Time that layer 0 has to reset its latch, and a comparator to answer. */
const WAIT_TICKS = 5;

const WORD = { TICKS: 0, INDEX: 1, IS_STIMULATED: 2 } as const;

const COMPARATORS = [
  ['comparator_voltage_high', STIMULUS.VOLTAGE_HIGH], ['comparator_voltage_low', STIMULUS.VOLTAGE_LOW], ['comparator_current', STIMULUS.CURRENT],
] as const;
export type ComparatorPart = (typeof COMPARATORS)[number][0];

/**
 * Row 24: each comparator alone is shown a threshold's worth, behind switches that the stimulus itself keeps open. It must
 * answer, and no other may.
 *
 * A soft latch whose cause went by while the output was off is reset before, or no switch would close.
 */
export function startComparatorTest({ selfTest: { comparators: words }, registers }: Firmware): void {
  words.fill(0);
  words[WORD.INDEX] = -1;
  const latch_state = registers[REGISTER.LATCH_STATE]!;
  const isReset = latch_state !== 0 && (latch_state & LATCH_CAUSES_HARD) === 0;
  registers[REGISTER.LATCH_RESET] = isReset ? LATCH_RESET_KEY : 0;
  registers[REGISTER.STIMULUS] = 0;
}

/** A tick; gives the verdict on each comparator. True once all have been judged. */
export function advanceComparatorTest(firmware: Firmware, judge: (part: ComparatorPart, isSound: boolean) => void): boolean {
  const { selfTest: { comparators: words }, registers } = firmware;
  words[WORD.TICKS] = words[WORD.TICKS]! + 1;
  if (words[WORD.TICKS]! < WAIT_TICKS) return false;
  words[WORD.TICKS] = 0;
  registers[REGISTER.LATCH_RESET] = 0;
  const tested = COMPARATORS[words[WORD.INDEX]!];
  if (tested !== undefined && words[WORD.IS_STIMULATED] === 1) {
    judge(tested[0], registers[REGISTER.STIMULUS_SEEN] === tested[1]);
    words[WORD.IS_STIMULATED] = 0;
    // What was seen is forgotten when the next stimulus follows upon none.
    registers[REGISTER.STIMULUS] = 0;
    return false;
  }
  const next = COMPARATORS[words[WORD.INDEX]! + 1];
  words[WORD.INDEX] = words[WORD.INDEX]! + 1;
  if (next === undefined) return true;
  words[WORD.IS_STIMULATED] = 1;
  registers[REGISTER.STIMULUS] = next[1];
  return false;
}
