/** Why the output was opened or is held open. The numbers are those of the wire, so that a cause means the same in the log and in a message. */
export const CAUSE = {
  HARDWARE_OVER_VOLTAGE: 1,
  HARDWARE_UNDER_VOLTAGE: 2,
  OVER_VOLTAGE: 3,
  UNDER_VOLTAGE: 4,
  SLEW: 5,
  OVER_CURRENT: 6,
  EXCESS_CHARGE: 7,
  HARDWARE_OVER_CURRENT: 8,
  LEASE_LAPSED: 9,
  LINK_LOST: 10,
  HOST_STOP: 11,
  DISABLED: 12,
  BYE: 13,
  PROGRAM_END: 14,
  PROGRAM_ABORTED: 15,
  LIMIT_TIGHTENED: 16,
  HOT_CONNECT: 17,
  WRONG_SIGN: 18,
  STEP_REFUSED: 19,
  SPECIMEN_UNSOUND: 20,
  RESET: 21,
  ARM_EXPIRED: 22,
  SUSTAINED_CURRENT: 23,
  SHORT_CIRCUIT: 24,
  SOFT_BREAKDOWN: 25,
  OVER_DELITHIATION: 26,
  OVER_DISCHARGE: 27,
  REVERSAL: 28,
  CONTACT_LOST: 29,
  ADC_FROZEN: 30,
  SATURATED: 31,
  DAC_FAULT: 32,
  SENSE_OPEN: 33,
  SWITCH_WELDED: 34,
  COMPARATOR_DEAD: 35,
  INTERLOCK_LINE: 36,
  WATCHDOG: 37,
  STATE_CORRUPTED: 38,
  SUPPLY: 39,
  BOARD_RESET: 40,
  TIME_BASE: 41,
  SAMPLES_LOST: 42,
  CALIBRATION: 43,
  LEAKAGE: 44,
  SPECIMEN_FLOATING: 45,
  TEMPERATURE: 46,
  DOSE: 47,
  PROBE_MOTION: 48,
  AUTONOMY_ENDED: 49,
} as const;

/** Number of a cause, as on the wire. */
export type Cause = (typeof CAUSE)[keyof typeof CAUSE];

/**
 * Causes that can be present in a tick, in the order in which they are told when several come at once: what layer 0
 * saw, then what breaks the film soonest, then the instrument, then the host. A place in this list is a bit in a mask;
 * there are 32.
 */
export const PRESENT_CAUSES = [
  CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE, CAUSE.HARDWARE_OVER_CURRENT, CAUSE.INTERLOCK_LINE, CAUSE.WATCHDOG, CAUSE.SUPPLY,
  CAUSE.TIME_BASE, CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE, CAUSE.SLEW, CAUSE.OVER_CURRENT, CAUSE.EXCESS_CHARGE, CAUSE.SHORT_CIRCUIT,
  CAUSE.SUSTAINED_CURRENT, CAUSE.SOFT_BREAKDOWN, CAUSE.OVER_DELITHIATION, CAUSE.OVER_DISCHARGE, CAUSE.REVERSAL, CAUSE.CONTACT_LOST,
  CAUSE.ADC_FROZEN, CAUSE.SATURATED, CAUSE.DAC_FAULT, CAUSE.SENSE_OPEN, CAUSE.SWITCH_WELDED, CAUSE.STATE_CORRUPTED, CAUSE.BOARD_RESET,
  CAUSE.SAMPLES_LOST, CAUSE.TEMPERATURE, CAUSE.LEASE_LAPSED, CAUSE.LINK_LOST, CAUSE.SPECIMEN_UNSOUND, CAUSE.RESET,
] as const satisfies readonly Cause[];

/** Number of a cause that can be present, and so has a place in the list. */
export type PresentCause = (typeof PRESENT_CAUSES)[number];

/** A set of causes that can be present, one bit each. */
export type CauseMask = number;

/** Place of a cause in the list, which is its bit. */
export function placeOf(cause: PresentCause): number {
  return PRESENT_CAUSES.indexOf(cause);
}

const BITS: Readonly<Record<number, number>> = Object.fromEntries(PRESENT_CAUSES.map((cause, place) => [cause, 1 << place]));

/** The bit of a cause in a mask; 0 for a number that is none, which is in no mask. */
export function bitOf(cause: number): CauseMask {
  return BITS[cause] ?? 0;
}

export function maskOf(...causes: readonly PresentCause[]): CauseMask {
  return causes.reduce((mask, cause) => mask | bitOf(cause), 0);
}

/** Causes that hold until a local reset, and that need no output to open: what layer 0 has latched, a film that broke, a switch that does not obey. */
export const HARDWARE_CAUSES: CauseMask = maskOf(
  CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE, CAUSE.HARDWARE_OVER_CURRENT, CAUSE.SHORT_CIRCUIT, CAUSE.SWITCH_WELDED,
);

/** The first cause of a mask in the order of `PRESENT_CAUSES`; 0 in an empty one. */
export function firstCause(mask: CauseMask): PresentCause | 0 {
  return mask === 0 ? 0 : PRESENT_CAUSES[31 - Math.clz32(mask & -mask)]!;
}
