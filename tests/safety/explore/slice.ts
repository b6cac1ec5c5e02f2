import { CAUSE, HARDWARE_CAUSES, INPUT, PRESENT_CAUSES, bitOf, maskOf } from '@nanobias/firmware-model/interlock';
import type { CauseMask, Interlock, PresentCause } from '@nanobias/firmware-model/interlock';
import { CODE_ROWS, WATCH } from './code-rows.ts';
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
  /** Whether the host does no more than it takes to get on, off and on again: for rows with a long memory of their own. */
  readonly isHostBrief?: boolean;
}

/** Set-points: the rest, one inside all limits, one inside the loose ones alone, one beyond all. */
export const DAC = { REST: 0, INSIDE: 1, LOOSE: 3, BEYOND: 5 } as const;

/** Whether a cause holds until a local reset. */
export function isHard(cause: PresentCause): boolean {
  return (bitOf(cause) & HARDWARE_CAUSES) !== 0;
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

/** Causes in force in a slice: its own, and those that nothing in it brings about by a code. */
export function causesInForceOf({ causes }: Slice): CauseMask {
  return maskOf(...PRESENT_CAUSES.filter((cause) => CODE_ROWS[cause] === undefined || causes.includes(cause)));
}

/** Writes what the converters show in a tick in which these causes are brought about. Returns the causes that are seen elsewhere. */
export function putInputs(interlock: Interlock, causes: readonly PresentCause[], { dac_code, dither_code }: QuietTick): CauseMask {
  const { inputs } = interlock;
  inputs[INPUT.VOLTAGE_CODE] = dither_code;
  inputs[INPUT.CURRENT_CODE] = dither_code;
  inputs[INPUT.DAC_CODE] = dac_code;
  inputs[INPUT.DAC_COMMAND_CODE] = dac_code;
  inputs[INPUT.CONVERSIONS_COUNT] = 1;
  inputs[INPUT.FRONT_END] = WATCH.frontEnd_key;
  inputs[INPUT.TEMPERATURE_mdegC] = 0;
  let outer = 0;
  for (const cause of causes) {
    const row = CODE_ROWS[cause];
    if (row === undefined) outer |= bitOf(cause);
    else row.bringAbout(interlock);
  }
  return outer;
}

export interface QuietTick {
  readonly dac_code: number;
  /** Noise by which a converter that works is known. */
  readonly dither_code: number;
}
