import { Cause, Feature, Mode, StatusCode } from '@nanobias/proto';
import type { Snapshot } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { Skipped, expect, text } from '../check.ts';
import { replyText } from '../host.ts';
import type { Host } from '../host.ts';
import { tripsInTime } from './hosts.ts';
import { commit, expectOff, stage, switchOn, takeLease } from '../operation.ts';

const LEASE_US = 100_000;
/** A cause must be gone for a second; a little more for the link. */
const CLEAR_US = 1_100_000;

/** The one fault that a host can bring about without harm: it lets its lease lapse. */
async function tripped(host: Host): Promise<Snapshot> {
  await host.greet();
  await switchOn(host);
  await takeLease(host, LEASE_US);
  await host.until(({ event }) => event?.mode === Mode.TRIPPED, 10 * LEASE_US);
  const state = await host.snapshot();
  expect(state.mode === Mode.TRIPPED && state.latched.length > 0, 'a latched fault after a lapse', text(state));
  return state;
}

export const tripChecks: readonly Check[] = [
  {
    requirement: 'P-070',
    title: 'tripped, nothing arms',
    run: async (host) => {
      await tripped(host);
      const lease_epoch = await takeLease(host);
      await host.refused({ kind: 'arm', limits_digest: 1, lease_epoch }, StatusCode.TRIPPED);
    },
  },
  {
    requirement: 'P-071',
    title: 'an acknowledge names the fault',
    run: async (host) => {
      const { latched, fault_nonce } = await tripped(host);
      const lease_epoch = await takeLease(host);
      await host.wait(CLEAR_US);
      const others: readonly (readonly [readonly Cause[], number])[] = [
        [latched, (fault_nonce ^ 1) >>> 0], [[Cause.OVER_CURRENT], fault_nonce], [[...latched, Cause.SLEW], fault_nonce], [[], fault_nonce],
      ];
      for (const [causes, nonce] of others) {
        await host.refused({ kind: 'acknowledge', causes, fault_nonce: nonce, lease_epoch }, StatusCode.WRONG_FAULT);
      }
      const { mode } = await host.snapshot();
      expect(mode === Mode.TRIPPED, 'the latch to hold', `mode ${mode}`);
      const reply = await host.request({ kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch });
      expect(reply.status.code === StatusCode.OK, 'the right acknowledge to be taken', replyText(reply));
    },
  },
  {
    requirement: 'P-072',
    title: 'an acknowledge waits for the cause to be gone',
    run: async (host) => {
      const { latched, fault_nonce } = await tripped(host);
      const lease_epoch = await takeLease(host);
      await host.refused({ kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch }, StatusCode.CAUSE_PRESENT);
    },
  },
  {
    requirement: 'P-073',
    title: 'a latch survives everything else',
    run: async (host) => {
      const before = await tripped(host);
      const { digest } = await stage(host);
      await host.request({ kind: 'commit_limits', digest });
      await host.ask({ kind: 'disable', is_soft: false }, 'off_result');
      await host.stop();
      await host.greet();
      const after = await host.snapshot();
      const isHeld = after.mode === Mode.TRIPPED && text(after.latched) === text(before.latched) && after.fault_nonce === before.fault_nonce;
      expect(isHeld, text(before), text(after));
    },
  },
  {
    requirement: 'P-074',
    title: 'after an acknowledge everything is to do again',
    run: async (host) => {
      const { latched, fault_nonce } = await tripped(host);
      const lease_epoch = await takeLease(host);
      await host.wait(CLEAR_US);
      const reply = await host.request({ kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch });
      expect(reply.status.code === StatusCode.OK, 'the acknowledge to be taken', replyText(reply));
      const state = await expectOff(host);
      expect(state.limits_digest === undefined, 'no limits in force', text(state));
      await host.refused({ kind: 'arm', limits_digest: 1, lease_epoch }, StatusCode.LIMITS_NOT_COMMITTED);
      await commit(host);
    },
  },
  {
    requirement: 'P-075',
    title: 'trip times',
    run: async (host) => {
      await host.greet();
      const { features } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
      if (!features.includes(Feature.FAULT_INJECTION)) throw new Skipped('needs an injector of voltage and current, and the truth of when they began, which a port has not');
      await tripsInTime(host);
    },
  },
];
