import { contours } from 'd3-contour';
import type { ContourMultiPolygon } from 'd3-contour';
import { scaleLinear, scaleSqrt } from 'd3-scale';
import { interpolateGnBu } from 'd3-scale-chromatic';
import { border, horizontalAxis, panelTitle, verticalAxis } from './axes.ts';
import type { FigureData, FigureTruth } from './data.ts';
import { filmGrid } from './film-grid.ts';
import type { FilmGrid } from './film-grid.ts';
import { clipPath } from './panels.ts';
import type { TimeAxis } from './panels.ts';
import { ticksOf } from './quantities.ts';
import { element, escaped, numeral } from './svg.ts';
import { COLOUR, SIZE } from './theme.ts';
import type { Box } from './theme.ts';

/** Contours that the observations are judged by and read at. */
const contour_low = 0.002;
const contour_high = 0.01;
const level_count = 32;
/** A film with no more than this is drawn on the scale of one that has voids, so that nothing looks like them. */
const fraction_scale_min = 0.02;
const lipon_height = 20;
const pore_ratio_min = 0.001;

export interface MapPanel {
  readonly box: Box;
  readonly depth_m: number;
  readonly letter: string;
  readonly title: string;
  /** Name of the depth's unit, and how many of it make a metre. */
  readonly unit: { readonly name: string; readonly per_m: number };
  readonly isLast: boolean;
}

/** Void fraction by depth and time, with its contours, the pore layer and LiPON where they are. */
export function mapPanel(data: FigureData, truth: FigureTruth, x: TimeAxis, panel: MapPanel): string {
  const { box, depth_m, letter, unit } = panel;
  const film: Box = { ...box, height: box.height - lipon_height };
  const y = scaleLinear([0, depth_m * unit.per_m], [film.y + film.height, film.y]);
  const grid = filmGrid(truth, { columns: 480, rows: 160, from_s: 0, until_s: data.end_s, depth_m });
  const most = fractionScale(truth);
  const clip = { id: `clip-${letter}`, box: film };
  return element('g', {},
    clipPath(clip),
    element('rect', { x: film.x, y: film.y, width: film.width, height: film.height, fill: shade(0) }),
    element('g', { 'clip-path': `url(#${clip.id})` }, filledLevels(grid, film, most), contourLines(grid, film)),
    poreLayer(truth, film, y, unit.per_m),
    liponStrip(box),
    border(box), horizontalAxis(box, x, panel.isLast ? x.title : undefined),
    verticalAxis(film, ticksOf(y, Math.max(2, Math.round(film.height / 55))), `depth z / ${unit.name}`),
    panelTitle(box, letter, panel.title));
}

/** The colours of the void fraction, with the two contours marked; a root scale, which shows the first voids beside the last. */
export function colourBar(truth: FigureTruth, box: Box): string {
  const most = fractionScale(truth);
  const y = scaleSqrt([0, most], [box.y + box.height, box.y]);
  const slices = Array.from({ length: level_count }, (_, index) => element('rect', {
    x: box.x, y: box.y + (box.height * (level_count - 1 - index)) / level_count, width: box.width, height: box.height / level_count + 0.6, fill: shade(index),
  }));
  const mark = (value: number, dash?: string): string =>
    element('line', { x1: box.x, x2: box.x + box.width, y1: y(value), y2: y(value), stroke: COLOUR.contour_low, 'stroke-width': 2.2, 'stroke-dasharray': dash });
  const ticks = [0, contour_low, 0.005, contour_high, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.25].filter((value) => value <= most * 1.001);
  return element('g', {}, ...slices, mark(contour_low), mark(contour_high, '6 3'), border(box),
    verticalAxis(box, { scale: y, ticks, format: (value) => String(value) }, 'void fraction f', 'right'));
}

/** The colour of one of the equal steps of the root scale. */
function shade(level: number): string {
  return interpolateGnBu(0.02 + (0.94 * level) / (level_count - 1));
}

function fractionScale(truth: FigureTruth): number {
  let most = fraction_scale_min;
  for (const { void_fraction } of truth.films) most = Math.max(most, ...void_fraction);
  return most;
}

