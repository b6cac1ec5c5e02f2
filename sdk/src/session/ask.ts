import type { ReplyBody, RequestBody } from '@nanobias/proto';
import type { Driver, RequestOptions } from './driver.ts';

/** A reply whose body is of the kind that the request calls for. */
export interface Told<Kind extends ReplyBody['kind']> {
  readonly body: Extract<ReplyBody, { readonly kind: Kind }>;
  readonly device_time_us: number;
  /** When the request was first sent. */
  readonly sent_us: number;
}

/** Sends a request that is answered with a body. @throws as `Driver.request`; PROTOCOL when the body is of another kind */
export async function ask<Kind extends ReplyBody['kind']>(
  driver: Driver,
  request: RequestBody,
  kind: Kind,
  options?: RequestOptions,
): Promise<Told<Kind>> {
  const { reply, sent_us } = await driver.request(request, options);
  if (reply.body?.kind !== kind) throw driver.failure('PROTOCOL', `${request.kind} was answered with ${reply.body?.kind ?? 'nothing'}`);
  return { body: reply.body as Told<Kind>['body'], device_time_us: reply.device_time_us, sent_us };
}
