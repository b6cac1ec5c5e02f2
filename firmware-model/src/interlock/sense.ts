import { CAUSE, bitOf, placeOf } from './cause.ts';
import type { CauseMask } from './cause.ts';
import { BLOCK, WORD, tell } from './state.ts';
import type { Interlock } from './state.ts';

const { VOLTAGE, CURRENT, MEAN_OFF, OFF } = BLOCK;
const { CAUSES_IN_FORCE, BLOCK_DAC_SUM } = WORD;
const MS_BLOCKS = 2;
const SENSE_OPEN = bitOf(CAUSE.SENSE_OPEN);
const SENSE_OPEN_PLACE = placeOf(CAUSE.SENSE_OPEN);

/**
 * Row 22: what the DAC puts out, less what drops across the series resistor, must arrive at the sense lead. Adds a block,
 * and at the end of 10 ms looks at the mean.
 */
export function senseOpen(interlock: Interlock, isMean: boolean): CauseMask {
  const { blocks, watch } = interlock;
  const off_sum = blocks[MEAN_OFF]! + takeOff(interlock);
  blocks[MEAN_OFF] = isMean ? 0 : off_sum;
  if (!isMean) return 0;
  const samples_count = watch.block_ticks * watch.mean_blocks;
  if (Math.abs(off_sum) <= watch.sense.limit * samples_count) return 0;
  tell(interlock, SENSE_OPEN_PLACE, { value: off_sum / (samples_count * watch.sense.per_uV), limit: watch.sense.limit / watch.sense.per_uV });
  return SENSE_OPEN;
}

/** Nothing flows through an open switch: the mean begins with the next block that is connected whole. */
export function dropMean({ state, blocks }: Interlock): void {
  state[BLOCK_DAC_SUM] = 0;
  blocks[MEAN_OFF] = 0;
}

/**
 * Whether what row 8 has seen happens at the lead and not in the cell: a jump of the measured voltage that the series
 * resistor knows nothing of. The circuit opens either way, and what the log says is what has to be mended.
 */
export function isOfLead(interlock: Interlock): boolean {
  const { state, blocks, watch } = interlock;
  if ((state[CAUSES_IN_FORCE]! & SENSE_OPEN) === 0) return false;
  const { block_ticks, fall_count_max, sense } = watch;
  const off = blocks[OFF]! + blocks[OFF + 1]!;
  const jump = off - blocks[OFF + 2]! - blocks[OFF + 3]!;
  const ms_ticks = MS_BLOCKS * block_ticks;
  const isNear = Math.abs(off) <= sense.limit * ms_ticks;
  if (isNear && Math.abs(jump) <= fall_count_max * sense.voltage) return false;
  const limit = isNear ? (fall_count_max * sense.voltage) / ms_ticks : sense.limit;
  tell(interlock, SENSE_OPEN_PLACE, { value: (isNear ? jump : off) / (ms_ticks * sense.per_uV), limit: limit / sense.per_uV });
  return true;
}

function takeOff({ state, blocks, watch: { sense } }: Interlock): number {
  const off = state[BLOCK_DAC_SUM]! * sense.dac - blocks[CURRENT]! * sense.current - blocks[VOLTAGE]! * sense.voltage;
  state[BLOCK_DAC_SUM] = 0;
  blocks[OFF + 3] = blocks[OFF + 2]!;
  blocks[OFF + 2] = blocks[OFF + 1]!;
  blocks[OFF + 1] = blocks[OFF]!;
  blocks[OFF] = off;
  return off;
}
