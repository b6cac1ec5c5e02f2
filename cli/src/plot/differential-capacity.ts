import { amperesPerCode, voltsPerCode } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import { capacity_C } from '@nanobias/sdk/experiment';
import { UsageError } from '../exit.ts';
import { chartPanel } from '../figure/chart.ts';
import type { ChartLine, ChartPoint } from '../figure/chart.ts';
import { foot_height, head_height, sheet } from '../figure/sheet.ts';
import { evaluationOf } from '../recorded-run.ts';
import type { RecordedRun } from '../recorded-run.ts';
import { headingOf } from './heading.ts';
import { programSpans } from './sweeps.ts';
import type { ProgramSpan } from './sweeps.ts';

/** A pass over less than this tells of the noise alone. */
const pass_V_min = 0.03;
/** Levels closer together than this are one. */
const level_V_min = 0.005;
const bins_count_max = 60;
const bin_V_min = 0.001;
/** Samples that a bin needs, so that its charge is more than the noise of two of them. */
const bin_samples_min = 4;
const box = { x: 96, y: head_height, width: 760, height: 460 } as const;
const right_axis_width = 110;
/** Q of a film is 321 mAh/g. */
const capacity_mAh_per_g = 321;
const colours = { charge: '#d55e00', discharge: '#0072b2' } as const;

/** Bias and charge passed, sample by sample. */
interface Course {
  readonly times_us: readonly number[];
  readonly bias_V: readonly number[];
  readonly charge_C: readonly number[];
}

/** dQ/dV in C/V against bias: along passes where the bias moved, else between the levels at which it stood. */
export function capacityLines(run: RecordedRun): readonly ChartLine[] {
  const spans = programSpans(run);
  const course = courseOf(run);
  return spans.some(isMoving) ? passes(spans, course) : levels(spans, course);
}

/** Differential capacity as a figure. @throws UsageError where the bias neither moved nor stood at two levels */
export function differentialCapacitySvg(run: RecordedRun): string {
  const lines = capacityLines(run);
  if (lines.length === 0) throw new UsageError('no dQ/dV: in no step of the recording the bias moves by 30 mV, nor stands at two levels');
  const { leak } = evaluationOf(run);
  const stray_C_per_V = run.strayCapacitance_F;
  const most = Math.max(...lines.flatMap(({ points }) => points.map(([, value]) => Math.abs(value))));
  const [name, per_si] = most >= 1e-9 ? ['nC', 1e9] as const : ['pC', 1e12] as const;
  const panel = chartPanel({
    box, letter: 'a',
    title: `less ${(stray_C_per_V * 1e12).toFixed(0)} pF of stray capacitance${leak === undefined ? '; the shunt is not known' : ` and the shunt of ${(leak.shunt_Ohm / 1e12).toPrecision(3)} T\u03a9`}; discharge is drawn downward`,
    x_title: 'bias V(LNMO) \u2212 V(counter electrode) / V', y_title: `dQ/dV / ${name} V\u207b\u00b9`, y_span_min: 1e-6, isFromZero: true,
    lines: once(lines.map((line) => ({ ...line, points: line.points.map(([bias_V, value]) => [bias_V, value * per_si] as const) }))),
    ...(run.experiment === undefined ? {} : { right: { title: 'dQ/dV / mAh g\u207b\u00b9 V\u207b\u00b9', per_y: capacity_mAh_per_g / per_si / capacity_C(run.experiment.specimen) } }),
  });
  return sheet({ left: box.x, width: box.x + box.width + right_axis_width, height: box.y + box.height + foot_height }, headingOf(run), [panel]);
}

/** A name stands in the legend once, however many passes bear it. */
function once(lines: readonly ChartLine[]): readonly ChartLine[] {
  return lines.map(({ text, ...line }, index) => (text === undefined || lines.findIndex((other) => other.text === text) < index ? line : { ...line, text }));
}

function courseOf(run: RecordedRun): Course {
  const { leak } = evaluationOf(run);
  const bias = samplesOf(run.recording.slowVoltage, voltsPerCode);
  const current = samplesOf(run.recording.slowCurrent, amperesPerCode);
  const charge_C: number[] = [];
  const bias_V: number[] = [];
  let sum_C = 0;
  let at = 0;
  for (const [index, time_us] of current.times_us.entries()) {
    while (at + 1 < bias.times_us.length && bias.times_us[at]! < time_us) at += 1;
    const here_V = bias.values[at] ?? Number.NaN;
    sum_C += (current.values[index]! - (leak === undefined ? 0 : here_V / leak.shunt_Ohm)) * current.periods_s[index]!;
    charge_C.push(sum_C);
    bias_V.push(here_V);
  }
  // The stray capacitance takes its charge by the bias alone.
  return { times_us: current.times_us, bias_V, charge_C: charge_C.map((charge, index) => charge - run.strayCapacitance_F * bias_V[index]!) };
}

