/** The ranges of a table, applied to a message on its way out and on its way in. */
import { CodecError } from './errors.ts';
import type { DecodeError } from './errors.ts';
import type { Row, Table } from './schema.ts';

type Properties = Readonly<Record<string, unknown>>;
/** A message that is being put together. */
export type Message = Record<string, unknown>;

const utf8 = new TextEncoder();
const loneSurrogate = /\p{Surrogate}/u;

/**
 * The message as the generated encoder takes it, every value proven: the encoder itself turns NaN into 0, 3.7 into 3 and a
 * misspelt field into nothing. It reads messages of our own form but for the body of an envelope, which it wants under its kind.
 *
 * @throws CodecError
 */
export function toWire(value: Properties, table: Table): Properties {
  if (!table.bodies) {
    prove(value, table, 0);
    return value;
  }
  const body = value['body'] as Properties | undefined;
  prove(value, table, body === undefined && !('body' in value) ? 0 : 1);
  const wire: Message = {};
  for (const { name } of table.plain) if (value[name] !== undefined) wire[name] = value[name];
  if (body !== undefined) wire[provenBody(body, table.bodies)] = body;
  else if (table.isBodyRequired) throw new CodecError('missing', { field: 'body' });
  return wire;
}

/** The name of the body's kind, once all that it says is proven. */
function provenBody(body: Properties, bodies: ReadonlyMap<string, Row>): string {
  const row = bodies.get(body['kind'] as string);
  if (!row?.table) throw new CodecError('unknown_field', { field: 'body', value: body['kind'] });
  prove(body, row.table, 1);
  return row.name;
}

/** Every field of the table, and beside them none but so many that are known elsewhere. */
function prove(value: Properties, table: Table, others_count: number): void {
  let taken_count = others_count;
  for (const row of table.plain) {
    const given = value[row.name];
    if (given === undefined) {
      if (row.presence !== 'optional') throw new CodecError('missing', { field: row.name });
      if (row.name in value) taken_count += 1;
      continue;
    }
    taken_count += 1;
    if (row.presence === 'repeated') proveList(given, row);
    else proveItem(given, row);
  }
  if (Object.keys(value).length !== taken_count) refuseUnknown(value, table);
}

function refuseUnknown(value: Properties, table: Table): never {
  const isKnown = (name: string): boolean => name === 'kind' || (table.bodies !== undefined && name === 'body') || table.rows.some((row) => row.name === name && !row.isBody);
  const field = Object.keys(value).find((name) => !isKnown(name)) ?? table.name;
  throw new CodecError('unknown_field', { field, value: value[field] });
}

function proveList(given: unknown, row: Row): void {
  const count_max = row.count_max ?? 0;
  if (!Array.isArray(given)) throw new CodecError('malformed', { field: row.name, value: given });
  if (!(given.length <= count_max)) throw new CodecError('out_of_range', { field: row.name, value: given.length, min: 0, max: count_max });
  // By number, so that holes are visited too: they are no values of any type.
  for (let index = 0; index < given.length; index += 1) proveItem(given[index], row);
}

function proveItem(given: unknown, row: Row): void {
  if (!isOfType(given, row.type)) throw new CodecError('malformed', { field: row.name, value: given });
  if (row.table) return prove(given as Properties, row.table, 0);
  const defect = defectOf(measureOf(given, row), row);
  if (defect) throw new CodecError(defect, { field: row.name, value: given, min: row.min, max: row.max });
}

function isOfType(given: unknown, type: Row['type']): boolean {
  switch (type) {
    case 'bool':
      return typeof given === 'boolean';
    case 'string':
      return typeof given === 'string' && (isAscii(given) || !loneSurrogate.test(given));
    case 'bytes':
      return given instanceof Uint8Array;
    case 'message':
      return typeof given === 'object' && given !== null;
    default:
      return typeof given === 'number';
  }
}

/** The number that the row's range is about: the value, or a length in bytes. */
function measureOf(given: unknown, row: Row): number {
  if (row.type === 'string') return isAscii(given as string) ? (given as string).length : utf8.encode(given as string).length;
  if (row.type === 'bytes') return (given as Uint8Array).length;
  return Number(given);
}

/** Most texts are the names of fields: they need no encoder to be measured. */
function isAscii(given: string): boolean {
  for (let index = 0; index < given.length; index += 1) if (given.charCodeAt(index) > 0x7f) return false;
  return true;
}

/** What is wrong with a number in the place of this row, or with a length. */
export function defectOf(measure: number, row: Row): 'out_of_range' | 'missing' | undefined {
  if (row.numbers) {
    if (row.numbers.has(measure)) return undefined;
    return measure === 0 ? 'missing' : 'out_of_range';
  }
  return Number.isSafeInteger(measure) && row.min <= measure && measure <= row.max ? undefined : 'out_of_range';
}

/** The first value of a message, in the order of its table, that is missing or beyond its range: its types are right. */
export function firstFault(value: Message, table: Table): DecodeError | undefined {
  for (const row of table.plain) {
    const given = value[row.name];
    let fault: DecodeError | undefined;
    if (given === undefined) fault = row.presence === 'implicit' ? { kind: 'missing', field: row.name } : undefined;
    else if (row.presence === 'repeated') fault = faultOfList(given as readonly unknown[], row);
    else fault = faultOf(given, row);
    if (fault !== undefined) return fault;
  }
  const body = table.bodies === undefined ? undefined : (value['body'] as Message | undefined);
  const inner = body && table.bodies?.get(body['kind'] as string)?.table;
  return inner && firstFault(body, inner);
}

function faultOfList(given: readonly unknown[], row: Row): DecodeError | undefined {
  const count_max = row.count_max ?? 0;
  if (!(given.length <= count_max)) return { kind: 'out_of_range', field: row.name, value: given.length, min: 0, max: count_max };
  for (const item of given) {
    const fault = faultOf(item, row);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOf(given: unknown, row: Row): DecodeError | undefined {
  if (row.table !== undefined) return firstFault(given as Message, row.table);
  if (typeof given !== 'number') return undefined;
  const defect = defectOf(given, row);
  return defect && defectReport(defect, given, row);
}

function defectReport(kind: 'out_of_range' | 'missing', number: number, row: Row): DecodeError {
  if (kind === 'missing') return { kind, field: row.name };
  return { kind, field: row.name, ...(Number.isSafeInteger(number) ? { value: number } : {}), min: row.min, max: row.max };
}
