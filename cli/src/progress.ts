import { clockText } from '@nanobias/sdk/experiment';
import type { Plan, RunProgress } from '@nanobias/sdk/experiment';
import { Presets, SingleBar } from 'cli-progress';

/** Shows where a run stands. */
export interface ProgressDisplay {
  show(progress: RunProgress): void;
  end(): void;
}

/** A bar that is redrawn on a terminal; elsewhere one line a step, which a log can keep. */
export function progressDisplay(plan: Plan, out: NodeJS.WriteStream): ProgressDisplay {
  return out.isTTY ? bar(plan, out) : lines(plan, out);
}

function bar(plan: Plan, out: NodeJS.WriteStream): ProgressDisplay {
  const single = new SingleBar({
    stream: out, format: '{bar} {percentage} % | {time} of {total_time} | {step} | {bias} V | {current} pA', hideCursor: true, fps: 10, barsize: 24,
  }, Presets.shades_classic);
  single.start(Math.ceil(plan.duration_s), 0, { time: clockText(0), total_time: clockText(plan.duration_s), step: 'connecting', bias: '-', current: '-' });
  return {
    show: (progress) => {
      single.setTotal(Math.ceil(progress.duration_s));
      single.update(Math.min(Math.ceil(progress.duration_s), Math.floor(progress.elapsed_s)), {
        time: clockText(progress.elapsed_s), total_time: clockText(progress.duration_s), step: stepText(plan, progress), bias: progress.bias_V.toFixed(3), current: picoamperes(progress),
      });
    },
    end: () => single.stop(),
  };
}

function lines(plan: Plan, out: NodeJS.WriteStream): ProgressDisplay {
  let shown_index = -1;
  return {
    show: (progress) => {
      if (progress.elapsed_s <= 0 || progress.stepIndex === shown_index) return;
      shown_index = progress.stepIndex;
      out.write(`${clockText(progress.elapsed_s)} of ${clockText(progress.duration_s)}  ${stepText(plan, progress)}  ${progress.bias_V.toFixed(3)} V  ${picoamperes(progress)} pA\n`);
    },
    end: () => undefined,
  };
}

function stepText(plan: Plan, { stepIndex, stepCount }: RunProgress): string {
  const step = plan.steps[stepIndex];
  if (step === undefined) return `step ${stepIndex + 1} of ${stepCount}`;
  const what = `${step.kind.replace('_', ' ')}${step.bias_V === undefined ? '' : ` ${step.bias_V.toFixed(2)} V`}`;
  return `step ${stepIndex + 1} of ${stepCount}: ${what}`;
}

function picoamperes({ current_A }: RunProgress): string {
  return (current_A * 1e12).toFixed(2);
}
