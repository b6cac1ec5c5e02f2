import { interpolateViridis } from 'd3-scale-chromatic';
import { chartPanel } from '../figure/chart.ts';
import type { ChartLine, ChartPoint } from '../figure/chart.ts';
import { timeUnit } from '../figure/quantities.ts';
import { foot_height, head_height, sheet } from '../figure/sheet.ts';
import type { RunOutcome } from './campaign-run.ts';
import type { PointValues } from './plan.ts';
import type { CampaignResult } from './result.ts';

const box = { x: 96, y: head_height, width: 900, height: 520 } as const;
/** Curves that a panel keeps apart. */
const curves_max = 12;

/** The share of films that are whole against time under bias, one curve a point, as SVG. */
export function survivalSvg({ title, points, outcomes }: CampaignResult): string {
  const end_s = Math.max(1, ...outcomes.map(({ life_s }) => life_s ?? 0));
  const unit = timeUnit(end_s);
  const shown = points.slice(0, curves_max);
  const lines = shown.map(({ values }, index): ChartLine => ({
    text: pointName(values),
    colour: interpolateViridis(shown.length === 1 ? 0.3 : (0.9 * index) / (shown.length - 1)),
    points: survival(outcomes.filter(({ point_index }) => point_index === index)).map(([time_s, share]) => [time_s * unit.per_si, share * 100]),
  }));
  const left_out = points.length > curves_max ? `; the first ${curves_max} of ${points.length} points` : '';
  const panel = chartPanel({
    box, letter: 'a', title: `films without a filament, by their time under bias${left_out}`, x_title: `time under bias / ${unit.name}`, y_title: 'whole films / %', y_span_min: 100,
    isFromZero: true, lines,
  });
  return sheet({ left: box.x, width: box.x + box.width + 60, height: box.y + box.height + foot_height }, { title, isSimulation: true }, [panel]);
}

/** Steps of the survival function: a film that was whole when its run ended leaves the count without breaking (Kaplan and Meier). */
export function survival(outcomes: readonly RunOutcome[]): readonly ChartPoint[] {
  const lives = outcomes.filter(({ life_s }) => life_s !== null).map(({ life_s, is_broken }) => ({ time_s: life_s!, is_broken })).toSorted((a, b) => a.time_s - b.time_s);
  const steps: ChartPoint[] = [[0, 1]];
  let share = 1;
  for (const [index, { time_s, is_broken }] of lives.entries()) {
    steps.push([time_s, share]);
    if (is_broken) share *= 1 - 1 / (lives.length - index);
    steps.push([time_s, share]);
  }
  return steps;
}

function pointName(values: PointValues): string {
  return Object.entries(values).map(([axis, value]) => `${axis.split('.').at(-1) ?? axis} ${value}`).join(', ') || 'all runs';
}
