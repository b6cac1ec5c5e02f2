import { describe, expect, it } from 'vitest';
import { fates, summaryOf } from './headline.ts';

const SEEDS = 24;

describe('100 nm of damaged LiPON under a hostile host', () => {
  const summary = summaryOf(fates({ first: 10_000, count: SEEDS }));

  it('survives with the protections, on and at 4.5 V or more', () => {
    expect(summary.protected).toMatchObject({ broken: 0, violations: 0 });
    expect(summary.protected.reached_on).toBeGreaterThanOrEqual(0.9 * SEEDS);
    expect(summary.protected.applied_4_5_V).toBeGreaterThanOrEqual(0.5 * SEEDS);
  });

  it('breaks without them at 10 V, in about a second', () => {
    expect(summary.unprotected.broken).toBe(SEEDS);
    // The median of a Weibull law of 1 s and shape 1.5 is 0.78 s.
    expect(summary.unprotected.median_life_s).toBeGreaterThan(0.3);
    expect(summary.unprotected.median_life_s).toBeLessThan(1.6);
  });
});
