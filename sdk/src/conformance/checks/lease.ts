import { Cause, EventKind, FrameKind, Mode, StatusCode, encodeRequest } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { REPLY_US, replyText } from '../host.ts';
import { SHORT_LEASE_US, arm, expectOn, shortenLease, switchOn, takeLease } from '../operation.ts';

const LEASE_US = 300_000;
/** From the lapse to the opening: the lease's own tick, and what the report may add. */
const LAPSE_US_MAX = 10_000;

export const leaseChecks: readonly Check[] = [
  {
    requirement: 'P-044',
    title: 'the lease is as long as was asked for',
    run: async (host) => {
      await host.greet();
      for (const lease_us of [100_000, 500_000, 5_000_000, SHORT_LEASE_US]) {
        const reply = await host.request({ kind: 'acquire_lease', lease_us });
        host.lease_epoch = 1;
        const isGranted = reply.body?.kind === 'lease_grant' && reply.body.lease_us === lease_us;
        expect(isGranted, `a lease of ${lease_us} us`, replyText(reply));
        const { expires_device_us } = reply.body as { expires_device_us: number };
        expect(Math.abs(expires_device_us - reply.device_time_us - lease_us) <= LAPSE_US_MAX, `an end ${lease_us} us from now`, replyText(reply));
      }
    },
  },
  {
    requirement: 'P-045',
    title: 'a second host is kept out',
    run: async (host) => {
      await host.greet();
      const lease_epoch = await takeLease(host, SHORT_LEASE_US);
      await host.greet();
      await host.refused({ kind: 'acquire_lease', lease_us: SHORT_LEASE_US }, StatusCode.LEASE_HELD);
      await host.refused({ kind: 'renew_lease', lease_epoch }, StatusCode.LEASE_HELD);
      await host.refused({ kind: 'arm', limits_digest: 1, lease_epoch }, StatusCode.LEASE_HELD);
    },
  },
  {
    requirement: 'P-046',
    title: 'the lease epoch fences',
    run: async (host) => {
      await host.greet();
      const first = await takeLease(host, SHORT_LEASE_US);
      const released = await host.request({ kind: 'release_lease', lease_epoch: first });
      expect(released.status.code === StatusCode.OK, 'a release', replyText(released));
      const second = await takeLease(host, SHORT_LEASE_US);
      expect(second > first, `an epoch after ${first}`, `${second}`);
      await host.refused({ kind: 'renew_lease', lease_epoch: first }, StatusCode.STALE_EPOCH);
      await host.refused({ kind: 'arm', limits_digest: 1, lease_epoch: second + 1 }, StatusCode.STALE_EPOCH);
    },
  },
  {
    requirement: 'P-047',
    title: 'talk does not renew',
    run: async (host) => {
      await host.greet();
      const lease_epoch = await takeLease(host, LEASE_US);
      const renewal = host.frame(FrameKind.CONTROL, encodeRequest({ request_id: host.nextRequest_id(), body: { kind: 'renew_lease', lease_epoch } }));
      for (let spent_us = 0; spent_us < 2 * LEASE_US; spent_us += LEASE_US / 6) {
        host.sendBytes(renewal);
        host.sendLink({ kind: 'ping', nonce: 1 });
        host.post({ kind: 'get_state' });
        host.post({ kind: 'renew_lease', lease_epoch: lease_epoch + 1 });
        host.post({ kind: 'renew_lease', lease_epoch }, { session: (host.session + 1) >>> 0 });
        host.sendBytes(Uint8Array.of(1, 2, 3, 0));
        await host.wait(LEASE_US / 6);
      }
      const { lease_remaining_us } = await host.snapshot();
      expect(lease_remaining_us === 0, 'the lease to have lapsed', `${lease_remaining_us} us left`);
      await host.refused({ kind: 'renew_lease', lease_epoch }, StatusCode.LEASE_REQUIRED, StatusCode.STALE_EPOCH);
    },
  },
  {
    requirement: 'P-048',
    title: 'a renewed lease lasts',
    run: async (host) => {
      await host.greet();
      const lease_epoch = await takeLease(host, LEASE_US);
      for (let spent_us = 0; spent_us < 3 * LEASE_US; spent_us += LEASE_US / 6) {
        await host.ask({ kind: 'renew_lease', lease_epoch }, 'lease_grant');
        await host.wait(LEASE_US / 6);
      }
      const { lease_remaining_us, lease_epoch: held } = await host.snapshot();
      expect(0 < lease_remaining_us && held === lease_epoch, 'the lease to be held', text({ lease_remaining_us, held }));
    },
  },
  {
    requirement: 'P-049',
    title: 'a lapse opens and latches',
    run: async (host) => {
      await host.greet();
      const on = await switchOn(host);
      const { expires_device_us } = await host.ask({ kind: 'acquire_lease', lease_us: LEASE_US }, 'lease_grant');
      const found = await host.until(({ event }) => event?.kind === EventKind.TRIPPED, LEASE_US + REPLY_US);
      expect(found?.event?.cause === Cause.LEASE_LAPSED, 'an event TRIPPED of LEASE_LAPSED', text(found?.event));
      const late_us = found.event.device_time_us - expires_device_us;
      expect(Math.abs(late_us) <= LAPSE_US_MAX, `the opening within ${LAPSE_US_MAX} us of the lapse`, `${late_us} us`);
      const state = await host.snapshot();
      const isOff = state.mode === Mode.TRIPPED && state.output_epoch > on.expected_epoch && state.latched.includes(Cause.LEASE_LAPSED);
      expect(isOff, 'TRIPPED, a later epoch, LEASE_LAPSED latched', text(state));
    },
  },
  {
    requirement: 'P-050',
    title: 'control is not given back while on',
    run: async (host) => {
      await host.greet();
      const { lease_epoch } = await switchOn(host);
      await host.refused({ kind: 'release_lease', lease_epoch }, StatusCode.OUTPUT_ON);
      await expectOn(host);
      await shortenLease(host);
    },
  },
  {
    requirement: 'P-051',
    title: 'nothing is commanded without the lease',
    run: async (host) => {
      await host.greet();
      const { output_epoch: expected_epoch, device_time_us, lease_epoch } = await host.snapshot();
      const fence = { expected_epoch, not_after_device_us: device_time_us + 60_000_000, lease_epoch };
      await host.refused({ kind: 'arm', limits_digest: 1, lease_epoch }, StatusCode.LEASE_REQUIRED);
      await host.refused({ kind: 'enable', token: 1, limits_digest: 1, ...fence }, StatusCode.LEASE_REQUIRED);
      await host.refused({ kind: 'set_bias', target_uV: 0, slew_nV_per_s: 1, ...fence }, StatusCode.LEASE_REQUIRED);
      await host.refused({ kind: 'upload_step', program_id: 1, step_index: 0, step_count: 1, step: { kind: 3, duration_us: 1 }, lease_epoch }, StatusCode.LEASE_REQUIRED, StatusCode.UNIMPLEMENTED);
      await host.refused({ kind: 'start_program', program_id: 1, program_digest: 1, ...fence }, StatusCode.LEASE_REQUIRED, StatusCode.UNIMPLEMENTED);
      await host.refused({ kind: 'acknowledge', causes: [Cause.LEASE_LAPSED], fault_nonce: 1, lease_epoch }, StatusCode.LEASE_REQUIRED);
    },
  },
  {
    requirement: 'P-052',
    title: 'arm names the limits in force',
    run: async (host) => {
      await host.greet();
      await host.stop();
      const lease_epoch = await takeLease(host);
      await host.refused({ kind: 'arm', limits_digest: 1, lease_epoch }, StatusCode.LIMITS_NOT_COMMITTED);
      const armed = await arm(host);
      await host.refused({ kind: 'arm', limits_digest: (armed.limits_digest ^ 1) >>> 0, lease_epoch }, StatusCode.DIGEST_MISMATCH);
    },
  },
];
