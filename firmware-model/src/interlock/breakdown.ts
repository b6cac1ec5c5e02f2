import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { BLOCK, INPUT, WORD, tell } from './state.ts';
import type { Interlock } from './state.ts';

/**
 * Rows 8 and 9. Current into the specimen is what comes through the series resistor less what charges the stray
 * capacitance. Both are taken from sums with the same weights: a step of the DAC, which is all displacement, cancels.
 */

const {
  VOLTAGE, CURRENT, CHARGE, MS_VOLTAGE, MS_CURRENT, MS_CHARGE, RING_VOLTAGE, RING_CURRENT, RING_CHARGE, RING_INDEX, VOLTAGE_LOW, VOLTAGE_HIGH,
  VOLTAGE_LOW_GUARD, VOLTAGE_HIGH_GUARD, STILL_DAC, WARNED_MS_LEFT, SPAN_MS_LEFT, LOW, HIGH,
} = BLOCK;
const { SHORT_MAX_CODE, SHORT_SLOPE_PER_1024, PRECURSOR_MAX_CODE, IS_PRECURSOR_TRIP, WINDOW_INDEX, WARNINGS } = WORD;
const DAC_CODE = INPUT.DAC_CODE;
const SHORT_CIRCUIT = bitOf(CAUSE.SHORT_CIRCUIT);
const SOFT_BREAKDOWN = bitOf(CAUSE.SOFT_BREAKDOWN);
const SHORT_PLACE = placeOf(CAUSE.SHORT_CIRCUIT);
const SOFT_PLACE = placeOf(CAUSE.SOFT_BREAKDOWN);

const MS_BLOCKS = 2;
/** The slower look spans four milliseconds: its noise is a quarter. */
const SLOW_MS = 4;
const SLOPE_UNIT = 1024;
/** Read-backs that lie closer are the same. */
const STILL_COUNT = 2;
/** Row 9 looks at a span and the two before it: at 10 to 15 ms. */
const SPAN_MS = 5;
/** Between two warnings. */
const WARNED_MS = 1000;

export function restartBreakdown(blocks: Float64Array, voltage_sum: number, dac_code: number): void {
  blocks.fill(voltage_sum, RING_VOLTAGE, RING_CURRENT);
  startExtremes(blocks, voltage_sum);
  blocks[STILL_DAC] = dac_code;
}

/** Row 8: over 1 ms with the noise allowed for, and over 4 ms at the limit itself. */
export function breakdown(interlock: Interlock, isMillisecond: boolean): CauseMask {
  const { blocks, watch } = interlock;
  const { block_ticks } = watch;
  const voltage_sum = blocks[VOLTAGE]! + blocks[VOLTAGE + 1]!;
  const rise = voltage_sum - blocks[VOLTAGE + 2]! - blocks[VOLTAGE + 3]!;
  // What an older block has carried lies under every tick of a newer one.
  const carried = block_ticks * (blocks[CURRENT + 3]! + 2 * blocks[CURRENT + 2]! + blocks[CURRENT + 1]!);
  const charge = blocks[CHARGE]! + blocks[CHARGE + 1]! - blocks[CHARGE + 2]! - blocks[CHARGE + 3]! + carried;
  const isInside = isChangeInside(interlock, charge, rise, false);
  if (!isMillisecond) return isInside ? 0 : SHORT_CIRCUIT;
  takeMillisecond(blocks, block_ticks);
  const index = blocks[RING_INDEX]!;
  const slowRise = voltage_sum - blocks[RING_VOLTAGE + index]!;
  const slowCharge = blocks[MS_CHARGE]! - blocks[RING_CHARGE + index]! + MS_BLOCKS * block_ticks * ringCurrent(blocks);
  const isSlowInside = isChangeInside(interlock, slowCharge, slowRise, true);
  keepMillisecond(blocks, index);
  return isInside && isSlowInside ? 0 : SHORT_CIRCUIT;
}

