import { EventKind, StatusCode, StepEnd, StepKind } from '@nanobias/proto';
import type { ProgramStep } from '@nanobias/proto';
import { CAUSE } from '../interlock/cause.ts';
import { leakVerdict } from '../interlock/leak.ts';
import { permitAutonomy, suspendAutonomy } from './autonomy.ts';
import { callAttention, tickNow } from './clock.ts';
import { startRegulation } from './current-loop.ts';
import type { Regulation } from './current-loop.ts';
import { pushEvent, pushRefusal } from './events.ts';
import type { Firmware } from './firmware.ts';
import { committedLimits } from './limits-store.ts';
import { openCircuit, openOutput } from './opening.ts';
import { metCondition, startConditions } from './program-conditions.ts';
import type { StepEnding } from './program-conditions.ts';
import { PROGRAM, isProgramPaused, storedStep } from './program-store.ts';
import { makeRoom } from './ranging.ts';
import { dacCode, dac_uV, ticksOf } from './scale.ts';
import { warnOfField } from './setpoint-check.ts';
import { freezeRamp, isRamping, setpointCode, startRamp } from './setpoint.ts';
import { stepRefusal } from './step-check.ts';

export function startProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  fields[PROGRAM.IS_RUNNING] = 1;
  fields[PROGRAM.IS_PAUSED] = 0;
  firmware.program.loops.fill(0);
  permitAutonomy(firmware);
  beginStep(firmware, 0);
}

/** Holds the output where it stands, in a ramp or in a hold: neither ramp nor time of the step goes on. */
export function pauseProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  if (isProgramPaused(firmware)) return;
  fields[PROGRAM.IS_PAUSED] = 1;
  fields[PROGRAM.LEFT_TICKS] = fields[PROGRAM.IS_DWELLING] === 1 ? fields[PROGRAM.STEP_END_TICK]! - tickNow(firmware) : 0;
  freezeRamp(firmware);
  suspendAutonomy(firmware);
  callAttention(firmware);
  pushEvent(firmware, { kind: EventKind.STATE_CHANGED });
}

/** Goes on where the pause began, on the way to the step's bias or with what was left of its time. */
export function resumeProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  const step = storedStep(firmware, fields[PROGRAM.STEP_INDEX]!);
  fields[PROGRAM.IS_PAUSED] = 0;
  permitAutonomy(firmware);
  if (fields[PROGRAM.IS_DWELLING] === 1) fields[PROGRAM.STEP_END_TICK] = tickNow(firmware) + fields[PROGRAM.LEFT_TICKS]!;
  else startRamp(firmware, { code: fields[PROGRAM.TARGET_CODE]!, slew_nV_per_s: step.slew_nV_per_s ?? 0 });
  if (step.kind === StepKind.CURRENT) startRegulation(firmware, regulationOf(firmware, step));
  callAttention(firmware);
  pushEvent(firmware, { kind: EventKind.STATE_CHANGED });
}

/** A tick of a running program in which something may be due: a condition, the arrival of a ramp, or the end of a step. One step ends in a tick at most. */
export function advanceProgram(firmware: Firmware): void {
  const { fields } = firmware.program;
  if (isProgramPaused(firmware)) return;
  const step = storedStep(firmware, fields[PROGRAM.STEP_INDEX]!);
  const isDwelling = fields[PROGRAM.IS_DWELLING] === 1;
  const ending = isDwelling || step.kind === StepKind.RAMP ? metCondition(firmware, step) : undefined;
  if (ending !== undefined) endStep(firmware, ending);
  else if (isDwelling && fields[PROGRAM.STEP_END_TICK]! <= tickNow(firmware)) endStep(firmware, { end: StepEnd.DURATION });
  else if (!isDwelling && !isRamping(firmware)) arrive(firmware, step);
}

/** Tick of the next thing that a program has to do by itself: a ramp tells its arrival, and a conversion its conditions. */
export function programDue_tick(firmware: Firmware): number {
  const { program } = firmware;
  if (isProgramPaused(firmware)) return Infinity;
  if (program.fields[PROGRAM.IS_DWELLING] === 1) return program.fields[PROGRAM.STEP_END_TICK]!;
  return isRamping(firmware) ? Infinity : 0;
}

function beginStep(firmware: Firmware, step_index: number): void {
  const { fields } = firmware.program;
  const step = storedStep(firmware, step_index);
  fields[PROGRAM.STEP_INDEX] = step_index;
  fields[PROGRAM.IS_DWELLING] = 0;
  callAttention(firmware);
  const refusal = stepRefusal(firmware, step, dac_uV(firmware.scale, setpointCode(firmware)));
  if (refusal !== undefined) {
    pushRefusal(firmware, refusal, { cause: CAUSE.STEP_REFUSED, step_index });
    openOutput(firmware, CAUSE.STEP_REFUSED, 'open');
    return;
  }
  switch (step.kind) {
    case StepKind.LOOP:
      dwell(firmware, 0);
      break;
    case StepKind.MARK:
      pushEvent(firmware, { kind: EventKind.MARK, step_index, value: step.mark });
      dwell(firmware, 0);
      break;
    default:
      pushEvent(firmware, { kind: EventKind.STEP_STARTED, step_index });
      carryOut(firmware, step);
  }
}

