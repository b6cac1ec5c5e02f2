import { crc32c } from '@nanobias/proto';
import type { ProgramStep, StepKind } from '@nanobias/proto';
import type { Arena } from '../kernel/arena.ts';
import { suspendAutonomy } from './autonomy.ts';
import type { Firmware } from './firmware.ts';

export const PROGRAM_STEPS_MAX = 64;

/** What a step may leave open, in the order of its places; which are there is a bit each. */
const OPTIONAL = [
  'bias_uV', 'slew_nV_per_s', 'bias_change_uV', 'current_fA', 'loop_to_index', 'loop_count', 'mark', 'until_bias_uV_above', 'until_bias_uV_below',
  'until_current_fA_above', 'until_current_fA_below', 'until_charge_fC',
] as const satisfies readonly (keyof ProgramStep)[];

const STEP = { KIND: 0, DURATION_us: 1, PRESENT: 2, FIRST: 3 } as const;
const STEP_FIELDS = STEP.FIRST + OPTIONAL.length;

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
  /** Conversion of the slow path that the conditions looked at last, and how many are still to be left out. */
  CONVERSION: 10,
  SKIPPED_LEFT: 11,
  /** Current times conversions since the conditions count, and the last current that was a value. */
  CHARGE_SUM_fA: 12,
  CURRENT_fA: 13,
  /** Where the step's ramp goes. */
  TARGET_CODE: 14,
} as const;
const FIELD_COUNT = 15;

/** One program: its steps, and how far it has come. */
export interface ProgramStore {
  readonly steps: Float64Array;
  readonly fields: Float64Array;
  /** How often each loop has gone back since it was last entered. */
  readonly loops: Uint32Array;
}

export function claimProgram(arena: Arena): ProgramStore {
  return {
    steps: arena.f64('controller.program_steps', PROGRAM_STEPS_MAX * STEP_FIELDS),
    fields: arena.f64('controller.program', FIELD_COUNT),
    loops: arena.u32('controller.program_loops', PROGRAM_STEPS_MAX),
  };
}

/** Index 0 forgets what was stored before. */
export function storeStep({ program }: Firmware, place: { readonly program_id: number; readonly step_index: number; readonly step_count: number }, step: ProgramStep): void {
  const { steps, fields } = program;
  if (place.step_index === 0) {
    steps.fill(0);
    fields.fill(0);
    fields[PROGRAM.ID] = place.program_id;
    fields[PROGRAM.STEP_COUNT] = place.step_count;
  }
  const at_index = place.step_index * STEP_FIELDS;
  let present = 0;
  OPTIONAL.forEach((name, index) => {
    if (step[name] !== undefined) present |= 1 << index;
    steps[at_index + STEP.FIRST + index] = step[name] ?? 0;
  });
  steps[at_index + STEP.KIND] = step.kind;
  steps[at_index + STEP.DURATION_us] = step.duration_us;
  steps[at_index + STEP.PRESENT] = present;
  fields[PROGRAM.STORED_COUNT] = place.step_index + 1;
  if (isProgramComplete(program)) fields[PROGRAM.DIGEST] = digestOf(program);
}

export function storedStep({ program: { steps } }: Firmware, step_index: number): ProgramStep {
  const at_index = step_index * STEP_FIELDS;
  const present = steps[at_index + STEP.PRESENT]!;
  const step: { -readonly [K in keyof ProgramStep]: ProgramStep[K] } = {
    kind: steps[at_index + STEP.KIND]! as StepKind,
    duration_us: steps[at_index + STEP.DURATION_us]!,
  };
  OPTIONAL.forEach((name, index) => {
    if ((present & (1 << index)) !== 0) step[name] = steps[at_index + STEP.FIRST + index]!;
  });
  return step;
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

/** Stops the program where it is, and what admitted it to run by itself; false when none ran. */
export function abandonProgram({ program, interlock }: Firmware): boolean {
  suspendAutonomy({ interlock });
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
