import { crc32c } from '@nanobias/proto';
import type { BoardDescription } from '../board/registers.ts';
import { SLOW } from '../interlock/slow-state.ts';
import type { SlowState } from '../interlock/slow-state.ts';

/**
 * Row 27 for what the slow rows decide by: their limits and the charge of row 10. Both are sealed whenever they are written
 * and compared before a conversion is judged, so that nothing corrupted is ever used.
 */

/** Time constants of the lead after which a closing has passed. */
const BLANK_CONSTANTS = 5;
/** Kiloohms times femtofarads are picoseconds. */
const MS_PER_KOHM_FF = 1e-9;
const MS_PER_S = 1000;

/** What the board says of itself, beside the limits. */
export function putBoardWords(slow: SlowState, board: BoardDescription): void {
  const conversion_ms = MS_PER_S / board.slow_rate_Hz;
  const blank_ms = BLANK_CONSTANTS * board.series_resistance_kOhm * board.stray_capacitance_fF * MS_PER_KOHM_FF;
  slow[SLOW.CONVERSION_ms] = conversion_ms;
  slow[SLOW.STRAY_fF] = board.stray_capacitance_fF;
  // The conversion in which the switch closes is not a whole one.
  slow[SLOW.BLANK_CONVERSIONS] = Math.ceil(blank_ms / conversion_ms) + 1;
}

export function sealSlowLimits(slow: SlowState): void {
  slow[SLOW.SEAL_LIMITS] = sumOf(slow, SLOW.CELL_kOhm, SLOW.CHARGE_fC_PER_mAh_per_g);
}

export function sealCharge(slow: SlowState): void {
  slow[SLOW.SEAL_CHARGE] = sumOf(slow, SLOW.IS_COUNTING, SLOW.SIGMA_aC);
}

export function areSlowLimitsWhole(slow: SlowState): boolean {
  return slow[SLOW.SEAL_LIMITS] === sumOf(slow, SLOW.CELL_kOhm, SLOW.CHARGE_fC_PER_mAh_per_g);
}

export function isChargeWhole(slow: SlowState): boolean {
  return slow[SLOW.SEAL_CHARGE] === sumOf(slow, SLOW.IS_COUNTING, SLOW.SIGMA_aC);
}

/** Limits that are no longer known bound everything to nothing. The film stays named, and the charge with it. */
export function dropSlowLimits(slow: SlowState, board: BoardDescription): void {
  slow.fill(0, SLOW.CELL_kOhm, SLOW.LNMO_THICKNESS_nm);
  putBoardWords(slow, board);
  sealSlowLimits(slow);
}

function sumOf(slow: SlowState, first: number, last: number): number {
  return crc32c(new Uint8Array(slow.buffer, slow.byteOffset + first * Float64Array.BYTES_PER_ELEMENT, (last + 1 - first) * Float64Array.BYTES_PER_ELEMENT));
}
