import { extent } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import type { TickFormat } from './axes.ts';
import type { Box } from './theme.ts';

export type Scale = ScaleLinear<number, number>;

/** A unit and how many SI units it is. */
export interface Unit {
  readonly name: string;
  readonly per_si: number;
}

const times: readonly Unit[] = [{ name: 's', per_si: 1 }, { name: 'min', per_si: 1 / 60 }, { name: 'h', per_si: 1 / 3600 }];
const charges: readonly Unit[] = [{ name: 'fC', per_si: 1e15 }, { name: 'pC', per_si: 1e12 }, { name: 'nC', per_si: 1e9 }];
const currents: readonly Unit[] = [{ name: 'fA', per_si: 1e15 }, { name: 'pA', per_si: 1e12 }, { name: 'nA', per_si: 1e9 }];

/** The unit in which a time axis has the fewest digits. */
export function timeUnit(duration_s: number): Unit {
  return duration_s <= 180 ? times[0]! : duration_s <= 3 * 3600 ? times[1]! : times[2]!;
}

export const chargeUnit = (largest_C: number): Unit => largestUnit(charges, largest_C);
export const currentUnit = (largest_A: number): Unit => largestUnit(currents, largest_A);

/** The largest unit in which the value is at least one. */
function largestUnit(units: readonly Unit[], value: number): Unit {
  return units.findLast(({ per_si }) => Math.abs(value) * per_si >= 1) ?? units[0]!;
}

/** A scale over all values with a little room at both ends, from the lower edge of a panel to the upper one. */
export function verticalScale(box: Box, values: Iterable<number>, least_span: number): Scale {
  const [low = 0, high = 0] = extent(values) as [number?, number?];
  const middle = (low + high) / 2;
  const half = Math.max(high - low, least_span) * 0.54;
  return scaleLinear([middle - half, middle + half], [box.y + box.height, box.y]);
}

/** Ticks with the digits that they need. */
export function ticksOf(scale: Scale, count: number, specifier?: string): { readonly scale: Scale; readonly ticks: readonly number[]; readonly format: TickFormat } {
  const format = specifier === undefined ? scale.tickFormat(count) : scale.tickFormat(count, specifier);
  return { scale, ticks: scale.ticks(count), format: (value) => (value === 0 ? '0' : format(value)) };
}
