import { describe, expect, it } from 'vitest';
import { clockText, ofController, prefixFor, spanText, volts, written } from '../../../cli/src/browser/quantity.ts';

const text = (value: { readonly number: string; readonly unit: string }): string => `${value.number} ${value.unit}`.trimEnd();

describe('quantities on the page', () => {
  it.each([
    [1.2345e-12, '1.235 pA'], [-2e-15, '\u22122.000 fA'], [0, '0.000 A'], [9.99996e-10, '1.000 nA'], [1e-18, '0.001000 fA'], [null, '\u2013 A'], [NaN, '\u2013 A'],
  ])('writes %s A as %s', (value, expected) => expect(text(written(value, 'A'))).toBe(expected));

  it('shares one prefix among the numbers of an axis', () => {
    expect(prefixFor(3e-11)).toEqual({ factor: 1e-12, prefix: 'p' });
    expect(prefixFor(0)).toEqual({ factor: 1, prefix: '' });
  });

  it.each([[3.45, '3.4500 V'], [-0.00004, '\u22120.0000 V'], [null, '\u2013 V']])('writes a bias of %s as %s', (value, expected) => expect(text(volts(value))).toBe(expected));

  it.each([
    [0, 0, '0:00'], [59.96, 1, '1:00.0'], [61, 0, '1:01'], [3599.6, 0, '1:00:00'], [45_296.7, 0, '12:34:57'], [-5, 0, '\u22120:05'], [1.2345, 3, '0:01.234'],
  ])('writes %s s with %s decimals as %s', (time_s, decimals, expected) => expect(clockText(time_s, decimals)).toBe(expected));

  it.each([[0.05, '50 ms'], [30, '30 s'], [300, '5 min'], [36_000, '10 h']])('says how long %s s are: %s', (span_s, expected) => expect(spanText(span_s)).toBe(expected));

  it.each([
    [3_453_064, 'uV', '3.45 V'], [-2, 'fA', '\u22122.00 fA'], [0, 'fC', '0 C'], [24_850, 'mdegC', '24.9 \u00b0C'], [300_000, 'uAh/g', '300.00 mAh/g'], [64, 'count', '64'],
    [50_000, 'e/(nm2 s)', '50000 e/(nm2 s)'], [null, 'uV', '\u2013'],
  ])('writes %s %s of the controller as %s', (value, unit, expected) => expect(text(ofController(value, unit))).toBe(expected));
});
