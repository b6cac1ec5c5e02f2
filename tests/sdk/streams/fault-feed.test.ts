import { Cause, EventKind } from '@nanobias/proto';
import type { Event } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { FaultFeed } from '../../../sdk/src/streams/fault-feed.ts';
import type { LatchedFault } from '../../../sdk/src/streams/fault-feed.ts';

const tripped = (cause: Cause, value: number): Event => ({ kind: EventKind.TRIPPED, cause, value, limit: 10, device_time_us: 5_000_000 } as Event);

function feed(): { readonly faults: FaultFeed; readonly told: (readonly LatchedFault[])[] } {
  const faults = new FaultFeed();
  const told: (readonly LatchedFault[])[] = [];
  faults.faults$.subscribe((list) => told.push(list));
  return { faults, told };
}

const known = { cause: Cause.OVER_CURRENT, name: 'OVER_CURRENT', deviceTime_s: 5, value: 12, limit: 10 };

describe('the faults that are latched', () => {
  it('are told with what the event measured, when the event comes first and when it comes after the state', () => {
    const first = feed();
    first.faults.heard(tripped(Cause.OVER_CURRENT, 12));
    expect(first.told).toEqual([]);
    first.faults.latched([Cause.OVER_CURRENT]);
    expect(first.told).toEqual([[known]]);
    const second = feed();
    second.faults.latched([Cause.OVER_CURRENT]);
    second.faults.heard(tripped(Cause.OVER_CURRENT, 12));
    expect(second.told).toEqual([[{ cause: Cause.OVER_CURRENT, name: 'OVER_CURRENT' }], [known]]);
  });

  it('are told once for each change, in the order of the controller, and are none once acknowledged', () => {
    const { faults, told } = feed();
    faults.latched([]);
    faults.latched([]);
    faults.latched([Cause.SLEW, Cause.LEASE_LAPSED]);
    faults.latched([Cause.SLEW, Cause.LEASE_LAPSED]);
    faults.latched([]);
    expect(told.map((list) => list.map(({ name }) => name))).toEqual([[], ['SLEW', 'LEASE_LAPSED'], []]);
  });

  it('forget what an earlier fault of the same cause measured', () => {
    const { faults, told } = feed();
    faults.heard(tripped(Cause.SLEW, 11));
    faults.latched([Cause.SLEW]);
    faults.latched([]);
    faults.heard(tripped(Cause.SLEW, 99));
    faults.latched([Cause.SLEW]);
    expect(told.at(-1)).toMatchObject([{ value: 99 }]);
  });

  it('have their last list for who comes late', () => {
    const { faults } = feed();
    faults.latched([Cause.SLEW]);
    const late: string[] = [];
    faults.faults$.subscribe((list) => late.push(...list.map(({ name }) => name)));
    expect(late).toEqual(['SLEW']);
  });
});
