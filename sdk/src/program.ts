import { StepKind } from '@nanobias/proto';
import type { ProgramStep } from '@nanobias/proto';
import type { Step, StepConditions, StepTarget, UploadedProgram } from './contract.ts';
import { NanobiasError } from './errors.ts';
import { ask } from './session/ask.ts';
import type { Driver } from './session/driver.ts';
import { fA, fC, nV_per_s, uV, us } from './units.ts';

const kinds = {
  leak_check: StepKind.LEAK_CHECK, hold: StepKind.HOLD, open: StepKind.OPEN, ramp: StepKind.RAMP, current: StepKind.CURRENT, loop: StepKind.LOOP, mark: StepKind.MARK,
} as const satisfies Readonly<Record<Step['kind'], StepKind>>;

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
  return { programId: program_id, programDigest: program_digest, stepCount: steps.length };
}

function scaledStep(step: Step, index: number): ProgramStep {
  const at = `program[${index}]`;
  switch (step.kind) {
    case 'open':
      return { kind: kinds.open, duration_us: us(`${at}.duration_s`, step.duration_s) };
    case 'loop':
      return { kind: kinds.loop, duration_us: 0, loop_to_index: step.to_index, loop_count: step.count };
    case 'mark':
      return { kind: kinds.mark, duration_us: 0, mark: step.mark };
    case 'ramp':
      return { kind: kinds.ramp, duration_us: 0, ...target(step, at), ...slewAndConditions(step, at) };
    case 'current':
      return {
        kind: kinds.current,
        duration_us: us(`${at}.duration_s`, step.duration_s),
        current_fA: fA(`${at}.current_A`, step.current_A),
        ...slewAndConditions(step, at),
      };
    case 'leak_check':
    case 'hold':
      return { kind: kinds[step.kind], duration_us: us(`${at}.duration_s`, step.duration_s), ...target(step, at), ...slewAndConditions(step, at) };
  }
}

function target({ bias_V, biasChange_V }: StepTarget, at: string): Pick<ProgramStep, 'bias_uV' | 'bias_change_uV'> {
  return bias_V === undefined ? { bias_change_uV: uV(`${at}.biasChange_V`, biasChange_V) } : { bias_uV: uV(`${at}.bias_V`, bias_V) };
}

function slewAndConditions(step: { readonly slew_V_per_s: number; readonly until?: StepConditions }, at: string): Partial<ProgramStep> {
  const { bias_V_above, bias_V_below, current_A_above, current_A_below, charge_C } = step.until ?? {};
  return {
    slew_nV_per_s: nV_per_s(`${at}.slew_V_per_s`, step.slew_V_per_s),
    ...(bias_V_above === undefined ? {} : { until_bias_uV_above: uV(`${at}.until.bias_V_above`, bias_V_above) }),
    ...(bias_V_below === undefined ? {} : { until_bias_uV_below: uV(`${at}.until.bias_V_below`, bias_V_below) }),
    ...(current_A_above === undefined ? {} : { until_current_fA_above: fA(`${at}.until.current_A_above`, current_A_above) }),
    ...(current_A_below === undefined ? {} : { until_current_fA_below: fA(`${at}.until.current_A_below`, current_A_below) }),
    ...(charge_C === undefined ? {} : { until_charge_fC: fC(`${at}.until.charge_C`, charge_C) }),
  };
}
