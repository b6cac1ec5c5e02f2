import { StepKind } from '@nanobias/proto';
import type { ProgramStep } from '@nanobias/proto';
import type { Step } from './contract.ts';
import { NanobiasError } from './errors.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { nV_per_s, uV, us } from './units.ts';

/** A program that the controller holds complete. */
export interface UploadedProgram {
  readonly program_id: number;
  readonly program_digest: number;
  readonly steps_count: number;
}

const kinds = { leak_check: StepKind.LEAK_CHECK, hold: StepKind.HOLD, open: StepKind.OPEN } as const satisfies Readonly<Record<Step['kind'], StepKind>>;

/** Uploads a program step by step. @throws ECHO_MISMATCH and every refusal */
export async function uploadProgram(
  driver: Driver,
  steps: readonly Step[],
  { program_id, lease_epoch, signal }: { readonly program_id: number; readonly lease_epoch: number; readonly signal: AbortSignal },
): Promise<UploadedProgram> {
  if (steps.length === 0) throw new NanobiasError('INVALID_ARGUMENT', 'program: no step', { outputMayBeOn: driver.outputMayBeOn(), field: 'program', value: 0, limit_min: 1, origin: 'host' });
  // Every step is scaled before the first is sent, so that an unfit one moves nothing.
  const scaled = steps.map(scaledStep);
  let program_digest: number | undefined;
  for (const [step_index, step] of scaled.entries()) {
    const request = { kind: 'upload_step', program_id, step_index, step_count: steps.length, step, lease_epoch } as const;
    const { body } = await ask(driver, request, 'upload_result', { signal });
    if (body.step_count_stored !== step_index + 1) {
      throw driver.failure('ECHO_MISMATCH', `the controller holds ${body.step_count_stored} steps after ${step_index + 1} were sent`);
    }
    program_digest = body.program_digest;
  }
  if (program_digest === undefined) throw driver.failure('ECHO_MISMATCH', 'the controller holds every step and gives no digest');
  return { program_id, program_digest, steps_count: steps.length };
}

function scaledStep(step: Step, index: number): ProgramStep {
  const at = `program[${index}]`;
  const duration_us = us(`${at}.duration_s`, step.duration_s);
  if (step.kind === 'open') return { kind: kinds.open, duration_us };
  return {
    kind: kinds[step.kind],
    bias_uV: uV(`${at}.bias_V`, step.bias_V),
    slew_nV_per_s: nV_per_s(`${at}.slew_V_per_s`, step.slew_V_per_s),
    duration_us,
  };
}
