import { EventKind, StatusCode, StepKind } from '@nanobias/proto';
import type { Status } from '@nanobias/proto';
import { CAUSE } from '../interlock/cause.ts';
import { callAttention, tickNow } from './clock.ts';
import { pushEvent } from './events.ts';
import type { Firmware } from './firmware.ts';
import { openCircuit, openOutput } from './opening.ts';
import { OUTPUT } from './output.ts';
import { PROGRAM, isProgramPaused, storedStep } from './program-store.ts';
import type { StoredStep } from './program-store.ts';
import { makeRoom } from './ranging.ts';
import { dacCode, ticksOf } from './scale.ts';
import { setpointRefusal, warnOfField } from './setpoint-check.ts';
import { freezeRamp, isRamping, startRamp } from './setpoint.ts';
import { status } from './status.ts';

/** A leak check holds within this distance of the voltage at which the switch was closed, where no reaction runs. */
const LEAK_CHECK_UV_MAX = 20_000;

/**
 * Why a step may not be carried out under the limits in force; undefined when it may. Asked for every step when the
 * program is started, and again at the start of each step: limits may have been tightened in between.
 */
export function stepRefusal(firmware: Firmware, step: StoredStep): Status | undefined {
  if (step.kind === StepKind.OPEN) return undefined;
  const refusal = setpointRefusal(firmware, { target_uV: step.bias_uV, slew_nV_per_s: step.slew_nV_per_s, field: 'bias_uV' });
  if (refusal !== undefined || step.kind === StepKind.HOLD) return refusal;
  const connected_uV = firmware.output[OUTPUT.CONNECTED_AT_uV]!;
  const isNear = Math.abs(step.bias_uV - connected_uV) <= LEAK_CHECK_UV_MAX;
  if (isNear) return undefined;
  const limits = { limit_min: connected_uV - LEAK_CHECK_UV_MAX, limit_max: connected_uV + LEAK_CHECK_UV_MAX };
  return status(StatusCode.BEYOND_LIMIT, { field: 'bias_uV', value: step.bias_uV, ...limits, origin: 'LIMITS' });
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

export function startProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  fields[PROGRAM.IS_RUNNING] = 1;
  fields[PROGRAM.IS_PAUSED] = 0;
  beginStep(firmware, 0);
}

/** Holds the output where it stands, in a ramp or in a hold: neither ramp nor time of the step goes on. */
export function pauseProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  if (isProgramPaused(firmware)) return;
  fields[PROGRAM.IS_PAUSED] = 1;
  fields[PROGRAM.LEFT_TICKS] = fields[PROGRAM.IS_DWELLING] === 1 ? fields[PROGRAM.STEP_END_TICK]! - tickNow(firmware) : 0;
  freezeRamp(firmware);
  callAttention(firmware);
  pushEvent(firmware, { kind: EventKind.STATE_CHANGED });
}

/** Goes on where the pause began, on the way to the step's bias or with what was left of its time. */
export function resumeProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  fields[PROGRAM.IS_PAUSED] = 0;
  if (fields[PROGRAM.IS_DWELLING] === 1) fields[PROGRAM.STEP_END_TICK] = tickNow(firmware) + fields[PROGRAM.LEFT_TICKS]!;
  else rampTo(firmware, storedStep(firmware, fields[PROGRAM.STEP_INDEX]!));
  callAttention(firmware);
  pushEvent(firmware, { kind: EventKind.STATE_CHANGED });
}

/** A tick of a running program in which something may be due: the arrival of a ramp, or the end of a step. */
export function advanceProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  if (isProgramPaused(firmware)) return;
  if (fields[PROGRAM.IS_DWELLING] !== 1) {
    if (!isRamping(firmware)) dwell(firmware);
    return;
  }
  if (tickNow(firmware) < fields[PROGRAM.STEP_END_TICK]!) return;
  const step_index = fields[PROGRAM.STEP_INDEX]!;
  pushEvent(firmware, { kind: EventKind.STEP_ENDED, step_index });
  if (step_index + 1 < fields[PROGRAM.STEP_COUNT]!) beginStep(firmware, step_index + 1);
  else endProgram(firmware);
}

/** Tick of the next thing that a program in a hold has to do. */
export function programDue_tick(firmware: Firmware): number {
  const { program } = firmware;
  if (isProgramPaused(firmware)) return Infinity;
  return program.fields[PROGRAM.IS_DWELLING] === 1 ? program.fields[PROGRAM.STEP_END_TICK]! : 0;
}

function beginStep(firmware: Firmware, step_index: number): void {
  const { fields } = firmware.program;
  const step = storedStep(firmware, step_index);
  fields[PROGRAM.STEP_INDEX] = step_index;
  fields[PROGRAM.IS_DWELLING] = 0;
  const refusal = stepRefusal(firmware, step);
  if (refusal !== undefined) {
    pushEvent(firmware, { kind: EventKind.REFUSED, cause: CAUSE.STEP_REFUSED, step_index, value: refusal.value, limit: refusal.limit_max, refusal: refusal.code });
    openOutput(firmware, CAUSE.STEP_REFUSED, 'open');
    return;
  }
  pushEvent(firmware, { kind: EventKind.STEP_STARTED, step_index });
  if (step.kind === StepKind.OPEN) {
    openCircuit(firmware, CAUSE.PROGRAM_END, 'open');
    dwell(firmware);
  } else {
    rampTo(firmware, step);
  }
  callAttention(firmware);
}

function rampTo(firmware: Firmware, { bias_uV, slew_nV_per_s }: StoredStep): void {
  warnOfField(firmware, bias_uV);
  makeRoom(firmware, slew_nV_per_s);
  startRamp(firmware, { code: dacCode(firmware.scale, bias_uV), slew_nV_per_s });
  if (!isRamping(firmware)) dwell(firmware);
}

function dwell(firmware: Firmware): void {
  const { fields } = firmware.program;
  const { duration_us } = storedStep(firmware, fields[PROGRAM.STEP_INDEX]!);
  fields[PROGRAM.IS_DWELLING] = 1;
  fields[PROGRAM.STEP_END_TICK] = tickNow(firmware) + ticksOf(firmware.scale, duration_us);
}

/** Every program ends with the circuit open, whatever its last step was. */
function endProgram(firmware: Firmware): void {
  openOutput(firmware, CAUSE.PROGRAM_END, 'open');
}

