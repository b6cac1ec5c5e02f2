import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { BLOCK, WORD } from './state.ts';
import type { Interlock } from './state.ts';

const { VOLTAGE, CURRENT, MEAN_DAC, MEAN_CURRENT, MEAN_VOLTAGE } = BLOCK;
const SENSE_OPEN = bitOf(CAUSE.SENSE_OPEN);
const SENSE_OPEN_PLACE = placeOf(CAUSE.SENSE_OPEN);

/**
 * Row 22: what the DAC puts out, less what drops across the series resistor, must arrive at the sense lead. Adds a block,
 * and at the end of 10 ms looks at the mean.
 */
export function senseOpen(interlock: Interlock, isMean: boolean): CauseMask {
  const { state, blocks, seen, watch } = interlock;
  const { block_ticks, mean_blocks, sense } = watch;
  const dac_sum = blocks[MEAN_DAC]! + state[WORD.BLOCK_DAC_SUM]!;
  const current_sum = blocks[MEAN_CURRENT]! + blocks[CURRENT]!;
  const voltage_sum = blocks[MEAN_VOLTAGE]! + blocks[VOLTAGE]!;
  state[WORD.BLOCK_DAC_SUM] = 0;
  blocks[MEAN_DAC] = isMean ? 0 : dac_sum;
  blocks[MEAN_CURRENT] = isMean ? 0 : current_sum;
  blocks[MEAN_VOLTAGE] = isMean ? 0 : voltage_sum;
  if (!isMean) return 0;
  const off = dac_sum * sense.dac - current_sum * sense.current - voltage_sum * sense.voltage;
  const samples_count = block_ticks * mean_blocks;
  if (Math.abs(off) <= sense.limit * samples_count) return 0;
  seen[SENSE_OPEN_PLACE] = Math.round(off / (samples_count * sense.per_uV));
  return SENSE_OPEN;
}

/** Nothing flows through an open switch: the mean begins with the next block that is connected whole. */
export function dropMean({ state, blocks }: Interlock): void {
  state[WORD.BLOCK_DAC_SUM] = 0;
  blocks[MEAN_DAC] = 0;
  blocks[MEAN_CURRENT] = 0;
  blocks[MEAN_VOLTAGE] = 0;
}
