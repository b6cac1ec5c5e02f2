import { describe, expect, it } from 'vitest';
import { Cause, Mode } from '@nanobias/proto';
import { CAUSE } from '../../../firmware-model/src/interlock/cause.ts';
import { MODE } from '../../../firmware-model/src/interlock/mode-table.ts';
import { ROWS, causesInForce } from '../../../firmware-model/src/interlock/rows.ts';

describe('the rows', () => {
  it('are 1 to 6, 12 and 14', () => {
    expect([...new Set(ROWS.map(({ row }) => row))]).toEqual([1, 2, 3, 4, 5, 6, 12, 14]);
  });

  it('put every cause that opens into force', () => {
    const expected = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 17, 18, 20].reduce((mask, cause) => mask | (1 << cause), 0);
    expect(causesInForce(new Set())).toBe(expected);
  });

  it.each([[2, [3, 4]], [5, [5]], [6, [6, 7]], [12, [17, 18]], [14, [9, 10]], [1, [1, 2, 8]]])('take row %i out with its causes and no other', (row, causes) => {
    const mask = causes.reduce((sum, cause) => sum | (1 << cause), 0);
    expect(causesInForce(new Set()) & ~causesInForce(new Set([row]))).toBe(mask);
  });

  it('number causes and modes as the wire does', () => {
    const { UNSPECIFIED: _none, ...causes } = Cause;
    const { UNSPECIFIED: _unknown, ...modes } = Mode;
    expect(CAUSE).toEqual(causes);
    expect(MODE).toEqual(modes);
  });
});
