import { describe, expect, it } from 'vitest';
import { Cause, Mode } from '@nanobias/proto';
import { CAUSE } from '../../../firmware-model/src/interlock/cause.ts';
import { MODE } from '../../../firmware-model/src/interlock/mode-table.ts';
import { ROWS, causesInForce } from '../../../firmware-model/src/interlock/rows.ts';
import { BIT } from './fixture.ts';

const BIT_OF: Readonly<Record<number, number>> = {
  1: BIT.HARDWARE_OVER_VOLTAGE, 2: BIT.HARDWARE_UNDER_VOLTAGE, 3: BIT.OVER_VOLTAGE, 4: BIT.UNDER_VOLTAGE, 5: BIT.SLEW, 6: BIT.OVER_CURRENT, 7: BIT.EXCESS_CHARGE,
  8: BIT.HARDWARE_OVER_CURRENT, 9: BIT.LEASE_LAPSED, 10: BIT.LINK_LOST, 20: BIT.SPECIMEN_UNSOUND,
};

describe('the rows', () => {
  it('are 1 to 6, 12 and 14', () => {
    expect([...new Set(ROWS.map(({ row }) => row))]).toEqual([1, 2, 3, 4, 5, 6, 12, 14]);
  });

  it('put every cause that opens into force', () => {
    const expected = Object.values(BIT_OF).reduce((mask, bit) => mask | bit, 0);
    expect(causesInForce(new Set())).toBe(expected);
  });

  it.each([[2, [3, 4]], [5, [5]], [6, [6, 7]], [12, []], [14, [9, 10]], [1, [1, 2, 8]]])('take row %i out with its causes and no other', (row, causes) => {
    const mask = (causes as number[]).reduce((sum, cause) => sum | BIT_OF[cause]!, 0);
    expect(causesInForce(new Set()) & ~causesInForce(new Set([row]))).toBe(mask);
  });

  it('number causes and modes as the wire does', () => {
    const { UNSPECIFIED: _none, ...causes } = Cause;
    const { UNSPECIFIED: _unknown, ...modes } = Mode;
    expect(CAUSE).toEqual(causes);
    expect(MODE).toEqual(modes);
  });
});
