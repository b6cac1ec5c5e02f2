import { amperesPerCode, voltsPerCode } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import { capacity_C, compileProgram } from '@nanobias/sdk/experiment';
import type { Evaluation, Experiment, RunHistory, SlowLog } from '@nanobias/sdk/experiment';
import type { PyramidColumns, Recording } from '@nanobias/sdk/recording';
import type { FigureCharge, FigureData, FigureStep, FigureTruth, TracePoint } from './figure/data.ts';
import { netChargeAbsence } from './net-charge.ts';
import { courseOf, evaluationOf } from './recorded-run.ts';
import type { RecordedRun } from './recorded-run.ts';

/** Runs up to this long are drawn sample by sample, longer ones block by block. */
const sampled_s_max = 900;

/** Takes everything that the figure shows from the recording, as anybody could who has nothing but the file. @param ending how the run ended, when not by completing its program */
export function recordedFigure(run: RecordedRun, ending?: string): FigureData {
  const { recording, experiment } = run;
  const course = courseOf(recording);
  const { history, voltage } = course;
  const evaluation = evaluationOf(run, course);
  const absence = netChargeAbsence({ experiment, leak: evaluation.leak, history });
  const { start_us, end_us } = extentOf(recording, history.closed_us, evaluation);
  const truth = recording.truth.length < 2 ? undefined : figureTruth(recording, start_us);
  return {
    title: experiment?.title ?? 'A recording without an experiment',
    isSimulation: run.isSimulation,
    ...(ending === undefined ? {} : { ending }),
    origin: history.closed_us === undefined ? 'the recording began' : 'the switch closed',
    end_s: (end_us - start_us) / 1e6,
    steps: experiment === undefined ? [] : figureSteps({ experiment, history, voltage }, { start_us, end_us }),
    bias: slowTrace(recording.slowVoltage, { start_us, end_us }, voltsPerCode),
    current: slowTrace(recording.slowCurrent, { start_us, end_us }, amperesPerCode),
    interlock: recording.interlockCoarse.flatMap((columns) => means(columns, start_us)).filter(({ time_s }) => time_s >= 0),
    charge: figureCharge(evaluation, start_us),
    ...(experiment === undefined ? {} : { capacity_C: capacity_C(experiment.specimen) }),
    lnmo_thickness_m: experiment?.specimen.lnmo_thickness_m ?? truth?.centre_m.at(-1) ?? 0,
    shuntText: shuntText(evaluation),
    ...(absence === undefined ? {} : { netAbsence: absence }),
    ...(truth === undefined ? {} : { truth }),
  };
}

/** From the closing of the switch to the last charge that was counted; all of a recording that begins later. */
function extentOf({ slowCurrent }: Recording, closed_us: number | undefined, { points }: Evaluation): Extent {
  const counted_us = points.at(-1)?.device_time_us ?? 0;
  if (closed_us !== undefined) return { start_us: closed_us, end_us: Math.max(counted_us, closed_us + 1e6) };
  const first = slowCurrent[0];
  const start_us = first === undefined ? 0 : first.device_time_us - (first.decimation * 1e6) / first.rate_Hz;
  return { start_us, end_us: Math.max(counted_us, lastOf_us(slowCurrent), start_us + 1e6) };
}

function lastOf_us(blocks: readonly CodeBlock[]): number {
  const last = blocks.at(-1);
  return last === undefined ? 0 : last.device_time_us + ((last.codes.length - 1) * last.decimation * 1e6) / last.rate_Hz;
}

interface Extent {
  readonly start_us: number;
  readonly end_us: number;
}

function slowTrace(blocks: readonly CodeBlock[], { start_us, end_us }: Extent, perCode: (block: CodeBlock) => number): readonly TracePoint[] {
  const isSampled = end_us - start_us <= sampled_s_max * 1e6;
  return blocks.flatMap((block) => (isSampled ? samples(block) : [mean(block)])).filter(({ time_s }) => time_s >= 0);

  // A conversion is stamped at its end: it tells of the time half a period before.
  function at(block: CodeBlock, index: number): number {
    return (block.device_time_us - start_us + ((index - 0.5) * block.decimation * 1e6) / block.rate_Hz) / 1e6;
  }

  function samples(block: CodeBlock): readonly TracePoint[] {
    const unit = perCode(block);
    return Array.from(block.codes, (code, index) => ({ time_s: at(block, index), value: code * unit }));
  }

  function mean(block: CodeBlock): TracePoint {
    const sum = block.codes.reduce((total, code) => total + code, 0);
    return { time_s: at(block, (block.codes.length - 1) / 2), value: (sum * perCode(block)) / Math.max(1, block.codes.length) };
  }
}

function figureCharge({ points }: Evaluation, start_us: number): readonly FigureCharge[] {
  return points.map(({ device_time_us, raw_C, net_C, net_C_sigma }) => ({
    time_s: (device_time_us - start_us) / 1e6, raw_C, ...(net_C === undefined || net_C_sigma === undefined ? {} : { net_C, net_C_sigma }),
  }));
}

function figureSteps({ experiment, history, voltage }: { readonly experiment: Experiment; readonly history: RunHistory; readonly voltage: SlowLog }, { start_us, end_us }: Extent): readonly FigureStep[] {
  const { steps, sources } = compileProgram(experiment);
  return history.steps(end_us).flatMap(({ index, from_us, until_us }) => {
    const step = experiment.steps[sources[index] ?? -1];
    const carriedOut = steps[index];
    if (step === undefined || carriedOut === undefined) return [];
    const duration_s = 'duration_s' in carriedOut ? carriedOut.duration_s : 0;
    const hold_us = Math.max(from_us, until_us - duration_s * 1e6);
    const held = voltage.within({ from_us: hold_us, until_us });
    return [{
      start_s: (from_us - start_us) / 1e6,
      hold_s: (hold_us - start_us) / 1e6,
      end_s: (until_us - start_us) / 1e6,
      kind: step.kind,
      ...(carriedOut.kind === 'hold' && carriedOut.bias_V !== undefined ? { bias_V: carriedOut.bias_V } : {}),
      level_V: held.reduce((sum, { mean }) => sum + mean, 0) / Math.max(1, held.length),
    }];
  });
}

function means(columns: PyramidColumns, start_us: number): readonly TracePoint[] {
  const perCode_A = amperesPerCode(columns);
  const first = columns.first_sample[0] ?? 0;
  return columns.first_sample.map((sample, index) => {
    const count = columns.sample_count[index] ?? 1;
    return {
      time_s: (columns.device_time_us - start_us + ((sample - first + count / 2) * 1e6) / columns.rate_Hz) / 1e6,
      value: ((columns.code_sum[index] ?? 0) / count) * perCode_A,
    };
  });
}

function figureTruth({ truth }: Recording, start_us: number): FigureTruth {
  const [first] = truth;
  return {
    centre_m: first!.centre_m,
    pore_fraction: first!.pore_fraction,
    films: truth.map(({ device_time_us, void_fraction }) => ({ time_s: (device_time_us - start_us) / 1e6, void_fraction })),
  };
}

function shuntText({ leak }: Evaluation): string {
  if (leak === undefined) return 'unknown';
  const { shunt_Ohm } = leak;
  const [value, unit] = shunt_Ohm >= 1e12 ? [shunt_Ohm / 1e12, 'T\u03a9'] : [shunt_Ohm / 1e9, 'G\u03a9'];
  return `${value.toPrecision(3)} ${unit}`;
}
