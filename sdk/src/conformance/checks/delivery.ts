import { EventKind, Feature, FrameKind, StatusCode, encodeRequest } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, hex, text } from '../check.ts';
import { SILENCE_US, replyText } from '../host.ts';
import type { Host } from '../host.ts';
import { SHORT_LEASE_US } from '../operation.ts';
import { requireFeature } from './session.ts';

/** Sends the same request once more and gives the payload of the reply that this brings. */
async function payloadOf(host: Host, request_id: number, lease_us = SHORT_LEASE_US): Promise<Uint8Array> {
  const from_index = host.received.length;
  host.post({ kind: 'acquire_lease', lease_us }, { request_id });
  return (await host.reply(request_id, { from_index, what: 'acquire_lease' })).payload;
}

export const deliveryChecks: readonly Check[] = [
  {
    requirement: 'P-030',
    title: 'replies carry id, status and time',
    run: async (host) => {
      await host.greet();
      for (const body of [{ kind: 'get_state' }, { kind: 'get_capabilities' }, { kind: 'disable', is_soft: false }, { kind: 'renew_lease', lease_epoch: 0 }] as const) {
        const id = host.post(body);
        const { reply } = await host.reply(id, { what: body.kind });
        expect(0 < reply.device_time_us && reply.status.code !== StatusCode.UNSPECIFIED, 'a status and a device time', replyText(reply));
        await host.never(({ reply: more }) => more !== undefined && more !== reply && more.request_id === id, `one reply to ${body.kind}`);
      }
    },
  },
  {
    requirement: 'P-031',
    title: 'a repeated request is answered with the same bytes',
    run: async (host) => {
      await host.greet();
      const request_id = host.nextRequest_id();
      const first = await payloadOf(host, request_id);
      await host.wait(50_000);
      const second = await payloadOf(host, request_id);
      expect(hex(second) === hex(first), hex(first), hex(second));
    },
  },
  {
    requirement: 'P-031',
    title: 'a repeated request acts once',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.MARKS, 'MARKS');
      const label = 'once';
      const request_id = host.nextRequest_id();
      const payload = encodeRequest({ request_id, body: { kind: 'mark', label } });
      for (let index = 0; index < 3; index += 1) host.sendBytes(host.frame(FrameKind.CONTROL, payload));
      await host.wait(2 * SILENCE_US);
      const count = host.received.filter(({ event }) => event?.kind === EventKind.MARK && event.label === label).length;
      expect(count === 1, 'one mark', `${count}`);
    },
  },
  {
    requirement: 'P-032',
    title: 'the oldest of twice the requests in flight is still known',
    run: async (host) => {
      const { requests_in_flight_max } = await host.greet();
      const request_id = host.nextRequest_id();
      const first = await payloadOf(host, request_id);
      for (let index = 1; index < 2 * requests_in_flight_max; index += 1) await payloadOf(host, host.nextRequest_id());
      const again = await payloadOf(host, request_id);
      expect(hex(again) === hex(first), hex(first), hex(again));
    },
  },
  {
    requirement: 'P-033',
    title: 'an id of an old session is new',
    run: async (host) => {
      await host.greet();
      const request_id = host.nextRequest_id();
      const first = await payloadOf(host, request_id);
      await host.greet();
      const other = await payloadOf(host, request_id);
      expect(hex(other) !== hex(first), 'another answer than the old session had', hex(other));
    },
  },
  {
    requirement: 'P-034',
    title: 'the window is as wide as stated',
    run: async (host) => {
      const { requests_in_flight_max } = await host.greet();
      const ids = Array.from({ length: requests_in_flight_max }, () => host.nextRequest_id());
      const frames = ids.map((request_id) => host.frame(FrameKind.CONTROL, encodeRequest({ request_id, body: { kind: 'get_capabilities' } })));
      host.sendBytes(Uint8Array.from(frames.flatMap((frame) => Array.from(frame))));
      for (const id of ids) await host.reply(id, { what: `one of ${ids.length} requests in flight` });
      expect(host.received.length >= ids.length, `${ids.length} replies`, text(host.received.length));
    },
  },
];
