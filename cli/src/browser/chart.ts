import uPlot from 'uplot';
import { element } from './document.ts';
import type { Trace } from './link.ts';
import { clockText, prefixFor, written } from './quantity.ts';
import type { TimeSpan } from './window.ts';

/** What distinguishes one chart. */
export interface ChartKind {
  readonly title: string;
  readonly unit: string;
  readonly colour: string;
  /** Least height that is shown, so that noise does not look like news. */
  readonly span_min: number;
  readonly isLast: boolean;
}

/** A line across: a cap. */
export interface Level {
  readonly value: number;
  readonly label: string;
}

/** A line down: an event. */
export interface Marker {
  readonly time_s: number;
  readonly colour: string;
  readonly label: string;
}

export interface ChartEvents {
  readonly onSelect: (span: TimeSpan) => void;
  readonly onWheel: (about_s: number, delta: number, isShifted: boolean) => void;
  readonly onReset: () => void;
}

const AXIS = { stroke: '#a3b0be', grid: { stroke: '#ffffff14', width: 1 }, ticks: { stroke: '#ffffff30', width: 1, size: 5 }, font: '12px Inter, Arial, sans-serif' };
/** Seconds, minutes and hours as people count them. */
const TIME_STEPS = [
  ...[0.001, 0.01, 0.1].flatMap((unit) => [unit, 2 * unit, 5 * unit]), ...[1, 60].flatMap((unit) => [unit, 2 * unit, 5 * unit, 10 * unit, 15 * unit, 30 * unit]),
  ...[1, 2, 3, 6, 12, 24, 48, 120, 240].map((hours) => 3600 * hours),
];
/** Share of the height that stays free above and below. */
const MARGIN = 0.08;
/** Beyond a cap there is its name. */
const CAP_MARGIN = 0.17;
/** A cap is shown where the data fill at least this share of the way to it. */
const CAP_RATIO_MIN = 0.25;

/** One quantity against device time: its mean as a line, minimum and maximum as a band behind it. */
export class Chart {
  readonly #kind: ChartKind;
  readonly #plot: uPlot;
  readonly #host: HTMLElement;
  readonly #point: HTMLElement;
  #trace: Trace | undefined;
  #fast: Trace | undefined;
  #levels: readonly Level[] = [];
  #markers: readonly Marker[] = [];
  #range: [number, number] = [0, 1];
  #factor = 1;
  #prefix = '';

