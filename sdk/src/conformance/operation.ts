import { LnmoOn, Mode, StatusCode } from '@nanobias/proto';
import type { EnableResult, Limits, LimitsEcho, Reply, Snapshot } from '@nanobias/proto';
import { expect, text } from './check.ts';
import { SLOW_REPLY_US, replyText } from './host.ts';
import type { Host } from './host.ts';

/** Limits that hold for the model's default cell, and for every cell of lithium and LNMO at rest below 4 V. */
export const LIMITS: Limits = {
  bias_uV_max: 4_000_000, slew_nV_per_s_max: 100_000_000,
  lipon_thickness_nm: 500, lnmo_thickness_nm: 500, area_nm2: 10_000_000, is_field_override: false, is_formed: false, lnmo_on: LnmoOn.PROBE,
};
/** A lease that outlives every check. */
export const LONG_LEASE_US = 5_000_000;
/** Slew of the set-points that are sent. */
export const SLEW_NV_PER_S = 50_000_000;
/** A minute: far enough that nothing sent now expires. */
export const SOON_US = 60_000_000;
const WAITS_MAX = 12;

export async function takeLease(host: Host, lease_us = LONG_LEASE_US): Promise<number> {
  const grant = await host.ask({ kind: 'acquire_lease', lease_us }, 'lease_grant');
  host.lease_epoch = grant.lease_epoch;
  return grant.lease_epoch;
}

export async function stage(host: Host, limits: Limits = LIMITS): Promise<LimitsEcho> {
  return host.ask({ kind: 'stage_limits', limits }, 'limits_echo');
}

export async function commit(host: Host, limits: Limits = LIMITS): Promise<LimitsEcho> {
  const { digest } = await stage(host, limits);
  return host.ask({ kind: 'commit_limits', digest }, 'limits_echo');
}

/** What an Enable needs. */
export interface Armed {
  readonly token: number;
  readonly limits_digest: number;
  readonly lease_epoch: number;
}

export async function arm(host: Host, limits: Limits = LIMITS): Promise<Armed> {
  const lease_epoch = await takeLease(host);
  const { digest: limits_digest } = await commit(host, limits);
  const { token } = await host.ask({ kind: 'arm', limits_digest, lease_epoch }, 'arm_grant', SLOW_REPLY_US);
  return { token, limits_digest, lease_epoch };
}

/** Epoch and deadline for a command that shall take effect. */
export async function fence(host: Host): Promise<{ readonly expected_epoch: number; readonly not_after_device_us: number }> {
  const { output_epoch, device_time_us } = await host.snapshot();
  return { expected_epoch: output_epoch, not_after_device_us: device_time_us + SOON_US };
}

/** An output that is on, under these limits. */
export interface On extends Armed {
  readonly enabled: EnableResult;
  readonly expected_epoch: number;
  readonly not_after_device_us: number;
}

export async function switchOn(host: Host, limits: Limits = LIMITS): Promise<On> {
  const armed = await arm(host, limits);
  const fenced = await fence(host);
  const enabled = await host.ask({ kind: 'enable', ...armed, ...fenced }, 'enable_result', SLOW_REPLY_US);
  return { ...armed, ...fenced, enabled };
}

export async function setBias(host: Host, on: On, target_uV: number): Promise<Reply> {
  const { lease_epoch, expected_epoch, not_after_device_us } = on;
  return host.request({ kind: 'set_bias', target_uV, slew_nV_per_s: SLEW_NV_PER_S, lease_epoch, expected_epoch, not_after_device_us });
}

export function isEnergised({ mode, is_switch_closed }: Snapshot): boolean {
  return is_switch_closed || mode === Mode.ON || mode === Mode.RAMP_DOWN;
}

/** @throws Finding unless the circuit is open */
export async function expectOff(host: Host): Promise<Snapshot> {
  const state = await host.snapshot();
  expect(!isEnergised(state), 'the output to be off', text(state));
  return state;
}

/** @throws Finding unless the output is on */
export async function expectOn(host: Host): Promise<Snapshot> {
  const state = await host.snapshot();
  expect(state.mode === Mode.ON && state.is_switch_closed, 'the output to be still on', text(state));
  return state;
}

/**
 * Brings the controller back to an open, unlatched output that nobody holds. Whatever the controller answers, the stop has
 * been sent before anything else.
 */
export async function rest(host: Host): Promise<void> {
  for (let turn = 0; turn < WAITS_MAX && !host.isClosed; turn += 1) {
    await host.greet();
    const state = await host.snapshot();
    if (isEnergised(state) || state.mode === Mode.ARMED) {
      await host.stop();
      continue;
    }
    if (state.mode === Mode.TRIPPED) {
      await acknowledge(host, state);
      continue;
    }
    if (state.lease_remaining_us === 0) return;
    await host.wait(Math.min(state.lease_remaining_us, LONG_LEASE_US) + 20_000);
  }
}

/** Acknowledges what is latched; a cause that has not been gone for long enough is waited for. */
async function acknowledge(host: Host, { latched, fault_nonce, lease_remaining_us }: Snapshot): Promise<void> {
  if (0 < lease_remaining_us) {
    await host.wait(Math.min(lease_remaining_us, LONG_LEASE_US) + 20_000);
    return;
  }
  const lease_epoch = await takeLease(host);
  for (let turn = 0; turn < WAITS_MAX; turn += 1) {
    const reply = await host.request({ kind: 'acknowledge', causes: latched, fault_nonce, lease_epoch });
    if (reply.status.code !== StatusCode.CAUSE_PRESENT) {
      expect(reply.status.code === StatusCode.OK, 'an acknowledge to be accepted', replyText(reply));
      break;
    }
    await host.wait(200_000);
    await host.request({ kind: 'renew_lease', lease_epoch });
  }
  await host.request({ kind: 'release_lease', lease_epoch });
}

/** A lease that others soon outlive. */
export const SHORT_LEASE_US = 1_000_000;

/** The holder asks for less time, so that whoever comes after him does not wait long. */
export async function shortenLease(host: Host): Promise<void> {
  await takeLease(host, SHORT_LEASE_US);
}
