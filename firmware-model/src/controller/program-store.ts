import { crc32c } from '@nanobias/proto';
import type { StepKind } from '@nanobias/proto';
import type { Arena } from '../kernel/arena.ts';
import type { Firmware } from './firmware.ts';

export const PROGRAM_STEPS_MAX = 64;

const STEP = { KIND: 0, BIAS_uV: 1, SLEW_nV_per_s: 2, DURATION_us: 3 } as const;
const STEP_FIELDS = 4;

/** Fields of the program under way. */
export const PROGRAM = {
  ID: 0,
  STEP_COUNT: 1,
  STORED_COUNT: 2,
  DIGEST: 3,
  IS_RUNNING: 4,
  STEP_INDEX: 5,
  /** 1 from the arrival of the step's ramp on. */
  IS_DWELLING: 6,
  /** First tick after the step. */
  STEP_END_TICK: 7,
  /** 1 from a pause until the program is started again; a paused program is still running. */
  IS_PAUSED: 8,
  /** What was left of the step's time when it was paused; 0 in a ramp. */
  LEFT_TICKS: 9,
} as const;
const FIELD_COUNT = 10;

/** One program: its steps, and how far it has come. */
export interface ProgramStore {
  readonly steps: Float64Array;
  readonly fields: Float64Array;
}

/** A step as it is kept; bias and slew are 0 in an open step. */
export interface StoredStep {
  readonly kind: StepKind;
  readonly bias_uV: number;
  readonly slew_nV_per_s: number;
  readonly duration_us: number;
}

export function claimProgram(arena: Arena): ProgramStore {
  return {
    steps: arena.f64('controller.program_steps', PROGRAM_STEPS_MAX * STEP_FIELDS),
    fields: arena.f64('controller.program', FIELD_COUNT),
  };
}

/** Index 0 forgets what was stored before. */
export function storeStep({ program: { steps, fields } }: Firmware, place: { readonly program_id: number; readonly step_index: number; readonly step_count: number }, step: StoredStep): void {
  if (place.step_index === 0) {
    steps.fill(0);
    fields.fill(0);
    fields[PROGRAM.ID] = place.program_id;
    fields[PROGRAM.STEP_COUNT] = place.step_count;
  }
  const at_index = place.step_index * STEP_FIELDS;
  steps[at_index + STEP.KIND] = step.kind;
  steps[at_index + STEP.BIAS_uV] = step.bias_uV;
  steps[at_index + STEP.SLEW_nV_per_s] = step.slew_nV_per_s;
  steps[at_index + STEP.DURATION_us] = step.duration_us;
  fields[PROGRAM.STORED_COUNT] = place.step_index + 1;
  if (isProgramComplete({ steps, fields })) fields[PROGRAM.DIGEST] = digestOf({ steps, fields });
}

export function storedStep({ program: { steps } }: Firmware, step_index: number): StoredStep {
  const at_index = step_index * STEP_FIELDS;
  return {
    kind: steps[at_index + STEP.KIND]! as StepKind,
    bias_uV: steps[at_index + STEP.BIAS_uV]!,
    slew_nV_per_s: steps[at_index + STEP.SLEW_nV_per_s]!,
    duration_us: steps[at_index + STEP.DURATION_us]!,
  };
}

export function isProgramComplete({ fields }: ProgramStore): boolean {
  return 0 < fields[PROGRAM.STEP_COUNT]! && fields[PROGRAM.STORED_COUNT] === fields[PROGRAM.STEP_COUNT];
}

export function isProgramRunning({ program }: Firmware): boolean {
  return program.fields[PROGRAM.IS_RUNNING] === 1;
}

export function isProgramPaused(firmware: Firmware): boolean {
  return isProgramRunning(firmware) && firmware.program.fields[PROGRAM.IS_PAUSED] === 1;
}

/** Stops the program where it is; false when none ran. */
export function abandonProgram({ program }: Firmware): boolean {
  const wasRunning = program.fields[PROGRAM.IS_RUNNING] === 1;
  program.fields[PROGRAM.IS_RUNNING] = 0;
  return wasRunning;
}

/** Over the number of the program and all of its steps. */
function digestOf({ steps, fields }: ProgramStore): number {
  const size_bytes = fields[PROGRAM.STEP_COUNT]! * STEP_FIELDS * Float64Array.BYTES_PER_ELEMENT;
  const identity = fields.subarray(PROGRAM.ID, PROGRAM.STEP_COUNT + 1);
  const before = crc32c(new Uint8Array(identity.buffer, identity.byteOffset, identity.byteLength));
  return crc32c(new Uint8Array(steps.buffer, steps.byteOffset, size_bytes), size_bytes, before);
}
