import { describe, expect, it } from 'vitest';
import { quantityText } from '../../../cli/src/watch/quantity-text.ts';

describe('a logged integer', () => {
  it.each([[4_651_000, 'uV', '4.6510 V'], [-152_000, 'fA', '-152.0 pA'], [12_300, 'fC', '12.30 pC'], [500_000, 'us', '0.5000 s'], [60_000, 'mdegC', '60.00 \u00b0C'], [12, 'uV', '12 \u00b5V'], [3, 'count', '3 count']])('writes %d %s as %s', (value, unit, text) => {
    expect(quantityText(value, unit)).toBe(text);
  });
});
