import { interpolateViridis } from 'd3-scale-chromatic';
import { UsageError } from '../exit.ts';
import { sampleTable } from '../export/table.ts';
import { chartPanel } from '../figure/chart.ts';
import type { ChartLine, ChartPoint } from '../figure/chart.ts';
import { currentUnit } from '../figure/quantities.ts';
import { foot_height, head_height, sheet } from '../figure/sheet.ts';
import { headingOf } from './heading.ts';
import type { RecordedRun } from '../recorded-run.ts';
import { programSpans } from './sweeps.ts';
import type { ProgramSpan } from './sweeps.ts';

/** Points that a cycle is drawn with; more of them are averaged. */
const cycle_points_max = 4000;
const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#1c1f24'] as const;
const box = { x: 96, y: head_height, width: 760, height: 500 } as const;

/** Current against bias, one curve a cycle. @throws UsageError when nothing was swept */
export function voltammogramSvg(run: RecordedRun): string {
  const cycles = cyclesOf(run);
  if (cycles.length === 0) throw new UsageError('no voltammogram: the recording holds no sweep of the bias');
  const unit = currentUnit(Math.max(...cycles.flatMap((cycle) => cycle.map(([, current_A]) => Math.abs(current_A)))));
  const lines = cycles.map((cycle, index): ChartLine => ({
    ...named(index, cycles.length), points: thinned(cycle).map(([bias_V, current_A]) => [bias_V, current_A * unit.per_si]),
  }));
  const panel = chartPanel({
    box, letter: 'a', title: `current of the slow path${run.strayCapacitance_F > 0 ? `; ${(run.strayCapacitance_F * 1e12).toFixed(0)} pF of stray capacitance carry their share` : ''}`,
    x_title: 'bias V(LNMO) \u2212 V(counter electrode) / V', y_title: `current / ${unit.name}`, y_span_min: 1e-3, lines,
  });
  return sheet({ left: box.x, width: box.x + box.width + 40, height: box.y + box.height + foot_height }, headingOf(run), [panel]);
}

/** Ramps of the experiment's sweeps; all that ran where nothing is known of it. */
function sweeps(spans: readonly ProgramSpan[]): readonly ProgramSpan[] {
  return spans.filter(({ kind, technique }) => kind === undefined || (kind === 'ramp' && (technique === 'cyclic' || technique === 'ramp' || technique === 'loop')));
}

/** Points of each time round: a step that is no later one than the step before it is where a cycle begins. */
export function cyclesOf(run: RecordedRun): readonly (readonly ChartPoint[])[] {
  const { length, device_time_us, bias_V, current_A } = sampleTable(run);
  const cycles: ChartPoint[][] = [];
  let row = 0;
  let last_index = Number.POSITIVE_INFINITY;
  for (const { index, from_us, until_us } of sweeps(programSpans(run))) {
    if (index <= last_index) cycles.push([]);
    last_index = index;
    while (row < length && device_time_us[row]! <= from_us) row += 1;
    for (; row < length && device_time_us[row]! <= until_us; row += 1) {
      if (Number.isFinite(bias_V[row]!) && Number.isFinite(current_A[row]!)) cycles.at(-1)!.push([bias_V[row]!, current_A[row]!]);
    }
  }
  return cycles.filter((cycle) => cycle.length > 1);
}

/** Means of so many neighbours that the curve stays drawable. */
function thinned(cycle: readonly ChartPoint[]): readonly ChartPoint[] {
  const size = Math.ceil(cycle.length / cycle_points_max);
  if (size === 1) return cycle;
  const points: ChartPoint[] = [];
  for (let start = 0; start < cycle.length; start += size) {
    const part = cycle.slice(start, start + size);
    const mean = (place: 0 | 1): number => part.reduce((sum, point) => sum + point[place], 0) / part.length;
    points.push([mean(0), mean(1)]);
  }
  return points;
}

/** Each cycle by name while they are few; of many the first and the last, coloured in order. */
function named(index: number, count: number): Pick<ChartLine, 'text' | 'colour'> {
  if (count <= palette.length) return { colour: palette[index]!, ...(count === 1 ? {} : { text: `cycle ${index + 1}` }) };
  const colour = interpolateViridis((0.9 * index) / (count - 1));
  return index === 0 || index === count - 1 ? { colour, text: `cycle ${index + 1}` } : { colour };
}
