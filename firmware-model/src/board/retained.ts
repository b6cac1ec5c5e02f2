import type { Arena } from '../kernel/arena.ts';

const WORD_COUNT = 16;

/** Memory on the standby supply of layer 0's logic: a reset of the processor leaves it as it is, a power-up finds it empty. */
export function claimRetained(arena: Arena): Float64Array {
  return arena.f64('board.retained', WORD_COUNT);
}
