import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DECISIONS } from './decisions.ts';
import { tableOf } from './guard.ts';
import type { GuardTable } from './guard.ts';
import { ROW_GUARDS } from './row-guards.ts';

const GUARDS = [...DECISIONS, ...ROW_GUARDS];

describe('modified condition and decision coverage', () => {
  it.each(GUARDS)('$name: each condition alone turns the outcome', (guard) => {
    const table = tableOf(guard);
    expect(table.unshown).toEqual([]);
    expect(table.outcomes.length).toBeGreaterThan(1);
  });

  it.each(GUARDS)('$name: a vector that contradicts itself has a reason', (guard) => {
    const { infeasible, contradiction } = tableOf(guard);
    if (infeasible > 0) expect(contradiction).toBeDefined();
  });

  it('finds no pair for a condition that is ignored, and all pairs for one that is not', () => {
    const blind = tableOf({ name: 'blind', conditions: ['a', 'b'], outcome: ([a]) => String(a) });
    expect(blind.unshown).toEqual(['b']);
    expect(blind.pairs).toEqual([{ condition: 'a', vectors: ['FF', 'TF'], outcomes: ['false', 'true'] }]);
  });

  it('is written down as it was found', () => {
    const written = JSON.parse(readFileSync(new URL('../mcdc.json', import.meta.url), 'utf8')) as readonly GuardTable[];
    expect(written).toEqual(GUARDS.map(tableOf));
  });
});
