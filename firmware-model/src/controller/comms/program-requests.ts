import { StatusCode } from '@nanobias/proto';
import type { LeaseEpoch, StartProgram, Status, UploadStep } from '@nanobias/proto';
import { CAUSE } from '../../interlock/cause.ts';
import { isEnergised } from '../../interlock/state.ts';
import type { Firmware } from '../firmware.ts';
import { committedLimits } from '../limits-store.ts';
import { openOutput } from '../opening.ts';
import { PROGRAM, PROGRAM_STEPS_MAX, isProgramComplete, isProgramPaused, isProgramRunning, storeStep } from '../program-store.ts';
import { lengthRefusal, orderRefusal, shapeRefusal } from '../program-shape.ts';
import { pauseProgram, resumeProgram, startProgram } from '../program.ts';
import { status } from '../status.ts';
import { programRefusal, uploadRefusal } from '../step-check.ts';
import { fenceRefusal, leaseRefusal, steadyRefusal } from './permission.ts';
import { DEFERRED, DONE, answer, refuse } from './reply.ts';
import type { Answer } from './reply.ts';
import type { RequestKey } from './reply-cache.ts';
import { waitForOff } from './waiters.ts';

/** Takes one step, in order, while the output is off. */
export function uploadStep(firmware: Firmware, request: UploadStep, caller: RequestKey): Answer {
  const { program_id, step_index, step_count, step, lease_epoch } = request;
  // Without limits there is nothing to hold a step against yet: the start will.
  const refusal =
    leaseRefusal(firmware, caller, lease_epoch) ?? offRefusal(firmware) ?? placeRefusal(firmware, request) ?? shapeRefusal(step) ??
    orderRefusal(firmware, step_index, step) ?? (committedLimits(firmware) === undefined ? undefined : uploadRefusal(firmware, step));
  if (refusal !== undefined) return refuse(refusal);
  storeStep(firmware, { program_id, step_index, step_count }, step);
  const { program } = firmware;
  const step_count_stored = program.fields[PROGRAM.STORED_COUNT]!;
  const stored = { kind: 'upload_result', step_count_stored } as const;
  return answer(isProgramComplete(program) ? { ...stored, program_digest: program.fields[PROGRAM.DIGEST]! } : stored);
}

/** Starts a program that was uploaded whole, or goes on with it; every step is checked before anything moves. */
export function start(firmware: Firmware, request: StartProgram, caller: RequestKey): Answer {
  const isPaused = isProgramPaused(firmware);
  const refusal =
    leaseRefusal(firmware, caller, request.lease_epoch) ?? fenceRefusal(firmware, request) ?? (isPaused ? undefined : steadyRefusal(firmware)) ??
    digestRefusal(firmware, request) ?? lengthRefusal(firmware) ?? programRefusal(firmware);
  if (refusal !== undefined) return refuse(refusal);
  if (isPaused) resumeProgram(firmware);
  else startProgram(firmware);
  return DONE;
}

/** Holds a program while the output is on; its open tail has nothing to hold. */
export function pause(firmware: Firmware, { lease_epoch }: LeaseEpoch, caller: RequestKey): Answer {
  const refusal = leaseRefusal(firmware, caller, lease_epoch);
  if (refusal !== undefined) return refuse(refusal);
  if (!isProgramRunning(firmware) || !isEnergised(firmware.interlock)) return refuse(status(StatusCode.WRONG_MODE));
  pauseProgram(firmware);
  return DONE;
}

export function abort(firmware: Firmware, { lease_epoch }: LeaseEpoch, caller: RequestKey): Answer {
  const refusal = leaseRefusal(firmware, caller, lease_epoch);
  if (refusal !== undefined) return refuse(refusal);
  if (!isProgramRunning(firmware)) return refuse(status(StatusCode.WRONG_MODE));
  openOutput(firmware, CAUSE.PROGRAM_ABORTED, 'open');
  return waitForOff(firmware.comms.waiters, caller) ? DEFERRED : DONE;
}

function offRefusal(firmware: Firmware): Status | undefined {
  if (isEnergised(firmware.interlock)) return status(StatusCode.OUTPUT_ON);
  return isProgramRunning(firmware) ? status(StatusCode.WRONG_MODE) : undefined;
}

function placeRefusal({ program: { fields } }: Firmware, { program_id, step_index, step_count }: UploadStep): Status | undefined {
  const isCountPermitted = 1 <= step_count && step_count <= PROGRAM_STEPS_MAX && step_index < step_count;
  if (!isCountPermitted) return status(StatusCode.OUT_OF_RANGE, { field: 'step_count', value: step_count, limit_min: step_index + 1, limit_max: PROGRAM_STEPS_MAX, origin: 'BOARD' });
  if (step_index === 0) return undefined;
  const stored_count = fields[PROGRAM.STORED_COUNT]!;
  const isNext = fields[PROGRAM.ID] === program_id && fields[PROGRAM.STEP_COUNT] === step_count && stored_count === step_index;
  return isNext ? undefined : status(StatusCode.PROGRAM_INCOMPLETE, { field: 'step_index', value: step_index, limit_min: 0, limit_max: stored_count });
}

function digestRefusal({ program }: Firmware, { program_id, program_digest }: StartProgram): Status | undefined {
  if (!isProgramComplete(program) || program.fields[PROGRAM.ID] !== program_id) return status(StatusCode.PROGRAM_INCOMPLETE, { field: 'program_id', value: program_id });
  const digest = program.fields[PROGRAM.DIGEST]!;
  return digest === program_digest ? undefined : status(StatusCode.DIGEST_MISMATCH, { field: 'program_digest', value: program_digest, limit_min: digest, limit_max: digest });
}
