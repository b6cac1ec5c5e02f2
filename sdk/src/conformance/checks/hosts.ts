import { Cause, EventKind, Feature, StatusCode } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { Finding, Skipped, expect, text } from '../check.ts';
import { REPLY_US, SLOW_REPLY_US } from '../host.ts';
import type { Host } from '../host.ts';
import { SHORT_LEASE_US, expectOff, expectOn, shortenLease, switchOn } from '../operation.ts';
import { requireFeature } from './session.ts';

const SETTLE_US = 100_000;

/** A second host with a session of its own. @throws Skipped where the controller serves no second link */
async function beside(host: Host): Promise<Host> {
  const other = host.another();
  if (other === undefined) throw new Skipped('the target is one link');
  try {
    await other.connect();
  } catch (error) {
    throw new Skipped(`no second link can be opened: ${String(error)}`);
  }
  try {
    await other.greet();
  } catch (error) {
    await other.close();
    if (error instanceof Finding) throw new Skipped('the controller serves no second link');
    throw error;
  }
  return other;
}

async function watched(host: Host, other: Host): Promise<void> {
  const on = await expectOn(other);
  expect(!on.is_lease_mine, 'a lease that is not of the second host', text(on));
  await other.refused({ kind: 'acquire_lease', lease_us: SHORT_LEASE_US }, StatusCode.LEASE_HELD);
  const foreign = other.post({ kind: 'get_state' }, { session: host.session });
  await other.never(({ reply }) => reply?.request_id === foreign, 'a request under the session of another link to be dropped');
  other.sendLink({ kind: 'bye', reason: 'seen enough' });
  await other.wait(SETTLE_US);
  await other.greet();
  await other.close();
  await host.wait(SETTLE_US);
  const still = await expectOn(host);
  expect(still.is_lease_mine && still.latched.length === 0, 'an output that is on for its holder', text(still));
}

interface Row {
  readonly fault_id: string;
  /** In millionths of what the catalogue counts in: codes of the interlock path. */
  readonly parameters: readonly number[];
  readonly causes: readonly Cause[];
  /** Of the row in the matrix of hazards, and a tick of 1 ms that a slower controller may have. */
  readonly bound_us: number;
}

const BOUND_US = 1_500;
const OFFSET = 15_000_000_000;
const ROWS: readonly Row[] = [
  { fault_id: 'adc.voltage.offset', parameters: [OFFSET], causes: [Cause.OVER_VOLTAGE], bound_us: BOUND_US },
  { fault_id: 'adc.voltage.offset', parameters: [-OFFSET], causes: [Cause.UNDER_VOLTAGE], bound_us: BOUND_US },
  { fault_id: 'adc.current.offset', parameters: [2 * OFFSET], causes: [Cause.OVER_CURRENT, Cause.EXCESS_CHARGE, Cause.SHORT_CIRCUIT], bound_us: BOUND_US },
];

function inject(host: Host, fault_id: string, parameters: readonly number[] = []): ReturnType<Host['request']> {
  return host.request({ kind: 'fault_inject', fault_id, parameters, start_device_us: 0, duration_us: 0 });
}

/** Faults that are asked for come from a simulation only, and are taken back whatever happens. */
async function withFault(host: Host, { fault_id, parameters, causes, bound_us }: Row): Promise<void> {
  const from_index = host.received.length;
  const injected = await inject(host, fault_id, parameters);
  try {
    expect(injected.status.code === StatusCode.OK, `${fault_id} to be injected`, text(injected));
    const tripped = await host.until(({ event }) => event?.kind === EventKind.TRIPPED, REPLY_US, from_index);
    const late_us = (tripped?.event?.device_time_us ?? Infinity) - injected.device_time_us;
    expect(late_us <= bound_us && causes.includes(tripped?.event?.cause ?? Cause.UNSPECIFIED), `a trip of ${text(causes)} within ${bound_us} us`, text(tripped?.event));
  } finally {
    await inject(host, 'none');
  }
}

