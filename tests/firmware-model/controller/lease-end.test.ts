import { WORD } from '@nanobias/firmware-model/interlock';
import { describe, expect, it } from 'vitest';
import { Bench } from './bench.ts';

const IS_HELD = 3;

describe('a lease that is given back', () => {
  it('is dead in the tick in which nobody holds it any more', () => {
    const bench = new Bench();
    bench.run(20);
    bench.hello();
    const lease_epoch = bench.acquire();
    expect(bench.words('interlock.state')[WORD.LEASE_TICKS]! | 0).toBeGreaterThan(0);
    bench.send({ kind: 'release_lease', lease_epoch });
    bench.until(() => bench.words('controller.lease')[IS_HELD] === 0, 10);
    expect(bench.words('interlock.state')[WORD.LEASE_TICKS]! | 0).toBe(-1);
    expect(bench.state.lease_remaining_us).toBe(0);
  });
});
