import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { WORD, tell } from './state.ts';
import type { Interlock } from './state.ts';

/**
 * Row 19, a bit that is stuck under live noise. The path's own noise is the tone that it is tried with: the low bits that noise
 * moves must each have moved within a window. A higher bit stands still in a sound converter too.
 */

const { MOVED_VOLTAGE_BITS, MOVED_CURRENT_BITS, BIT_MEANS_LEFT } = WORD;
const ADC_FROZEN = bitOf(CAUSE.ADC_FROZEN);
const FROZEN_PLACE = placeOf(CAUSE.ADC_FROZEN);

/** At the end of every 10 ms; what moved is looked at once a window is full. */
export function stuckBits(interlock: Interlock): CauseMask {
  const { state, watch } = interlock;
  const left_means = state[BIT_MEANS_LEFT]! - 1;
  // A count that is none ends the window, and begins the next one well.
  if (1 <= left_means && left_means < watch.bit_means) {
    state[BIT_MEANS_LEFT] = left_means;
    return 0;
  }
  const areAllMoving = (watch.noisy_voltage_bits & ~state[MOVED_VOLTAGE_BITS]!) === 0 && (watch.noisy_current_bits & ~state[MOVED_CURRENT_BITS]!) === 0;
  state[BIT_MEANS_LEFT] = watch.bit_means;
  state[MOVED_VOLTAGE_BITS] = 0;
  state[MOVED_CURRENT_BITS] = 0;
  if (areAllMoving) return 0;
  const window_ticks = watch.bit_means * watch.mean_blocks * watch.block_ticks;
  tell(interlock, FROZEN_PLACE, { value: window_ticks, limit: window_ticks });
  return ADC_FROZEN;
}
