/**
 * Why the output was opened or is held open. The numbers are those of the wire, so that a cause means the same in the
 * packed state, in the log and in a message; each is also the number of its bit in a mask of causes.
 */
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
} as const;

export type Cause = (typeof CAUSE)[keyof typeof CAUSE];

/** A set of causes, one bit each. 31 causes fit; a row beyond that needs a second word. */
export type CauseMask = number;

export function maskOf(...causes: readonly Cause[]): CauseMask {
  return causes.reduce((mask, cause) => mask | (1 << cause), 0);
}

/** Causes that layer 0 reports; they latch until a local reset. */
export const HARDWARE_CAUSES: CauseMask = maskOf(CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE, CAUSE.HARDWARE_OVER_CURRENT);

/** The cause with the lowest number in a mask; 0 in an empty one. */
export function firstCause(mask: CauseMask): Cause | 0 {
  return mask === 0 ? 0 : ((31 - Math.clz32(mask & -mask)) as Cause);
}
