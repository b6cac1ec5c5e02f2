import { Cause, FrameKind, Mode, STOP_SEQUENCE, StatusCode, encodeRequest } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { offOf } from '../host.ts';
import { arm, expectOff, fence, setBias, shortenLease, switchOn } from '../operation.ts';

/** From the stop to what was measured: opening, averaging, and the link. */
const STOP_ANSWER_US = 500_000;
const SOFT_US = 1_400_000;
/** Longer than a soft connection may take. */
const CONNECT_US = 2_500_000;

export const openingChecks: readonly Check[] = [
  {
    requirement: 'P-061',
    title: 'a stop is answered without a session',
    run: async (host) => {
      await host.connect();
      const off = await host.stop(STOP_ANSWER_US);
      expect(off !== undefined && !off.is_switch_closed, 'an OffResult under id 0', text(off));
    },
  },
  {
    requirement: 'P-061',
    title: 'a stop opens what is on',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      const off = await host.stop(STOP_ANSWER_US);
      expect(off !== undefined && !off.is_switch_closed, 'an OffResult with the switch open', text(off));
      const state = await expectOff(host);
      expect(state.mode !== Mode.TRIPPED, 'a stop to be no fault', text(state));
    },
  },
  {
    requirement: 'P-062',
    title: 'a stop overtakes an enable',
    run: async (host) => {
      await host.greet();
      const armed = await arm(host);
      const request_id = host.nextRequest_id();
      const payload = encodeRequest({ request_id, body: { kind: 'enable', ...armed, ...(await fence(host)) } });
      const from_index = host.received.length;
      host.sendBytes(Uint8Array.of(...host.frame(FrameKind.CONTROL, payload), ...STOP_SEQUENCE));
      const off = offOf(await host.until((received) => offOf(received) !== undefined, STOP_ANSWER_US, from_index));
      expect(off !== undefined && !off.is_switch_closed, 'an OffResult at once', text(off));
      const closed = await host.until(({ reply, event }) => reply?.body?.kind === 'enable_result' || event?.is_switch_closed === true, CONNECT_US, from_index);
      expect(closed === undefined, 'the switch never to close', text(closed?.reply ?? closed?.event));
      await expectOff(host);
    },
  },
  {
    requirement: 'P-063',
    title: 'a stop lands in the middle of a frame',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      const whole = host.frame(FrameKind.CONTROL, encodeRequest({ request_id: host.nextRequest_id(), body: { kind: 'get_state' } }));
      host.sendBytes(whole.subarray(0, 8));
      const off = await host.stop(STOP_ANSWER_US);
      expect(off !== undefined && !off.is_switch_closed, 'an OffResult', text(off));
    },
  },
  {
    requirement: 'P-064',
    title: 'a viewer may disable',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      await shortenLease(host);
      await host.greet();
      const off = await host.ask({ kind: 'disable', is_soft: false }, 'off_result');
      expect(!off.is_switch_closed, 'the switch open', text(off));
      await expectOff(host);
    },
  },
  {
    requirement: 'P-064',
    title: 'a disable of an old session opens',
    run: async (host) => {
      const old = (await host.greet()).session;
      await switchOn(host);
      await shortenLease(host);
      await host.greet();
      host.post({ kind: 'disable', is_soft: false }, { session: old });
      await host.wait(STOP_ANSWER_US);
      await expectOff(host);
    },
  },
  {
    requirement: 'P-065',
    title: 'an off is measured',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      const off = await host.ask({ kind: 'disable', is_soft: false }, 'off_result');
      const isMeasured = !off.is_switch_closed && off.current_fA !== undefined && off.current_fA >= 0 && off.cause === Cause.DISABLED && 0 < off.device_time_us;
      expect(isMeasured, 'an open switch, a current and the cause DISABLED', text(off));
    },
  },
  {
    requirement: 'P-066',
    title: 'every opening has an epoch',
    run: async (host) => {
      await host.greet();
      const { output_epoch: first } = await host.snapshot();
      await host.ask({ kind: 'disable', is_soft: false }, 'off_result');
      const { output_epoch: second } = await host.snapshot();
      expect(second > first, `an epoch after ${first}`, `${second}`);
      const off = await host.stop();
      expect(off !== undefined && off.output_epoch > second, `an epoch after ${second}`, text(off));
    },
  },
  {
    requirement: 'P-067',
    title: 'a soft disable ends open',
    run: async (host) => {
      await host.greet();
      const on = await switchOn(host);
      const reply = await setBias(host, on, on.enabled.bias_setpoint_uV + 5_000);
      expect(reply.status.code === StatusCode.OK, 'a set-point', text(reply.status));
      await host.wait(150_000);
      const off = await host.ask({ kind: 'disable', is_soft: true }, 'off_result', SOFT_US);
      expect(!off.is_switch_closed, 'the switch open', text(off));
      await expectOff(host);
    },
  },
];
