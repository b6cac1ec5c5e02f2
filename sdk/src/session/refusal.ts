import { LimitOrigin, StatusCode } from '@nanobias/proto';
import type { Reply } from '@nanobias/proto';
import { NanobiasError, isErrorCode } from '../errors.ts';
import type { ErrorCode, OutputMayBeOn, RefusalOrigin } from '../errors.ts';
import { s_from_us } from '../units.ts';

const codes = new Map<number, ErrorCode>();
for (const [name, code] of Object.entries(StatusCode)) if (isErrorCode(name)) codes.set(code, name);

/** Names of the origins of a limit. */
export const originNames: Readonly<Record<LimitOrigin, RefusalOrigin | undefined>> = {
  [LimitOrigin.UNSPECIFIED]: undefined,
  [LimitOrigin.SCHEMA]: 'schema',
  [LimitOrigin.LIMITS]: 'limits',
  [LimitOrigin.FIELD]: 'field',
  [LimitOrigin.WINDOW]: 'window',
  [LimitOrigin.STRAP]: 'strap',
  [LimitOrigin.NOISE]: 'noise',
  [LimitOrigin.BOARD]: 'board',
};

/** The error that a reply stands for; undefined when its status is OK. */
export function refusal({ status, device_time_us }: Reply, request: string, outputMayBeOn: OutputMayBeOn): NanobiasError | undefined {
  if (status.code === StatusCode.OK) return undefined;
  const { field, value, limit_min, limit_max } = status;
  const code = codes.get(status.code) ?? 'PROTOCOL';
  const origin = originNames[status.origin];
  const what = field === '' ? '' : `: ${field}${value === undefined ? '' : ` = ${value}`}`;
  const range = limit_min === undefined && limit_max === undefined ? '' : `, permitted ${limit_min ?? ''} to ${limit_max ?? ''}`;
  const source = origin === undefined ? '' : ` (${origin})`;
  return new NanobiasError(code, `${request} was refused, ${code}${what}${range}${source}`, {
    outputMayBeOn, deviceTime_s: s_from_us(device_time_us), field: field === '' ? undefined : field, value, limit_min, limit_max, origin,
  });
}
