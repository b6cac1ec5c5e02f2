import { Cause, EventKind, Feature, Mode, StatusCode, StepEnd, StepKind } from '@nanobias/proto';
import type { ProgramStep, RequestBody } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { SLOW_REPLY_US, replyText } from '../host.ts';
import type { Host } from '../host.ts';
import { LIMITS, LONG_LEASE_US, SLEW_NV_PER_S, arm, commit, expectOff, expectOn, fence, switchOn, takeLease } from '../operation.ts';
import type { On } from '../operation.ts';
import { PROGRAM_ID, restingVoltage_uV, upload } from './programs.ts';
import { requireFeature } from './session.ts';

/** Compliance around the voltage at rest: 10 mV either way. */
const COMPLIANCE_UV = 10_000;
/** A current that 10 mV cannot drive through any film of the limits: it runs into the compliance at once. */
const UNREACHABLE_FA = 1_000_000;
const REGULATION_US = 1_500_000;
/** Error of the readback against the set-point's converter: 7 mV. */
const READ_UV = 7_000;
const MARK_NUMBER = 4_711;
const LEASE_US_MIN = 100_000;
const AUTONOMY_US = 3_500_000;
const AUTONOMY_FC = 1_000_000;

const open: ProgramStep = { kind: StepKind.OPEN, duration_us: 50_000 };
const hold = (bias_uV: number, duration_us: number, more: Partial<ProgramStep> = {}): ProgramStep => ({ kind: StepKind.HOLD, bias_uV, slew_nV_per_s: SLEW_NV_PER_S, duration_us, ...more });

async function ready(host: Host, feature: Feature, name: string): Promise<void> {
  await host.greet();
  await requireFeature(host, feature, name);
}

/** What SetCurrent needs beside the current. */
function asked({ lease_epoch, expected_epoch, not_after_device_us }: On): { readonly lease_epoch: number; readonly expected_epoch: number; readonly not_after_device_us: number } {
  return { lease_epoch, expected_epoch, not_after_device_us };
}

async function done(host: Host, body: RequestBody): Promise<void> {
  const reply = await host.request(body);
  expect(reply.status.code === StatusCode.OK, `${body.kind} to be carried out`, replyText(reply));
}

/** Uploads, switches on and starts; gives what the start said. */
async function started(host: Host, steps: readonly ProgramStep[]): Promise<Omit<Extract<RequestBody, { readonly kind: 'start_program' }>, 'kind'>> {
  const lease_epoch = await takeLease(host);
  await commit(host);
  const program_digest = await upload(host, steps, lease_epoch);
  const { expected_epoch, not_after_device_us } = await switchOn(host);
  const program = { program_id: PROGRAM_ID, program_digest, expected_epoch, not_after_device_us, lease_epoch };
  await done(host, { kind: 'start_program', ...program });
  return program;
}

