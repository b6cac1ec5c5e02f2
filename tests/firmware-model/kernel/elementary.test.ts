import { describe, expect, it } from 'vitest';
import { asinh, exp, expm1, ln, sinh } from '../../../firmware-model/src/kernel/elementary.ts';

/** Distance in units of the last place. */
function ulps(value: number, reference: number): number {
  if (value === reference) return 0;
  return Math.abs(value - reference) / (Math.abs(reference) * Number.EPSILON);
}

function worst(own: (x: number) => number, engine: (x: number) => number, arguments_: readonly number[]): number {
  return Math.max(...arguments_.map((x) => ulps(own(x), engine(x))));
}

/** Spread without a pattern that the reduction could share. */
function spread(low: number, high: number): number[] {
  return Array.from({ length: 20_000 }, (_, i) => low + (high - low) * ((i * 0.6180339887498949) % 1));
}

describe('elementary functions', () => {
  it('agree with the engine to three units in the last place', () => {
    for (const [low, high] of [[-1, 1], [-40, 40], [-700, 700]] as const) {
      expect(worst(exp, Math.exp, spread(low, high))).toBeLessThan(3);
      expect(worst(expm1, Math.expm1, spread(low, high))).toBeLessThan(3);
      expect(worst(sinh, Math.sinh, spread(low, high))).toBeLessThan(3);
      expect(worst(asinh, Math.asinh, spread(low, high))).toBeLessThan(3);
    }
    expect(worst(ln, Math.log, spread(0.4, 2.5).filter((x) => Math.abs(x - 1) > 1e-12))).toBeLessThan(3);
    expect(worst(ln, Math.log, spread(-700, 700).map((x) => Math.exp(x)))).toBeLessThan(3);
  });

  it('keep their precision near zero, where the plain formulas cancel', () => {
    for (const x of [1e-3, 1e-8, 1e-15, 1e-300]) {
      expect(ulps(expm1(x), Math.expm1(x))).toBeLessThan(3);
      expect(ulps(sinh(-x), Math.sinh(-x))).toBeLessThan(3);
      expect(ulps(asinh(-x), Math.asinh(-x))).toBeLessThan(3);
    }
  });

  it('keep the ends of their ranges', () => {
    expect([exp(0), expm1(0), ln(1), sinh(0), asinh(0)]).toEqual([1, 0, 0, 0, 0]);
    expect([exp(-Infinity), exp(Infinity), exp(710), exp(-746)]).toEqual([0, Infinity, Infinity, 0]);
    expect(ulps(exp(709.78), Math.exp(709.78))).toBeLessThan(3);
    expect(exp(-740)).toBe(Math.exp(-740));
    expect([ln(0), ln(Infinity)]).toEqual([-Infinity, Infinity]);
    expect(ulps(ln(5e-324), Math.log(5e-324))).toBeLessThan(3);
    expect([ln(-1), exp(NaN), expm1(NaN), ln(NaN), sinh(NaN), asinh(NaN)]).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
  });
});
