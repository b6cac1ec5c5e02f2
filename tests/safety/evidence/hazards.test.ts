import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FAULTS } from '@nanobias/firmware-model';
import type { Detection } from '@nanobias/firmware-model';
import { ROWS } from '@nanobias/firmware-model/interlock';
import { describe, expect, it } from 'vitest';
import { ROW_TESTS } from './row-tests.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const page = readFileSync(`${root}docs/hazards.md`, 'utf8');
const table = page.slice(page.indexOf('## Every row'), page.indexOf('## What was run')).split('\n').filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

function bound(us: number): string {
  if (us === 0) return 'refused, warned or bounded';
  return us < 1000 ? `${us} µs` : `${us / 1000} ms`;
}

/** Every fault that is borne, with the output on or off, and why: as the page has it. */
function borneOnPage(): readonly string[] {
  const lines = page.slice(page.indexOf('## Faults that are borne'), page.indexOf('## Planted faults')).split('\n').filter((line) => /^\| .*`/.test(line));
  return lines.flatMap((line) => {
    const [, reason, faults] = line.split('|').map((cell) => cell.trim());
    return faults!.split('; ').flatMap((side) => [...side.matchAll(/`([^`]+)`/g)].map(([, id]) => `${id}, ${side.slice(0, side.indexOf(':'))}: ${reason}`));
  });
}

function borneInCatalogue(): readonly string[] {
  const told = (id: string, side: string, detection: Detection): readonly string[] => (detection.kind === 'accepted' ? [`${id}, ${side}: ${detection.reason}`] : []);
  return FAULTS.flatMap(({ id, whileOn, whileMoving = whileOn, whileOff }) => [...told(id, 'on', whileMoving), ...told(id, 'off', whileOff)]);
}

describe('the page of hazards', () => {
  it('has every row of the matrix as the code has it: number, hazard, detection, bound', () => {
    expect(new Set(ROWS.map(({ row }) => row)).size).toBe(36);
    expect(table.map(([, row, hazard, , limit]) => [Number(row), hazard, limit])).toEqual(ROWS.map(({ row, hazard, bound_us }) => [row, hazard, bound(bound_us)]));
    for (const [index, { detection }] of ROWS.entries()) expect(table[index]![3]).toContain(detection);
  });

  it('has every fault that is borne as the catalogue has it, with its reason', () => {
    expect(borneInCatalogue().length).toBeGreaterThan(50);
    expect([...borneOnPage()].sort()).toEqual([...borneInCatalogue()].sort());
  });

  it('names a test for each row that is there', () => {
    for (const { row } of ROWS) {
      expect(ROW_TESTS[row]?.length, `row ${row}`).toBeGreaterThan(0);
      for (const path of ROW_TESTS[row]!) expect(existsSync(`${root}tests/${path}`), path).toBe(true);
    }
  });

  it('says what is not verified, and claims no level of integrity', () => {
    const open = page.slice(page.indexOf('## What is not verified'));
    expect(open.split('\n- ').length).toBeGreaterThan(6);
    expect(page).toMatch(/no SIL/i);
  });

  it('was made from a run in which everything held', () => {
    expect(page).toContain('none broke');
    expect(page).not.toContain('| nothing |');
    expect(page).toMatch(/\| 0 violations \| `npm run -s sequences/);
    expect(page).toMatch(/\| 0 beyond their bound \|/);
    expect(page).toMatch(/\| 0 trips \| `npm run -s false-trips/);
  });
});
