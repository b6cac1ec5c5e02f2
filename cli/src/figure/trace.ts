import type { Placement } from './axes.ts';
import { polyline } from './svg.ts';

/** A value at a time. */
export interface TracePoint {
  readonly time_s: number;
  readonly value: number;
}

interface Column {
  readonly first: TracePoint;
  low: TracePoint;
  high: TracePoint;
  last: TracePoint;
}

/**
 * A line through many points as a path of at most four points for each column of the drawing: first, lowest, highest and last,
 * so that no peak is lost however short it was.
 */
export function tracePath(points: Iterable<TracePoint>, x: Placement, y: Placement): string {
  const columns: Column[] = [];
  let at = Number.NaN;
  for (const point of points) {
    const column = Math.floor(x(point.time_s) * 2);
    const open = columns.at(-1);
    if (column !== at || open === undefined) {
      columns.push({ first: point, low: point, high: point, last: point });
      at = column;
      continue;
    }
    if (point.value < open.low.value) open.low = point;
    if (point.value > open.high.value) open.high = point;
    open.last = point;
  }
  const kept = columns.flatMap(({ first, low, high, last }) => [...new Set([first, low, high, last])].sort((a, b) => a.time_s - b.time_s));
  return polyline(kept.map(({ time_s, value }) => [x(time_s), y(value)] as const));
}
