/**
 * Device time is an integer count of ticks; microseconds are derived from it and never the other way round.
 */

/** Control rates of 100 kHz and 1 kHz. */
const TICK_US_MIN = 10;
const TICK_US_MAX = 1000;
export const TICK_US_DEFAULT = 100;

const MILLISECOND_US = 1000;
const SECOND_US = 1_000_000;

/** A tick period that divides the millisecond, so that the digest falls on whole milliseconds. */
export function checkedTickPeriod(tick_us: number): number {
  const isAccepted = Number.isSafeInteger(tick_us) && TICK_US_MIN <= tick_us && tick_us <= TICK_US_MAX && MILLISECOND_US % tick_us === 0;
  if (!isAccepted) throw new RangeError(`tick_us ${tick_us}: a divisor of 1000 from ${TICK_US_MIN} to ${TICK_US_MAX} is needed`);
  return tick_us;
}

export function ticksPerMillisecond(tick_us: number): number {
  return MILLISECOND_US / tick_us;
}

export function ticksPerSecond(tick_us: number): number {
  return SECOND_US / tick_us;
}

/** The fewest whole ticks that cover a duration. */
export function ticksCovering(duration_us: number, tick_us: number): number {
  const ticks = Math.ceil(duration_us / tick_us);
  if (!Number.isSafeInteger(ticks) || ticks < 0) throw new RangeError(`a duration of ${duration_us} us is no count of ticks`);
  return ticks;
}