  constructor(parent: HTMLElement, kind: ChartKind, events: ChartEvents) {
    this.#kind = kind;
    this.#host = element('div', 'chart');
    const name = element('div', 'chart-name', kind.title);
    name.style.color = kind.colour;
    this.#point = element('div', 'chart-point');
    this.#host.append(name, this.#point);
    parent.append(this.#host);
    this.#plot = new uPlot(this.#options(events), [[], []], this.#host);
    this.#plot.over.addEventListener('wheel', (event) => {
      event.preventDefault();
      events.onWheel(this.#plot.posToVal(event.offsetX, 'x'), event.deltaY === 0 ? event.deltaX : event.deltaY, event.shiftKey);
    }, { passive: false });
    this.#plot.over.addEventListener('dblclick', () => events.onReset());
    new ResizeObserver(() => this.#plot.setSize(this.#size())).observe(this.#host);
  }

  /** Columns of pixels that a trace can use. */
  get columns(): number {
    return Math.max(64, Math.round(this.#plot.bbox.width));
  }

  show(trace: Trace | undefined, fast: Trace | undefined): void {
    this.#trace = trace;
    this.#fast = fast;
  }

  mark(levels: readonly Level[], markers: readonly Marker[]): void {
    this.#levels = levels;
    this.#markers = markers;
  }

  draw({ from_s, to_s }: TimeSpan): void {
    const trace = this.#trace;
    this.#range = this.#rangeOf({ from_s, to_s });
    const { factor, prefix } = prefixFor(Math.max(Math.abs(this.#range[0]), Math.abs(this.#range[1])));
    [this.#factor, this.#prefix] = [factor, prefix];
    this.#plot.batch(() => {
      this.#plot.setData(trace === undefined ? [[], []] : columnsOf(trace), false);
      this.#plot.setScale('x', { min: from_s, max: to_s });
      this.#plot.setScale('y', { min: this.#range[0], max: this.#range[1] });
    });
  }

  #options({ onSelect }: ChartEvents): uPlot.Options {
    const { colour, unit, isLast } = this.#kind;
    return {
      ...this.#size(),
      legend: { show: false },
      padding: [8, 12, isLast ? 0 : 4, 0],
      scales: { x: { time: false, auto: false }, y: { auto: false } },
      series: [{}, { stroke: colour, width: 1.6, points: { show: false }, spanGaps: false }],
      axes: [
        { ...AXIS, size: isLast ? 28 : 8, space: 90, incrs: TIME_STEPS, values: (_plot, ticks) => (isLast ? timeTexts(ticks) : ticks.map(() => '')) },
        {
          ...AXIS, size: 72, space: 30,
          values: (_plot, ticks) => axisTexts(ticks.map((value) => value / this.#factor)).map((text, index) => (index === ticks.length - 1 ? `${text} ${this.#prefix}${unit}` : text)),
        },
      ],
      cursor: { sync: { key: 'time' }, drag: { x: true, y: false, setScale: false }, bind: { dblclick: () => () => null }, points: { show: false } },
      hooks: {
        drawAxes: [(plot) => this.#drawBehind(plot)],
        draw: [(plot) => this.#drawBefore(plot)],
        setSelect: [(plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          onSelect({ from_s: plot.posToVal(left, 'x'), to_s: plot.posToVal(left + width, 'x') });
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        }],
        setCursor: [(plot) => this.#tellPoint(plot)],
      },
    };
  }

  #size(): { readonly width: number; readonly height: number } {
    return { width: Math.max(200, this.#host.clientWidth), height: Math.max(60, this.#host.clientHeight) };
  }

  #rangeOf({ from_s, to_s }: TimeSpan): [number, number] {
    let [low, high] = [Infinity, -Infinity];
    for (const trace of [this.#trace, this.#fast]) {
      if (trace === undefined) continue;
      const [first, last] = [indexAt(trace, from_s), indexAt(trace, to_s)];
      for (let index = Math.max(0, first); index <= Math.min(last, trace.min.length - 1); index += 1) {
        if (trace.min[index]! < low) low = trace.min[index]!;
        if (trace.max[index]! > high) high = trace.max[index]!;
      }
    }
    if (!(low <= high)) return [0, this.#kind.span_min];
    const [lowest, highest] = [low, high];
    for (const { value } of this.#levels) {
      const isNear = (highest - lowest) >= CAP_RATIO_MIN * (Math.max(highest, value) - Math.min(lowest, value));
      if (isNear) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
    const span = Math.max(this.#kind.span_min, high - low);
    const middle = (low + high) / 2;
    return [middle - span * (0.5 + (low < lowest ? CAP_MARGIN : MARGIN)), middle + span * (0.5 + (high > highest ? CAP_MARGIN : MARGIN))];
  }

  /** Bands lie behind grid and line. */
  #drawBehind(plot: uPlot): void {
    if (this.#fast !== undefined) this.#band(plot, this.#fast, `${this.#kind.colour}3c`);
    if (this.#trace !== undefined) this.#band(plot, this.#trace, `${this.#kind.colour}66`);
  }

  #band(plot: uPlot, trace: Trace, fill: string): void {
    const { ctx, bbox } = plot;
    const { min, max, from_us, step_us } = trace;
    const [x0, perPoint] = [plot.valToPos(from_us / 1e6, 'x', true), plot.valToPos((from_us + step_us) / 1e6, 'x', true) - plot.valToPos(from_us / 1e6, 'x', true)];
    const toY = (value: number): number => plot.valToPos(value, 'y', true);
    const first = Math.max(0, Math.floor((bbox.left - x0) / perPoint));
    const last = Math.min(min.length - 1, Math.ceil((bbox.left + bbox.width - x0) / perPoint));
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.fillStyle = fill;
    for (let index = first; index <= last; index += 1) {
      if (Number.isNaN(min[index]!)) continue;
      const [top, bottom] = [toY(max[index]!), toY(min[index]!)];
      ctx.fillRect(x0 + index * perPoint, top, perPoint + 0.5, Math.max(1, bottom - top));
    }
    ctx.restore();
  }

  #drawBefore(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    ctx.font = `${11 * ratio}px Inter, Arial, sans-serif`;
    // The axes leave it as they need it.
    ctx.textBaseline = 'bottom';
    ctx.lineWidth = ratio;
    for (const { value, label } of this.#levels) {
      const y = plot.valToPos(value, 'y', true);
      ctx.strokeStyle = ctx.fillStyle = '#ff7a70';
      ctx.setLineDash([6 * ratio, 4 * ratio]);
      line(ctx, bbox.left, y, bbox.left + bbox.width, y);
      // In the middle and above its line: names of events stand along the bottom.
      ctx.textAlign = 'center';
      ctx.fillText(label, bbox.left + bbox.width / 2, y - 4 * ratio);
    }
    this.#drawMarkers(plot);
    ctx.restore();
  }

  /** Names go to the side that has room, and are left out where they would lie on the one before. */
  #drawMarkers(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const right = bbox.left + bbox.width;
    let taken = -Infinity;
    for (const { time_s, colour, label } of this.#markers) {
      const x = plot.valToPos(time_s, 'x', true);
      ctx.strokeStyle = ctx.fillStyle = colour;
      ctx.setLineDash([2 * ratio, 3 * ratio]);
      line(ctx, x, bbox.top, x, bbox.top + bbox.height);
      const width = ctx.measureText(label).width + 8 * ratio;
      const isLeft = x + width > right;
      if (label === '' || x > right || (isLeft ? x - width : x) < taken) continue;
      ctx.textAlign = isLeft ? 'right' : 'left';
      ctx.fillText(label, x + (isLeft ? -4 : 4) * ratio, bbox.top + bbox.height - 5 * ratio);
      taken = isLeft ? x : x + width;
    }
  }

  #tellPoint(plot: uPlot): void {
    const { left } = plot.cursor;
    const trace = this.#trace;
    if (left === undefined || left === null || left < 0 || trace === undefined) {
      this.#point.textContent = '';
      return;
    }
    const time_s = plot.posToVal(left, 'x');
    const index = indexAt(trace, time_s);
    const mean = trace.mean[index];
    if (mean === undefined || Number.isNaN(mean)) {
      this.#point.textContent = clockText(time_s, 1);
      return;
    }
    const text = (value: number): string => Object.values(written(value, this.#kind.unit)).join(' ');
    const [low, high] = [trace.min[index]!, trace.max[index]!];
    this.#point.textContent = `${clockText(time_s, 1)}  ${text(mean)}${low < high ? `  (${text(low)} to ${text(high)})` : ''}`;
  }
}

function indexAt({ from_us, step_us }: Trace, time_s: number): number {
  return Math.floor((time_s * 1e6 - from_us) / step_us);
}

/** Times at the middle of what they stand for; gaps are null to the chart. */
function columnsOf({ from_us, step_us, mean }: Trace): uPlot.AlignedData {
  const times = new Float64Array(mean.length);
  const values: (number | null)[] = new Array<number | null>(mean.length);
  for (let index = 0; index < mean.length; index += 1) {
    times[index] = (from_us + (index + 0.5) * step_us) / 1e6;
    const value = mean[index]!;
    values[index] = Number.isNaN(value) ? null : value;
  }
  return [times, values];
}

function timeTexts(ticks: readonly number[]): string[] {
  const step_s = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  const decimals = step_s >= 1 || step_s === 0 ? 0 : Math.min(3, Math.ceil(-Math.log10(step_s)));
  return ticks.map((time_s) => (time_s < 0 ? '' : clockText(time_s, decimals)));
}

/** As many decimals as tell the ticks apart. */
function axisTexts(ticks: readonly number[]): string[] {
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  let decimals = 0;
  while (decimals < 6 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6 * 10 ** decimals * step) decimals += 1;
  return ticks.map((value) => value.toFixed(decimals).replace(/^-/, '\u2212'));
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, ...[x2, y2]: readonly [number, number]): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
