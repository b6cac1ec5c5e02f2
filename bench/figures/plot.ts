import { scaleLinear, scaleLog } from 'd3-scale';

/** A line of a panel. */
export interface Line {
  readonly label: string;
  readonly colour: string;
  readonly points: readonly (readonly [number, number])[];
  /** Dashes for what is no simulation: a closed form, an open-circuit curve. */
  readonly isDashed?: boolean;
}

export interface Axis {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly isLog?: boolean;
}

/** Where a legend stands, so that it covers no data. */
export type Corner = 'top left' | 'top right' | 'bottom left' | 'bottom right';

export interface Panel {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly legend: Corner;
}

export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** Okabe and Ito: told apart by everybody. */
export const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#1c1f24'] as const;

const SIZE = { title: 22, label: 15, tick: 13.5 } as const;
const PANEL = { width: 470, height: 340, left: 82, gap: 104, top: 104, bottom: 66 } as const;
const TEXT = '#1c1f24';
const QUIET = '#5a616b';
const GRID = '#e3e6ea';
const FONT = "Inter, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";
const LEGEND = { row: 21, dash: 26, inset: 14 } as const;
/** About what a letter takes of the font size. */
const LETTER_RATIO = 0.55;

/** A row of panels under one title, as SVG. */
export function figureSvg({ title, panels }: Figure): string {
  const width = PANEL.left + panels.length * (PANEL.width + PANEL.gap) - PANEL.gap + 28;
  const height = PANEL.top + PANEL.height + PANEL.bottom;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" fill="${TEXT}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(PANEL.left, 36, title, { size: SIZE.title, weight: 700 }),
    `<text x="${PANEL.left}" y="61" font-size="${SIZE.label}" fill="#b34700">LMR-LNMO, ${formula('Li', '1.2', 'Ni', '0.2', 'Mn', '0.6', 'O', '2')}<tspan dy="-4"> on LiPON \u2014 simulated; parameters assumed</tspan></text>`,
    ...panels.map((panel, index) => panelSvg(panel, index)),
    '</svg>\n',
  ].join('\n');
}

/** Symbols and their indices in turn, the indices lowered. */
function formula(...parts: readonly string[]): string {
  return parts.map((part, k) => (k % 2 === 0 ? `<tspan${k === 0 ? '' : ' dy="-4"'}>${part}</tspan>` : `<tspan dy="4" font-size="${SIZE.label * 0.75}">${part}</tspan>`)).join('');
}

function panelSvg(panel: Panel, index: number): string {
  const left = PANEL.left + index * (PANEL.width + PANEL.gap);
  const bottom = PANEL.top + PANEL.height;
  const x = scaleOf(panel.x, left, left + PANEL.width);
  const y = scaleOf(panel.y, bottom, PANEL.top);
  const clip = `clip${index}`;
  return [
    `<clipPath id="${clip}"><rect x="${left}" y="${PANEL.top}" width="${PANEL.width}" height="${PANEL.height}"/></clipPath>`,
    ...x.ticks.map((value) => rule(x.at(value), PANEL.top, x.at(value), bottom)),
    ...y.ticks.map((value) => rule(left, y.at(value), left + PANEL.width, y.at(value))),
    `<g clip-path="url(#${clip})" fill="none" stroke-width="2" stroke-linejoin="round">`,
    ...panel.lines.map(({ points, colour, isDashed }) => `<path d="${path(points, x.at, y.at)}" stroke="${colour}"${isDashed ? ' stroke-dasharray="7 5"' : ''}/>`),
    '</g>',
    `<rect x="${left}" y="${PANEL.top}" width="${PANEL.width}" height="${PANEL.height}" fill="none" stroke="#8b929c"/>`,
    ...x.ticks.map((value) => text(x.at(value), bottom + 20, x.label(value), { size: SIZE.tick, anchor: 'middle' })),
    ...y.ticks.map((value) => text(left - 8, y.at(value) + 5, y.label(value), { size: SIZE.tick, anchor: 'end' })),
    text(left + PANEL.width / 2, bottom + 48, panel.x.title, { size: SIZE.label, anchor: 'middle' }),
    `<g transform="rotate(-90 ${left - 60} ${PANEL.top + PANEL.height / 2})">${text(left - 60, PANEL.top + PANEL.height / 2, panel.y.title, { size: SIZE.label, anchor: 'middle' })}</g>`,
    text(left, PANEL.top - 10, panel.title, { size: SIZE.label, fill: QUIET }),
    legend(panel, left),
  ].join('\n');
}

function legend({ lines, legend: corner }: Panel, left: number): string {
  const shown = lines.filter(({ label }) => label !== '');
  const width = LEGEND.dash + 10 + Math.max(...shown.map(({ label }) => label.length)) * SIZE.tick * LETTER_RATIO;
  const x = corner.endsWith('left') ? left + LEGEND.inset : left + PANEL.width - LEGEND.inset - width;
  const top = corner.startsWith('top') ? PANEL.top + LEGEND.inset : PANEL.top + PANEL.height - LEGEND.inset - shown.length * LEGEND.row;
  const rows = shown.map(({ label, colour, isDashed }, row) => {
    const y = top + row * LEGEND.row + LEGEND.row / 2;
    const dash = `<line x1="${x}" y1="${y}" x2="${x + LEGEND.dash}" y2="${y}" stroke="${colour}" stroke-width="2.5"${isDashed ? ' stroke-dasharray="7 5"' : ''}/>`;
    return dash + text(x + LEGEND.dash + 8, y + 5, label, { size: SIZE.tick });
  });
  const back = `<rect x="${x - 6}" y="${top - 3}" width="${width + 12}" height="${shown.length * LEGEND.row + 6}" fill="#ffffff" fill-opacity="0.85"/>`;
  return back + rows.join('\n');
}

interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
  readonly label: (value: number) => string;
}

function scaleOf({ from, to, isLog = false }: Axis, start: number, end: number): Scale {
  if (!isLog) {
    const scale = scaleLinear([from, to], [start, end]);
    const format = scale.tickFormat(6);
    return { at: (value) => scale(value), ticks: scale.ticks(6), label: format };
  }
  const scale = scaleLog([from, to], [start, end]);
  const ticks = Array.from({ length: Math.floor(Math.log10(to) + 1e-9) - Math.ceil(Math.log10(from) - 1e-9) + 1 }, (_, k) => 10 ** (Math.ceil(Math.log10(from) - 1e-9) + k));
  return { at: (value) => scale(Math.max(value, from / 10)), ticks, label: decimal };
}

/** A power of ten as it is read: 0.01 to 1000 spelt out. */
function decimal(value: number): string {
  return value >= 1e-3 && value <= 1e4 ? String(Number(value.toPrecision(3))) : value.toExponential(0).replace('e+', 'e');
}

/** Points that no drawing could tell apart are left out. */
function path(points: readonly (readonly [number, number])[], x: (value: number) => number, y: (value: number) => number): string {
  let written = '';
  let last: readonly [number, number] | undefined;
  for (const [index, point] of points.entries()) {
    const at = [x(point[0]), y(point[1])] as const;
    if (last && index + 1 < points.length && Math.abs(at[0] - last[0]) + Math.abs(at[1] - last[1]) < 0.7) continue;
    written += `${last ? 'L' : 'M'}${at[0].toFixed(1)},${at[1].toFixed(1)}`;
    last = at;
  }
  return written;
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${GRID}"/>`;
}

function text(x: number, y: number, content: string, { size, anchor = 'start', weight = 400, fill = TEXT }: { size: number; anchor?: string; weight?: number; fill?: string }): string {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${fill}">${escaped}</text>`;
}
