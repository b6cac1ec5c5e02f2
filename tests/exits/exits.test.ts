import { readFileSync } from 'node:fs';
import { backendReport } from '@nanobias/native';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXITS } from './ends.ts';
import type { ExitRow } from './ends.ts';
import { ExitBench } from './measure.ts';
import { rowText } from './page.ts';

const causes = { scope: 'DISABLED', guard: 'DISABLED', 'hang-up': 'LINK_LOST', lease: 'LEASE_LAPSED' } as const;
const lease_ms = 500;
/** One end of each kind here; `npm run -s exits` measures every row. */
const sampled: readonly ExitRow['end'][] = ['throw', 'unhandled rejection', 'SIGTERM', 'SIGKILL', 'unplug', 'blocked loop', 'SIGSTOP'];
const needsPty: readonly ExitRow['end'][] = ['unplug', 'silent link'];

const { backend, reason } = backendReport();
const rows = EXITS.filter(({ end, isGuarded, mechanism }) => sampled.includes(end) && (isGuarded || mechanism === 'scope') && (backend === 'native' || !needsPty.includes(end)));

describe('a host that holds the output and comes to an end', () => {
  let bench: ExitBench;

  beforeAll(async () => {
    bench = await ExitBench.open();
  });

  afterAll(async () => {
    await bench.close();
  });

  it.each(rows)('by $end: the circuit is opened by $mechanism', async (row) => {
    const { cause, open_after_ms } = await bench.measure(row);
    expect(cause).toBe(causes[row.mechanism]);
    // In the controller's time. The client goes on renewing until the end has reached it.
    expect(open_after_ms).toBeGreaterThanOrEqual(0);
    if (row.mechanism === 'lease') expect(open_after_ms).toBeLessThan(4 * lease_ms);
  });

  if (backend === 'js') it.skip(`${needsPty.join(', ')}: no pseudo-terminal, ${reason}`);
});

describe('the page of ends', () => {
  const page = readFileSync('docs/exits.md', 'utf8');

  it.each(EXITS)('has the row of $end (guarded: $isGuarded) with its measurement and cause', (row) => {
    const line = page.split('\n').find((text) => text.startsWith(rowText(row)));
    expect(line).toMatch(new RegExp(`\\| \\d+ ms \\| \`${causes[row.mechanism]}\` \\|$`));
  });
});