function filledLevels(grid: FilmGrid, box: Box, most: number): string {
  const thresholds = Array.from({ length: level_count - 1 }, (_, index) => most * ((index + 1) / level_count) ** 2);
  return contours().size([grid.columns, grid.rows]).thresholds(thresholds)(Array.from(grid.values))
    .map((level, index) => (level.coordinates.length === 0 ? '' : element('path', { d: ringPath(level, grid, box), fill: shade(index + 1) })))
    .join('');
}

function contourLines(grid: FilmGrid, box: Box): string {
  const [low, high] = contours().size([grid.columns, grid.rows]).thresholds([contour_low, contour_high])(Array.from(grid.values));
  const line = (level: ContourMultiPolygon, dash?: string): string => element('path', {
    d: ringPath(level, grid, box), fill: 'none', stroke: COLOUR.contour_low, 'stroke-width': 2.2, 'stroke-dasharray': dash, 'stroke-linejoin': 'round',
  });
  return line(low!) + line(high!, '9 5');
}

/** Rings of the grid as a path; the outermost half cell is stretched out of the panel, so that no contour runs along its edge. */
function ringPath(level: ContourMultiPolygon, grid: FilmGrid, box: Box): string {
  const px = (column: number): number => edge(column, grid.columns, box.x, box.width);
  const py = (row: number): number => box.y + box.height - (edge(row, grid.rows, box.y, box.height) - box.y);
  return level.coordinates.flat().map((ring) =>
    `${ring.map(([column = 0, row = 0], index) => `${index === 0 ? 'M' : 'L'}${numeral(px(column))},${numeral(py(row))}`).join('')}Z`).join('');
}

function edge(position: number, count: number, from: number, length: number): number {
  if (position <= 0) return from - 20;
  if (position >= count) return from + length + 20;
  return from + (length * (position - 0.5)) / (count - 1);
}

/** Nanopores of the layer that LiPON transformed before any bias: they stand there from the beginning to the end. */
function poreLayer(truth: FigureTruth, film: Box, y: (value: number) => number, per_m: number): string {
  const deepest = truth.centre_m.findLastIndex((_, index) => (truth.pore_fraction[index] ?? 0) > pore_ratio_min);
  if (deepest < 0) return '';
  const end_m = deepest + 1 < truth.centre_m.length ? (truth.centre_m[deepest]! + truth.centre_m[deepest + 1]!) / 2 : truth.centre_m[deepest]!;
  const top = y(end_m * per_m);
  const height = film.y + film.height - top;
  if (height < 8) {
    return element('rect', { x: film.x, y: top, width: film.width, height: Math.max(height, 2), fill: COLOUR.pores, 'fill-opacity': 0.8 });
  }
  const pores: string[] = [];
  // Stipple in the drawing's own raster: a sign for pores, not a count of them.
  for (let row = 0; row * 9 + 5 < height; row += 1) {
    for (let column = 0; column * 16 + 12 < film.width; column += 1) {
      pores.push(element('circle', { cx: film.x + column * 16 + (row % 2 === 0 ? 6 : 14), cy: film.y + film.height - row * 9 - 5, r: 1.9 }));
    }
  }
  return element('g', { fill: COLOUR.pores, stroke: '#ffffff', 'stroke-width': 0.7 }, ...pores)
    + element('line', { x1: film.x, x2: film.x + film.width, y1: top, y2: top, stroke: COLOUR.pores, 'stroke-width': 1.2, 'stroke-dasharray': '2 4' });
}

function liponStrip(box: Box): string {
  const y = box.y + box.height - lipon_height;
  return element('rect', { x: box.x, y, width: box.width, height: lipon_height, fill: COLOUR.lipon })
    + element('line', { x1: box.x, x2: box.x + box.width, y1: y, y2: y, stroke: COLOUR.text, 'stroke-width': 1.2 })
    + element('text', { x: box.x + 10, y: y + lipon_height - 5, 'font-size': SIZE.note, fill: COLOUR.text }, escaped('LiPON'));
}
