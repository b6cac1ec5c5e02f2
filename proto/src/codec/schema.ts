/**
 * One table a message: field, number, type, range. Encoder and decoder share it, so that what one side refuses to send the
 * other refuses to take.
 */
import { WIRE } from './wire.ts';

export type IntegerType = 'uint32' | 'sint32' | 'fixed32' | 'uint64' | 'sint64';
type FieldType = IntegerType | 'bool' | 'enum' | 'string' | 'bytes' | 'message';

// Shared by all messages that have none.
const NO_ITEMS: readonly never[] = Object.freeze([]);
const NO_BYTES = new Uint8Array(0);

/** How a missing field reads: as zero, as absent, or as an empty list. */
type Presence = 'implicit' | 'optional' | 'repeated';

/** One row of a table. `Value` is the type of the property that it describes. */
export interface Field<Value, P extends Presence = Presence> {
  readonly id: number;
  readonly type: FieldType;
  readonly presence: P;
  /** Range of an integer; of an enum the permitted numbers stand in `numbers`. */
  readonly min: number;
  readonly max: number;
  readonly numbers?: ReadonlySet<number>;
  /** Longest string in UTF-8, or byte string. */
  readonly size_bytes_max?: number;
  readonly count_max?: number;
  readonly table?: Table;
  /** Never there: it carries the type. */
  readonly example?: Value;
}

/** A field under its name; every row has every property, since a look at objects of many shapes costs several times as much. */
export interface Row {
  readonly id: number;
  readonly type: FieldType;
  readonly presence: Presence;
  readonly min: number;
  readonly max: number;
  readonly numbers: ReadonlySet<number> | undefined;
  readonly size_bytes_max: number | undefined;
  readonly count_max: number | undefined;
  readonly table: Table | undefined;
  readonly name: string;
  /** Member of the message's oneof. */
  readonly isBody: boolean;
  readonly wireType: number;
  /** What a message in this place says before it has been read. */
  readonly blank: Blank;
}

/** Every value that reads as zero where it is absent; a message in a place of its own is missing then. */
type Blank = Readonly<Record<string, unknown>>;

/** A message's rows, ready for look-up. */
export interface Table {
  readonly name: string;
  /** Whether a field that the table lacks refuses the message: a newer host must not believe in a cap that was ignored. */
  readonly isStrict: boolean;
  readonly rows: readonly Row[];
  /** Rows that are no members of the oneof. */
  readonly plain: readonly Row[];
  readonly byId: readonly (Row | undefined)[];
  /** Members of the oneof by name; absent when the message has none. */
  readonly bodies?: ReadonlyMap<string, Row>;
  readonly isBodyRequired: boolean;
  readonly blank: Blank;
  /** Bits of the fields whose absence is none of their permitted values, by number: below 32, and from there on. */
  readonly requiredLow: number;
  readonly requiredHigh: number;
}

type FieldOf<T, K extends keyof T> = T[K] extends readonly (infer Item)[]
  ? Field<Item, 'repeated'>
  : Field<Required<T>[K], object extends Pick<T, K> ? 'optional' : 'implicit'>;

/** A field for every property, of the property's type and presence. */
export type FieldsOf<T> = { readonly [K in keyof T]-?: FieldOf<T, K> };

