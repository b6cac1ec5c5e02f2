import { area } from 'd3-shape';
import type { Placement } from './axes.ts';
import { border, frame, horizontalAxis, panelTitle, verticalAxis } from './axes.ts';
import type { FigureCharge, FigureData, TracePoint } from './data.ts';
import { legend, withRoom } from './legend.ts';
import { chargeUnit, currentUnit, ticksOf, verticalScale } from './quantities.ts';
import type { Scale } from './quantities.ts';
import { element, escaped } from './svg.ts';
import { COLOUR, SIZE } from './theme.ts';
import type { Box } from './theme.ts';
import { tracePath, tracePlaces } from './trace.ts';

/** The time axis that all panels share. */
export interface TimeAxis {
  readonly scale: Placement;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  readonly title: string;
}

const trace_width = 2;
/** Steps without a set-point through which the bias stands: of one that moves a name beside the curve would be in its way. */
const stands: ReadonlySet<string> = new Set(['leak_check', 'open']);
/** Below this part of the capacity its axis is written with powers of ten. */
const capacity_part_min = 0.01;

/** Bias at tap B, with the set-point of each step written beside it. */
export function biasPanel(data: FigureData, box: Box, x: TimeAxis): string {
  const y = verticalScale(box, data.bias.map(({ value }) => value), 0.02);
  const axis = ticksOf(y, 5);
  const trace = tracePath(data.bias, x.scale, y);
  return element('g', {},
    openShade(data, box, x), frame(box, x, axis),
    element('path', { d: trace, fill: 'none', stroke: COLOUR.bias, 'stroke-width': trace_width, 'stroke-linejoin': 'round' }),
    stepLabels(data, box, x, y),
    border(box), horizontalAxis(box, x), verticalAxis(box, axis, 'bias / V'),
    panelTitle(box, 'a', 'V(LNMO) \u2212 V(counter electrode), measured at tap B'));
}

/** Current of the slow path, and behind it the interlock path's means. */
export function currentPanel(data: FigureData, box: Box, x: TimeAxis): string {
  const unit = currentUnit(data.current.reduce((most, { value }) => Math.max(most, Math.abs(value)), 0));
  const inUnits = (points: readonly TracePoint[]): readonly TracePoint[] => points.map(({ time_s, value }) => ({ time_s, value: value * unit.per_si }));
  const current = inUnits(data.current);
  const entries = [
    { text: 'slow path, 24 bit, 10 S/s', colour: COLOUR.current },
    { text: 'interlock path, 10 kS/s, means of 4096', colour: COLOUR.interlock },
  ];
  const y = withRoom(verticalScale(box, current.map(({ value }) => value), 0.1), box, entries, (scale) => tracePlaces(current, x.scale, scale));
  const axis = ticksOf(y, 5);
  const slow = tracePath(current, x.scale, y);
  const fast = tracePath(inUnits(data.interlock), x.scale, nearby(y, box));
  const clip = { id: 'clip-current', box };
  return element('g', {},
    openShade(data, box, x), frame(box, x, axis), clipPath(clip),
    element('path', { d: fast, fill: 'none', stroke: COLOUR.interlock, 'stroke-width': 1.4, 'clip-path': `url(#${clip.id})` }),
    element('path', { d: slow, fill: 'none', stroke: COLOUR.current, 'stroke-width': trace_width, 'stroke-linejoin': 'round' }),
    legend(box, entries, tracePlaces(current, x.scale, y)),
    border(box), horizontalAxis(box, x), verticalAxis(box, axis, `current / ${unit.name}`),
    panelTitle(box, 'b', 'positive current takes lithium out of LNMO'));
}

/** Keeps what lies far outside a panel within one height of it: a clip hides it, and a renderer need not draw to infinity. */
function nearby(place: Placement, { y, height }: Box): Placement {
  return (value) => Math.min(Math.max(place(value), y - height), y + 2 * height);
}

