import { LimitOrigin, StatusCode } from '@nanobias/proto';
import type { Status } from '@nanobias/proto';
import type { Refusal, RefusalOrigin } from '../interlock/staging.ts';

/** What a refusal says beyond its code. */
export interface RefusedField {
  readonly field?: string;
  readonly value?: number | undefined;
  readonly limit_min?: number | undefined;
  readonly limit_max?: number | undefined;
  readonly origin?: RefusalOrigin;
}

export const OK: Status = { code: StatusCode.OK, field: '', origin: LimitOrigin.UNSPECIFIED };

export function status(code: StatusCode, { field = '', value, limit_min, limit_max, origin = 'UNSPECIFIED' }: RefusedField = {}): Status {
  const refused: { -readonly [K in keyof Status]: Status[K] } = { code, field, origin: LimitOrigin[origin] };
  if (value !== undefined) refused.value = value;
  if (limit_min !== undefined) refused.limit_min = limit_min;
  if (limit_max !== undefined) refused.limit_max = limit_max;
  return refused;
}

/** The end of what is permitted that the value lies beyond; the upper one where that can't be told. */
export function limitBeyond({ value, limit_min, limit_max }: Pick<Status, 'value' | 'limit_min' | 'limit_max'>): number | undefined {
  const isBelow = value !== undefined && limit_min !== undefined && value < limit_min;
  return isBelow ? limit_min : limit_max ?? limit_min;
}

export function statusOfRefusal({ code, ...refused }: Refusal): Status {
  return status(StatusCode[code], refused);
}
