/** The doors of the codec: a checked message on one side, the payload of a frame on the other. */
import protobuf from 'protobufjs/minimal.js';
import { nanobias } from '../../gen/nanobias.js';
import { CONTROL_PAYLOAD_BYTES_MAX } from '../frame.ts';
import { requestTable, replyTable } from './control.ts';
import type { Reply, Request } from './control.ts';
import { CodecError } from './errors.ts';
import type { DecodeError, Decoded } from './errors.ts';
import { linkMessageTable } from './link.ts';
import type { LinkMessage } from './link.ts';
import { eventTable } from './log.ts';
import type { Event } from './log.ts';
import { toWire } from './ranges.ts';
import type { Message } from './ranges.ts';
import { read } from './reading.ts';
import type { Table } from './schema.ts';
import { peekUint32 } from './wire.ts';

/** What the generated code offers for one message. */
interface Generated {
  encode(message: Message, writer: protobuf.Writer): protobuf.Writer;
}

interface Family {
  readonly table: Table;
  readonly generated: Generated;
}

const v1 = nanobias.v1;
const request: Family = { table: requestTable, generated: v1.Request };
const reply: Family = { table: replyTable, generated: v1.Reply };
const linkMessage: Family = { table: linkMessageTable, generated: v1.LinkMessage };
const event: Family = { table: eventTable, generated: v1.Event };

/** @throws CodecError when a value breaks the schema or the payload would exceed a frame. */
export function encodeRequest(message: Request): Uint8Array {
  return encode(message, request);
}

/** A request that was refused, and the id under which to say so. */
export type DecodedRequest =
  | { readonly ok: true; readonly value: Request }
  /** The id is 0 when even that could not be read. */
  | { readonly ok: false; readonly error: DecodeError; readonly request_id: number };

/** A request out of the payload of a CONTROL frame, every range checked; never throws. */
export function decodeRequest(payload: Uint8Array): DecodedRequest {
  const decoded = read<Request>(payload, requestTable);
  return decoded.ok ? decoded : { ...decoded, request_id: peekUint32(payload, 1) };
}

/** @throws CodecError when a value breaks the schema or the payload would exceed a frame. */
export function encodeReply(message: Reply): Uint8Array {
  return encode(message, reply);
}

/** A reply out of the payload of a CONTROL frame, every range checked; never throws. */
export function decodeReply(payload: Uint8Array): Decoded<Reply> {
  return read(payload, replyTable);
}

/** @throws CodecError when a value breaks the schema or the payload would exceed a frame. */
export function encodeLinkMessage(message: LinkMessage): Uint8Array {
  return encode({ body: message }, linkMessage);
}

/** A message out of the payload of a LINK frame, every range checked; never throws. */
export function decodeLinkMessage(payload: Uint8Array): Decoded<LinkMessage> {
  const decoded = read<{ readonly body: LinkMessage }>(payload, linkMessageTable);
  return decoded.ok ? { ok: true, value: decoded.value.body } : decoded;
}

/** @throws CodecError when a value breaks the schema or the payload would exceed a frame. */
export function encodeEvent(message: Event): Uint8Array {
  return encode(message, event);
}

/** An event out of the payload of an EVENT frame, every range checked; never throws. */
export function decodeEvent(payload: Uint8Array): Decoded<Event> {
  return read(payload, eventTable);
}

// Empty between two messages: to make one takes as long as to write a message.
let writer = new protobuf.Writer();

function encode(message: object, { table, generated }: Family): Uint8Array {
  const wire = toWire(message as Readonly<Record<string, unknown>>, table);
  // What a message left there that came to nothing must not stand before the next one.
  if (writer.reset().pos !== 0) writer = new protobuf.Writer();
  const payload = generated.encode(wire, writer).finish();
  if (!(payload.length <= CONTROL_PAYLOAD_BYTES_MAX)) {
    throw new CodecError('out_of_range', { field: table.name, value: payload.length, min: 0, max: CONTROL_PAYLOAD_BYTES_MAX });
  }
  return payload;
}
