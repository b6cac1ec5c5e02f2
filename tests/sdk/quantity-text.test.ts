import { ROWS } from '@nanobias/firmware-model/interlock';
import { causeName, causeUnit, quantityText } from '@nanobias/sdk';
import { describe, expect, it } from 'vitest';

describe('an integer that a controller tells', () => {
  it.each([[4_651_000, 'uV', '4.6510 V'], [-152_000, 'fA', '-152.0 pA'], [12_300, 'fC', '12.30 pC'], [500_000, 'us', '0.5000 s'], [60_000, 'mdegC', '60.00 \u00b0C'], [12, 'uV', '12 \u00b5V'], [3, 'count', '3 count']])('writes %d %s as %s', (value, unit, text) => {
    expect(quantityText(value, unit)).toBe(text);
  });
});

describe('the unit of what is told with a cause', () => {
  it('is that of the matrix, of its first row where several share a cause', () => {
    const units = new Map(ROWS.toReversed().flatMap(({ causes, unit }) => causes.map((cause) => [cause, unit] as const)));
    expect(units.size).toBeGreaterThan(30);
    for (const [cause, unit] of units) expect([causeName(cause), causeUnit(cause)]).toEqual([causeName(cause), unit]);
  });
});
