import { area } from 'd3-shape';
import type { Placement } from './axes.ts';
import { border, frame, horizontalAxis, panelTitle, verticalAxis } from './axes.ts';
import type { FigureData, FigurePoint } from './data.ts';
import { legend } from './legend.ts';
import { chargeUnit, currentUnit, ticksOf, verticalScale } from './quantities.ts';
import { element, escaped } from './svg.ts';
import { COLOUR, SIZE } from './theme.ts';
import type { Box } from './theme.ts';
import { tracePath } from './trace.ts';

/** The time axis that all panels share. */
export interface TimeAxis {
  readonly scale: Placement;
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
  readonly title: string;
}

const trace_width = 2;

/** Bias at tap B, with the set-point of each step written beside it. */
export function biasPanel(data: FigureData, box: Box, x: TimeAxis): string {
  const y = verticalScale(box, data.points.map(({ bias_V }) => bias_V), 0.02);
  const axis = ticksOf(y, 5);
  const trace = tracePath(data.points.map(({ time_s, bias_V }) => ({ time_s, value: bias_V })), x.scale, y);
  return element('g', {},
    openShade(data, box, x), frame(box, x, axis),
    element('path', { d: trace, fill: 'none', stroke: COLOUR.bias, 'stroke-width': trace_width, 'stroke-linejoin': 'round' }),
    stepLabels(data, box, x, y),
    border(box), horizontalAxis(box, x), verticalAxis(box, axis, 'bias / V'),
    panelTitle(box, 'a', 'V(LNMO) \u2212 V(counter electrode), measured at tap B'));
}

/** Current of the slow path, and behind it the interlock path's means. */
export function currentPanel(data: FigureData, box: Box, x: TimeAxis): string {
  const values = data.points.map(({ current_A }) => current_A);
  const unit = currentUnit(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const y = verticalScale(box, values.map((value) => value * unit.per_si), 0.1);
  const axis = ticksOf(y, 5);
  const slow = tracePath(data.points.map(({ time_s, current_A }) => ({ time_s, value: current_A * unit.per_si })), x.scale, y);
  const fast = tracePath(data.interlock.map(({ time_s, current_A }) => ({ time_s, value: current_A * unit.per_si })), x.scale, y);
  const clip = { id: 'clip-current', box };
  return element('g', {},
    openShade(data, box, x), frame(box, x, axis), clipPath(clip),
    element('path', { d: fast, fill: 'none', stroke: COLOUR.interlock, 'stroke-width': 1.4, 'clip-path': `url(#${clip.id})` }),
    element('path', { d: slow, fill: 'none', stroke: COLOUR.current, 'stroke-width': trace_width, 'stroke-linejoin': 'round' }),
    legend(box, [
      { text: 'slow path, 24 bit, 10 S/s', colour: COLOUR.current },
      { text: 'interlock path, 10 kS/s, means of 4096', colour: COLOUR.interlock },
    ], data.points.map(({ time_s, current_A }) => [x.scale(time_s), y(current_A * unit.per_si)] as const)),
    border(box), horizontalAxis(box, x), verticalAxis(box, axis, `current / ${unit.name}`),
    panelTitle(box, 'b', 'positive current takes lithium out of LNMO'));
}

/** Raw and net charge, on the right as a part of the film's capacity. */
export function chargePanel(data: FigureData, box: Box, x: TimeAxis): string {
  const raw = data.points.map(({ time_s, raw_C }) => ({ time_s, value_C: raw_C }));
  const nets = data.points.filter((point): point is FigurePoint & { net_C: number; net_C_sigma: number } => point.net_C !== undefined && point.net_C_sigma !== undefined);
  const net = nets.map(({ time_s, net_C }) => ({ time_s, value_C: net_C }));
  const values_C = [0, ...[...raw, ...net].map(({ value_C }) => value_C)];
  const unit = chargeUnit(values_C.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const y = verticalScale(box, values_C.map((value) => value * unit.per_si), 1e-3);
  const axis = ticksOf(y, 5);
  const ratio = y.copy().domain(y.domain().map((value) => value / unit.per_si / data.capacity_C));
  const band = area<(typeof nets)[number]>()
    .x(({ time_s }) => x.scale(time_s))
    .y0(({ net_C, net_C_sigma }) => y((net_C - net_C_sigma) * unit.per_si))
    .y1(({ net_C, net_C_sigma }) => y((net_C + net_C_sigma) * unit.per_si));
  const thin = nets.filter((_, index) => index % Math.max(1, Math.floor(nets.length / 600)) === 0);
  const path = (points: readonly { readonly time_s: number; readonly value_C: number }[]): string =>
    tracePath(points.map(({ time_s, value_C }) => ({ time_s, value: value_C * unit.per_si })), x.scale, y);
  return element('g', {},
    openShade(data, box, x), frame(box, x, axis),
    element('path', { d: band.digits(2)(thin) ?? '', fill: COLOUR.net, 'fill-opacity': 0.18 }),
    element('path', { d: path(raw), fill: 'none', stroke: COLOUR.raw, 'stroke-width': trace_width }),
    element('path', { d: path(net), fill: 'none', stroke: COLOUR.net, 'stroke-width': trace_width }),
    legend(box, [
      { text: 'raw charge', colour: COLOUR.raw },
      { text: nets.length > 0 ? `net, \u00b11\u03c3: less ${data.shuntText} and stray capacitance` : 'no net charge: the leak check shows no shunt', colour: COLOUR.net },
    ], [...raw, ...net].map(({ time_s, value_C }) => [x.scale(time_s), y(value_C * unit.per_si)] as const)),
    border(box), horizontalAxis(box, x, x.title), verticalAxis(box, axis, `charge / ${unit.name}`),
    verticalAxis(box, ticksOf(ratio, 5), 'q / Q', 'right'),
    panelTitle(box, 'c', `Q = ${(data.capacity_C * 1e9).toPrecision(3)} nC: 321 mAh/g, first charge to 4.8 V`));
}

/** Shades the time after the circuit was opened. */
export function openShade(data: FigureData, box: Box, x: TimeAxis): string {
  return data.steps.filter(({ bias_V }) => bias_V === undefined).map(({ start_s, end_s }) => element('rect', {
    x: x.scale(start_s), y: box.y, width: Math.max(0, x.scale(end_s) - x.scale(start_s)), height: box.height, fill: COLOUR.open,
  })).join('');
}

export function clipPath({ id, box }: { readonly id: string; readonly box: Box }): string {
  return element('clipPath', { id }, element('rect', { x: box.x, y: box.y, width: box.width, height: box.height }));
}

function stepLabels(data: FigureData, box: Box, x: TimeAxis, y: Placement): string {
  const labels: string[] = [];
  let free_x = box.x;
  for (const step of data.steps) {
    const start = x.scale(step.start_s);
    const width = x.scale(step.end_s) - start;
    const text = step.bias_V === undefined ? 'open' : step.isLeakCheck ? 'leak check' : step.bias_V.toFixed(2);
    const needed = text.length * SIZE.note * 0.56;
    if (step.bias_V === undefined) {
      labels.push(uprightLabel(text, start + width / 2, box.y + box.height / 2));
      continue;
    }
    // Short steps go without a number rather than with one that nobody can read.
    if (width < needed * 0.8 || start + width / 2 - needed / 2 < free_x) continue;
    const level = y(step.bias_V);
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
