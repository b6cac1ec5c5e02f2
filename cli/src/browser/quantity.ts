/** Numbers for people: digits that do not jump about, a unit with its prefix, and a word where there is no number. */

const PREFIXES = [
  { factor: 1e-15, prefix: 'f' }, { factor: 1e-12, prefix: 'p' }, { factor: 1e-9, prefix: 'n' }, { factor: 1e-6, prefix: '\u00b5' },
  { factor: 1e-3, prefix: 'm' }, { factor: 1, prefix: '' }, { factor: 1e3, prefix: 'k' },
] as const;

/** A number and its unit, apart: `{ number: '12.34', unit: 'pA' }`. */
export interface Written {
  readonly number: string;
  readonly unit: string;
}

/** Four digits of a quantity unless told, with the prefix that makes them readable. */
export function written(value: number | null, unit: string, digits = 4): Written {
  if (value === null || !Number.isFinite(value)) return { number: '\u2013', unit };
  const { factor, prefix } = prefixFor(Math.abs(Number(value.toPrecision(digits))));
  return { number: signed((value / factor).toPrecision(digits)), unit: `${prefix}${unit}` };
}

/** One factor for all numbers of an axis. */
export function prefixFor(magnitude: number): { readonly factor: number; readonly prefix: string } {
  if (magnitude === 0) return { factor: 1, prefix: '' };
  return PREFIXES.findLast(({ factor }) => factor <= magnitude * 1.000001) ?? PREFIXES[0];
}

/** Volts to a tenth of a millivolt. */
export function volts(value_V: number | null): Written {
  return { number: value_V === null ? '\u2013' : signed(value_V.toFixed(4)), unit: 'V' };
}

/** Device time: `0:07`, `12:34:56`; fractions where a window is so short that they matter. */
export function clockText(time_s: number, decimals = 0): string {
  const sign = time_s < 0 ? '\u2212' : '';
  const rounded_s = Number(Math.abs(time_s).toFixed(decimals));
  const [hours, minutes] = [Math.floor(rounded_s / 3600), Math.floor((rounded_s % 3600) / 60)];
  const seconds = (rounded_s % 60).toFixed(decimals).padStart(decimals === 0 ? 2 : 3 + decimals, '0');
  return hours > 0 ? `${sign}${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${sign}${minutes}:${seconds}`;
}

/** How long something is, in one unit. */
export function spanText(span_s: number): string {
  if (span_s >= 7200) return `${Number((span_s / 3600).toPrecision(3))} h`;
  if (span_s >= 120) return `${Number((span_s / 60).toPrecision(3))} min`;
  return span_s >= 1 ? `${Number(span_s.toPrecision(3))} s` : `${Number((span_s * 1000).toPrecision(3))} ms`;
}

const UNITS: Readonly<Partial<Record<string, { readonly unit: string; readonly per: number }>>> = {
  uV: { unit: 'V', per: 1e-6 }, fA: { unit: 'A', per: 1e-15 }, fC: { unit: 'C', per: 1e-15 }, us: { unit: 's', per: 1e-6 },
};

/** An integer of the controller in its unit, as a scientist would write it. */
export function ofController(value: number | null, unit: string): Written {
  if (value === null) return { number: '\u2013', unit: '' };
  const known = UNITS[unit];
  if (known !== undefined) return value === 0 ? { number: '0', unit: known.unit } : written(value * known.per, known.unit, 3);
  if (unit === 'mdegC') return { number: signed((value / 1000).toFixed(1)), unit: '\u00b0C' };
  if (unit === 'uAh/g') return { number: signed((value / 1000).toFixed(2)), unit: 'mAh/g' };
  return { number: signed(String(value)), unit: unit === 'count' ? '' : unit };
}

/** A typographic minus is as wide as a plus. */
function signed(text: string): string {
  return text.replace(/^-/, '\u2212');
}