/** Raw and net charge, on the right as a part of the film's capacity. */
export function chargePanel(data: FigureData, box: Box, x: TimeAxis): string {
  const nets = data.charge.filter((point): point is Required<FigureCharge> => point.net_C !== undefined && point.net_C_sigma !== undefined);
  const most_C = data.charge.reduce((most, { raw_C, net_C }) => Math.max(most, Math.abs(raw_C), Math.abs(net_C ?? 0)), 0);
  const unit = chargeUnit(most_C);
  const raw = data.charge.map(({ time_s, raw_C }) => ({ time_s, value: raw_C * unit.per_si }));
  const net = nets.map(({ time_s, net_C }) => ({ time_s, value: net_C * unit.per_si }));
  const entries = [
    { text: 'raw charge', colour: COLOUR.raw },
    { text: nets.length > 0 ? `net \u00b1 1\u03c3: less shunt (${data.shuntText}) and stray C` : `no net charge: ${data.netAbsence ?? 'no charge was counted'}`, colour: COLOUR.net },
  ];
  const placesBy = (scale: Scale): ReturnType<typeof tracePlaces> => [...tracePlaces(raw, x.scale, scale), ...tracePlaces(net, x.scale, scale)];
  const y = withRoom(verticalScale(box, [0, ...[...raw, ...net].map(({ value }) => value)], 1e-3), box, entries, placesBy);
  const axis = ticksOf(y, 5);
  const band = area<(typeof nets)[number]>()
    .x(({ time_s }) => x.scale(time_s))
    .y0(({ net_C, net_C_sigma }) => y((net_C - net_C_sigma) * unit.per_si))
    .y1(({ net_C, net_C_sigma }) => y((net_C + net_C_sigma) * unit.per_si));
  const thin = nets.filter((_, index) => index % Math.max(1, Math.floor(nets.length / 600)) === 0);
  return element('g', {},
    openShade(data, box, x), frame(box, x, axis),
    element('path', { d: band.digits(2)(thin) ?? '', fill: COLOUR.net, 'fill-opacity': 0.18 }),
    element('path', { d: tracePath(raw, x.scale, y), fill: 'none', stroke: COLOUR.raw, 'stroke-width': trace_width }),
    element('path', { d: tracePath(net, x.scale, y), fill: 'none', stroke: COLOUR.net, 'stroke-width': trace_width }),
    legend(box, entries, placesBy(y)),
    border(box), horizontalAxis(box, x, x.title), verticalAxis(box, axis, `charge / ${unit.name}`),
    ...(data.capacity_C === undefined ? [] : [ratioAxis(box, y.copy().domain(y.domain().map((value) => value / unit.per_si)), { capacity_C: data.capacity_C, most_C })]),
    panelTitle(box, 'c', data.capacity_C === undefined ? `charge since ${data.origin}` : `Q = ${(data.capacity_C * 1e9).toPrecision(3)} nC: 321 mAh/g, first charge to 4.8 V`));
}

/** The charge as a part of the film's capacity, on the right. */
function ratioAxis(box: Box, y_C: Scale, { capacity_C, most_C }: { readonly capacity_C: number; readonly most_C: number }): string {
  const ratio = y_C.domain(y_C.domain().map((charge_C) => charge_C / capacity_C));
  return verticalAxis(box, ticksOf(ratio, 5, most_C < capacity_part_min * capacity_C ? '~e' : undefined), 'q / Q', 'right');
}

/** Shades the time after the circuit was opened. */
export function openShade(data: FigureData, box: Box, x: TimeAxis): string {
  return data.steps.filter(({ kind }) => kind === 'open').map(({ start_s, end_s }) => element('rect', {
    x: x.scale(start_s), y: box.y, width: Math.max(0, x.scale(end_s) - x.scale(start_s)), height: box.height, fill: COLOUR.open,
  })).join('');
}

export function clipPath({ id, box }: { readonly id: string; readonly box: Box }): string {
  return element('clipPath', { id }, element('rect', { x: box.x, y: box.y, width: box.width, height: box.height }));
}

function stepLabels(data: FigureData, box: Box, x: TimeAxis, y: Placement): string {
  const labels: string[] = [];
  let free_x = box.x;
  for (const step of data.steps.filter(({ kind, bias_V }) => bias_V !== undefined || stands.has(kind))) {
    const start = x.scale(step.hold_s);
    const width = x.scale(step.end_s) - start;
    const text = step.bias_V === undefined ? step.kind.replace('_', ' ') : step.bias_V.toFixed(2);
    const needed = text.length * SIZE.note * 0.56;
    if (step.kind === 'open') {
      labels.push(uprightLabel(text, start + width / 2, box.y + box.height / 2));
      continue;
    }
    // Short steps go without a number rather than with one that nobody can read.
    if (width < needed * 0.8 || start + width / 2 - needed / 2 < free_x) continue;
    const level = y(step.level_V);
    const isHigh = level < box.y + box.height / 2;
    labels.push(element('text', {
      x: start + width / 2, y: isHigh ? level + SIZE.note + 8 : level - 10, 'text-anchor': 'middle', 'font-size': SIZE.note, fill: COLOUR.quiet,
    }, escaped(text)));
    free_x = start + width / 2 + needed / 2 + 4;
  }
  return labels.join('');
}

function uprightLabel(text: string, x: number, y: number): string {
  return element('text', {
    x, y, 'text-anchor': 'middle', 'dominant-baseline': 'central', 'font-size': SIZE.note, fill: COLOUR.quiet, transform: `rotate(-90 ${x} ${y})`,
  }, escaped(text));
}
