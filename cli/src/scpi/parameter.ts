import { ScpiError } from './scpi-error.ts';

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?)\s*([A-Za-z]*)$/;
/** Multipliers of SCPI; M is milli, MA is mega. */
const MULTIPLIERS: Readonly<Record<string, number>> = { '': 1, MA: 1e6, K: 1e3, M: 1e-3, U: 1e-6, N: 1e-9, P: 1e-12, F: 1e-15 };
/** Beyond this an exponent is too large for every instrument [SCPI-99 volume 1, 7.2]. */
const MAGNITUDE_MAX = 9.9e37;

/** What a number may be, and what MINimum, MAXimum and DEFault stand for. */
export interface NumberRange {
  /** Unit that may follow the number: `V`, `A`, or none. */
  readonly unit?: 'V' | 'A';
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** @throws ScpiError -109 where there is none, -108 where there are more */
export function onlyParameter(parameters: readonly string[]): string {
  const [parameter, ...others] = parameters;
  if (parameter === undefined) throw new ScpiError(-109);
  if (others.length > 0) throw new ScpiError(-108, others[0]);
  return parameter;
}

/** A number within its range; never clamped. @throws ScpiError */
export function numberIn(range: NumberRange, parameters: readonly string[]): number {
  const value = numberOf(range, onlyParameter(parameters));
  if (range.min <= value && value <= range.max) return value;
  throw new ScpiError(-222, `${value} is not within ${range.min} to ${range.max}${range.unit === undefined ? '' : ` ${range.unit}`}`);
}

export function wholeNumberIn(range: NumberRange, parameters: readonly string[]): number {
  const value = numberIn(range, parameters);
  if (Number.isInteger(value)) return value;
  throw new ScpiError(-224, `${value} is no whole number`);
}

/** What a query asks for: the setting, or an end of its range. */
export function askedOf(range: NumberRange, value: number, parameters: readonly string[]): number {
  return parameters.length === 0 ? value : (named(range, onlyParameter(parameters)) ?? refuse(-224, onlyParameter(parameters)));
}

export function booleanOf(parameters: readonly string[]): boolean {
  const parameter = onlyParameter(parameters).toUpperCase();
  if (parameter === 'ON' || parameter === '1') return true;
  if (parameter === 'OFF' || parameter === '0') return false;
  throw new ScpiError(-224, parameter);
}

/** One of the words, in short or long form as a manual writes them, quoted or not; answers its short form. */
export function wordOf(words: readonly string[], parameters: readonly string[]): string {
  const given = onlyParameter(parameters).replaceAll(/^["']|["']$/g, '').toUpperCase().replace(/:DC$/, '');
  const found = words.find((word) => given === word.toUpperCase() || given === shortOf(word));
  if (found === undefined) throw new ScpiError(-224, given);
  return shortOf(found);
}

/** A number as SCPI answers it; one that is not there is 9.91E+37. */
export function answerOf(value: number | undefined): string {
  return value === undefined ? '9.910000E+37' : value.toExponential(6).replace(/e([+-])(\d)$/, 'E$10$2').replace('e', 'E');
}

const shortOf = (word: string): string => word.replaceAll(/[a-z]/g, '');

function named(range: NumberRange, parameter: string): number | undefined {
  const word = parameter.toUpperCase();
  if (word === 'MIN' || word === 'MINIMUM') return range.min;
  if (word === 'MAX' || word === 'MAXIMUM') return range.max;
  return word === 'DEF' || word === 'DEFAULT' ? range.default : undefined;
}

function numberOf(range: NumberRange, parameter: string): number {
  const [, digits, suffix = ''] = NUMBER.exec(parameter) ?? [];
  if (digits === undefined) return named(range, parameter) ?? refuse(-104, parameter);
  const multiplier = multiplierOf(range.unit ?? '', suffix.toUpperCase()) ?? refuse(-131, suffix);
  const value = Number(digits) * multiplier;
  return Math.abs(value) <= MAGNITUDE_MAX ? value + 0 : refuse(-123, parameter);
}

/** Without its unit a suffix says nothing: 5M would be milli-what. */
function multiplierOf(unit: string, suffix: string): number | undefined {
  if (suffix === '') return 1;
  return unit !== '' && suffix.endsWith(unit) ? MULTIPLIERS[suffix.slice(0, -unit.length)] : undefined;
}

function refuse(number: -104 | -123 | -131 | -224, detail: string): never {
  throw new ScpiError(number, detail);
}
