import { amperesPerCode, causeName, EventKind, modeName, quantityText, voltsPerCode } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import { FREEZE_FRAME_FILE } from '@nanobias/sdk/experiment';
import type { RecordedEvent, Recording } from '@nanobias/sdk/recording';
import { UsageError } from '../exit.ts';
import { chartPanel } from '../figure/chart.ts';
import type { Chart, ChartPoint, ChartRule } from '../figure/chart.ts';
import { currentUnit } from '../figure/quantities.ts';
import { foot_height, head_height, sheet, stacked } from '../figure/sheet.ts';
import { element, escaped } from '../figure/svg.ts';
import { COLOUR, SIZE } from '../figure/theme.ts';
import type { Box } from '../figure/theme.ts';
import { matrixRow } from '../interlock-report.ts';
import type { RecordedRun } from '../recorded-run.ts';
import { headingOf } from './heading.ts';

/** What led to a trip, as the controller kept it. */
interface Frame {
  readonly rate_Hz: number;
  readonly bias_V: readonly number[];
  readonly current_A: readonly number[];
}

const left = 96;
const column_width = 500;
const column_gap = 118;
const heights = [250, 250] as const;
const words_height = 60;
/** Between the rows: numbers and title of the upper one's axis. */
const row_gap = 100;
/** Surroundings that are shown, in s from the trip. */
const around_s = [-30, 5] as const;
const near_s = [-0.5, 1] as const;
const drawn_count_max = 4000;
const span_min = { V: 0.004, current: 0.02 } as const;

/** The first trip of a recording: what was seen, what it was held against, the frame that was frozen, and its surroundings. @throws UsageError where none happened */
export function tripSvg(run: RecordedRun): string {
  const trip = run.recording.events.find(({ kind }) => kind === EventKind.TRIPPED);
  if (trip === undefined) throw new UsageError('no trip: nothing has tripped in the recording');
  const [upper, lower] = stacked(left, column_width, heights, row_gap).map((box) => ({ ...box, y: box.y + words_height }));
  const right_x = left + column_width + column_gap;
  const frame = frameOf(run.recording, trip);
  const panels = [
    ...words(trip),
    ...(frame === undefined ? [missing(upper!)] : framePanels(trip, frame, [upper!, lower!])),
    surroundings(run.recording, trip, { ...upper!, x: right_x }),
    nearCurrent(run.recording, trip, { ...lower!, x: right_x }),
  ];
  return sheet({ left, width: right_x + column_width + 40, height: lower!.y + lower!.height + foot_height }, { title: headingOf(run).title, isSimulation: run.isSimulation }, panels);
}

/** What tripped, in words: what was seen beside what it was held against. */
function words({ cause, value, limit, device_time_us, mode }: RecordedEvent): readonly string[] {
  const row = matrixRow(cause);
  const seen = value === undefined ? 'no value was kept' : `seen ${quantityText(value, row?.unit)}`;
  const held = limit === undefined ? '' : `, limit ${quantityText(limit, row?.unit)}`;
  const line = (y: number, text: string, attributes: Readonly<Record<string, string | number>>): string => element('text', { x: left, y, ...attributes }, escaped(text));
  return [
    line(head_height - 4, `${causeName(cause)} at ${(device_time_us / 1e6).toFixed(4)} s: ${seen}${held}`, { 'font-size': SIZE.letter, 'font-weight': 700, fill: COLOUR.trip }),
    line(head_height + 22, `${row === undefined ? '' : `${row.hazard}; `}the circuit was opened, mode ${modeName(mode)}`, { 'font-size': SIZE.subtitle, fill: COLOUR.quiet }),
  ];
}

/** The frozen samples against the time before the trip, with the limit where it is one of that quantity. */
function framePanels(trip: RecordedEvent, { rate_Hz, bias_V, current_A }: Frame, [upper, lower]: readonly [Box, Box]): readonly string[] {
  const unit = matrixRow(trip.cause)?.unit;
  const peak = currentUnit(Math.max(...current_A.map(Math.abs)));
  const time_ms = (index: number): number => ((index + 1 - bias_V.length) * 1000) / rate_Hz;
  const points = (values: readonly number[], per_si: number): readonly ChartPoint[] => values.map((value, index) => [time_ms(index), value * per_si]);
  const rule = (of: 'uV' | 'fA', per: number): readonly ChartRule[] =>
    trip.limit === undefined || unit !== of ? [] : [{ along: 'y', at: signed(trip) * per, text: `limit ${quantityText(signed(trip), of)}`, colour: COLOUR.trip }];
  const shared = { x_title: 'time to the trip / ms', x_domain: [time_ms(-2), 0.3] as const };
  return [
    chartPanel({
      ...shared, box: upper, letter: 'a', title: `frozen frame: the last ${bias_V.length} samples of the interlock path`, y_title: 'bias / V', y_span_min: span_min.V,
      lines: [{ colour: COLOUR.bias, points: points(bias_V, 1), hasDots: true, width: 1 }], rules: rule('uV', 1e-6),
    }),
    chartPanel({
      ...shared, box: lower, letter: 'b', title: 'current of the same samples', y_title: `current / ${peak.name}`, y_span_min: span_min.current,
      lines: [{ colour: COLOUR.current, points: points(current_A, peak.per_si), hasDots: true, width: 1 }], rules: rule('fA', 1e-15 * peak.per_si),
    }),
  ];
}

