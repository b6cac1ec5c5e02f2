import { EventKind, Feature, StatusCode, StepKind } from '@nanobias/proto';
import type { ProgramStep, UploadStep } from '@nanobias/proto';
import type { Check } from '../check.ts';
import { expect, text } from '../check.ts';
import { SLOW_REPLY_US, replyText } from '../host.ts';
import type { Host } from '../host.ts';
import { LIMITS, LONG_LEASE_US, SLEW_NV_PER_S, commit, expectOff, switchOn, takeLease } from '../operation.ts';
import { requireFeature } from './session.ts';

export const PROGRAM_ID = 77;
/** Within this time a controller has measured its open circuit. */
const OPEN_CIRCUIT_US = 300_000;

export async function upload(host: Host, steps: readonly ProgramStep[], lease_epoch: number): Promise<number> {
  let digest: number | undefined;
  for (const [step_index, step] of steps.entries()) {
    const result = await host.ask({ kind: 'upload_step', program_id: PROGRAM_ID, step_index, step_count: steps.length, step, lease_epoch }, 'upload_result');
    const isLast = step_index + 1 === steps.length;
    expect(result.step_count_stored === step_index + 1 && (result.program_digest !== undefined) === isLast, 'a digest with the last step and not before', text(result));
    digest = result.program_digest;
  }
  return digest ?? 0;
}

const open: ProgramStep = { kind: StepKind.OPEN, duration_us: 50_000 };
const hold = (bias_uV: number): ProgramStep => ({ kind: StepKind.HOLD, bias_uV, slew_nV_per_s: SLEW_NV_PER_S, duration_us: 100_000 });

/** The voltage at rest, also of a controller that has just booted. */
export async function restingVoltage_uV(host: Host): Promise<number> {
  await host.wait(OPEN_CIRCUIT_US);
  return (await host.snapshot()).open_circuit_uV;
}

async function prepared(host: Host): Promise<{ readonly lease_epoch: number; readonly rest_uV: number }> {
  await host.greet();
  await requireFeature(host, Feature.PROGRAMS, 'PROGRAMS');
  const lease_epoch = await takeLease(host, LONG_LEASE_US);
  await commit(host);
  return { lease_epoch, rest_uV: await restingVoltage_uV(host) };
}

export const programChecks: readonly Check[] = [
  {
    requirement: 'P-076',
    title: 'steps come in order',
    run: async (host) => {
      const { lease_epoch, rest_uV } = await prepared(host);
      const step = (step_index: number): UploadStep & { readonly kind: 'upload_step' } => ({ kind: 'upload_step', program_id: PROGRAM_ID, step_index, step_count: 3, step: hold(rest_uV), lease_epoch });
      await host.ask(step(0), 'upload_result');
      await host.refused(step(2), StatusCode.PROGRAM_INCOMPLETE);
      const first = await upload(host, [hold(rest_uV), open], lease_epoch);
      const second = await upload(host, [hold(rest_uV + 1_000), open], lease_epoch);
      expect(first !== second, 'a digest of the steps', text([first, second]));
    },
  },
  {
    requirement: 'P-077',
    title: 'a start names what was uploaded',
    run: async (host) => {
      const { lease_epoch, rest_uV } = await prepared(host);
      const program_digest = await upload(host, [hold(rest_uV), open], lease_epoch);
      const { expected_epoch, not_after_device_us } = await switchOn(host);
      const start = { kind: 'start_program', program_id: PROGRAM_ID, program_digest, expected_epoch, not_after_device_us, lease_epoch } as const;
      await host.refused({ ...start, program_id: PROGRAM_ID + 1 }, StatusCode.PROGRAM_INCOMPLETE);
      await host.refused({ ...start, program_digest: (program_digest ^ 1) >>> 0 }, StatusCode.DIGEST_MISMATCH);
    },
  },
  {
    requirement: 'P-078',
    title: 'a step beyond a cap is refused',
    run: async (host) => {
      const { lease_epoch } = await prepared(host);
      const step = hold((LIMITS.bias_uV_max ?? 0) + 100_000);
      const uploaded = await host.request({ kind: 'upload_step', program_id: PROGRAM_ID, step_index: 0, step_count: 1, step, lease_epoch });
      if (uploaded.status.code !== StatusCode.OK) {
        expect(uploaded.status.code === StatusCode.BEYOND_LIMIT, 'BEYOND_LIMIT', replyText(uploaded));
        return;
      }
      const program_digest = uploaded.body?.kind === 'upload_result' ? (uploaded.body.program_digest ?? 0) : 0;
      const { expected_epoch, not_after_device_us } = await switchOn(host);
      await host.refused({ kind: 'start_program', program_id: PROGRAM_ID, program_digest, expected_epoch, not_after_device_us, lease_epoch }, StatusCode.BEYOND_LIMIT);
    },
  },
  {
    requirement: 'P-079',
    title: 'a program runs to its end',
    run: async (host) => {
      const { lease_epoch, rest_uV } = await prepared(host);
      const program_digest = await upload(host, [hold(rest_uV), hold(rest_uV + 2_000), open], lease_epoch);
      const { expected_epoch, not_after_device_us } = await switchOn(host);
      const from_index = host.received.length;
      const started = await host.request({ kind: 'start_program', program_id: PROGRAM_ID, program_digest, expected_epoch, not_after_device_us, lease_epoch });
      expect(started.status.code === StatusCode.OK, 'a start', replyText(started));
      const ended = await host.until(({ event }) => event?.kind === EventKind.PROGRAM_ENDED, SLOW_REPLY_US, from_index);
      expect(ended !== undefined, 'PROGRAM_ENDED', 'none');
      const steps = host.received.slice(from_index).flatMap(({ event }) => (event?.kind === EventKind.STEP_STARTED ? [event.step_index] : []));
      expect(text(steps) === '[0,1,2]', 'steps 0, 1, 2', text(steps));
      await expectOff(host);
    },
  },
];
