import { StatusCode } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { SLOW_REPLY_US, replyText } from '../host.ts';
import { LIMITS, SLEW_NV_PER_S, arm, expectOff, expectOn, fence, setBias, switchOn, takeLease } from '../operation.ts';

/** The switch never closes on more than this. */
const HOT_CONNECT_UV = 10_000;
const STEP_UV = 20_001;
/** 2^32 us less a second: cut to 32 bits it lies a second back. */
const WRAPPED_US = 4_294_967_296 - 1_000_000;

export const outputChecks: readonly Check[] = [
  {
    requirement: 'P-053',
    title: 'a token opens the gate once',
    run: async (host) => {
      await host.greet();
      const armed = await arm(host);
      await host.refused({ kind: 'enable', ...armed, token: (armed.token ^ 1) >>> 0, ...(await fence(host)) }, StatusCode.TOKEN_INVALID);
      await expectOff(host);
      const on = await switchOn(host);
      await host.ask({ kind: 'disable', is_soft: false }, 'off_result');
      const reply = await host.request({ kind: 'enable', token: on.token, limits_digest: on.limits_digest, lease_epoch: on.lease_epoch, ...(await fence(host)) }, { timeout_us: SLOW_REPLY_US });
      expect(reply.status.code !== StatusCode.OK, 'a spent token to be refused', replyText(reply));
      await expectOff(host);
    },
  },
  {
    requirement: 'P-054',
    title: 'the output epoch fences',
    run: async (host) => {
      await host.greet();
      const armed = await arm(host);
      const fenced = await fence(host);
      await host.refused({ kind: 'enable', ...armed, ...fenced, expected_epoch: fenced.expected_epoch + 1 }, StatusCode.STALE_EPOCH);
      const on = await switchOn(host);
      const stale = { ...on, expected_epoch: Math.max(0, on.expected_epoch - 1) };
      const reply = await setBias(host, stale, on.enabled.bias_setpoint_uV + STEP_UV);
      expect(reply.status.code === StatusCode.STALE_EPOCH, 'a set-point of an older epoch to be refused STALE_EPOCH', replyText(reply));
      await host.ask({ kind: 'disable', is_soft: false }, 'off_result');
      await host.refused({ kind: 'enable', ...armed, ...fenced }, StatusCode.STALE_EPOCH);
    },
  },
  {
    requirement: 'P-055',
    title: 'late commands are refused, early ones are not',
    run: async (host) => {
      await host.greet();
      const on = await switchOn(host);
      const { device_time_us, bias_setpoint_uV } = await host.snapshot();
      const late = await setBias(host, { ...on, not_after_device_us: device_time_us - 1 }, bias_setpoint_uV);
      expect(late.status.code === StatusCode.EXPIRED, 'EXPIRED a microsecond after its time', replyText(late));
      for (const not_after_device_us of [device_time_us + WRAPPED_US, Number.MAX_SAFE_INTEGER]) {
        const early = await setBias(host, { ...on, not_after_device_us }, bias_setpoint_uV);
        expect(early.status.code === StatusCode.OK, `a command that is good until ${not_after_device_us} us`, replyText(early));
      }
      await host.ask({ kind: 'disable', is_soft: false }, 'off_result');
      const armed = await arm(host);
      const fenced = await fence(host);
      await host.refused({ kind: 'enable', ...armed, ...fenced, not_after_device_us: device_time_us }, StatusCode.EXPIRED);
    },
  },
  {
    requirement: 'P-056',
    title: 'the switch closes where the cell is',
    run: async (host) => {
      await host.greet();
      const { enabled } = await switchOn(host);
      const step_uV = enabled.bias_setpoint_uV - enabled.open_circuit_uV;
      expect(enabled.is_switch_closed && Math.abs(step_uV) <= HOT_CONNECT_UV, `a closed switch and a step of at most ${HOT_CONNECT_UV} uV`, text(enabled));
      await expectOn(host);
    },
  },
  {
    requirement: 'P-057',
    title: 'what is beyond a cap is refused, what is at it is not',
    run: async (host) => {
      await host.greet();
      const on = await switchOn(host);
      const cap_uV = LIMITS.bias_uV_max ?? 0;
      for (const target_uV of [cap_uV + 10, 10_000_000]) {
        const reply = await setBias(host, on, target_uV);
        const { code, field, value } = reply.status;
        expect(code === StatusCode.BEYOND_LIMIT && field === 'target_uV' && value === target_uV, `target_uV of ${target_uV} to be refused BEYOND_LIMIT by name and value`, replyText(reply));
      }
      const { bias_setpoint_uV } = await host.snapshot();
      expect(bias_setpoint_uV === on.enabled.bias_setpoint_uV, `the set-point to stay at ${on.enabled.bias_setpoint_uV} uV`, `${bias_setpoint_uV}`);
      const atCap = await setBias(host, on, cap_uV);
      expect(atCap.status.code === StatusCode.OK, 'a target at the cap to be taken', replyText(atCap));
    },
  },
  {
    requirement: 'P-058',
    title: 'a ramp arrives when it says',
    run: async (host) => {
      await host.greet();
      const on = await switchOn(host);
      const asked_uV = on.enabled.bias_setpoint_uV + STEP_UV;
      const reply = await setBias(host, on, asked_uV);
      expect(reply.body?.kind === 'set_bias_result', 'a SetBiasResult', replyText(reply));
      const { target_uV, start_uV, start_device_us, arrival_device_us } = reply.body;
      expect(0 <= asked_uV - target_uV && asked_uV - target_uV < 100 && start_uV === on.enabled.bias_setpoint_uV, `from ${on.enabled.bias_setpoint_uV} to just below ${asked_uV} uV`, text(reply.body));
      const planned_us = ((target_uV - start_uV) * 1e9) / SLEW_NV_PER_S;
      expect(Math.abs(arrival_device_us - start_device_us - planned_us) <= planned_us / 50 + 1000, `${planned_us} us of ramp within 2 %`, text(reply.body));
      await host.wait(planned_us + 100_000);
      const { bias_setpoint_uV } = await host.snapshot();
      expect(bias_setpoint_uV === target_uV, `a set-point of ${target_uV} uV`, `${bias_setpoint_uV}`);
    },
  },
  {
    requirement: 'P-059',
    title: 'the slew limit holds',
    run: async (host) => {
      await host.greet();
      const on = await switchOn(host);
      const { lease_epoch, expected_epoch, not_after_device_us, enabled } = on;
      const slew_nV_per_s = (LIMITS.slew_nV_per_s_max ?? 0) + 1;
      await host.refused(
        { kind: 'set_bias', target_uV: enabled.bias_setpoint_uV, slew_nV_per_s, lease_epoch, expected_epoch, not_after_device_us },
        StatusCode.BEYOND_LIMIT, StatusCode.OUT_OF_RANGE,
      );
    },
  },
  {
    requirement: 'P-060',
    title: 'no set-point without an output',
    run: async (host) => {
      await host.greet();
      const lease_epoch = await takeLease(host);
      await host.refused({ kind: 'set_bias', target_uV: 0, slew_nV_per_s: 1, lease_epoch, ...(await fence(host)) }, StatusCode.WRONG_MODE);
    },
  },
];