export const currentChecks: readonly Check[] = [
  {
    requirement: 'P-092',
    title: 'a pause holds, a start goes on',
    run: async (host) => {
      await ready(host, Feature.PROGRAMS, 'PROGRAMS');
      const rest_uV = await restingVoltage_uV(host);
      const program = await started(host, [hold(rest_uV, 1_000_000), open]);
      await done(host, { kind: 'pause_program', lease_epoch: program.lease_epoch });
      await host.wait(1_500_000);
      await host.request({ kind: 'renew_lease', lease_epoch: program.lease_epoch });
      await expectOn(host);
      await done(host, { kind: 'start_program', ...program });
      const ended = await host.until(({ event }) => event?.kind === EventKind.PROGRAM_ENDED, SLOW_REPLY_US, 0);
      expect(ended !== undefined, 'the rest of the program', 'none');
      await host.refused({ kind: 'pause_program', lease_epoch: program.lease_epoch }, StatusCode.WRONG_MODE);
    },
  },
  {
    requirement: 'P-093',
    title: 'a current is regulated within its compliance',
    run: async (host) => {
      await ready(host, Feature.GALVANOSTATIC, 'GALVANOSTATIC');
      const on = await switchOn(host);
      const rest_uV = on.enabled.bias_setpoint_uV;
      const [compliance_uV_min, compliance_uV_max] = [rest_uV - COMPLIANCE_UV, rest_uV + COMPLIANCE_UV];
      const result = await host.ask({ kind: 'set_current', target_fA: UNREACHABLE_FA, compliance_uV_min, compliance_uV_max, ...asked(on) }, 'set_current_result');
      expect(result.compliance_uV_max <= compliance_uV_max, 'a compliance rounded toward zero', text(result));
      await host.wait(REGULATION_US);
      const state = await host.snapshot();
      expect(state.current_setpoint_fA === UNREACHABLE_FA && state.is_in_compliance, 'the set-point of the current, in compliance', text(state));
      expect(state.bias_setpoint_uV <= compliance_uV_max && compliance_uV_max - READ_UV <= state.bias_setpoint_uV, `a bias at its compliance of ${compliance_uV_max} uV`, text(state));
    },
  },
  {
    requirement: 'P-094',
    title: 'a current beyond its limits moves nothing',
    run: async (host) => {
      await ready(host, Feature.GALVANOSTATIC, 'GALVANOSTATIC');
      const on = await switchOn(host, { ...LIMITS, current_fA_max: 5_000_000 });
      const before = await host.snapshot();
      await host.refused({ kind: 'set_current', target_fA: 5_000_001, ...asked(on) }, StatusCode.BEYOND_LIMIT);
      await host.refused({ kind: 'set_current', target_fA: 1, compliance_uV_max: (LIMITS.bias_uV_max ?? 0) + 1, ...asked(on) }, StatusCode.BEYOND_LIMIT);
      await host.refused({ kind: 'set_current', target_fA: 1, ...asked(on), expected_epoch: on.expected_epoch + 1 }, StatusCode.STALE_EPOCH);
      const after = await host.snapshot();
      expect(after.bias_setpoint_uV === before.bias_setpoint_uV && after.current_setpoint_fA === undefined, 'the set-point of before', text(after));
    },
  },
  {
    requirement: 'P-095',
    title: 'the first condition ends a step',
    run: async (host) => {
      await ready(host, Feature.STEP_CONDITIONS, 'STEP_CONDITIONS');
      const rest_uV = await restingVoltage_uV(host);
      const from_index = host.received.length;
      await started(host, [hold(rest_uV, 5_000_000, { until_bias_uV_above: rest_uV - 50_000 }), hold(rest_uV, 100_000), open]);
      await host.until(({ event }) => event?.kind === EventKind.PROGRAM_ENDED, SLOW_REPLY_US, from_index);
      const ends = host.received.slice(from_index).flatMap(({ event }) => (event?.kind === EventKind.STEP_ENDED ? [event.step_end] : []));
      expect(text(ends) === text([StepEnd.BIAS, StepEnd.DURATION, StepEnd.DURATION]), 'a step that ends by its bias, and two by their time', text(ends));
    },
  },
  {
    requirement: 'P-096',
    title: 'loops and marks',
    run: async (host) => {
      await ready(host, Feature.STEP_CONDITIONS, 'STEP_CONDITIONS');
      const from_index = host.received.length;
      await started(host, [{ kind: StepKind.MARK, mark: MARK_NUMBER, duration_us: 0 }, { kind: StepKind.LOOP, loop_to_index: 0, loop_count: 2, duration_us: 0 }, open]);
      await host.until(({ event }) => event?.kind === EventKind.PROGRAM_ENDED, SLOW_REPLY_US, from_index);
      const marks = host.received.slice(from_index).flatMap(({ event }) => (event?.kind === EventKind.MARK ? [event.value] : []));
      expect(text(marks) === text([MARK_NUMBER, MARK_NUMBER, MARK_NUMBER]), 'three marks', text(marks));
    },
  },
  {
    requirement: 'P-097',
    title: 'an admitted program outlives its host',
    run: async (host) => {
      await ready(host, Feature.AUTONOMOUS_PROGRAMS, 'AUTONOMOUS_PROGRAMS');
      const rest_uV = await restingVoltage_uV(host);
      const lease_epoch = await takeLease(host, LONG_LEASE_US);
      const program_digest = await upload(host, [hold(rest_uV, 60_000_000), open], lease_epoch);
      const armed = await arm(host);
      await host.refused({ kind: 'enable', ...armed, ...(await fence(host)), autonomous_us_max: AUTONOMY_US }, StatusCode.MISSING_FIELD);
      const fenced = await fence(host);
      await host.ask({ kind: 'enable', ...armed, ...fenced, autonomous_us_max: AUTONOMY_US, autonomous_fC_max: AUTONOMY_FC }, 'enable_result', SLOW_REPLY_US);
      const from_index = host.received.length;
      await done(host, { kind: 'start_program', program_id: PROGRAM_ID, program_digest, lease_epoch, ...fenced });
      await takeLease(host, LEASE_US_MIN);
      await host.wait(4 * LEASE_US_MIN);
      const state = await expectOn(host);
      expect(state.is_autonomous && state.lease_remaining_us === 0, 'a program without a lease', text(state));
      const ended = await host.until(({ event }) => event?.kind === EventKind.PROGRAM_ENDED, SLOW_REPLY_US, from_index);
      expect(ended?.event?.cause === Cause.AUTONOMY_ENDED, 'PROGRAM_ENDED by AUTONOMY_ENDED', text(ended?.event));
      expect((await expectOff(host)).mode !== Mode.TRIPPED, 'no latch', text(await host.snapshot()));
    },
  },
];
