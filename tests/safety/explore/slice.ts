import { CAUSE, INPUT, PRESENT_CAUSES, WORD, bitOf } from '@nanobias/firmware-model/interlock';
import type { CauseMask, Interlock, PresentCause, Thresholds } from '@nanobias/firmware-model/interlock';
import { CAUSES_MAX } from './memory.ts';

/**
 * One exploration: the causes that come and go freely in it, in every combination at every tick, and how long the
 * durations are, in ticks.
 */
export interface Slice {
  readonly name: string;
  readonly causes: readonly PresentCause[];
  readonly lease_ticks: number;
  readonly clear_ticks: number;
  readonly token_ticks: number;
  readonly window_ticks: number;
  /** Whether the host moves the set-point and tightens limits below it. */
  readonly hasRamps: boolean;
}

/** Causes that the step itself finds in the codes, by its own windows; all others are handed to it as seen elsewhere. */
export const CAUSES_OF_CODES: readonly PresentCause[] = [CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE, CAUSE.SLEW, CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE];

/** Limits by small codes. The tight ones permit less on the upper side alone. */
export const LOOSE: Thresholds = {
  voltage_code_min: -2, voltage_code_max: 4, current_code_max: 0, excess_count_max: 1, cap_code_min: -1, cap_code_max: 3, field_code_min: -4, field_code_max: 4,
};
export const TIGHT: Thresholds = { ...LOOSE, voltage_code_max: 3, cap_code_max: 2 };
/** Layer 0 acts from here on. */
export const STRAP = { code_min: -3, code_max: 5 } as const;

/** Set-points: the rest, one inside all limits, one inside the loose ones alone, one beyond all. */
export const DAC = { REST: 0, INSIDE: 1, LOOSE: 3, BEYOND: 5 } as const;
/** Movement of the read-back that no bound permits. */
const JUMP_COUNT = 40;

const LAYER_0: readonly PresentCause[] = [CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE, CAUSE.HARDWARE_OVER_CURRENT];

export function isHeldByLayer0(cause: PresentCause): boolean {
  return LAYER_0.includes(cause);
}

/** Whether the current beyond its limit stands for this cause: two causes share that stimulus. */
export function isOfCurrent(cause: PresentCause): boolean {
  return cause === CAUSE.OVER_CURRENT || cause === CAUSE.EXCESS_CHARGE;
}

export function checked(slice: Slice): Slice {
  if (CAUSES_MAX < slice.causes.length) throw new RangeError(`a slice holds at most ${CAUSES_MAX} causes`);
  if (slice.causes.some((cause) => !PRESENT_CAUSES.includes(cause))) throw new RangeError(`${slice.name} names a cause that is never present`);
  return slice;
}

/** Writes the codes of a tick in which these causes are brought about. Returns the causes that are seen elsewhere. */
export function putInputs({ inputs, state }: Interlock, causes: readonly PresentCause[], dac_code: number): CauseMask {
  let outer = 0;
  inputs[INPUT.VOLTAGE_CODE] = 0;
  inputs[INPUT.CURRENT_CODE] = 0;
  inputs[INPUT.DAC_CODE] = dac_code;
  for (const cause of causes) {
    if (cause === CAUSE.OVER_VOLTAGE) inputs[INPUT.VOLTAGE_CODE] = state[WORD.VOLTAGE_MAX_CODE]! + 1;
    else if (cause === CAUSE.UNDER_VOLTAGE) inputs[INPUT.VOLTAGE_CODE] = state[WORD.VOLTAGE_MIN_CODE]! - 1;
    else if (isOfCurrent(cause)) inputs[INPUT.CURRENT_CODE] = -1;
    else if (cause === CAUSE.SLEW) inputs[INPUT.DAC_CODE] = dac_code + JUMP_COUNT;
    else outer |= bitOf(cause);
  }
  return outer;
}
