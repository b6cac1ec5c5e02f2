import { WORD } from './state.ts';
import type { Interlock } from './state.ts';

/** What the gate says of a code; refused until it is proved otherwise. */
export type GateVerdict = 'refused' | 'permitted';

/**
 * The last call before the DAC (rows 3 and 4): every code passes it, whoever computed it.
 * A code is permitted only while caps are in force and it is an integer inside both the caps and the field.
 */
export function gateVerdict({ state }: Interlock, dac_code: number): GateVerdict {
  let verdict: GateVerdict = 'refused';
  const isInsideCaps = state[WORD.CAP_MIN_CODE]! <= dac_code && dac_code <= state[WORD.CAP_MAX_CODE]!;
  const isInsideField = state[WORD.FIELD_MIN_CODE]! <= dac_code && dac_code <= state[WORD.FIELD_MAX_CODE]!;
  if (state[WORD.IS_GATE_VALID] === 1 && Number.isInteger(dac_code) && isInsideCaps && isInsideField) verdict = 'permitted';
  return verdict;
}
