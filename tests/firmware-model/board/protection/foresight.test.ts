import { describe, expect, it } from 'vitest';
import { IDEAL, benchBoard } from '../bench-board.ts';

describe('layer 0 before a specimen that does not look ahead', () => {
  it('is certain of no tick, however quiet it is', () => {
    const bench = benchBoard({ changes: IDEAL, start_V: 1 });
    bench.tick(20);
    expect(bench.board.protection.isUnchanged).toBe(true);
    expect(bench.board.protection.certainTicks).toBe(0);
  });
});
