import { describe, expect, it } from 'vitest';
import { COUNTS } from '../counts.ts';
import { countsOf, evidence, failuresOf, isWhole, shortOf } from './evidence.ts';
import type { EvidenceCounts, EvidenceOptions, Found } from './evidence.ts';
import { shortSentence } from './hazards-page.ts';

const counts = Object.fromEntries(Object.keys(COUNTS).map((name) => [name, 7])) as EvidenceCounts;
/** What a run may come to in which everything held. */
const HELD = {
  explore: { frontier: 0, violations: [], vacuous: [], stop_reaches_safe: true, on_reachable_from_all: true, concrete: { missing: [], transitions: 1 } },
  sequences: { violations: [], isTelling: true, begun: { armed: 2, on: 5 } },
  adversary: { violations: [], isTelling: true, ticks: 4 },
  fault_matrix: { missed: [], detected: 1, runs: 21, cases: 3 },
  trip_times: { violations: [], trials: 1, rows: [{ trials: 10, bound_us: 25 }, { trials: 6, bound_us: 1000 }, { trials: 1, bound_us: 1001 }] },
  saboteurs: { missed: [], planted: 20 },
  headline: { protected: { broken: 0, violations: 0 }, unprotected: { broken: 3 }, seeds: 3, isTelling: true },
  false_trips: { trips: [], device_hours: 1 },
} as unknown as Found;

function methodsBut(thrown: readonly string[]): NonNullable<EvidenceOptions['methods']> {
  const method = (name: string): (() => Promise<unknown>) => () => (thrown.includes(name) ? Promise.reject(new Error(`${name} broke`)) : Promise.resolve(HELD[name as keyof Found]));
  return Object.fromEntries(Object.keys(HELD).map((name) => [name, method(name)])) as unknown as NonNullable<EvidenceOptions['methods']>;
}

describe('the report of all evidence', () => {
  it('loses nothing by a method that breaks, says which did and why, and makes no page then', async () => {
    const steps: string[] = [];
    const report = await evidence(counts, { extent: 'suite', onStep: (name, _seconds, error) => void steps.push(error === undefined ? name : `${name}!`), methods: methodsBut(['explore', 'adversary']) });
    expect(report.failed).toEqual(['explore', 'adversary']);
    expect(report.errors['adversary']).toContain('adversary broke');
    expect(steps.sort()).toEqual(['adversary!', 'explore!', 'false_trips', 'fault_matrix', 'headline', 'saboteurs', 'sequences', 'trip_times']);
    expect(report.false_trips).toBe(HELD.false_trips);
    expect(isWhole(report)).toBe(false);
  });

  it('is whole when every method came to its end, and says what was run beside what is wanted', async () => {
    const report = await evidence(counts, { extent: 'suite', onStep: () => undefined, methods: methodsBut([]) });
    expect([report.failed, report.errors, isWhole(report)]).toEqual([[], {}, true]);
    expect([report.isComplete, report.short]).toEqual([false, ['concrete_ticks', 'sequence_runs', 'adversary_ticks', 'trip_trials', 'device_hours', 'headline_seeds']]);
    expect(shortSentence(report)).toMatch(/less was run than the safety case wants: .*sequence_runs 7 of 100,000/);
    expect(report.counts.sequence_runs).toEqual({ run: 7, wanted: 100_000 });
  });

  it('counts what the methods came to, not what they were asked for', () => {
    expect(countsOf(HELD)).toEqual({ concrete_ticks: 1, sequence_runs: 7, adversary_ticks: 4, fault_phases: 7, trip_trials: 6, device_hours: 1, headline_seeds: 3 });
    expect(Object.values(countsOf({}))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('is complete with every count that is wanted, and names the one that is short', () => {
    const wanted = { concrete_ticks: 10_000_000, sequence_runs: 100_000, adversary_ticks: 10_000_000, fault_phases: 3, trip_trials: 100_000, device_hours: 100, headline_seeds: 1000 };
    expect(shortOf(wanted, 'suite')).toEqual([]);
    expect(shortOf(wanted, 'quick')).toEqual(['exploration']);
    for (const name of Object.keys(wanted) as (keyof typeof wanted)[]) {
      expect(shortOf({ ...wanted, [name]: wanted[name] + 1 }, 'soak')).toEqual([]);
      expect(shortOf({ ...wanted, [name]: wanted[name] - 1 }, 'suite')).toEqual([name]);
      expect(shortOf({ ...wanted, [name]: NaN }, 'suite')).toEqual([name]);
    }
  });

  it.each([
    ['explore', { frontier: 1 }], ['explore', { vacuous: ['S1'] }], ['explore', { on_reachable_from_all: false }], ['explore', { concrete: { missing: ['a step'], transitions: 1 } }], ['sequences', { isTelling: false }], ['adversary', { violations: [{}] }],
    ['fault_matrix', { detected: 0 }], ['fault_matrix', { missed: [{}] }], ['trip_times', { trials: 0 }], ['saboteurs', { planted: 19 }], ['headline', { unprotected: { broken: 2 } }],
    ['headline', { protected: { broken: 1, violations: 0 } }], ['false_trips', { trips: [{}] }],
  ] as const)('fails by %s where it did not hold, or could not have: %o', (name, change) => {
    expect(failuresOf(HELD)).toEqual([]);
    expect(failuresOf({ ...HELD, [name]: { ...HELD[name], ...change } })).toEqual([name]);
  });
});
