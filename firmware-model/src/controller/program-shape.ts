import { StatusCode, StepKind } from '@nanobias/proto';
import type { ProgramStep, Status } from '@nanobias/proto';
import type { Firmware } from './firmware.ts';
import { PROGRAM, storedStep } from './program-store.ts';
import { status } from './status.ts';

/** Steps that a program may carry out in all, every pass of every loop counted. */
const STEP_RUNS_MAX = 1_000_000;
const DURATION_US_MAX = 1_000_000_000_000;

type Optional = Exclude<keyof ProgramStep, 'kind' | 'duration_us'>;

const CONDITIONS = ['until_bias_uV_above', 'until_bias_uV_below', 'until_current_fA_above', 'until_current_fA_below', 'until_charge_fC'] as const satisfies readonly Optional[];

/** What a kind of step must have, what it may have, and whether it takes time of its own. */
interface Shape {
  readonly needs: readonly Optional[];
  readonly mayHave: readonly Optional[];
  /** A bias is given as such, or as a change from the set-point. */
  readonly hasTarget: boolean;
  readonly takesTime: boolean;
}

const SHAPES = {
  [StepKind.LEAK_CHECK]: { needs: ['slew_nV_per_s'], mayHave: CONDITIONS, hasTarget: true, takesTime: true },
  [StepKind.HOLD]: { needs: ['slew_nV_per_s'], mayHave: CONDITIONS, hasTarget: true, takesTime: true },
  [StepKind.OPEN]: { needs: [], mayHave: [], hasTarget: false, takesTime: true },
  [StepKind.RAMP]: { needs: ['slew_nV_per_s'], mayHave: CONDITIONS, hasTarget: true, takesTime: false },
  [StepKind.CURRENT]: { needs: ['current_fA', 'slew_nV_per_s'], mayHave: CONDITIONS, hasTarget: false, takesTime: true },
  [StepKind.LOOP]: { needs: ['loop_to_index', 'loop_count'], mayHave: [], hasTarget: false, takesTime: false },
  [StepKind.MARK]: { needs: ['mark'], mayHave: [], hasTarget: false, takesTime: false },
  [StepKind.UNSPECIFIED]: { needs: [], mayHave: [], hasTarget: false, takesTime: true },
} as const satisfies Readonly<Record<StepKind, Shape>>;

/** What a step lacks or has too much of, for its kind. */
export function shapeRefusal({ kind, duration_us, ...given }: ProgramStep): Status | undefined {
  const { needs, mayHave, hasTarget, takesTime }: Shape = SHAPES[kind];
  const missing = needs.find((name) => given[name] === undefined);
  if (missing !== undefined) return status(StatusCode.MISSING_FIELD, { field: missing });
  if (hasTarget && given.bias_uV === undefined && given.bias_change_uV === undefined) return status(StatusCode.MISSING_FIELD, { field: 'bias_uV' });
  const permitted: readonly string[] = [...needs, ...mayHave, ...(hasTarget ? [given.bias_uV === undefined ? 'bias_change_uV' : 'bias_uV'] : [])];
  const surplus = Object.entries(given).find(([name]) => !permitted.includes(name));
  if (surplus !== undefined) return status(StatusCode.OUT_OF_RANGE, { field: surplus[0], value: surplus[1] });
  const limits = takesTime ? { limit_min: 1, limit_max: DURATION_US_MAX } : { limit_min: 0, limit_max: 0 };
  const isDurationRight = limits.limit_min <= duration_us && duration_us <= limits.limit_max;
  return isDurationRight ? undefined : status(StatusCode.OUT_OF_RANGE, { field: 'duration_us', value: duration_us, ...limits });
}

/**
 * Closing needs an arm and an enable of its own, so nothing but open steps and marks follows an open step. A loop goes
 * back to an earlier step, and lies inside or outside every other one.
 */
export function orderRefusal(firmware: Firmware, step_index: number, step: ProgramStep): Status | undefined {
  const { kind } = step;
  const before = Array.from({ length: step_index }, (_, index) => storedStep(firmware, index));
  const isAfterOpen = before.some((earlier) => earlier.kind === StepKind.OPEN);
  if (isAfterOpen && kind !== StepKind.OPEN && kind !== StepKind.MARK) {
    return status(StatusCode.OUT_OF_RANGE, { field: 'kind', value: kind, limit_min: StepKind.OPEN, limit_max: StepKind.OPEN });
  }
  if (kind !== StepKind.LOOP) return undefined;
  const to_index = step.loop_to_index ?? step_index;
  const crossed = before.find((earlier, index) => earlier.kind === StepKind.LOOP && (earlier.loop_to_index ?? 0) < to_index && to_index <= index);
  const isBack = to_index < step_index && crossed === undefined;
  return isBack ? undefined : status(StatusCode.OUT_OF_RANGE, { field: 'loop_to_index', value: to_index, limit_min: 0, limit_max: Math.max(0, step_index - 1) });
}

/** A program whose loops multiply beyond every use. */
export function lengthRefusal(firmware: Firmware): Status | undefined {
  const step_count = firmware.program.fields[PROGRAM.STEP_COUNT]!;
  const runs = new Float64Array(step_count).fill(1);
  for (let index = 0; index < step_count; index += 1) {
    const { kind, loop_to_index, loop_count } = storedStep(firmware, index);
    if (kind !== StepKind.LOOP || loop_to_index === undefined || loop_count === undefined) continue;
    for (let inner = loop_to_index; inner <= index; inner += 1) runs[inner] = runs[inner]! * (loop_count + 1);
  }
  const total_count = runs.reduce((sum, count) => sum + count, 0);
  const isPermitted = total_count <= STEP_RUNS_MAX;
  return isPermitted ? undefined : status(StatusCode.OUT_OF_RANGE, { field: 'loop_count', value: Math.min(total_count, Number.MAX_SAFE_INTEGER), limit_min: 1, limit_max: STEP_RUNS_MAX });
}
