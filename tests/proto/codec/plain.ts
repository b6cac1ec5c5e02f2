import type { Decoded } from '../../../proto/src/codec/errors.ts';
import {
  decodeEvent, decodeLinkMessage, decodeReply, decodeRequest, encodeEvent, encodeLinkMessage, encodeReply, encodeRequest,
} from '../../../proto/src/codec/payload.ts';
import { SAMPLE_BLOCK_OVERHEAD_BYTES_MAX, decodeSampleBlock, encodeSampleBlock } from '../../../proto/src/codec/sample-block.ts';
import type { SampleBlock } from '../../../proto/src/codec/sample-block.ts';

/** The JSON of a vector. */
export type Json = Readonly<Record<string, unknown>>;

export interface MessageVector {
  readonly name: string;
  readonly message: keyof typeof codecs;
  readonly hex: string;
  readonly json: Json;
}

interface Codec {
  encode(value: never): Uint8Array;
  decode(payload: Uint8Array): Decoded<unknown>;
}

/** Every message that is a payload of its own, by its name in the schema. */
export const codecs = {
  Request: { encode: encodeRequest, decode: decodeRequest },
  Reply: { encode: encodeReply, decode: decodeReply },
  LinkMessage: { encode: encodeLinkMessage, decode: decodeLinkMessage },
  Event: { encode: encodeEvent, decode: decodeEvent },
  SampleBlock: { encode: encodeBlock, decode: decodeSampleBlock },
} satisfies Readonly<Record<string, Codec>>;

function encodeBlock({ data, ...header }: SampleBlock): Uint8Array {
  const into = new Uint8Array(SAMPLE_BLOCK_OVERHEAD_BYTES_MAX + data.length);
  return into.slice(0, encodeSampleBlock(into, header, data));
}

/** A message in JSON as this package writes it: the member of the oneof becomes a body that names its kind, bytes are bytes. */
export function plain(message: string, json: Json): never {
  return shaped(message, withBytes(json) as Json) as never;
}

function shaped(message: string, json: Json): unknown {
  if (message === 'LinkMessage') return bodyOf(json);
  if (message !== 'Request' && message !== 'Reply') return json;
  const { request_id, status, device_time_us, ...member } = json;
  return {
    request_id,
    ...(message === 'Reply' ? { status, device_time_us } : {}),
    ...(Object.keys(member).length === 0 ? {} : { body: bodyOf(member) }),
  };
}

function bodyOf(member: Json): Json {
  const [entry] = Object.entries(member);
  if (!entry) throw new Error('a vector without a body');
  return { kind: entry[0], ...(entry[1] as Json) };
}

function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, name === 'data' || name === 'samples' ? Uint8Array.from(Buffer.from(item as string, 'base64')) : withBytes(item)]),
  );
}