interface Samples {
  readonly times_us: readonly number[];
  readonly values: readonly number[];
  readonly periods_s: readonly number[];
}

function samplesOf(blocks: readonly CodeBlock[], perCode: (block: CodeBlock) => number): Samples {
  const times_us: number[] = [];
  const values: number[] = [];
  const periods_s: number[] = [];
  for (const block of blocks) {
    const period_s = block.decimation / block.rate_Hz;
    const unit = perCode(block);
    block.codes.forEach((code, index) => {
      times_us.push(block.device_time_us + index * period_s * 1e6);
      values.push(code * unit);
      periods_s.push(period_s);
    });
  }
  return { times_us, values, periods_s };
}

/** Whether the bias moved all through a step: a ramp, or a current that is not regulated to nothing and not one pulse of many. */
function isMoving({ kind, technique, current_A }: ProgramSpan): boolean {
  if (kind === undefined) return true;
  return kind === 'ramp' || (kind === 'current' && current_A !== 0 && technique !== 'gitt');
}

/** dQ/dV along each step whose bias moved far enough. */
function passes(spans: readonly ProgramSpan[], course: Course): readonly ChartLine[] {
  return spans.filter(isMoving).flatMap((span) => {
    const first = course.times_us.findIndex((time_us) => span.from_us < time_us);
    const end = course.times_us.findLastIndex((time_us) => time_us <= span.until_us) + 1;
    if (first < 0 || end - first < 2 * bin_samples_min) return [];
    const points = alongPass(course.bias_V.slice(first, end), course.charge_C.slice(first, end));
    return points.length < 2 ? [] : [lineOf(points)];
  });
}

function lineOf(points: readonly ChartPoint[]): ChartLine {
  const isCharge = points.at(-1)![0] >= points[0]![0];
  const direction = isCharge ? 'charge' : 'discharge';
  return { text: direction, colour: colours[direction], points: isCharge ? points : points.map(([bias_V, value]) => [bias_V, -value]) };
}

/** Charge between equal steps of bias, from the first crossing of each: a bias that falters does not count twice. */
function alongPass(bias_V: readonly number[], charge_C: readonly number[]): readonly ChartPoint[] {
  const sign = Math.sign(bias_V.at(-1)! - bias_V[0]!);
  const span_V = Math.abs(bias_V.at(-1)! - bias_V[0]!);
  if (!(span_V >= pass_V_min)) return [];
  const bins_count = Math.max(1, Math.min(bins_count_max, Math.floor(span_V / bin_V_min), Math.floor(bias_V.length / bin_samples_min)));
  const width_V = (sign * span_V) / bins_count;
  const edges = Array.from({ length: bins_count + 1 }, (_, index) => bias_V[0]! + index * width_V);
  const crossings: number[] = [];
  let index = 0;
  for (const edge_V of edges) {
    while (index < bias_V.length - 1 && sign * bias_V[index]! < sign * edge_V) index += 1;
    crossings.push(chargeAt(bias_V, charge_C, index, edge_V));
  }
  return crossings.slice(1).map((charge, bin) => [edges[bin]! + width_V / 2, (charge - crossings[bin]!) / width_V]);
}

function chargeAt(bias_V: readonly number[], charge_C: readonly number[], index: number, edge_V: number): number {
  if (index === 0) return charge_C[0]!;
  const step_V = bias_V[index]! - bias_V[index - 1]!;
  const part = step_V === 0 ? 1 : Math.min(1, Math.max(0, (edge_V - bias_V[index - 1]!) / step_V));
  return charge_C[index - 1]! + part * (charge_C[index]! - charge_C[index - 1]!);
}

/** Charge from the end of one level to the end of the next, by the bias between them: holds, and rests without current. */
function levels(spans: readonly ProgramSpan[], course: Course): readonly ChartLine[] {
  // A rest shows where the cell stands by itself; a hold only where the source does.
  const rests = spans.filter(({ kind, current_A }) => kind === 'current' && current_A === 0);
  const standing = rests.length > 0 ? rests : spans.filter(({ kind }) => kind === 'hold' || kind === 'leak_check');
  const ends = standing.flatMap(({ until_us }) => {
    const index = course.times_us.findLastIndex((time_us) => time_us <= until_us);
    return index < 0 ? [] : [{ bias_V: course.bias_V[index]!, charge_C: course.charge_C[index]! }];
  });
  const points = ends.slice(1).flatMap((end, index): ChartPoint[] => {
    const start = ends[index]!;
    const step_V = end.bias_V - start.bias_V;
    if (!(Math.abs(step_V) >= level_V_min)) return [];
    return [[(end.bias_V + start.bias_V) / 2, (Math.sign(step_V) * (end.charge_C - start.charge_C)) / step_V]];
  });
  return points.length === 0 ? [] : [{ text: 'from level to level', colour: colours.charge, points, hasDots: true }];
}