const rangeOfType: Readonly<Record<IntegerType, readonly [min: number, max: number]>> = {
  uint32: [0, 0xffff_ffff],
  fixed32: [0, 0xffff_ffff],
  sint32: [-0x8000_0000, 0x7fff_ffff],
  // Numbers of JavaScript are exact up to here: 285 years in microseconds, 9 amperes in femtoamperes.
  uint64: [0, Number.MAX_SAFE_INTEGER],
  sint64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

interface Range {
  readonly min?: number;
  readonly max?: number;
}

export function integer(id: number, type: IntegerType, range: Range = {}): Field<number, 'implicit'> {
  const [min, max] = rangeOfType[type];
  return { id, type, presence: 'implicit', min: range.min ?? min, max: range.max ?? max };
}

export function bool(id: number): Field<boolean, 'implicit'> {
  return { id, type: 'bool', presence: 'implicit', min: 0, max: 1 };
}

/** An enum whose 0, UNSPECIFIED, is refused as missing. */
export function enumeration<E extends Readonly<Record<string, number>>>(id: number, members: E): Field<E[keyof E], 'implicit'> {
  return enumField(id, Object.values(members).filter((number) => number !== 0));
}

/** An enum whose 0, UNSPECIFIED, says that there is none. */
export function enumerationOrNone<E extends Readonly<Record<string, number>>>(id: number, members: E): Field<E[keyof E], 'implicit'> {
  return enumField(id, Object.values(members));
}

function enumField<Value>(id: number, numbers: readonly number[]): Field<Value, 'implicit'> {
  return { id, type: 'enum', presence: 'implicit', min: Math.min(...numbers), max: Math.max(...numbers), numbers: new Set(numbers) };
}

export function text(id: number, size_bytes_max: number): Field<string, 'implicit'> {
  return { id, type: 'string', presence: 'implicit', min: 0, max: size_bytes_max, size_bytes_max };
}

export function byteString(id: number, size_bytes_max: number): Field<Uint8Array, 'implicit'> {
  return { id, type: 'bytes', presence: 'implicit', min: 0, max: size_bytes_max, size_bytes_max };
}

/** A message inside a message; missing unless `optional`. */
export function message<T>(id: number, table: TableOf<T>): Field<T, 'implicit'> {
  return { id, type: 'message', presence: 'implicit', min: 0, max: 0, table };
}

export function optional<Value>(field: Field<Value, 'implicit'>): Field<Value, 'optional'> {
  return { ...field, presence: 'optional' };
}

export function repeated<Value>(field: Field<Value, 'implicit'>, count_max: number): Field<Value, 'repeated'> {
  return { ...field, presence: 'repeated', count_max };
}

/** A table that knows the type of its message. */
export interface TableOf<T> extends Table {
  readonly exampleMessage?: T;
}

export function table<T>(name: string, fields: FieldsOf<T>, { isStrict = false } = {}): TableOf<T> {
  return compiled(name, fieldRows(fields), { isStrict, isBodyRequired: false });
}

/** The type of a message by the name of its member of a oneof. */
export type BodyOf<Bodies> = { readonly [Kind in keyof Bodies]: { readonly kind: Kind } & Bodies[Kind] }[keyof Bodies];

type Members<Bodies> = { readonly [Kind in keyof Bodies]: Field<Bodies[Kind], 'implicit'> };

/** A message with a oneof: plain fields beside it, and the members by name. */
export function envelope<T, Bodies>(name: string, parts: { readonly fields: FieldsOf<T>; readonly bodies: Members<Bodies>; readonly isBodyRequired: boolean }): Table {
  const rows = fieldRows(parts.fields);
  const bodies = Object.entries<Field<unknown>>(parts.bodies).map(([kind, field]) => row({ ...field, presence: 'optional' }, { name: kind, isBody: true }));
  return { ...compiled(name, [...rows, ...bodies], { isStrict: false, isBodyRequired: parts.isBodyRequired }), bodies: new Map(bodies.map((body) => [body.name, body])) };
}

function fieldRows(fields: object): Row[] {
  return Object.entries(fields as Readonly<Record<string, Field<unknown>>>).map(([name, field]) => row(field, { name, isBody: false }));
}

function row({ id, type, presence, min, max, numbers, size_bytes_max, count_max, table: inner }: Field<unknown>, { name, isBody }: { readonly name: string; readonly isBody: boolean }): Row {
  const blank = { ...(isBody ? { kind: name } : {}), ...inner?.blank };
  return { id, type, presence, min, max, numbers, size_bytes_max, count_max, table: inner, name, isBody, wireType: wireTypeOf(type, presence), blank };
}

function wireTypeOf(type: FieldType, presence: Presence): number {
  if (presence === 'repeated' || type === 'message' || type === 'string' || type === 'bytes') return WIRE.delimited;
  return type === 'fixed32' ? WIRE.fixed32 : WIRE.varint;
}

function compiled(name: string, rows: readonly Row[], options: { readonly isStrict: boolean; readonly isBodyRequired: boolean }): Table {
  const byId: (Row | undefined)[] = [];
  for (const row of rows) byId[row.id] = row;
  const plain = rows.filter(({ isBody }) => !isBody);
  const blank = Object.fromEntries(plain.filter(({ presence }) => presence !== 'optional').map((row) => [row.name, zeroOf(row)]));
  const required = plain.filter((row) => row.presence === 'implicit' && !isZeroPermitted(row));
  const bitsOf = (isHigh: boolean): number => required.filter(({ id }) => 32 <= id === isHigh).reduce((bits, { id }) => bits | (1 << (id & 31)), 0);
  return { name, rows, plain, byId: Array.from(byId), ...options, blank, requiredLow: bitsOf(false), requiredHigh: bitsOf(true) };
}

function zeroOf({ presence, type }: Row): unknown {
  if (presence === 'repeated') return NO_ITEMS;
  switch (type) {
    case 'bool':
      return false;
    case 'string':
      return '';
    case 'bytes':
      return NO_BYTES;
    case 'message':
      return undefined;
    default:
      return 0;
  }
}

function isZeroPermitted({ type, numbers, min, max }: Row): boolean {
  if (type === 'message') return false;
  return numbers === undefined ? min <= 0 && 0 <= max : numbers.has(0);
}
