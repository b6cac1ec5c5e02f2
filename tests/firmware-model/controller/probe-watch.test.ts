import { Cause, EventKind, Mode, StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { AT, Bench } from './bench.ts';

function moving(isTrip: boolean, rowsLeftOut: readonly 36[] = []): Bench {
  const bench = new Bench({ rowsLeftOut });
  bench.turnOn({ is_probe_motion_trip: isTrip });
  bench.run(500);
  bench.registers[AT.PROBE_MOVING] = 1;
  return bench;
}

describe('a coarse motion of the probe under a closed circuit', () => {
  it('opens within two ticks where the limits say so, latches nothing, and keeps the circuit open while it lasts', () => {
    const bench = moving(true);
    expect(bench.until(() => !bench.isClosed, 100)).toBeLessThanOrEqual(2);
    expect(bench.state).toMatchObject({ mode: Mode.LIMITS_SET, latched: [] });
    expect(bench.eventsOf(EventKind.STATE_CHANGED).at(-1)?.cause).toBe(Cause.PROBE_MOTION);
    const digest = bench.state.limits_digest!;
    expect(bench.ask({ kind: 'arm', limits_digest: digest, lease_epoch: bench.lease_epoch }).status.code).toBe(StatusCode.INTERLOCK_OPEN);
  });

  it('is told once for each motion where it only warns', () => {
    const bench = moving(false);
    bench.run(3000);
    const told = (): number => bench.eventsOf(EventKind.WARNING).filter(({ cause }) => cause === Cause.PROBE_MOTION).length;
    expect([bench.isClosed, told()]).toEqual([true, 1]);
    bench.registers[AT.PROBE_MOVING] = 0;
    bench.run(1100);
    bench.registers[AT.PROBE_MOVING] = 1;
    bench.run(1100);
    expect([bench.isClosed, told()]).toEqual([true, 2]);
  });

  it('opens where the word that permits it is corrupted', () => {
    const bench = moving(false);
    const words = bench.words('controller.probe_motion');
    words[0] = words[0]! ^ 1;
    bench.until(() => !bench.isClosed, 10);
    bench.run(2);
    expect(bench.eventsOf(EventKind.STATE_CHANGED).at(-1)?.cause).toBe(Cause.PROBE_MOTION);
  });

  it('is nobody\'s business with row 36 left out', () => {
    const bench = moving(true, [36]);
    bench.run(3000);
    expect(bench.isClosed).toBe(true);
  });
});