export const hostChecks: readonly Check[] = [
  {
    requirement: 'P-101',
    title: 'whoever watches changes nothing, and may stop',
    run: async (host) => {
      await host.greet();
      const other = await beside(host);
      try {
        await switchOn(host);
        await watched(host, other);
        await other.connect();
        await other.greet();
        const off = await other.stop();
        expect(off?.is_switch_closed === false, 'a stop of the second host to open the circuit', text(off));
        await expectOff(host);
      } finally {
        await other.close();
      }
    },
  },
  {
    requirement: 'P-102',
    title: 'a lease is adopted by its token, and by nothing else',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.ADOPTION, 'ADOPTION');
      const on = await switchOn(host);
      const { adoption_token: token = 0, lease_epoch } = await host.ask({ kind: 'acquire_lease', lease_us: 4 * SHORT_LEASE_US }, 'lease_grant');
      const adoption = { token, lease_epoch, output_epoch: on.expected_epoch };
      await host.greet();
      const acquire = { kind: 'acquire_lease', lease_us: 4 * SHORT_LEASE_US } as const;
      await host.refused(acquire, StatusCode.LEASE_HELD);
      await host.refused({ ...acquire, adoption: { ...adoption, token: (token ^ 1) >>> 0 } }, StatusCode.LEASE_HELD);
      await host.refused({ ...acquire, adoption: { ...adoption, lease_epoch: lease_epoch + 1 } }, StatusCode.STALE_EPOCH);
      await host.refused({ ...acquire, adoption: { ...adoption, output_epoch: on.expected_epoch + 1 } }, StatusCode.STALE_EPOCH);
      expect(!(await expectOn(host)).is_lease_mine, 'nothing to have been adopted', 'the lease');
      const grant = await host.ask({ ...acquire, adoption }, 'lease_grant');
      host.lease_epoch = grant.lease_epoch;
      const state = await expectOn(host);
      const isMoved = state.is_lease_mine && grant.lease_epoch !== lease_epoch && state.output_epoch === on.expected_epoch;
      expect(isMoved, 'the lease under a new epoch, the output as it was', text({ state, grant }));
      await shortenLease(host);
    },
  },
  {
    requirement: 'P-103',
    title: 'faults are named, and taken back',
    run: async (host) => {
      const { is_simulation } = await host.greet();
      const { features } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
      if (!features.includes(Feature.FAULT_INJECTION)) {
        await host.refused({ kind: 'fault_inject', fault_id: 'none', parameters: [], start_device_us: 0, duration_us: 0 }, StatusCode.UNIMPLEMENTED);
        return;
      }
      expect(is_simulation, 'faults to be injected into a simulation only', 'a controller that is none');
      const unknown = await inject(host, 'no such fault');
      expect(unknown.status.code === StatusCode.OUT_OF_RANGE && unknown.status.field === 'fault_id', 'an unknown fault to be refused by its name', text(unknown));
      expect((await inject(host, 'none')).status.code === StatusCode.OK, 'nothing to be taken back', 'a refusal');
    },
  },
];

/** Trip times, for P-075: measured by the controller's own clock, from the injection to the trip. */
export async function tripsInTime(host: Host): Promise<void> {
  for (const row of ROWS) {
    await switchOn(host);
    await withFault(host, row);
    await expectOff(host);
    const { latched } = await host.snapshot();
    expect(latched.length > 0, 'a latch', text(latched));
    await host.wait(SLOW_REPLY_US / 2);
    await settle(host);
  }
}

/** Releases the latch of a row, so that the next one can be tried. */
async function settle(host: Host): Promise<void> {
  const { latched, fault_nonce } = await host.snapshot();
  const reply = await host.request({ kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch: host.lease_epoch });
  expect(reply.status.code === StatusCode.OK, 'the acknowledge to be taken', text(reply));
}
