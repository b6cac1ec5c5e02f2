import { Feature, SCHEMA_HASH, StatusCode } from '@nanobias/proto';
import type { Snapshot } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { Skipped, expect, text } from '../check.ts';
import { REPLY_US, SILENCE_US, replyText } from '../host.ts';
import type { Host } from '../host.ts';
import { SHORT_LEASE_US, expectOff, expectOn, shortenLease, switchOn, takeLease } from '../operation.ts';

const FLOOD_COUNT = 300;
/** Twice the silence: long enough for anything to be said. */
const PASSIVE_US = 2 * SILENCE_US;
const RATE_WINDOW_US = 2_000_000;
/** 1 % of the window, and what a desktop's scheduler may add to one round trip. */
const RATE_ERROR_US = 20_000 + RATE_WINDOW_US / 100;
/** 64 bits that a host's clock may have: beyond 32, and not a multiple of 2^32. */
const LATE_US = 0x123_4567_89ab;

export async function requireFeature(host: Host, feature: Feature, name: string): Promise<void> {
  const { features } = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
  if (!features.includes(feature)) throw new Skipped(`the controller does not state the feature ${name}`);
}

function permission({ mode, output_epoch, is_switch_closed, limits_digest, lease_epoch, bias_setpoint_uV, latched }: Snapshot): object {
  return { mode, output_epoch, is_switch_closed, limits_digest, lease_epoch, bias_setpoint_uV, latched };
}