/**
 * Whether a change between two milliseconds is the cell's own: the newer sums less the older ones, of the current summed
 * up to each tick and of the voltage. They lie 1 ms apart, or 4.
 */
function isChangeInside(interlock: Interlock, charge: number, rise: number, isSlow: boolean): boolean {
  const { state, blocks, watch } = interlock;
  const { block_ticks, displacement, short_noise_code, fall_count_max, slowFall_count_max } = watch;
  const ms_ticks = MS_BLOCKS * block_ticks;
  const weight = displacement.denominator * (isSlow ? SLOW_MS * ms_ticks : ms_ticks);
  const specimen = charge * displacement.denominator - rise * displacement.numerator;
  // Twice what the film passes at this distance from its own voltage, which lies where the bias has been.
  const voltage_sum = blocks[VOLTAGE]! + blocks[VOLTAGE + 1]!;
  const away_sum = Math.max(voltage_sum - blocks[VOLTAGE_LOW]!, blocks[VOLTAGE_HIGH]! - voltage_sum);
  const limit_code = state[SHORT_MAX_CODE]! + (isSlow ? 0 : short_noise_code);
  const limit = limit_code * SLOPE_UNIT * ms_ticks + state[SHORT_SLOPE_PER_1024]! * away_sum;
  const isCurrentInside = Math.abs(specimen) * SLOPE_UNIT <= limit * weight;
  // A voltage that falls by itself, faster than 1 V/s, discharges into something.
  const fall_max = isSlow ? slowFall_count_max : fall_count_max;
  const isFallInside = -fall_max <= rise || isDacFalling(interlock);
  if (isCurrentInside && isFallInside) return true;
  // Either in codes of current: what is into the specimen, or what the lead loses by itself.
  const unit = weight * ms_ticks;
  if (isCurrentInside) tell(interlock, SHORT_PLACE, { value: (-rise * displacement.numerator) / unit, limit: (fall_max * displacement.numerator) / unit });
  else tell(interlock, SHORT_PLACE, { value: specimen / unit, limit: limit / (SLOPE_UNIT * ms_ticks) });
  return false;
}

/** Whether the DAC has gone down within the last 100 ms: the node follows for so long. */
function isDacFalling({ state, dac, inputs }: Interlock): boolean {
  const oldest = state[WINDOW_INDEX]! + 1;
  return inputs[DAC_CODE]! + STILL_COUNT < dac[oldest < dac.length ? oldest : 0]!;
}

function takeMillisecond(blocks: Float64Array, block_ticks: number): void {
  const voltage_sum = blocks[VOLTAGE]! + blocks[VOLTAGE + 1]!;
  blocks[MS_VOLTAGE] = voltage_sum;
  blocks[MS_CURRENT] = blocks[CURRENT]! + blocks[CURRENT + 1]!;
  blocks[MS_CHARGE] = blocks[CHARGE]! + blocks[CHARGE + 1]! + block_ticks * blocks[CURRENT + 1]!;
  // Each by itself: a guard that followed its extreme would bear out a corrupted one.
  blocks[VOLTAGE_LOW] = Math.min(blocks[VOLTAGE_LOW]!, voltage_sum);
  blocks[VOLTAGE_LOW_GUARD] = Math.max(blocks[VOLTAGE_LOW_GUARD]!, -voltage_sum);
  blocks[VOLTAGE_HIGH] = Math.max(blocks[VOLTAGE_HIGH]!, voltage_sum);
  blocks[VOLTAGE_HIGH_GUARD] = Math.min(blocks[VOLTAGE_HIGH_GUARD]!, -voltage_sum);
}

function startExtremes(blocks: Float64Array, voltage_sum: number): void {
  blocks[VOLTAGE_LOW] = voltage_sum;
  blocks[VOLTAGE_LOW_GUARD] = -voltage_sum;
  blocks[VOLTAGE_HIGH] = voltage_sum;
  blocks[VOLTAGE_HIGH_GUARD] = -voltage_sum;
}

