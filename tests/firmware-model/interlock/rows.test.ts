import { describe, expect, it } from 'vitest';
import { Cause, Mode } from '@nanobias/proto';
import { CAUSE } from '../../../firmware-model/src/interlock/cause.ts';
import { MODE } from '../../../firmware-model/src/interlock/mode-table.ts';
import { ROWS, causesInForce } from '../../../firmware-model/src/interlock/rows.ts';
import { BIT } from './fixture.ts';

// The matrix once more: the bits that each row has in a mask; rows that refuse, warn or bound have none.
const MASKS: Readonly<Record<number, number>> = {
  1: BIT.HARDWARE_OVER_VOLTAGE | BIT.HARDWARE_UNDER_VOLTAGE, 2: BIT.OVER_VOLTAGE | BIT.UNDER_VOLTAGE, 3: 0, 4: 0, 5: BIT.SLEW, 6: BIT.OVER_CURRENT | BIT.EXCESS_CHARGE,
  7: BIT.SUSTAINED_CURRENT, 8: BIT.HARDWARE_OVER_CURRENT | BIT.SHORT_CIRCUIT, 9: BIT.SOFT_BREAKDOWN, 10: BIT.OVER_DELITHIATION | BIT.OVER_DISCHARGE, 11: BIT.REVERSAL,
  12: 0, 13: BIT.CONTACT_LOST, 14: BIT.LEASE_LAPSED | BIT.LINK_LOST, 15: 0, 16: 0, 17: 0, 18: 0, 19: BIT.ADC_FROZEN, 20: BIT.SATURATED, 21: BIT.DAC_FAULT,
  22: BIT.SENSE_OPEN, 23: BIT.SWITCH_WELDED, 24: 0, 25: BIT.INTERLOCK_LINE, 26: BIT.WATCHDOG, 27: BIT.STATE_CORRUPTED, 28: BIT.SUPPLY | BIT.RESET, 29: BIT.BOARD_RESET,
  30: BIT.TIME_BASE, 31: BIT.SAMPLES_LOST, 32: 0, 33: 0, 34: 0, 35: 0, 36: BIT.TEMPERATURE,
};
const NUMBERS = Array.from({ length: 36 }, (_, index) => index + 1);

// Bounds in microseconds, by hand from the matrix; 0 where a row refuses, warns or bounds.
const BOUNDS: Readonly<Record<number, readonly number[]>> = {
  1: [25], 2: [200], 3: [0], 4: [0], 5: [200_000], 6: [300, 100_100], 7: [200_000], 8: [25, 1000], 9: [10_000], 10: [200_000], 11: [10_000], 12: [0], 13: [1_000_000],
  14: [100], 15: [0], 16: [0], 17: [0], 18: [0], 19: [6400, 200_000, 1_000_000], 20: [200], 21: [500], 22: [20_000], 23: [2_000_000], 24: [0], 25: [25], 26: [300], 27: [200], 28: [25],
  29: [20_000], 30: [10_000], 31: [2000], 32: [0], 33: [0], 34: [0], 35: [0], 36: [10_000, 0, 0],
};

describe('the rows', () => {
  it('are 1 to 36, in order', () => {
    expect([...new Set(ROWS.map(({ row }) => row))]).toEqual(NUMBERS);
  });

  it.each(NUMBERS)('bound row %i as the matrix does', (row) => {
    expect(ROWS.filter((entry) => entry.row === row).map(({ bound_us }) => bound_us)).toEqual(BOUNDS[row]);
  });

  it('put every cause that can be present into force', () => {
    expect(causesInForce(new Set())).toBe(-1);
  });

  it.each(NUMBERS)('take row %i out with its causes and no other', (row) => {
    expect(causesInForce(new Set()) & ~causesInForce(new Set([row]))).toBe(MASKS[row]);
  });

  it('keep the model\'s own soundness with every row left out', () => {
    expect(causesInForce(new Set(NUMBERS))).toBe(BIT.SPECIMEN_UNSOUND);
  });

  it('hold layer 0, a short and a welded switch until a local reset, and everything else that trips until an acknowledge', () => {
    const held = ROWS.filter(({ latch }) => latch === 'local_reset').map(({ row, bound_us }) => [row, bound_us]);
    expect(held).toEqual([[1, 25], [8, 25], [8, 1000], [23, 2_000_000]]);
    expect(ROWS.filter(({ bound_us, latch, clear_us }) => (bound_us === 0) !== (latch === 'none') || clear_us !== (latch === 'none' ? 0 : 1_000_000))).toEqual([]);
  });

  it('name each cause in one row alone, and twice only where it is found in several ways, the fastest first', () => {
    const causes = [...new Set(ROWS.flatMap((row): readonly number[] => row.causes))];
    const rowsOf = (cause: number) => ROWS.filter((row) => (row.causes as readonly number[]).includes(cause));
    expect(causes.filter((cause) => new Set(rowsOf(cause).map(({ row }) => row)).size !== 1)).toEqual([]);
    const several = causes.map(rowsOf).filter((rows) => rows.length > 1);
    expect(several.map((rows) => rows.map(({ row, path, bound_us }) => [row, path, bound_us]))).toEqual([
      [[19, 'interlock', 6400], [19, 'interlock', 200_000], [19, 'slow', 1_000_000]],
    ]);
  });

  it('number causes and modes as the wire does', () => {
    const { UNSPECIFIED: _none, ...causes } = Cause;
    const { UNSPECIFIED: _unknown, ...modes } = Mode;
    expect(CAUSE).toEqual(causes);
    expect(MODE).toEqual(modes);
  });
});
