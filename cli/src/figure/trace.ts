import type { Placement } from './axes.ts';
import type { TracePoint } from './data.ts';
import { polyline } from './svg.ts';

/** Units of the drawing between two places, and how many a single line may give. */
const place_distance = 6;
const places_max = 500;

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

/** The same trace as places on the drawing, close enough together that nothing between two of them is overlooked. */
export function tracePlaces(points: readonly TracePoint[], x: Placement, y: Placement): readonly (readonly [number, number])[] {
  const places: (readonly [number, number])[] = [];
  let last: readonly [number, number] | undefined;
  for (const { time_s, value } of points) {
    const place = [x(time_s), y(value)] as const;
    const parts = last === undefined ? 1 : Math.min(places_max, Math.ceil(Math.hypot(place[0] - last[0], place[1] - last[1]) / place_distance));
    for (let part = 1; part < parts && last !== undefined; part += 1) {
      places.push([last[0] + ((place[0] - last[0]) * part) / parts, last[1] + ((place[1] - last[1]) * part) / parts]);
    }
    places.push(place);
    last = place;
  }
  return places;
}