/** Row 27: the cell's own voltage, beside which the film may pass a current. Everything else of these rows is gone within 15 ms. */
export function areExtremesWhole({ blocks }: Interlock): boolean {
  return blocks[VOLTAGE_LOW_GUARD] === -blocks[VOLTAGE_LOW]! && blocks[VOLTAGE_HIGH_GUARD] === -blocks[VOLTAGE_HIGH]!;
}

/** The last millisecond alone is known to be of the cell. */
export function forgetExtremes({ blocks }: Interlock): void {
  startExtremes(blocks, blocks[MS_VOLTAGE]!);
}

function ringCurrent(blocks: Float64Array): number {
  return blocks[RING_CURRENT]! + blocks[RING_CURRENT + 1]! + blocks[RING_CURRENT + 2]! + blocks[RING_CURRENT + 3]!;
}

/** Puts the millisecond in the place of the one that lies 4 ms before it. */
function keepMillisecond(blocks: Float64Array, index: number): void {
  blocks[RING_VOLTAGE + index] = blocks[MS_VOLTAGE]!;
  blocks[RING_CURRENT + index] = blocks[MS_CURRENT]!;
  blocks[RING_CHARGE + index] = blocks[MS_CHARGE]!;
  blocks[RING_INDEX] = index + 1 < SLOW_MS ? index + 1 : 0;
}

/** Row 9: a current that jumps, or flickers, while the DAC rests. */
export function precursor(interlock: Interlock, isBlank: boolean): CauseMask {
  const { state, blocks, inputs, watch } = interlock;
  const current_sum = blocks[MS_CURRENT]!;
  const isStill = Math.abs(inputs[DAC_CODE]! - blocks[STILL_DAC]!) <= STILL_COUNT;
  if (isBlank || !isStill) {
    blocks[STILL_DAC] = inputs[DAC_CODE]!;
    blocks.fill(current_sum, LOW, HIGH + 3);
    return 0;
  }
  if (0 < blocks[WARNED_MS_LEFT]!) blocks[WARNED_MS_LEFT] = blocks[WARNED_MS_LEFT]! - 1;
  blocks[LOW] = Math.min(blocks[LOW]!, current_sum);
  blocks[HIGH] = Math.max(blocks[HIGH]!, current_sum);
  const range_sum = Math.max(blocks[HIGH], blocks[HIGH + 1]!, blocks[HIGH + 2]!) - Math.min(blocks[LOW], blocks[LOW + 1]!, blocks[LOW + 2]!);
  if (1 < blocks[SPAN_MS_LEFT]!) blocks[SPAN_MS_LEFT] = blocks[SPAN_MS_LEFT]! - 1;
  else beginSpan(blocks, current_sum);
  if (range_sum <= state[PRECURSOR_MAX_CODE]! * MS_BLOCKS * watch.block_ticks) return 0;
  return jump(interlock, range_sum);
}

function beginSpan(blocks: Float64Array, current_sum: number): void {
  blocks[SPAN_MS_LEFT] = SPAN_MS;
  blocks[LOW + 2] = blocks[LOW + 1]!;
  blocks[LOW + 1] = blocks[LOW]!;
  blocks[LOW] = current_sum;
  blocks[HIGH + 2] = blocks[HIGH + 1]!;
  blocks[HIGH + 1] = blocks[HIGH]!;
  blocks[HIGH] = current_sum;
}

/** Trips, or warns at most once a second. */
function jump({ state, blocks, seen, watch }: Interlock, range_sum: number): CauseMask {
  seen[SOFT_PLACE] = range_sum / (MS_BLOCKS * watch.block_ticks);
  if (state[IS_PRECURSOR_TRIP] === 1) return SOFT_BREAKDOWN;
  if (blocks[WARNED_MS_LEFT] !== 0) return 0;
  state[WARNINGS] = state[WARNINGS]! | SOFT_BREAKDOWN;
  blocks[WARNED_MS_LEFT] = WARNED_MS;
  return 0;
}
