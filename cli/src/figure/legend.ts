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

/** Names of the curves, in the corner of the panel that the curves leave free. */
export function legend(box: Box, entries: readonly LegendEntry[], curves: readonly (readonly [number, number])[]): string {
  const width = sample_width + 10 + Math.max(...entries.map(({ text }) => text.length)) * SIZE.note * letter_ratio;
  const height = entries.length * line_height;
  const rights = box.x + box.width - margin - width;
  const lows = box.y + box.height - margin - height + 4;
  const corners: readonly Box[] = [
    { x: rights, y: box.y + margin, width, height },
    { x: rights, y: lows, width, height },
    { x: box.x + margin, y: box.y + margin, width, height },
    { x: box.x + margin, y: lows, width, height },
  ];
  const covered = corners.map((corner) => curves.filter((point) => isInside(corner, point)).length);
  const place = corners[covered.indexOf(Math.min(...covered))]!;
  const right = place.x + place.width;
  return element('rect', { x: place.x - 6, y: place.y - 2, width: width + 12, height: height + 2, fill: '#ffffff', 'fill-opacity': 0.85 })
    + entries.map(({ text, colour }, index) => {
      const y = place.y + index * line_height + SIZE.note;
      return element('line', { x1: right, y1: y - 5, x2: right - sample_width, y2: y - 5, stroke: colour, 'stroke-width': 4 })
        + element('text', { x: right - sample_width - 10, y, 'text-anchor': 'end', 'font-size': SIZE.note, fill: COLOUR.text }, escaped(text));
    }).join('');
}

function isInside({ x, y, width, height }: Box, [px, py]: readonly [number, number]): boolean {
  return x - 4 <= px && px <= x + width + 4 && y - 4 <= py && py <= y + height + 4;
}
