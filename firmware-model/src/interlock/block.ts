import { breakdown, precursor, restartBreakdown } from './breakdown.ts';
import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { hiddenCorruption } from './corruption.ts';
import { dropMean, isOfLead, senseOpen } from './sense.ts';
import { BLOCK, INPUT, WORD } from './state.ts';
import type { Interlock } from './state.ts';
import { stuckBits } from './stuck-bit.ts';

/**
 * Rows whose bounds leave room for half a millisecond: every tick adds its codes, and the last of a block looks at the
 * sums. No code is left out, and a good sample moves a sum by no more than a bad one.
 */

const { BLOCK_TICKS, BLOCK_VOLTAGE_SUM, BLOCK_CURRENT_SUM, BLOCK_CHARGE_SUM, BLOCK_DAC_SUM, CAUSES_HELD, REVERSAL_MIN_CODE } = WORD;
const { TEMPERATURE_MIN_mdegC, TEMPERATURE_MAX_mdegC } = WORD;
const { FRONT_END, TEMPERATURE_mdegC } = INPUT;
const { VOLTAGE, CURRENT, CHARGE, MEAN_BLOCKS_LEFT, BLANK_BLOCKS_LEFT } = BLOCK;
const MS_BLOCKS = 2;

const BOARD_RESET = bitOf(CAUSE.BOARD_RESET);
const TEMPERATURE = bitOf(CAUSE.TEMPERATURE);
const REVERSAL = bitOf(CAUSE.REVERSAL);
const SENSE_OPEN = bitOf(CAUSE.SENSE_OPEN);
const BOARD_RESET_PLACE = placeOf(CAUSE.BOARD_RESET);
const TEMPERATURE_PLACE = placeOf(CAUSE.TEMPERATURE);
const REVERSAL_PLACE = placeOf(CAUSE.REVERSAL);

/** The last tick of a block: what it shows is held until the next one. */
export function endBlock(interlock: Interlock, isConnected: boolean): CauseMask {
  const { state, blocks, watch } = interlock;
  let causes = frontEnd(interlock) | temperature(interlock);
  takeBlock(interlock);
  const left = blocks[MEAN_BLOCKS_LEFT]! - 1;
  // A count that is none ends the mean, and begins the next one well.
  const isMean = !(1 <= left && left < watch.mean_blocks);
  if (isConnected) causes |= connectedRows(interlock, isMean, isMean || left % MS_BLOCKS === 0);
  else dropMean(interlock);
  if (isMean) causes |= hiddenCorruption(interlock) | stuckBits(interlock);
  blocks[MEAN_BLOCKS_LEFT] = isMean ? watch.mean_blocks : left;
  state[CAUSES_HELD] = causes;
  return causes;
}

/** At the closing: what went before reached nobody, and the first sample stands for it. */
export function restartBlocks(interlock: Interlock, dac_code: number): void {
  const { state, blocks, inputs, watch } = interlock;
  const { block_ticks, mean_blocks, blank_blocks } = watch;
  const voltage_sum = inputs[INPUT.VOLTAGE_CODE]! * block_ticks;
  blocks.fill(0);
  blocks.fill(voltage_sum, VOLTAGE, CURRENT);
  blocks[MEAN_BLOCKS_LEFT] = mean_blocks;
  blocks[BLANK_BLOCKS_LEFT] = blank_blocks;
  restartBreakdown(blocks, MS_BLOCKS * voltage_sum, dac_code);
  state[BLOCK_TICKS] = block_ticks;
  state.fill(0, BLOCK_VOLTAGE_SUM, BLOCK_DAC_SUM + 1);
  state[CAUSES_HELD] = 0;
}

function connectedRows(interlock: Interlock, isMean: boolean, isMillisecond: boolean): CauseMask {
  const { blocks, watch } = interlock;
  const causes = reversal(interlock) | senseOpen(interlock, isMean);
  // Row 33: bounded, whatever the count says; layer 0 and the other rows stay awake.
  const left_blocks = blocks[BLANK_BLOCKS_LEFT]!;
  const isBlank = 1 <= left_blocks && left_blocks <= watch.blank_blocks;
  if (isBlank) blocks[BLANK_BLOCKS_LEFT] = left_blocks - 1;
  let shorts = breakdown(interlock, isMillisecond);
  if (shorts !== 0 && isOfLead(interlock)) shorts = SENSE_OPEN;
  if (!isMillisecond) return isBlank ? causes : causes | shorts;
  const jumps = precursor(interlock, isBlank);
  return isBlank ? causes : causes | shorts | jumps;
}

/** Row 29: a front end that lost its settings while the processor ran on. */
function frontEnd({ inputs, seen, watch }: Interlock): CauseMask {
  const read = inputs[FRONT_END]!;
  if (read === watch.frontEnd_key) return 0;
  seen[BOARD_RESET_PLACE] = read;
  return BOARD_RESET;
}

/** Row 36. */
function temperature({ state, inputs, seen }: Interlock): CauseMask {
  const temperature_mdegC = inputs[TEMPERATURE_mdegC]!;
  if (state[TEMPERATURE_MIN_mdegC]! <= temperature_mdegC && temperature_mdegC <= state[TEMPERATURE_MAX_mdegC]!) return 0;
  seen[TEMPERATURE_PLACE] = temperature_mdegC;
  return TEMPERATURE;
}

/** Row 11: the mean of the last millisecond. */
function reversal({ state, blocks, seen, watch }: Interlock): CauseMask {
  const ms_ticks = MS_BLOCKS * watch.block_ticks;
  const voltage_sum = blocks[VOLTAGE]! + blocks[VOLTAGE + 1]!;
  if (state[REVERSAL_MIN_CODE]! * ms_ticks <= voltage_sum) return 0;
  seen[REVERSAL_PLACE] = voltage_sum / ms_ticks;
  return REVERSAL;
}

function takeBlock({ state, blocks, watch }: Interlock): void {
  push(blocks, VOLTAGE, state[BLOCK_VOLTAGE_SUM]!);
  push(blocks, CURRENT, state[BLOCK_CURRENT_SUM]!);
  push(blocks, CHARGE, state[BLOCK_CHARGE_SUM]!);
  state[BLOCK_TICKS] = watch.block_ticks;
  state[BLOCK_VOLTAGE_SUM] = 0;
  state[BLOCK_CURRENT_SUM] = 0;
  state[BLOCK_CHARGE_SUM] = 0;
}

function push(blocks: Float64Array, place: number, sum: number): void {
  blocks[place + 3] = blocks[place + 2]!;
  blocks[place + 2] = blocks[place + 1]!;
  blocks[place + 1] = blocks[place]!;
  blocks[place] = sum;
}
