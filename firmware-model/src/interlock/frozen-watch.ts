import { CAUSE, bitOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { SLOW_FROZEN_CONVERSIONS } from './rows.ts';
import { SLOW } from './slow-state.ts';
import type { SlowState } from './slow-state.ts';

/**
 * Row 19 for the slow path, connected or not: a conversion whose noise no longer moves its code measures nothing, and the count of
 * charge and the regulated current rest on it. A range whose noise is too small to tell is not judged.
 */

const ADC_FROZEN = bitOf(CAUSE.ADC_FROZEN);
/** Repeats that so many identical codes make. */
const REPEATS_MAX = SLOW_FROZEN_CONVERSIONS - 1;
/** Repeats that one change takes away: a converter that moves once in four conversions still fills the count. */
const LEAK = 2;

/** One conversion. */
export function frozenPath(slow: SlowState): CauseMask {
  const { CURRENT_CODE, LAST_CURRENT_CODE, FROZEN_CURRENT_COUNT, VOLTAGE_CODE, LAST_VOLTAGE_CODE, FROZEN_VOLTAGE_COUNT } = SLOW;
  // A code at an end of its converter stays there as long as the current is beyond: row 7 takes it for at least that. The voltage has no
  // such end: the strap lies inside of what its converter measures, and a cell that drove it there would have tripped layer 0.
  const isCurrentJudged = slow[SLOW.IS_CURRENT_NOISY] === 1 && slow[SLOW.IS_SATURATED] !== 1;
  const isVoltageJudged = slow[SLOW.IS_VOLTAGE_NOISY] === 1;
  const current_count = soundCount(slow[FROZEN_CURRENT_COUNT]!);
  const voltage_count = soundCount(slow[FROZEN_VOLTAGE_COUNT]!);
  slow[FROZEN_CURRENT_COUNT] = isCurrentJudged ? repeatsAfter(current_count, slow[CURRENT_CODE] === slow[LAST_CURRENT_CODE]) : current_count;
  slow[FROZEN_VOLTAGE_COUNT] = isVoltageJudged ? repeatsAfter(voltage_count, slow[VOLTAGE_CODE] === slow[LAST_VOLTAGE_CODE]) : voltage_count;
  slow[LAST_CURRENT_CODE] = slow[CURRENT_CODE]!;
  slow[LAST_VOLTAGE_CODE] = slow[VOLTAGE_CODE]!;
  const areBothMoving = slow[FROZEN_CURRENT_COUNT] < REPEATS_MAX && slow[FROZEN_VOLTAGE_COUNT] < REPEATS_MAX;
  return areBothMoving ? 0 : ADC_FROZEN;
}

/** What else stands there is a flipped bit: no change brings infinity or NaN down, and no frozen converter fills what lies far below zero. */
function soundCount(count: number): number {
  return count <= REPEATS_MAX ? Math.max(0, count) : 0;
}

function repeatsAfter(count: number, isSame: boolean): number {
  return isSame ? Math.min(count + 1, REPEATS_MAX) : Math.max(0, count - LEAK);
}
