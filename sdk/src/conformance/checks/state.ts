import { EventKind, Feature, Mode, StatusCode } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { REPLY_US } from '../host.ts';
import { SLEW_NV_PER_S, commit, expectOff, setBias, stage, switchOn } from '../operation.ts';
import { requireFeature } from './session.ts';

/** Offset and gain of the interlock path, 7 sigma of its noise, and what a ramp's last step may lack. */
const MEASURED_ERROR_UV = 30_000;

export const stateChecks: readonly Check[] = [
  {
    requirement: 'P-035',
    title: 'the state follows the output',
    run: async (host) => {
      await host.greet();
      const off = await expectOff(host);
      expect(off.lease_remaining_us === 0 && !off.is_lease_mine, 'nobody to hold the lease', text(off));
      const on = await switchOn(host);
      const state = await host.snapshot();
      expect(state.is_switch_closed && state.mode === Mode.ON && state.is_lease_mine && state.limits_digest === on.limits_digest, 'ON, closed, the lease mine, the limits named', text(state));
      await setBias(host, on, on.enabled.bias_setpoint_uV + 10_000);
      await host.wait(Math.ceil((10_000 * 1e9) / SLEW_NV_PER_S) + 100_000);
      const moved = await host.snapshot();
      expect(Math.abs(moved.bias_uV - moved.bias_setpoint_uV) <= MEASURED_ERROR_UV, `a measured bias within ${MEASURED_ERROR_UV} uV of the set-point`, text(moved));
    },
  },
  {
    requirement: 'P-036',
    title: 'capabilities are in order',
    run: async (host) => {
      await host.greet();
      const capabilities = await host.ask({ kind: 'get_capabilities' }, 'capabilities');
      const { bias_uV_min, bias_uV_max, strap_uV_min, strap_uV_max, slew_nV_per_s_max, lease_us_min, lease_us_max, channels, bias_lsb_nV } = capabilities;
      const isOrdered = bias_uV_min < bias_uV_max && strap_uV_min < strap_uV_max && 0 < slew_nV_per_s_max && 0 < bias_lsb_nV && lease_us_min <= 500_000 && 500_000 <= lease_us_max;
      expect(isOrdered && channels.length > 0, 'ranges in order, and channels', capabilities);
      for (const channel of channels) expect(0 < channel.rate_Hz_max && 2 <= channel.bits && channel.bits <= 32, 'rate and bits of every channel', channel);
    },
  },
  {
    requirement: 'P-037',
    title: 'a commit is told',
    run: async (host) => {
      await host.greet();
      await host.stop();
      const from_index = host.received.length;
      await commit(host);
      const found = await host.until(({ event }) => event?.kind === EventKind.STATE_CHANGED && event.mode === Mode.LIMITS_SET, REPLY_US, from_index);
      expect(found !== undefined, 'STATE_CHANGED to LIMITS_SET', 'none');
    },
  },
  {
    requirement: 'P-087',
    title: 'events are numbered without gaps',
    run: async (host) => {
      await host.greet();
      await switchOn(host);
      await host.stop();
      await stage(host);
      const events = host.received.flatMap(({ event }) => (event === undefined ? [] : [event]));
      expect(events.length >= 4, 'events of arming, closing and opening', text(events.length));
      for (const [index, event] of events.entries()) {
        const before = events[index - 1];
        if (before === undefined) continue;
        expect(event.event_seq === (before.event_seq + 1) >>> 0 && before.device_time_us <= event.device_time_us, `event ${before.event_seq + 1} from ${before.device_time_us} us on`, text(event));
      }
    },
  },
  {
    requirement: 'P-091',
    title: 'a mark is stamped and told',
    run: async (host) => {
      await host.greet();
      await requireFeature(host, Feature.MARKS, 'MARKS');
      const before_us = (await host.snapshot()).device_time_us;
      const label = 'Marke äöü';
      const { device_time_us } = await host.ask({ kind: 'mark', label }, 'mark_result');
      const found = await host.until(({ event }) => event?.kind === EventKind.MARK && event.label === label, REPLY_US);
      expect(before_us <= device_time_us && found?.event?.device_time_us === device_time_us, 'a stamp, and the same in the event', text(found?.event));
      await host.refused({ kind: 'renew_lease', lease_epoch: 0 }, StatusCode.LEASE_REQUIRED);
    },
  },
];
