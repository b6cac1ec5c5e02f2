import { amperesPerCode } from '@nanobias/sdk';
import { capacity_C, evaluate, RunHistory, SlowLog } from '@nanobias/sdk/experiment';
import type { Evaluation, Experiment } from '@nanobias/sdk/experiment';
import type { PyramidColumns, Recording } from '@nanobias/sdk/recording';
import type { FigureData, FigureMean, FigureStep, FigureTruth } from './figure/data.ts';

/** What the figure needs beside the recording. */
export interface FigureContext {
  readonly experiment: Experiment;
  readonly isSimulation: boolean;
  readonly strayCapacitance_F: number;
  /** How the run ended, when not by completing its program. */
  readonly ending?: string;
}

/** Points that a curve keeps: more than the drawing has columns. */
const band_points_max = 20_000;

/** Takes everything that the figure shows from the recording, as anybody could who has nothing but the file. */
export function recordedFigure(recording: Recording, context: FigureContext): FigureData {
  const { experiment } = context;
  const history = new RunHistory();
  for (const event of recording.events) history.event(event as Parameters<RunHistory['event']>[0]);
  const current = new SlowLog();
  const voltage = new SlowLog();
  for (const block of recording.slowCurrent) current.add(block);
  for (const block of recording.slowVoltage) voltage.add(block);
  const evaluation = evaluate({ experiment, history, current, voltage, strayCapacitance_F: context.strayCapacitance_F });
  const start_us = history.closed_us ?? recording.slowCurrent[0]?.device_time_us ?? 0;
  const end_us = evaluation.points.at(-1)?.device_time_us ?? start_us + 1e6;
  const truth = recording.truth.length < 2 ? undefined : figureTruth(recording, start_us);
  return {
    title: experiment.title,
    isSimulation: context.isSimulation,
    ...(context.ending === undefined ? {} : { ending: context.ending }),
    end_s: (end_us - start_us) / 1e6,
    steps: figureSteps(experiment, history, { start_us, end_us }),
    points: figurePoints(evaluation, start_us),
    interlock: recording.interlockCoarse.flatMap((columns) => means(columns, start_us)).filter(({ time_s }) => time_s >= 0),
    capacity_C: capacity_C(experiment.specimen),
    lnmo_thickness_m: experiment.specimen.lnmo_thickness_m,
    shuntText: shuntText(evaluation),
    ...(truth === undefined ? {} : { truth }),
  };
}

function figurePoints({ points }: Evaluation, start_us: number): FigureData['points'] {
  const stride = Math.max(1, Math.floor(points.length / band_points_max));
  // Thinned by whole strides with each stride's extremes kept: `points` of a second each lose nothing that a column shows.
  return points
    .filter((point, index) => index % stride === 0 || isExtreme(points, index, stride))
    .map(({ device_time_us, ...rest }) => ({ time_s: (device_time_us - start_us) / 1e6, ...rest }));
}

function isExtreme(points: Evaluation['points'], index: number, stride: number): boolean {
  const from = index - (index % stride);
  const slice = points.slice(from, from + stride);
  const currents = slice.map(({ current_A }) => current_A);
  const own = points[index]!.current_A;
  return own === Math.max(...currents) || own === Math.min(...currents);
}

function figureSteps(experiment: Experiment, history: RunHistory, { start_us, end_us }: { readonly start_us: number; readonly end_us: number }): readonly FigureStep[] {
  return history.steps(end_us).flatMap(({ index, from_us, until_us }) => {
    const step = experiment.steps[index];
    if (step === undefined) return [];
    return [{
      start_s: (from_us - start_us) / 1e6,
      end_s: (until_us - start_us) / 1e6,
      ...(step.kind === 'open' ? {} : { bias_V: step.bias_V }),
      isLeakCheck: step.kind === 'leak_check',
    }];
  });
}

function means(columns: PyramidColumns, start_us: number): readonly FigureMean[] {
  const perCode_A = amperesPerCode(columns);
  const first = columns.first_sample[0] ?? 0;
  return columns.first_sample.map((sample, index) => {
    const count = columns.sample_count[index] ?? 1;
    return {
      time_s: (columns.device_time_us - start_us + ((sample - first + count / 2) * 1e6) / columns.rate_Hz) / 1e6,
      current_A: ((columns.code_sum[index] ?? 0) / count) * perCode_A,
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
  if (leak === undefined) return 'an unknown shunt';
  const { shunt_Ohm } = leak;
  const [value, unit] = shunt_Ohm >= 1e12 ? [shunt_Ohm / 1e12, 'T\u03a9'] : [shunt_Ohm / 1e9, 'G\u03a9'];
  return `a shunt of ${value.toPrecision(3)} ${unit}`;
}
