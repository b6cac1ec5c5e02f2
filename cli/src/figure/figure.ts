import { scaleLinear } from 'd3-scale';
import type { FigureData, FigureTruth } from './data.ts';
import { biasPanel, chargePanel, currentPanel } from './panels.ts';
import type { TimeAxis } from './panels.ts';
import { ticksOf, timeUnit } from './quantities.ts';
import { element, escaped } from './svg.ts';
import { COLOUR, font_family, SIZE } from './theme.ts';
import type { Box } from './theme.ts';
import { colourBar, mapPanel } from './void-map.ts';

const left = 96;
const panel_width = 600;
/** Between the columns: the right axis of one and the left axis of the other. */
const column_gap = 186;
const map_width = 566;
const bar_width = 20;
const head_height = 112;
const gap = 44;
const foot_height = 66;
const trace_heights = { bias: 190, current: 240, charge: 272 } as const;
const map_heights = { film: 490, interface: 256 } as const;
const width_both = left + panel_width + column_gap + map_width + 140;
const width_traces = left + panel_width + 110;
/** Depth of the panel that looks at the interface closely. */
const interface_m = 60e-9;

/** The figure of a run as SVG: bias, current and charge in one column, the film's voids by depth in another, over one time axis. */
export function figureSvg(data: FigureData): string {
  const { truth } = data;
  const traces = stacked(left, panel_width, [trace_heights.bias, trace_heights.current, trace_heights.charge]);
  const x = timeAxis(data, traces[0]!);
  const panels = [biasPanel(data, traces[0]!, x), currentPanel(data, traces[1]!, x), chargePanel(data, traces[2]!, x)];
  if (truth !== undefined) panels.push(...filmPanels(data, truth));
  const last = traces.at(-1)!;
  const width = truth === undefined ? width_traces : width_both;
  const height = last.y + last.height + foot_height;
  return element('svg', {
    xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': font_family, fill: COLOUR.text,
  }, element('title', {}, escaped(data.title)), element('rect', { width, height, fill: '#ffffff' }), header(data, width), ...panels);
}

function filmPanels(data: FigureData, truth: FigureTruth): readonly string[] {
  const [film, close] = stacked(left + panel_width + column_gap, map_width, [map_heights.film, map_heights.interface]);
  const x = timeAxis(data, film!);
  return [
    mapPanel(data, truth, x, {
      box: film!, depth_m: data.lnmo_thickness_m, letter: 'd', isLast: false, unit: { name: '\u00b5m', per_m: 1e6 },
      title: 'simulated truth: void fraction f in LNMO, contours 0.002 and 0.01',
    }),
    mapPanel(data, truth, x, {
      box: close!, depth_m: Math.min(interface_m, data.lnmo_thickness_m), letter: 'e', isLast: true, unit: { name: 'nm', per_m: 1e9 },
      title: 'the same next to LiPON; dots: nanopores, there before any bias',
    }),
    colourBar(truth, { x: film!.x + film!.width + 20, y: film!.y, width: bar_width, height: film!.height }),
  ];
}

function timeAxis(data: FigureData, box: Box): TimeAxis {
  const unit = timeUnit(data.end_s);
  const inUnits = scaleLinear([0, data.end_s * unit.per_si], [box.x, box.x + box.width]);
  const { ticks, format } = ticksOf(inUnits, 8);
  return {
    scale: scaleLinear([0, data.end_s], [box.x, box.x + box.width]),
    ticks: ticks.map((tick) => tick / unit.per_si),
    format: (value) => format(value * unit.per_si),
    title: `device time since the switch closed / ${unit.name}`,
  };
}

function header(data: FigureData, width: number): string {
  const label = data.isSimulation ? 'simulated; parameters assumed' : 'measured';
  return [
    element('text', { x: left, y: 40, 'font-size': SIZE.title, 'font-weight': 700 }, escaped(data.title)),
    element('text', { x: left, y: 68, 'font-size': SIZE.subtitle, fill: COLOUR.quiet },
      escaped('LMR-LNMO, '), ...formula('Li', '1.2', 'Ni', '0.2', 'Mn', '0.6', 'O', '2'),
      escaped(' on LiPON'), ...(data.ending === undefined ? [] : [escaped(` \u2014 ${data.ending}`)])),
    element('text', { x: width - 30, y: 68, 'font-size': SIZE.subtitle, 'font-weight': 700, fill: COLOUR.raw, 'text-anchor': 'end' }, escaped(label)),
  ].join('');
}

/** Symbols and their indices in turn, the indices lowered. */
function formula(...parts: readonly string[]): readonly string[] {
  return parts.map((part, index) => (index % 2 === 0
    ? element('tspan', { dy: index === 0 ? undefined : -4 }, escaped(part))
    : element('tspan', { dy: 4, 'font-size': SIZE.subtitle * 0.72 }, escaped(part)))).concat(element('tspan', { dy: -4 }, '\u200b'));
}

function stacked(x: number, width: number, panel_heights: readonly number[]): readonly Box[] {
  let y = head_height;
  return panel_heights.map((height) => {
    const box = { x, y, width, height };
    y += height + gap;
    return box;
  });
}
