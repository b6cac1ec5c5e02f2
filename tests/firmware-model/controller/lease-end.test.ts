import { WORD } from '@nanobias/firmware-model/interlock';
import { Cause, EventKind } from '@nanobias/proto';
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

describe('a lease that is spent long before its end', () => {
  it('has been corrupted, and has not lapsed', () => {
    const bench = new Bench();
    bench.turnOn();
    bench.run(100);
    bench.words('interlock.state')[WORD.LEASE_TICKS] = 1;
    bench.until(() => !bench.isClosed, 10);
    expect(bench.eventsOf(EventKind.TRIPPED)).toMatchObject([{ cause: Cause.STATE_CORRUPTED }]);
  });
});
