import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CAUSE, PRESENT_CAUSES, WORD } from '@nanobias/firmware-model/interlock';
import { describe, expect, it } from 'vitest';
import { explore } from './explorer.ts';
import { PLANTED } from './planted.ts';
import { PROPERTIES } from './properties.ts';
import { exploreAll } from './report.ts';
import type { RefinedReport } from './report.ts';
import { Steps, walk } from './refinement.ts';
import { replay } from './replay.ts';
import { SUITE_SLICES } from './slices.ts';
import { SMALL } from './small-slices.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** In a process of its own, where it runs three times as fast as behind the transformation of the test runner. */
const COMMAND = ['--conditions=nanobias-source', '--import', 'tsx', 'tests/safety/explore/main.ts', '--json', '--quick'];

describe('the interlocks, explored to a fixed point', () => {
  const report = JSON.parse(execFileSync(process.execPath, COMMAND, { cwd: root, encoding: 'utf8' })) as RefinedReport;

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

  it('hold every step that the full model takes in 30,000 ticks under a host without manners', () => {
    const { concrete } = report;
    expect(concrete.missing).toEqual([]);
    expect(concrete.transitions).toBeGreaterThanOrEqual(30_000);
    // Otherwise the sentence above is about an output that stays off.
    expect(concrete.reached_on).toBeGreaterThan(10);
    expect(concrete.trips).toBeGreaterThan(5);
    expect(concrete.distinct).toBeGreaterThan(40);
  });
});

describe('the full model', () => {
  it('takes steps that a smaller exploration has not seen', () => {
    const steps = new Steps();
    explore({ ...SMALL, isHostBrief: true }, { onStep: (before, device, move) => steps.note(before, device, move) });
    expect(walk(steps, 5000, 1).missing.length).toBeGreaterThan(0);
  });

  it('replays a counterexample: with the planted fault it breaks the same property, without it none', () => {
    const { bodies, slice, property } = PLANTED[0]!;
    const { schedule } = explore(slice, { bodies }).violations[0]!;
    const planted = replay(schedule, ({ state }) => {
      state.fill(state[WORD.CLEAR_TICKS_MIN]!, WORD.CLEAR_FIRST, WORD.CLEAR_FIRST + state[WORD.LATCH_COUNT]!);
    });
    expect(planted.violations.map((violation) => violation.property)).toContain(property);
    expect(replay(schedule)).toMatchObject({ violations: [], wasOn: true });
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
