import { StatusCode, StepKind } from '@nanobias/proto';
import type { ProgramStep, Status } from '@nanobias/proto';
import { rangeRefusal } from '../interlock/staging.ts';
import type { Firmware } from './firmware.ts';
import { committedLimits } from './limits-store.ts';
import { OUTPUT } from './output.ts';
import { PROGRAM, storedStep } from './program-store.ts';
import { setpointRefusal } from './setpoint-check.ts';
import { status, statusOfRefusal } from './status.ts';

/** A leak check holds within this distance of the voltage at which the switch was closed, where no reaction runs. */
const LEAK_CHECK_UV_MAX = 20_000;

/**
 * Why a step may not be carried out under the limits in force; undefined when it may. Asked for every step when the
 * program is started, and again at the start of each step: limits may have been tightened in between.
 * @param from_uV set-point from which a change of bias counts; without it only the slew of such a step is known
 */
export function stepRefusal(firmware: Firmware, step: ProgramStep, from_uV?: number): Status | undefined {
  switch (step.kind) {
    case StepKind.LEAK_CHECK:
    case StepKind.HOLD:
    case StepKind.RAMP:
      return targetRefusal(firmware, step, from_uV);
    case StepKind.CURRENT:
      return currentRefusal(firmware, step);
    default:
      return undefined;
  }
}

function targetRefusal(firmware: Firmware, step: ProgramStep, from_uV: number | undefined): Status | undefined {
  const { slew_nV_per_s = 0, bias_uV, bias_change_uV = 0 } = step;
  if (bias_uV === undefined && from_uV === undefined) return regulationRefusal(firmware, { current_fA: 0, slew_nV_per_s, field: 'current_fA' });
  const target_uV = bias_uV ?? (from_uV ?? 0) + bias_change_uV;
  const field = bias_uV === undefined ? 'bias_change_uV' : 'bias_uV';
  const refusal = setpointRefusal(firmware, { target_uV, slew_nV_per_s, field });
  if (refusal !== undefined || step.kind !== StepKind.LEAK_CHECK) return refusal;
  const connected_uV = firmware.output[OUTPUT.CONNECTED_AT_uV]!;
  const isNear = Math.abs(target_uV - connected_uV) <= LEAK_CHECK_UV_MAX;
  if (isNear) return undefined;
  const limits = { limit_min: connected_uV - LEAK_CHECK_UV_MAX, limit_max: connected_uV + LEAK_CHECK_UV_MAX };
  return status(StatusCode.BEYOND_LIMIT, { field, value: target_uV, ...limits, origin: 'LIMITS' });
}

/** Current, slew, and the cut-offs that are the compliance of the loop: each within its limit. */
function currentRefusal(firmware: Firmware, { current_fA = 0, slew_nV_per_s = 0, until_bias_uV_above, until_bias_uV_below }: ProgramStep): Status | undefined {
  const limits = committedLimits(firmware)?.limits;
  if (limits === undefined) return status(StatusCode.LIMITS_NOT_COMMITTED);
  const cuts = [['until_bias_uV_above', until_bias_uV_above], ['until_bias_uV_below', until_bias_uV_below]] as const;
  for (const [field, target_uV] of cuts) {
    const refusal = target_uV === undefined ? undefined : setpointRefusal(firmware, { target_uV, slew_nV_per_s, field });
    if (refusal !== undefined) return refusal;
  }
  return regulationRefusal(firmware, { current_fA, slew_nV_per_s, field: 'current_fA' });
}

/** Why a current may not be regulated under the limits in force. */
export function regulationRefusal(
  firmware: Firmware, { current_fA, slew_nV_per_s, field }: { readonly current_fA: number; readonly slew_nV_per_s: number; readonly field: string },
): Status | undefined {
  const limits = committedLimits(firmware)?.limits;
  if (limits === undefined) return status(StatusCode.LIMITS_NOT_COMMITTED);
  const { rowsLeftOut } = firmware;
  const { current_fA_max, slew_nV_per_s_max } = limits;
  const tooLarge = { code: 'BEYOND_LIMIT', field, limit_min: -current_fA_max, limit_max: current_fA_max, origin: 'LIMITS' } as const;
  const tooFast = { code: 'BEYOND_LIMIT', field: 'slew_nV_per_s', limit_min: 1, limit_max: slew_nV_per_s_max, origin: 'LIMITS' } as const;
  const refusal = (rowsLeftOut.has(6) ? undefined : rangeRefusal(current_fA, tooLarge)) ?? (rowsLeftOut.has(5) ? undefined : rangeRefusal(slew_nV_per_s, tooFast));
  return refusal === undefined ? undefined : statusOfRefusal(refusal);
}

/** A step at its upload: where the cell will be connected is not known yet. */
export function uploadRefusal(firmware: Firmware, step: ProgramStep): Status | undefined {
  return stepRefusal(firmware, step.kind === StepKind.LEAK_CHECK ? { ...step, kind: StepKind.HOLD } : step);
}

/** The first step that may not be carried out. */
export function programRefusal(firmware: Firmware): Status | undefined {
  const { fields } = firmware.program;
  for (let step_index = 0; step_index < fields[PROGRAM.STEP_COUNT]!; step_index += 1) {
    const refusal = stepRefusal(firmware, storedStep(firmware, step_index));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
