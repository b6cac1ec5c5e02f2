import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { border, frame, horizontalAxis, panelTitle, verticalAxis } from './axes.ts';
import { legend, withRoom } from './legend.ts';
import { clipPath } from './panels.ts';
import { ticksOf, verticalScale } from './quantities.ts';
import type { Scale } from './quantities.ts';
import { element, escaped, polyline } from './svg.ts';
import { COLOUR, SIZE } from './theme.ts';
import type { Box } from './theme.ts';
import { tracePlaces } from './trace.ts';

export type ChartPoint = readonly [number, number];

/** A curve, in the units of the axes. */
export interface ChartLine {
  /** Named in the legend where there is one. */
  readonly text?: string;
  readonly colour: string;
  readonly points: readonly ChartPoint[];
  readonly width?: number;
  /** A dot at each point: for few of them, which a line alone would hide. */
  readonly hasDots?: boolean;
}

/** A line across the panel, such as a limit. */
export interface ChartRule {
  readonly along: 'x' | 'y';
  readonly at: number;
  readonly text: string;
  readonly colour: string;
}

export interface Chart {
  readonly box: Box;
  readonly letter: string;
  readonly title: string;
  readonly x_title: string;
  readonly y_title: string;
  /** Ends of the x axis; those of the curves unless told. */
  readonly x_domain?: readonly [number, number];
  /** The least that the y axis spans, so that noise alone does not fill a panel. */
  readonly y_span_min: number;
  /** Whether the y axis shows 0 in any case: for quantities that are compared by their size. */
  readonly isFromZero?: boolean;
  readonly lines: readonly ChartLine[];
  readonly rules?: readonly ChartRule[];
  /** What `y` is in another unit, written on the right. */
  readonly right?: { readonly title: string; readonly per_y: number };
}

const line_width = 2;
const dot_radius = 4;
/** Room at both ends of an x axis that follows the curves. */
const x_margin_ratio = 0.03;

/** A panel of curves over any quantity. */
export function chartPanel(chart: Chart): string {
  const { box, lines, rules = [], right } = chart;
  const x = horizontalScale(chart);
  const named = lines.flatMap(({ text, colour }) => (text === undefined ? [] : [{ text, colour }]));
  const placesBy = (scale: Scale): ReturnType<typeof tracePlaces> => lines.flatMap(({ points }) => tracePlaces(points.map(([time_s, value]) => ({ time_s, value })), x, scale));
  const full = verticalScale(box, [...(chart.isFromZero === true ? [0] : []), ...lines.flatMap(({ points }) => points.map(([, value]) => value)), ...rules.filter(({ along }) => along === 'y').map(({ at }) => at)], chart.y_span_min);
  const y = withRoom(full, box, named, placesBy);
  const x_axis = ticksOf(x, Math.max(3, Math.round(box.width / 75)));
  const y_axis = ticksOf(y, Math.max(3, Math.round(box.height / 56)));
  const clip = { id: `clip-chart-${chart.letter}`, box };
  return element('g', {},
    frame(box, x_axis, y_axis), clipPath(clip),
    element('g', { 'clip-path': `url(#${clip.id})` }, zero(box, y), ...lines.map((line) => curve(line, x, y)), ...rules.map((rule) => ruleLine(rule, box, { x, y }))),
    named.length === 0 ? '' : legend(box, named, placesBy(y)),
    border(box), horizontalAxis(box, x_axis, chart.x_title), verticalAxis(box, y_axis, chart.y_title),
    right === undefined ? '' : verticalAxis(box, ticksOf(y.copy().domain(y.domain().map((value) => value * right.per_y)), 5), right.title, 'right'),
    panelTitle(box, chart.letter, chart.title));
}

function horizontalScale({ box, lines, x_domain }: Chart): Scale {
  if (x_domain !== undefined) return scaleLinear(x_domain, [box.x, box.x + box.width]);
  const [low = 0, high = 1] = extent(lines.flatMap(({ points }) => points.map(([value]) => value))) as [number?, number?];
  const margin = Math.max(high - low, Number.EPSILON) * x_margin_ratio;
  return scaleLinear([low - margin, high + margin], [box.x, box.x + box.width]);
}

/** Where a quantity changes its sign. */
function zero(box: Box, y: Scale): string {
  const place = y(0);
  return box.y < place && place < box.y + box.height ? element('line', { x1: box.x, x2: box.x + box.width, y1: place, y2: place, stroke: COLOUR.frame, 'stroke-width': 1 }) : '';
}

function curve({ points, colour, width = line_width, hasDots = false }: ChartLine, x: Scale, y: Scale): string {
  const places = points.map(([px, py]) => [x(px), y(py)] as const);
  const dots = hasDots ? places.map(([cx, cy]) => element('circle', { cx, cy, r: dot_radius, fill: colour })) : [];
  return element('path', { d: polyline(places), fill: 'none', stroke: colour, 'stroke-width': width, 'stroke-linejoin': 'round' }) + dots.join('');
}

function ruleLine({ along, at, text, colour }: ChartRule, box: Box, { x, y }: { readonly x: Scale; readonly y: Scale }): string {
  const isAcross = along === 'y';
  const place = isAcross ? y(at) : x(at);
  const line = isAcross ? { x1: box.x, x2: box.x + box.width, y1: place, y2: place } : { x1: place, x2: place, y1: box.y, y2: box.y + box.height };
  // Below a rule near the upper edge, above one elsewhere; beside an upright one on the side that has room.
  const isLow = isAcross && place < box.y + 2 * SIZE.note;
  const isLeft = !isAcross && place > box.x + box.width / 2;
  const label = isAcross
    ? { x: box.x + 10, y: isLow ? place + SIZE.note + 4 : place - 7, 'text-anchor': 'start' }
    : { x: place + (isLeft ? -8 : 8), y: box.y + box.height - 10, 'text-anchor': isLeft ? 'end' : 'start' };
  return element('line', { ...line, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': '8 5' })
    + element('text', { ...label, 'font-size': SIZE.note, fill: colour, 'font-weight': 700, stroke: '#ffffff', 'stroke-width': 4, 'paint-order': 'stroke' }, escaped(text));
}
