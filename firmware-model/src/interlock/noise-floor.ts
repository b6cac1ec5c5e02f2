import { derivedLimits } from './geometry.ts';
import type { LimitField } from './limit-rows.ts';
import type { EffectiveLimits, LimitContext } from './limits.ts';

/** How far a limit must stand off its path's noise for one false trip in a thousand ten-hour runs, white noise assumed. */
const SIGMA_ONE_SAMPLE = 7;
const SIGMA_TWO_SAMPLES = 4.8;
/** Gain error of every current: 0.05 %, assumed. */
const GAIN_ERROR_DIVISOR = 2000;
/** Offset of the slow path, assumed. */
const SLOW_OFFSET_FA = 1;
/** Samples whose mean is compared with the DAC before the switch closes. */
const CONNECT_SAMPLES = 10;
/** The longest run that a limit of charge must bear: ten hours. */
const RUN_S = 36_000;

/** Where a limit's noise comes from, and the least value that clears it. */
export interface NoiseFloor {
  readonly field: LimitField;
  readonly path: string;
  readonly least: (limits: EffectiveLimits, context: LimitContext) => number;
}

/** Every limit that a measurement is held against: seven sigma of its path and its systematic error, or it would trip by itself. */
export const NOISE_FLOORS = [
  {
    field: 'over_voltage_margin_uV', path: 'interlock voltage, one sample: 7 sigma, gain and offset',
    least: (_, { voltage_noise_uV_rms, voltage_error_uV }) => SIGMA_ONE_SAMPLE * voltage_noise_uV_rms + voltage_error_uV,
  },
  {
    field: 'current_fA_max', path: 'interlock current, two samples in a row: 4.8 sigma, gain at full scale',
    least: (_, context) => SIGMA_TWO_SAMPLES * context.current_noise_fA_rms + currentError_fA(context),
  },
  {
    field: 'excess_charge_fC_max', path: 'interlock current over 100 ms: 7 sigma',
    least: (_, { charge_noise_fC_rms }) => SIGMA_ONE_SAMPLE * charge_noise_fC_rms,
  },
  {
    field: 'hot_connect_uV_max', path: 'interlock voltage, mean of ten samples: 7 sigma, gain and offset',
    least: (_, { voltage_noise_uV_rms, voltage_error_uV }) => (SIGMA_ONE_SAMPLE * voltage_noise_uV_rms) / Math.sqrt(CONNECT_SAMPLES) + voltage_error_uV,
  },
  {
    field: 'sustained_current_fA_max', path: 'slow current, one conversion in the range that holds the limit: 7 sigma, gain and offset',
    least: ({ sustained_current_fA_max }, context) =>
      SIGMA_ONE_SAMPLE * slowNoise_fA(sustained_current_fA_max, context) + sustained_current_fA_max / GAIN_ERROR_DIVISOR + SLOW_OFFSET_FA,
  },
  {
    field: 'short_current_fA_max', path: 'interlock current less displacement, over 4 ms: 7 sigma, gain',
    least: ({ short_current_fA_max }, { block_noise_fA_rms }) => SIGMA_ONE_SAMPLE * block_noise_fA_rms + short_current_fA_max / GAIN_ERROR_DIVISOR,
  },
  {
    field: 'precursor_current_fA_max', path: 'interlock current, difference of two samples: 7 sigma',
    least: (_, { current_noise_fA_rms }) => SIGMA_ONE_SAMPLE * Math.SQRT2 * current_noise_fA_rms,
  },
  {
    field: 'specific_charge_mAh_per_g_max', path: 'slow current over ten hours: offset and gain',
    least: (limits) =>
      (SLOW_OFFSET_FA * RUN_S) / derivedLimits(limits).charge_fC_per_mAh_per_g + limits.specific_charge_mAh_per_g_max / GAIN_ERROR_DIVISOR,
  },
] as const satisfies readonly NoiseFloor[];

/** Gain error of the interlock path's current at its end. */
export function currentError_fA({ current_full_scale_fA }: LimitContext): number {
  return Math.ceil(current_full_scale_fA / GAIN_ERROR_DIVISOR);
}

/** Noise of a conversion in the most sensitive range that holds a current. */
function slowNoise_fA(current_fA: number, { slow_noise_fA_rms, slow_full_scales_fA }: LimitContext): number {
  const first_fA = slow_full_scales_fA[0]!;
  const range_fA = slow_full_scales_fA.find((full_scale_fA) => current_fA <= full_scale_fA) ?? slow_full_scales_fA.at(-1)!;
  return slow_noise_fA_rms * Math.sqrt(range_fA / first_fA);
}
