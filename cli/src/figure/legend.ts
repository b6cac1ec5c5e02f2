import type { Scale } from './quantities.ts';
import { element, escaped } from './svg.ts';
import { COLOUR, SIZE } from './theme.ts';
import type { Box } from './theme.ts';

export interface LegendEntry {
  readonly text: string;
  readonly colour: string;
}

const line_height = SIZE.note + 8;
const sample_width = 30;
const margin = 14;
/** Mean width of a letter in parts of its size. */
const letter_ratio = 0.51;

type Places = readonly (readonly [number, number])[];

/** A scale that leaves room for the legend above the curves, where they leave no corner free. */
export function withRoom(scale: Scale, box: Box, entries: readonly LegendEntry[], placesBy: (scale: Scale) => Places): Scale {
  if (entries.length === 0) return scale;
  const { height } = sizeOf(entries);
  const places = placesBy(scale);
  if (corners(box, entries).some((corner) => !places.some((place) => isInside(corner, place)))) return scale;
  const [low = 0, high = 0] = scale.domain();
  return scale.copy().domain([low, low + ((high - low) * box.height) / (box.height - height - 2 * margin)]);
}

/** Names of the curves, in the corner of the panel that the curves leave free. */
export function legend(box: Box, entries: readonly LegendEntry[], curves: Places): string {
  const { width, height } = sizeOf(entries);
  const places = corners(box, entries);
  const covered = places.map((corner) => curves.filter((point) => isInside(corner, point)).length);
  const place = places[covered.indexOf(Math.min(...covered))]!;
  const right = place.x + place.width;
  return element('rect', { x: place.x - 6, y: place.y - 2, width: width + 12, height: height + 2, fill: '#ffffff', 'fill-opacity': 0.85 })
    + entries.map(({ text, colour }, index) => {
      const y = place.y + index * line_height + SIZE.note;
      return element('line', { x1: right, y1: y - 5, x2: right - sample_width, y2: y - 5, stroke: colour, 'stroke-width': 4 })
        + element('text', { x: right - sample_width - 10, y, 'text-anchor': 'end', 'font-size': SIZE.note, fill: COLOUR.text }, escaped(text));
    }).join('');
}

function sizeOf(entries: readonly LegendEntry[]): { readonly width: number; readonly height: number } {
  return { width: sample_width + 10 + Math.max(...entries.map(({ text }) => text.length)) * SIZE.note * letter_ratio, height: entries.length * line_height };
}

function corners(box: Box, entries: readonly LegendEntry[]): readonly Box[] {
  const { width, height } = sizeOf(entries);
  const rights = box.x + box.width - margin - width;
  const lows = box.y + box.height - margin - height + 4;
  return [
    { x: rights, y: box.y + margin, width, height },
    { x: rights, y: lows, width, height },
    { x: box.x + margin, y: box.y + margin, width, height },
    { x: box.x + margin, y: lows, width, height },
  ];
}

function isInside({ x, y, width, height }: Box, [px, py]: readonly [number, number]): boolean {
  return x - 4 <= px && px <= x + width + 4 && y - 4 <= py && py <= y + height + 4;
}
