import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { robustness, robustnessDocument } from './robustness.ts';

const path = new URL('../../docs/protocol-robustness.md', import.meta.url);

describe('framing under faults', () => {
  const rows = robustness();

  it.each(rows.map((row) => [row.name, row] as const))('%s: no wrong frame, no other frame lost, memory bounded', (_name, { cases, wrong, lostBeyond, memory_bytes }) => {
    expect(cases).toBeGreaterThan(0);
    expect(wrong).toBe(0);
    expect(lostBeyond).toBe(0);
    expect(memory_bytes).toBeLessThanOrEqual(274);
  });

  it('is published as it was counted', () => {
    const document = robustnessDocument(rows);
    if (process.env.WRITE_DOCS === '1') writeFileSync(path, document);
    expect(readFileSync(path, 'utf8')).toBe(document);
  });
});
