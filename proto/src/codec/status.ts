import { LimitOrigin, StatusCode } from './enums.ts';
import type { DecodeError, Defect } from './errors.ts';
import { enumeration, enumerationOrNone, integer, optional, table, text } from './schema.ts';

/** What became of a request. */
export interface Status {
  readonly code: StatusCode;
  /** The field that was refused; empty when no one field is to blame. */
  readonly field: string;
  /** The refused value and its range in the field's own unit. */
  readonly value?: number;
  readonly limit_min?: number;
  readonly limit_max?: number;
  readonly origin: LimitOrigin;
}

export const statusTable = table<Status>('status', {
  code: enumeration(1, StatusCode),
  field: text(2, 48),
  value: optional(integer(3, 'sint64')),
  limit_min: optional(integer(4, 'sint64')),
  limit_max: optional(integer(5, 'sint64')),
  origin: enumerationOrNone(6, LimitOrigin),
});

const codeOf: Readonly<Record<Defect, StatusCode>> = {
  malformed: StatusCode.MALFORMED,
  out_of_range: StatusCode.OUT_OF_RANGE,
  unknown_field: StatusCode.UNKNOWN_FIELD,
  missing: StatusCode.MISSING_FIELD,
  unimplemented: StatusCode.UNIMPLEMENTED,
};

/** The status that answers a request which could not be decoded. */
export function refusalOf({ kind, field, value, min, max }: DecodeError): Status {
  const status: { -readonly [K in keyof Status]: Status[K] } = { code: codeOf[kind], field, origin: min === undefined ? LimitOrigin.UNSPECIFIED : LimitOrigin.SCHEMA };
  if (value !== undefined) status.value = value;
  if (min !== undefined) status.limit_min = min;
  if (max !== undefined) status.limit_max = max;
  return status;
}
