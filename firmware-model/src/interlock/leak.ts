import { SLOW, WARNING, warn } from './slow-state.ts';
import type { SlowRows, SlowState } from './slow-state.ts';

/** Row 34: the current that a leak check finds, the mean of its last 64 conversions, or of all when it was shorter. */

const WINDOW_CONVERSIONS = 64;
/** A leak above C/20 is worth a warning; above 1C nothing that follows would mean anything. */
const WARNING_DIVISOR = 20;
/** Below so many sigma of the mean there is no shunt to take account of. */
const SIGMAS = 3;
const OFFSET_FA = 1;

/** What a leak check came to. `unmeasured`: it was too short for one settled conversion. */
export interface LeakVerdict {
  readonly kind: 'unmeasured' | 'sound' | 'leaky' | 'beyond';
  readonly leak_fA: number;
  /** What `leaky` and `beyond` are held against. */
  readonly limit_fA: number;
}

export function startLeak(slow: SlowState): void {
  slow.fill(0, SLOW.LEAK_SUM_fA, SLOW.IS_LEAK_KNOWN + 1);
}

/** One conversion of a leak check with the bias at rest. */
export function addLeak(slow: SlowState): void {
  const isSettled = slow[SLOW.IS_USABLE] === 1 && slow[SLOW.MOVED_uV] === 0 && slow[SLOW.BLANK_LEFT] === 0;
  if (!isSettled) return;
  const sum_fA = slow[SLOW.LEAK_SUM_fA]! + slow[SLOW.CURRENT_fA]!;
  const count = slow[SLOW.LEAK_COUNT]! + 1;
  const isFull = count === WINDOW_CONVERSIONS;
  // A mean of fewer conversions stands until the first window is full.
  if (isFull || slow[SLOW.IS_LEAK_KNOWN] !== 1) slow[SLOW.LEAK_fA] = Math.round(sum_fA / count);
  if (isFull) slow[SLOW.IS_LEAK_KNOWN] = 1;
  slow[SLOW.LEAK_SUM_fA] = isFull ? 0 : sum_fA;
  slow[SLOW.LEAK_COUNT] = isFull ? 0 : count;
}

/**
 * At the end of a leak check: whether a program may go on. A leak that it may go on with is taken for a shunt from here on
 * and leaves the net charge.
 */
export function leakVerdict({ slow }: SlowRows): LeakVerdict {
  const leak_fA = slow[SLOW.LEAK_fA]!;
  const rate_fA = slow[SLOW.RATE_fA]!;
  const isMeasured = slow[SLOW.IS_LEAK_KNOWN] === 1 || 0 < slow[SLOW.LEAK_COUNT]!;
  if (!isMeasured) return { kind: 'unmeasured', leak_fA: 0, limit_fA: rate_fA };
  const warning_fA = Math.floor(rate_fA / WARNING_DIVISOR);
  const isWithinRate = Math.abs(leak_fA) <= rate_fA;
  if (!isWithinRate) return { kind: 'beyond', leak_fA, limit_fA: rate_fA };
  takeForShunt(slow, leak_fA);
  const isSmall = Math.abs(leak_fA) <= warning_fA;
  slow[SLOW.LEAK_BOUND_fA] = warning_fA;
  warn(slow, WARNING.LEAKAGE, !isSmall);
  return { kind: isSmall ? 'sound' : 'leaky', leak_fA, limit_fA: warning_fA };
}

function takeForShunt(slow: SlowState, leak_fA: number): void {
  const voltage_uV = slow[SLOW.VOLTAGE_uV]!;
  const isShunt = SIGMAS * slow[SLOW.NOISE_fA]! + OFFSET_FA < Math.abs(leak_fA) && 0 < leak_fA * voltage_uV;
  slow[SLOW.SHUNT_fA] = isShunt ? leak_fA : 0;
  slow[SLOW.SHUNT_uV] = isShunt ? voltage_uV : 0;
}
