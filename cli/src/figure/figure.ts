import { scaleLinear } from 'd3-scale';
import type { FigureData, FigureTruth } from './data.ts';
import { biasPanel, chargePanel, currentPanel } from './panels.ts';
import type { TimeAxis } from './panels.ts';
import { ticksOf, timeUnit } from './quantities.ts';
import { foot_height, sheet, stacked } from './sheet.ts';
import type { Box } from './theme.ts';
import { colourBar, mapPanel } from './void-map.ts';

const left = 96;
const panel_width = 600;
/** Between the columns: the right axis of one and the left axis of the other. */
const column_gap = 186;
const map_width = 566;
const bar_width = 20;
const trace_heights = { bias: 190, current: 240, charge: 272 } as const;
const map_heights = { film: 490, interface: 256 } as const;
const right_axis_width = 110;
const bar_axis_width = 140;
/** Depth of the panel that looks at the interface closely. */
const interface_m = 60e-9;

/** The figure of a run as SVG: bias, current and charge in one column, the film's voids by depth in another, over one time axis. */
export function figureSvg(data: FigureData): string {
  const { truth } = data;
  if (truth === undefined) return timeSvg(data);
  const traces = tracePanels(data);
  const maps = filmPanels(data, truth, { x: left + panel_width + column_gap, letters: ['d', 'e'] });
  return sheet({ left, width: left + panel_width + column_gap + map_width + bar_axis_width, height: traces.height }, data, [...traces.panels, ...maps.panels]);
}

/** Bias, current and charge against time. */
export function timeSvg(data: FigureData): string {
  const { panels, height } = tracePanels(data);
  return sheet({ left, width: left + panel_width + right_axis_width, height }, data, panels);
}

/** Void fraction by depth and time: all of the film, and what lies next to LiPON. */
export function voidMapSvg(data: FigureData, truth: FigureTruth): string {
  const { panels, height } = filmPanels(data, truth, { x: left, letters: ['a', 'b'] });
  return sheet({ left, width: left + map_width + bar_axis_width, height }, data, panels);
}

interface Column {
  readonly panels: readonly string[];
  readonly height: number;
}

function tracePanels(data: FigureData): Column {
  const boxes = stacked(left, panel_width, [trace_heights.bias, trace_heights.current, trace_heights.charge]);
  const [bias, current, charge] = boxes;
  const x = timeAxis(data, bias!);
  return { panels: [biasPanel(data, bias!, x), currentPanel(data, current!, x), chargePanel(data, charge!, x)], height: heightOf(boxes) };
}

function filmPanels(data: FigureData, truth: FigureTruth, { x: from_x, letters }: { readonly x: number; readonly letters: readonly [string, string] }): Column {
  const boxes = stacked(from_x, map_width, [map_heights.film, map_heights.interface]);
  const [film, close] = boxes;
  const x = timeAxis(data, film!);
  const panels = [
    mapPanel(data, truth, x, {
      box: film!, depth_m: data.lnmo_thickness_m, letter: letters[0], isLast: false, unit: { name: '\u00b5m', per_m: 1e6 },
      title: 'simulated truth: void fraction f in LNMO, contours 0.002 and 0.01',
    }),
    mapPanel(data, truth, x, {
      box: close!, depth_m: Math.min(interface_m, data.lnmo_thickness_m), letter: letters[1], isLast: true, unit: { name: 'nm', per_m: 1e9 },
      title: 'the same next to LiPON; dots: nanopores, there before any bias',
    }),
    colourBar(truth, { x: film!.x + film!.width + 20, y: film!.y, width: bar_width, height: film!.height }),
  ];
  return { panels, height: heightOf(boxes) };
}

function timeAxis(data: FigureData, box: Box): TimeAxis {
  const unit = timeUnit(data.end_s);
  const inUnits = scaleLinear([0, data.end_s * unit.per_si], [box.x, box.x + box.width]);
  const { ticks, format } = ticksOf(inUnits, 8);
  return {
    scale: scaleLinear([0, data.end_s], [box.x, box.x + box.width]),
    ticks: ticks.map((tick) => tick / unit.per_si),
    format: (value) => format(value * unit.per_si),
    title: `device time since ${data.origin} / ${unit.name}`,
  };
}

function heightOf(boxes: readonly Box[]): number {
  const last = boxes.at(-1)!;
  return last.y + last.height + foot_height;
}
