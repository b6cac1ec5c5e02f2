import type { Arena } from '../kernel/arena.ts';
import { average, meanCurrent_fA, meanVoltage_uV, startAverage } from './averages.ts';
import type { Firmware } from './firmware.ts';
import { committedLimits } from './limits-store.ts';
import { dacCode, ticksOf } from './scale.ts';
import { advanceRamp, isRamping, startRamp } from './setpoint.ts';

/** A soft disconnect takes no longer, whatever the current does. */
const RAMP_DOWN_US_MAX = 1_000_000;
/** Time over which voltage and current are averaged: noise of the interlock path is then a tenth. */
const WINDOW_US = 10_000;
/** Three sigma of the mean of a window, as a part of one sample's noise: below it the current is taken for zero. */
const SIGMAS = 3;

const WORDS = { LEFT_TICKS: 0 } as const;

export function claimRampDown(arena: Arena): Int32Array {
  return arena.i32('controller.ramp_down');
}

export function startRampDown(firmware: Firmware): void {
  firmware.rampDown[WORDS.LEFT_TICKS] = ticksOf(firmware.scale, RAMP_DOWN_US_MAX);
  startAverage(firmware);
}

/** One tick of driving the DAC to the cell's own voltage, where no current flows; true when it is time to open. */
export function isRampDownOver(firmware: Firmware): boolean {
  const { rampDown, scale, board } = firmware;
  const left_ticks = rampDown[WORDS.LEFT_TICKS]! - 1;
  rampDown[WORDS.LEFT_TICKS] = left_ticks;
  if (isRamping(firmware)) advanceRamp(firmware);
  const window_ticks = ticksOf(scale, WINDOW_US);
  // A count beyond the second is none: it is over.
  const isLeft = 0 < left_ticks && left_ticks < ticksOf(scale, RAMP_DOWN_US_MAX);
  if (average(firmware) < window_ticks) return !isLeft;

  const current_fA = meanCurrent_fA(firmware);
  const threshold_fA = (SIGMAS * board.interlock_noise_fA_rms) / Math.sqrt(window_ticks);
  const isCurrentZero = current_fA !== undefined && Math.abs(current_fA) <= threshold_fA;
  const slew_nV_per_s = committedLimits(firmware)?.limits.slew_nV_per_s_max;
  if (slew_nV_per_s !== undefined) startRamp(firmware, { code: dacCode(scale, meanVoltage_uV(firmware)), slew_nV_per_s });
  startAverage(firmware);
  return isCurrentZero || !isLeft;
}
