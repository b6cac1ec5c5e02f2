import { TRACES } from '../browser/messages.ts';
import type { ClientMessage, TraceName } from '../browser/messages.ts';
import { POINTS_MAX } from './envelope.ts';

/** Numbers that a fault takes, and characters of its name: the longest of the catalogue are half of that. */
const NUMBERS_MAX = 4;
const FAULT_ID_CHARACTERS_MAX = 64;

/** A message of a page, if it is one. */
export function clientMessage(text: string): ClientMessage | undefined {
  const value = parsed(text);
  if (value === undefined || !isId(value['id'])) return undefined;
  const { kind, id } = value;
  return typeof kind === 'string' && Object.hasOwn(READ, kind) ? READ[kind]?.(value, id) : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const READ: Readonly<Partial<Record<string, (fields: Fields, id: number) => ClientMessage | undefined>>> = {
  stop: (_fields, id) => ({ kind: 'stop', id }),
  explain: ({ seq }, id) => (isId(seq) ? { kind: 'explain', id, seq } : undefined),
  query: ({ channel, from_us, to_us, points }, id) =>
    (isTrace(channel) && isTime(from_us) && isTime(to_us) && from_us < to_us && isPoints(points)
      ? { kind: 'query', id, channel, from_us, to_us, points }
      : undefined),
  inject: ({ fault_id, numbers }, id) =>
    (typeof fault_id === 'string' && fault_id.length <= FAULT_ID_CHARACTERS_MAX && isNumbers(numbers) ? { kind: 'inject', id, fault_id, numbers } : undefined),
};

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && 0 <= (value as number);
/** A window may begin before the first sample and end behind the last one. */
const isTime = (value: unknown): value is number => typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
const isPoints = (value: unknown): value is number => Number.isSafeInteger(value) && 1 <= (value as number) && (value as number) <= POINTS_MAX;
const isTrace = (value: unknown): value is TraceName => (TRACES as readonly unknown[]).includes(value);
const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.length <= NUMBERS_MAX && value.every((number) => typeof number === 'number' && Number.isFinite(number));
