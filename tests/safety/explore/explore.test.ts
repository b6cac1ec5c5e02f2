import { CAUSE, PRESENT_CAUSES } from '@nanobias/firmware-model/interlock';
import { describe, expect, it } from 'vitest';
import { explore } from './explorer.ts';
import { PLANTED } from './planted.ts';
import { PROPERTIES } from './properties.ts';
import { exploreAll } from './report.ts';
import { SUITE_SLICES } from './slices.ts';
import { FLICKER, RAMPS, SMALL } from './small-slices.ts';

describe('the interlocks, explored to a fixed point', () => {
  const report = exploreAll([SMALL, RAMPS, { ...FLICKER, window_ticks: 2 }]);

  it('hold every property in every transition, and leave no state unfollowed', () => {
    expect(report.violations).toEqual([]);
    expect(report.frontier).toBe(0);
    expect(report.states).toBeGreaterThan(20_000);
  });

  it('give every property something to hold', () => {
    expect(report.vacuous).toEqual([]);
    expect(Object.keys(report.witnesses).sort()).toEqual([...PROPERTIES.map(({ name }) => name), 'L1'].sort());
  });

  it('lead from every state but a hard fault to mode ON, and by a stop to an open circuit', () => {
    expect(report.on_reachable_from_all).toBe(true);
    expect(report.stop_reaches_safe).toBe(true);
  });
});

describe('the explorer', () => {
  it.each(PLANTED)('finds where $name', ({ bodies, property, slice }) => {
    const { violations: [violation] } = explore(slice, { bodies });
    expect(violation?.property).toBe(property);
    expect(violation!.schedule.length).toBeGreaterThan(1);
  });

  it('tells a host that never arms as one that never reaches mode ON', () => {
    const { on_reachable_from_all } = exploreAll([{ ...SMALL, token_ticks: 0 }]);
    expect(on_reachable_from_all).toBe(false);
  });

  it('explores every cause that can be present', () => {
    const explored = new Set(SUITE_SLICES.flatMap(({ causes }) => causes));
    expect(PRESENT_CAUSES.filter((cause) => !explored.has(cause))).toEqual([CAUSE.LEASE_LAPSED, CAUSE.LINK_LOST]);
  });
});
