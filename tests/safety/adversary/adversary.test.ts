import { describe, expect, it } from 'vitest';
import { attack } from './attack.ts';
import { attackShard, reportOf } from './adversary.ts';

describe('layer 0 under a firmware that writes any register at any tick', () => {
  it('keeps every cell within strap, error and overshoot, and was attacked', () => {
    const report = reportOf(attackShard({ first: 1, count: 6 }));
    expect(report.violations).toEqual([]);
    expect(report.isTelling).toBe(true);
    expect(report.ticks).toBe(120_000);
    expect(report.worst_true_V).toBeGreaterThan(4.98);
    // 5 V, 20 mV, and 5 V x 25 us / 2.5 ms.
    expect(report.bound_V).toBeCloseTo(5.07, 10);
  });

  it('is what keeps it: without it the same attacks pass the bound', () => {
    const { violations } = reportOf([attack({ seed: 1, ticks: 5000, isLayer0Fitted: false }), attack({ seed: 2, ticks: 5000, isLayer0Fitted: false })]);
    expect(violations.length).toBeGreaterThan(0);
    expect(Math.max(...violations.map(({ highest_V }) => highest_V))).toBeGreaterThan(5.5);
  });
});