/** Limits of current are magnitudes: the one that was passed lies on the side of the value. */
function signed({ value = 0, limit = 0 }: RecordedEvent): number {
  return value < 0 && limit > 0 ? -limit : limit;
}

function surroundings(recording: Recording, trip: RecordedEvent, box: Box): string {
  const points = near(recording.slowVoltage, voltsPerCode, { trip, from_s: around_s[0], to_s: around_s[1] });
  return chartPanel({
    ...windowed(around_s), box, letter: 'c', title: 'bias of the slow path around it', y_title: 'bias / V', y_span_min: 0.01,
    lines: [{ colour: COLOUR.bias, points, hasDots: points.length < 60 }], rules: [atTrip],
  });
}

function nearCurrent(recording: Recording, trip: RecordedEvent, box: Box): string {
  const points_A = near(recording.interlockFull, amperesPerCode, { trip, from_s: near_s[0], to_s: near_s[1] });
  const unit = currentUnit(points_A.reduce((most, [, value]) => Math.max(most, Math.abs(value)), 0));
  return chartPanel({
    ...windowed(near_s), box, letter: 'd', title: 'current of the interlock path at full rate', y_title: `current / ${unit.name}`, y_span_min: span_min.current,
    lines: [{ colour: COLOUR.current, points: points_A.map(([time_s, value]) => [time_s, value * unit.per_si]), width: 1 }], rules: [atTrip],
  });
}

const atTrip: ChartRule = { along: 'x', at: 0, text: 'trip', colour: COLOUR.trip };

function windowed(domain: readonly [number, number]): Pick<Chart, 'x_title' | 'x_domain'> {
  return { x_title: 'time from the trip / s', x_domain: domain };
}

interface Surroundings {
  readonly trip: RecordedEvent;
  readonly from_s: number;
  readonly to_s: number;
}

/** Samples around the trip; of many the lowest and the highest of each group, so that no peak is lost. */
function near(blocks: readonly CodeBlock[], perCode: (block: CodeBlock) => number, { trip, from_s, to_s }: Surroundings): readonly ChartPoint[] {
  const points: ChartPoint[] = [];
  for (const block of blocks) {
    const period_s = block.decimation / block.rate_Hz;
    const start_s = (block.device_time_us - trip.device_time_us) / 1e6;
    if (start_s > to_s || start_s + block.codes.length * period_s < from_s) continue;
    const unit = perCode(block);
    block.codes.forEach((code, index) => points.push([start_s + index * period_s, code * unit]));
  }
  const inside = points.filter(([time_s]) => from_s <= time_s && time_s <= to_s);
  const size = Math.ceil((2 * inside.length) / drawn_count_max);
  if (size <= 2) return inside;
  return Array.from({ length: Math.ceil(inside.length / size) }, (_, group) => inside.slice(group * size, (group + 1) * size)).flatMap((part) => {
    const low = part.reduce((a, b) => (b[1] < a[1] ? b : a));
    const high = part.reduce((a, b) => (b[1] > a[1] ? b : a));
    return low[0] <= high[0] ? [low, high] : [high, low];
  });
}

function missing(box: Box): string {
  return element('text', { x: box.x, y: box.y + box.height / 2, 'font-size': SIZE.note, fill: COLOUR.quiet }, escaped('no frame in the recording: the link was gone, or the frame is of an earlier fault'));
}

/** The frame in the recording, if it is one and is that of this trip. */
function frameOf({ files }: Recording, trip: RecordedEvent): Frame | undefined {
  const text = files.get(FREEZE_FRAME_FILE);
  if (text === undefined) return undefined;
  try {
    const frame = JSON.parse(text) as Partial<Frame> & { readonly cause?: unknown };
    const { rate_Hz = Number.NaN, bias_V, current_A } = frame;
    return frame.cause === causeName(trip.cause) && rate_Hz > 0 && areNumbers(bias_V) && areNumbers(current_A) && bias_V.length === current_A.length ? { rate_Hz, bias_V, current_A } : undefined;
  } catch {
    return undefined;
  }
}

function areNumbers(values: unknown): values is readonly number[] {
  return Array.isArray(values) && values.length > 0 && values.every((value) => Number.isFinite(value));
}
