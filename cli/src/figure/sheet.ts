import { element, escaped } from './svg.ts';
import { COLOUR, font_family, SIZE } from './theme.ts';
import type { Box } from './theme.ts';

/** Room above the panels for what the figure is about. */
export const head_height = 112;
/** Room below the last panel for its numbers and its title. */
export const foot_height = 66;
const gap = 44;
const ending_y = 81;
/** Mean width of a bold letter in parts of its size: a long title is written smaller. */
const letter_ratio = 0.58;

/** What stands over every figure. */
export interface Heading {
  readonly title: string;
  readonly isSimulation: boolean;
  /** How the run ended, when not by completing its program. */
  readonly ending?: string;
}

interface Sheet {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** A whole drawing: white ground, heading, panels. */
export function sheet({ left, width, height }: Sheet, heading: Heading, panels: readonly string[]): string {
  return element('svg', {
    xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': font_family, fill: COLOUR.text,
  }, element('title', {}, escaped(heading.title)), element('rect', { width, height, fill: '#ffffff' }), header(heading, left, width), ...panels);
}

/** Boxes one below the other, from the heading on. */
export function stacked(x: number, width: number, panel_heights: readonly number[], gap_height = gap): readonly Box[] {
  let y = head_height;
  return panel_heights.map((height) => {
    const box = { x, y, width, height };
    y += height + gap_height;
    return box;
  });
}

function header({ title, isSimulation, ending }: Heading, left: number, width: number): string {
  const label = isSimulation ? 'simulated; parameters assumed' : 'measured';
  const [title_y, film_y] = ending === undefined ? [40, 68] as const : [34, 58] as const;
  const title_size = Math.min(SIZE.title, (width - left - 30) / (title.length * letter_ratio));
  return [
    element('text', { x: left, y: title_y, 'font-size': title_size, 'font-weight': 700 }, escaped(title)),
    element('text', { x: left, y: film_y, 'font-size': SIZE.subtitle, fill: COLOUR.quiet },
      escaped('LMR-LNMO, '), ...formula('Li', '1.2', 'Ni', '0.2', 'Mn', '0.6', 'O', '2'), escaped(' on LiPON')),
    element('text', { x: width - 30, y: film_y, 'font-size': SIZE.subtitle, 'font-weight': 700, fill: COLOUR.raw, 'text-anchor': 'end' }, escaped(label)),
    ...(ending === undefined ? [] : [element('text', { x: left, y: ending_y, 'font-size': SIZE.note, 'font-weight': 700, fill: COLOUR.trip }, escaped(ending))]),
  ].join('');
}

/** Symbols and their indices in turn, the indices lowered. */
function formula(...parts: readonly string[]): readonly string[] {
  return parts.map((part, index) => (index % 2 === 0
    ? element('tspan', { dy: index === 0 ? undefined : -4 }, escaped(part))
    : element('tspan', { dy: 4, 'font-size': SIZE.subtitle * 0.72 }, escaped(part)))).concat(element('tspan', { dy: -4 }, '\u200b'));
}
