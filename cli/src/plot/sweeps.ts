import { compileProgram } from '@nanobias/sdk/experiment';
import type { ExperimentStep, StepSpan } from '@nanobias/sdk/experiment';
import { courseOf } from '../recorded-run.ts';
import type { RecordedRun } from '../recorded-run.ts';

/** What the controller did in a span, and which technique of the experiment asked for it. */
export interface ProgramSpan extends StepSpan {
  /** Kind of the controller's step; absent where the recording holds no experiment. */
  readonly kind?: 'leak_check' | 'hold' | 'ramp' | 'current' | 'loop' | 'mark' | 'open';
  readonly technique?: ExperimentStep['kind'];
  /** Of a regulated current. */
  readonly current_A?: number;
}

/** The controller's steps in the order in which they ran, with what the experiment says of them. */
export function programSpans(run: RecordedRun): readonly ProgramSpan[] {
  const { experiment, recording } = run;
  const spans = courseOf(recording).history.steps();
  if (experiment === undefined) return spans;
  const { steps, sources } = compileProgram(experiment);
  // A step that the experiment does not have is none of its own.
  return spans.flatMap((span): readonly ProgramSpan[] => {
    const step = steps[span.index];
    const technique = experiment.steps[sources[span.index] ?? -1];
    if (step === undefined || technique === undefined) return [];
    return [{ ...span, kind: step.kind, technique: technique.kind, ...(step.kind === 'current' ? { current_A: step.current_A } : {}) }];
  });
}
