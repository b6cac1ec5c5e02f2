import { CAUSE, bitOf, maskOf } from './cause.ts';
import type { Cause, CauseMask } from './cause.ts';

/** How a row holds its output open once it has acted. */
export type Latch = 'none' | 'acknowledge' | 'local_reset';

/** One row of the matrix: a hazard, where it is seen, how soon the circuit is open, and what releases it. */
export interface Row {
  readonly row: number;
  readonly hazard: string;
  readonly causes: readonly Cause[];
  /** Consecutive samples that must show it. */
  readonly samples_count: number;
  /** Longest time from the cause to the request that opens the switch; 0 where the output is never touched. */
  readonly bound_us: number;
  readonly latch: Latch;
  /** Where the numbers come from. */
  readonly source: string;
}

/** Row 6: one sample can be a hit of the detector; two in a row are a current. */
export const OVER_CURRENT_SAMPLES = 2;

/**
 * The rows that this firmware evaluates or, for rows 3, 4 and 12, refuses by. A row that is not here is not guarded.
 * The bounds hold at the default tick of 100 us.
 */
export const ROWS = [
  {
    row: 1, hazard: 'cell over- or under-voltage, as layer 0 reports it', samples_count: 1, bound_us: 100, latch: 'local_reset',
    causes: [CAUSE.HARDWARE_OVER_VOLTAGE, CAUSE.HARDWARE_UNDER_VOLTAGE, CAUSE.HARDWARE_OVER_CURRENT],
    source: 'the strap of layer 0, which opens by itself within 25 us; the firmware only follows',
  },
  {
    row: 2, hazard: 'measured over-voltage', causes: [CAUSE.OVER_VOLTAGE, CAUSE.UNDER_VOLTAGE], samples_count: 1, bound_us: 200, latch: 'acknowledge',
    source: 'cap and margin of the committed limits; 25 mV is 7 sigma of 1 mV, 7 mV of gain and offset, and as much again in hand',
  },
  {
    row: 3, hazard: 'set-point beyond a cap', causes: [], samples_count: 1, bound_us: 0, latch: 'none',
    source: 'caps of the committed limits, at the request and again at the gate',
  },
  {
    row: 4, hazard: 'field in LiPON', causes: [], samples_count: 1, bound_us: 0, latch: 'none',
    source: 'thickness times field cap; 0.30 MV/cm is assumed, no citable breakdown field of LiPON was found',
  },
  {
    row: 5, hazard: 'slew', causes: [CAUSE.SLEW], samples_count: 1, bound_us: 200_000, latch: 'acknowledge',
    source: 'twice the active slew over 100 ms and 2 LSB of the DAC; the read-back is a code and carries no noise',
  },
  {
    row: 6, hazard: 'over-current, hard', causes: [CAUSE.OVER_CURRENT], samples_count: OVER_CURRENT_SAMPLES, bound_us: 300, latch: 'acknowledge',
    source: '10 nA assumed: 1500 C of the default cell, half of the interlock range',
  },
  {
    row: 6, hazard: 'over-current that flickers', causes: [CAUSE.EXCESS_CHARGE], samples_count: 1, bound_us: 100_100, latch: 'acknowledge',
    source: '10 pC above the limit in any 100 ms, assumed: 0.04 % of the charge of the default cell',
  },
  {
    row: 12, hazard: 'hot connect, wrong sign', causes: [CAUSE.HOT_CONNECT, CAUSE.WRONG_SIGN], samples_count: 1, bound_us: 0, latch: 'none',
    source: '10 mV across 203 pF are 2 pC, 0.01 % of the charge of the default cell',
  },
  {
    row: 14, hazard: 'host loss', causes: [CAUSE.LEASE_LAPSED, CAUSE.LINK_LOST], samples_count: 1, bound_us: 100, latch: 'acknowledge',
    source: 'the lease that the holder asked for, and one tick',
  },
] as const satisfies readonly Row[];

/** Causes that open the output, of all rows but those left out. The model's own soundness is no row and stays in force. */
export function causesInForce(rowsLeftOut: ReadonlySet<number>): CauseMask {
  let mask = maskOf(CAUSE.SPECIMEN_UNSOUND);
  for (const { row, causes } of ROWS) {
    if (!rowsLeftOut.has(row)) mask |= causes.reduce((bits, cause) => bits | bitOf(cause), 0);
  }
  return mask;
}
