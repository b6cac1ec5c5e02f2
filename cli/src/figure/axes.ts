import { element, escaped } from './svg.ts';
import { COLOUR, SIZE } from './theme.ts';
import type { Box } from './theme.ts';

/** A value's place on the drawing. */
export type Placement = (value: number) => number;

/** How the values of an axis are written. */
export type TickFormat = (value: number) => string;

interface Axis {
  readonly scale: Placement;
  readonly ticks: readonly number[];
  readonly format: TickFormat;
}

type Point = readonly [number, number];

const tick_length = 6;

/** The frame of a panel with faint lines at the ticks of both axes. */
export function frame(box: Box, x: Axis, y: Axis): string {
  const { x: left, y: top, width, height } = box;
  const lines = [
    ...x.ticks.map((tick) => rule([x.scale(tick), top], [x.scale(tick), top + height])),
    ...y.ticks.map((tick) => rule([left, y.scale(tick)], [left + width, y.scale(tick)])),
  ];
  return element('g', { stroke: COLOUR.grid, 'stroke-width': 1 }, ...lines);
}

/** The border, drawn after the data so that nothing covers it. */
export function border({ x, y, width, height }: Box): string {
  return element('rect', { x, y, width, height, fill: 'none', stroke: COLOUR.frame, 'stroke-width': 1.2 });
}

/** Ticks and title of a vertical axis, left of the panel or right of it. */
export function verticalAxis(box: Box, axis: Axis, title: string, side: 'left' | 'right' = 'left'): string {
  const x = side === 'left' ? box.x : box.x + box.width;
  const sign = side === 'left' ? -1 : 1;
  const anchor = side === 'left' ? 'end' : 'start';
  const marks = axis.ticks.flatMap((tick) => {
    const y = axis.scale(tick);
    return [
      rule([x, y], [x + sign * tick_length, y], COLOUR.frame),
      element('text', { x: x + sign * (tick_length + 5), y: y + SIZE.tick * 0.36, 'text-anchor': anchor, 'font-size': SIZE.tick }, escaped(axis.format(tick))),
    ];
  });
  const titleX = side === 'left' ? box.x - 70 : box.x + box.width + 76;
  const titleY = box.y + box.height / 2;
  return element('g', { fill: COLOUR.text }, ...marks, element('text', {
    x: titleX, y: titleY, 'text-anchor': 'middle', 'font-size': SIZE.axis, transform: `rotate(-90 ${titleX} ${titleY})`,
  }, escaped(title)));
}

/** Marks along the lower edge; with numbers and title under the last panel only. */
export function horizontalAxis(box: Box, axis: Axis, title?: string): string {
  const y = box.y + box.height;
  const marks = axis.ticks.flatMap((tick) => {
    const x = axis.scale(tick);
    const mark = rule([x, y], [x, y + tick_length], COLOUR.frame);
    if (title === undefined) return [mark];
    return [mark, element('text', { x, y: y + tick_length + SIZE.tick, 'text-anchor': 'middle', 'font-size': SIZE.tick }, escaped(axis.format(tick)))];
  });
  const written = title === undefined ? [] : [
    element('text', { x: box.x + box.width / 2, y: y + tick_length + SIZE.tick + SIZE.axis + 8, 'text-anchor': 'middle', 'font-size': SIZE.axis }, escaped(title)),
  ];
  return element('g', { fill: COLOUR.text }, ...marks, ...written);
}

/** The letter of a panel and what it shows. */
export function panelTitle(box: Box, letter: string, text: string): string {
  return element('text', { x: box.x, y: box.y - 9, 'font-size': SIZE.note, fill: COLOUR.quiet },
    element('tspan', { 'font-weight': 700, fill: COLOUR.text, 'font-size': SIZE.axis }, escaped(letter)), escaped(`  ${text}`));
}

function rule([x1, y1]: Point, [x2, y2]: Point, stroke?: string): string {
  return element('line', { x1, y1, x2, y2, stroke });
}