function carryOut(firmware: Firmware, step: ProgramStep): void {
  switch (step.kind) {
    case StepKind.OPEN:
      openCircuit(firmware, CAUSE.PROGRAM_END, 'open');
      dwell(firmware, step.duration_us);
      break;
    case StepKind.CURRENT:
      startRegulation(firmware, regulationOf(firmware, step));
      dwell(firmware, step.duration_us);
      break;
    default:
      rampTo(firmware, step);
  }
}

/** The cut-offs bound the loop; where there is none, the caps do. */
function regulationOf(firmware: Firmware, step: ProgramStep): Regulation {
  const limits = committedLimits(firmware)?.limits;
  return {
    target_fA: step.current_fA ?? 0,
    slew_nV_per_s: step.slew_nV_per_s ?? 0,
    compliance_uV_min: step.until_bias_uV_below ?? limits?.bias_uV_min ?? 0,
    compliance_uV_max: step.until_bias_uV_above ?? limits?.bias_uV_max ?? 0,
  };
}

function rampTo(firmware: Firmware, step: ProgramStep): void {
  const { scale, program: { fields } } = firmware;
  const { bias_uV = dac_uV(scale, setpointCode(firmware)) + (step.bias_change_uV ?? 0), slew_nV_per_s = 0 } = step;
  const code = dacCode(scale, bias_uV);
  fields[PROGRAM.TARGET_CODE] = code;
  warnOfField(firmware, bias_uV);
  makeRoom(firmware, slew_nV_per_s);
  startConditions(firmware);
  startRamp(firmware, { code, slew_nV_per_s });
  if (!isRamping(firmware) && step.kind !== StepKind.RAMP) dwell(firmware, step.duration_us);
}

function arrive(firmware: Firmware, step: ProgramStep): void {
  if (step.kind === StepKind.RAMP) endStep(firmware, { end: StepEnd.ARRIVAL });
  else dwell(firmware, step.duration_us);
}

function dwell(firmware: Firmware, duration_us: number): void {
  const { fields } = firmware.program;
  fields[PROGRAM.IS_DWELLING] = 1;
  fields[PROGRAM.STEP_END_TICK] = tickNow(firmware) + ticksOf(firmware.scale, duration_us);
  startConditions(firmware);
}

/** Says how a step ended and begins the next one; a loop and a mark end in silence. */
function endStep(firmware: Firmware, { end, value }: StepEnding): void {
  const { program } = firmware;
  const step_index = program.fields[PROGRAM.STEP_INDEX]!;
  const { kind } = storedStep(firmware, step_index);
  if (kind !== StepKind.LOOP && kind !== StepKind.MARK) pushEvent(firmware, { kind: EventKind.STEP_ENDED, step_index, step_end: end, value });
  if (kind === StepKind.LEAK_CHECK && isLeakBeyond(firmware, step_index)) return;
  const next_index = followingStep(firmware, step_index);
  if (next_index < program.fields[PROGRAM.STEP_COUNT]!) beginStep(firmware, next_index);
  else endProgram(firmware);
}

/** Row 34: with a leak beyond 1C nothing that follows would mean anything. Ends the program. */
function isLeakBeyond(firmware: Firmware, step_index: number): boolean {
  const { kind, leak_fA, limit_fA } = leakVerdict(firmware);
  if (kind !== 'beyond' || firmware.rowsLeftOut.has(34)) return false;
  pushEvent(firmware, { kind: EventKind.REFUSED, cause: CAUSE.LEAKAGE, step_index, value: leak_fA, limit: limit_fA, refusal: StatusCode.BEYOND_LIMIT });
  openOutput(firmware, CAUSE.LEAKAGE, 'open');
  return true;
}

/** A loop goes back as often as it says, and is fresh again when it is left. */
function followingStep(firmware: Firmware, step_index: number): number {
  const { loops } = firmware.program;
  const { kind, loop_to_index = 0, loop_count = 0 } = storedStep(firmware, step_index);
  if (kind !== StepKind.LOOP) return step_index + 1;
  const isOver = loop_count <= loops[step_index]!;
  loops[step_index] = isOver ? 0 : loops[step_index]! + 1;
  return isOver ? step_index + 1 : loop_to_index;
}

/** Every program ends with the circuit open, whatever its last step was. */
function endProgram(firmware: Firmware): void {
  openOutput(firmware, CAUSE.PROGRAM_END, 'open');
}