export const sessionChecks: readonly Check[] = [
  {
    requirement: 'P-011',
    title: 'nothing is said before a hello',
    run: async (host) => {
      await host.connect();
      await host.wait(PASSIVE_US);
      expect(host.received_bytes === 0, 'no byte', `${host.received_bytes} bytes`);
    },
  },
  {
    requirement: 'P-012',
    title: 'hello is answered',
    run: async (host) => {
      const first = await host.greet();
      const found = host.received.find(({ link }) => link === first);
      expect(first.version === 1 && first.session !== 0 && found?.session === first.session, 'version 1 and a session that is not 0, in a frame of that session', text(first));
      const second = await host.greet({ version_min: 1, version_max: 15 });
      expect(second.version === 1 && second.boot_id === first.boot_id, 'the same boot id', text(second));
    },
  },
  {
    requirement: 'P-013',
    title: 'a hello that fits nothing leaves the session',
    run: async (host) => {
      await host.greet();
      const ack = await host.greet({ version_min: 14, version_max: 15 });
      expect(ack.version === 0 && ack.session === 0 && ack.version_min <= 1 && 1 <= ack.version_max, 'version 0, session 0, and version 1 among what would fit', text(ack));
      await host.snapshot();
    },
  },
  {
    requirement: 'P-014',
    title: 'sessions have numbers of their own',
    run: async (host) => {
      const sessions = new Set<number>();
      for (let index = 0; index < 8; index += 1) sessions.add((await host.greet()).session);
      expect(sessions.size === 8, '8 sessions', `${sessions.size}`);
    },
  },
  {
    requirement: 'P-015',
    title: 'a hello leaves an output that is on as it is',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      await shortenLease(host);
      const before = await host.snapshot();
      await host.greet();
      const after = await host.snapshot();
      expect(text(permission(after)) === text(permission(before)), text(permission(before)), permission(after));
      expect(0 < after.lease_remaining_us, 'the lease to go on', text(after.lease_remaining_us));
    },
  },
  {
    requirement: 'P-016',
    title: 'frames of other sessions are dropped',
    run: async (host) => {
      const old = (await host.greet()).session;
      await host.greet();
      for (const session of [0, old, (host.session + 1) >>> 0]) {
        const from_index = host.received.length;
        const id = host.post({ kind: 'acquire_lease', lease_us: SHORT_LEASE_US }, { session });
        await host.never(({ reply }) => reply?.request_id === id, `a request under session ${session} to be dropped`, from_index);
      }
      const { lease_remaining_us } = await host.snapshot();
      expect(lease_remaining_us === 0, 'no lease', `${lease_remaining_us} us of one`);
    },
  },
  {
    requirement: 'P-017',
    title: 'pings come back',
    run: async (host) => {
      await host.greet();
      for (const nonce of [0, 1, 0x8000_0000, 0xffff_ffff]) {
        const from_index = host.received.length;
        host.sendLink({ kind: 'ping', nonce });
        const found = await host.until(({ link }) => link?.kind === 'ping', REPLY_US, from_index);
        expect(found?.link?.kind === 'ping' && found.link.nonce === nonce, `a ping of ${nonce}`, found?.link);
      }
    },
  },
  {
    requirement: 'P-018',
    title: 'hello states what the controller is',
    run: async (host) => {
      const { schema_hash, frame_bytes_max, requests_in_flight_max, tick_rate_Hz } = await host.greet();
      expect(schema_hash === SCHEMA_HASH, `schema hash ${SCHEMA_HASH}`, schema_hash);
      expect(64 <= frame_bytes_max && frame_bytes_max <= 4096, '64 to 4096', frame_bytes_max);
      expect(1 <= requests_in_flight_max && requests_in_flight_max <= 16, '1 to 16 requests in flight', requests_in_flight_max);
      expect(0 < tick_rate_Hz, 'a tick rate', tick_rate_Hz);
    },
  },
  {
    requirement: 'P-019',
    title: 'clocks are compared in 64 bits',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.CLOCK_SYNC, 'CLOCK_SYNC');
      for (const host_send_us of [0, LATE_US, Number.MAX_SAFE_INTEGER]) {
        const before_us = (await host.snapshot()).device_time_us;
        const from_index = host.received.length;
        host.sendLink({ kind: 'clock_sync', host_send_us });
        const link = (await host.until(({ link: came }) => came?.kind === 'clock_sync', REPLY_US, from_index))?.link;
        expect(link?.kind === 'clock_sync' && link.host_send_us === host_send_us, `t1 of ${host_send_us}`, link);
        const { device_receive_us = -1, device_send_us = -1 } = link;
        expect(before_us <= device_receive_us && device_receive_us <= device_send_us, `t2 and t3 from ${before_us} on, in order`, link);
      }
    },
  },
  {
    requirement: 'P-020',
    title: 'after a bye the session is over',
    run: async (host) => {
      await host.greet();
      host.sendLink({ kind: 'bye', reason: 'conformance' });
      const from_index = host.received.length;
      const id = host.post({ kind: 'get_state' });
      await host.never(({ reply }) => reply?.request_id === id, 'a request after the bye to be dropped', from_index);
      await host.greet();
    },
  },
  {
    requirement: 'P-021',
    title: 'a flood ends',
    run: async (host) => {
      await host.greet();
      for (let index = 0; index < FLOOD_COUNT; index += 1) {
        host.post({ kind: 'get_state' });
        host.sendLink({ kind: 'ping', nonce: index });
      }
      for (let index = 0; index < FLOOD_COUNT; index += 1) host.sendLink({ kind: 'hello', version_min: 1, version_max: 1, nonce: index, client: '' }, 0);
      await host.wait(4 * SILENCE_US);
      await host.greet();
      await host.snapshot();
    },
  },
  {
    requirement: 'P-022',
    title: 'device time keeps pace',
    run: async (host) => {
      await host.greet();
      const clock = async (): Promise<{ readonly host_us: number; readonly device_us: number }> => {
        const device_us = (await host.snapshot()).device_time_us;
        return { host_us: host.clock.now_us(), device_us };
      };
      const first = await clock();
      await host.wait(RATE_WINDOW_US);
      const last = await clock();
      const error_us = last.device_us - first.device_us - (last.host_us - first.host_us);
      expect(Math.abs(error_us) <= RATE_ERROR_US, `${last.host_us - first.host_us} us within 1 %`, `${last.device_us - first.device_us} us`);
    },
  },
  {
    requirement: 'P-068',
    title: 'a bye of somebody else changes nothing',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      await shortenLease(host);
      await host.greet();
      host.sendLink({ kind: 'bye', reason: 'viewer' });
      await host.greet();
      await expectOn(host);
    },
  },
  {
    requirement: 'P-068',
    title: 'a bye of the holder opens',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      host.sendLink({ kind: 'bye', reason: 'done' });
      await host.wait(SILENCE_US);
      await host.greet();
      const state = await expectOff(host);
      expect(state.lease_remaining_us === 0, 'the lease to have ended', state.lease_remaining_us);
      const reply = await host.request({ kind: 'acquire_lease', lease_us: SHORT_LEASE_US });
      expect(reply.status.code === StatusCode.OK, 'the lease to be free', replyText(reply));
    },
  },
  {
    requirement: 'P-069',
    title: 'a hang-up opens and latches',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      await takeLease(host, SHORT_LEASE_US);
      await host.connect();
      await host.wait(SHORT_LEASE_US + 2 * SILENCE_US);
      await host.greet();
      const state = await expectOff(host);
      expect(state.latched.length > 0, 'a latched cause', text(state));
    },
  },
];
