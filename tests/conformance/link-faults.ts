import {
  EventKind, FrameKind, Mode, crc32c, decodeEvent, decodeLinkMessage, decodeReply, decodeRequest, encodeEvent, encodeLinkMessage, encodeReply,
} from '@nanobias/proto';
import type { Clock, Event, Frame, LinkMessage, Reply } from '@nanobias/proto';
import { framesOf, unstuffed, withRequest } from './middleman.ts';
import type { Ends, Fault, Rules } from './middleman.ts';

/** A controller that is wrong in one way, and what it breaks by that. */
export interface WrongController {
  readonly name: string;
  readonly breaks: readonly string[];
  readonly fault: Fault;
  /** Links that it serves at a time; one unless told. */
  readonly links_count?: number;
}

const HEADER_BYTES = 12;
const MODULUS = 4_294_967_296;

/** Writes length and CRC anew, and whatever else a lax receiver would overlook. */
function mended(plain: Uint8Array, mend: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = plain.slice();
  mend(bytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 4, crc32c(bytes, bytes.length - 4), true);
  return stuffed(bytes);
}

function stuffed(plain: Uint8Array): Uint8Array {
  const out: number[] = [];
  let run: number[] = [];
  for (const byte of plain) {
    if (byte !== 0) run.push(byte);
    if (byte === 0 || run.length === 254) {
      out.push(run.length + 1, ...run);
      run = [];
    }
  }
  return Uint8Array.from([...out, run.length + 1, ...run, 0]);
}

/** A fault in the receiver: blocks that hold no good frame but that this mending would make one of. */
const lax = (isOverlooked: (plain: Uint8Array) => boolean, mend: (bytes: Uint8Array) => void): Fault => () => ({
  onBlock: (block) => {
    const plain = unstuffed(block);
    if (plain === undefined || plain.length < HEADER_BYTES + 4 || framesOf(block).length > 0 || !isOverlooked(plain)) return undefined;
    return [mended(plain, mend)];
  },
});

const isCrcRight = (plain: Uint8Array): boolean => new DataView(plain.buffer).getUint32(plain.length - 4, true) === crc32c(plain, plain.length - 4);
const writeLength = (plain: Uint8Array): void => new DataView(plain.buffer).setUint16(2, plain.length - HEADER_BYTES - 4, true);

export const onLink = (change: (message: LinkMessage) => LinkMessage | undefined): Rules => ({
  onDeviceFrame: (frame) => {
    const decoded = frame.kind === FrameKind.LINK ? decodeLinkMessage(frame.payload) : undefined;
    const message = decoded?.ok === true ? change(decoded.value) : undefined;
    return message === undefined ? undefined : [{ ...frame, payload: encodeLinkMessage(message) }];
  },
});

const onHostLink = (change: (message: LinkMessage, frame: Frame) => readonly Frame[] | undefined): Rules => ({
  onHostFrame: (frame) => {
    const decoded = frame.kind === FrameKind.LINK ? decodeLinkMessage(frame.payload) : undefined;
    return decoded?.ok === true ? change(decoded.value, frame) : undefined;
  },
});

export const onEvent = (change: (event: Event) => Event): Rules => ({
  onDeviceFrame: (frame) => {
    const decoded = frame.kind === FrameKind.EVENT ? decodeEvent(frame.payload) : undefined;
    return decoded?.ok === true ? [{ ...frame, payload: encodeEvent(change(decoded.value)) }] : undefined;
  },
});

/** Times of the controller in a message, shifted as if it had booted earlier. */
function shifted<T>(value: T, shift_us: number): T {
  if (Array.isArray(value)) return value.map((item: unknown) => shifted(item, shift_us)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  const entries = Object.entries(value).map(([name, part]: [string, unknown]) => {
    const isTime = /device(?:_time|_receive|_send)?_us$/.test(name) && typeof part === 'number';
    return [name, isTime ? Math.max(0, part + shift_us) : shifted(part, shift_us)];
  });
  return Object.fromEntries(entries) as T;
}

/** Counts in 32 bits, and has been up for 71 minutes less one: the count wraps in the first long silence. */
const wrapping: Fault = ({ clock }) => {
  let shift_us = MODULUS - 60_000_000;
  let last_us = 0;
  return {
    onHostFrame: (frame) => {
      const now_us = clock.now_us();
      if (last_us !== 0 && now_us - last_us > 1_900_000) shift_us = 0;
      last_us = now_us;
      const decoded = frame.kind === FrameKind.CONTROL ? decodeRequest(frame.payload) : undefined;
      if (decoded?.ok !== true || !('not_after_device_us' in decoded.value.body)) return undefined;
      const { body, request_id } = decoded.value;
      return [withRequest(frame, { request_id, body: { ...body, not_after_device_us: Math.max(0, body.not_after_device_us - shift_us) } })];
    },
    onDeviceFrame: (frame) => {
      if (frame.kind === FrameKind.CONTROL) {
        const decoded = decodeReply(frame.payload);
        return decoded.ok ? [{ ...frame, payload: encodeReply(shifted<Reply>(decoded.value, shift_us)) }] : undefined;
      }
      const link = frame.kind === FrameKind.LINK ? decodeLinkMessage(frame.payload) : undefined;
      if (link?.ok === true) return [{ ...frame, payload: encodeLinkMessage(shifted(link.value, shift_us)) }];
      const event = frame.kind === FrameKind.EVENT ? decodeEvent(frame.payload) : undefined;
      return event?.ok === true ? [{ ...frame, payload: encodeEvent(shifted(event.value, shift_us)) }] : undefined;
    },
  };
};

/** Loses its place after an idle line's zeros, and with it the next frame. */
const losesPlace: Fault = () => {
  let idle_count = 0;
  return {
    onBlock: (block) => {
      if (block.length === 1) {
        idle_count += 1;
        return undefined;
      }
      const isLost = idle_count > 50;
      idle_count = 0;
      return isLost ? [] : undefined;
    },
  };
};

const speaksFirst: Fault = ({ clock, toHost }) => {
  clock.after(10_000, () => toHost({ kind: FrameKind.LINK, session: 0, seq: 0, payload: encodeLinkMessage({ kind: 'ping', nonce: 1 }) }));
  return {};
};

/** Takes frames of the session before the present one. */
const takesStale: Fault = () => {
  let present = 0;
  let before = 0;
  return {
    onDeviceFrame: ({ kind, session, payload }) => {
      const decoded = kind === FrameKind.LINK ? decodeLinkMessage(payload) : undefined;
      if (decoded?.ok === true && decoded.value.kind === 'hello_ack' && decoded.value.session !== 0) [before, present] = [present, session];
      return undefined;
    },
    onHostFrame: (frame) => (frame.session === before && before !== 0 && frame.kind === FrameKind.CONTROL ? [{ ...frame, session: present }] : undefined),
  };
};

/** Forgets, for whoever says hello, that limits are in force. */
const dropsLimits: Fault = () => {
  let isForgotten = false;
  return {
    onDeviceFrame: (frame) => {
      if (frame.kind === FrameKind.LINK) {
        isForgotten = true;
        return undefined;
      }
      const decoded = frame.kind === FrameKind.CONTROL ? decodeReply(frame.payload) : undefined;
      const body = decoded?.ok === true ? decoded.value.body : undefined;
      if (decoded?.ok !== true || body === undefined) return undefined;
      if (body.kind === 'limits_echo') isForgotten = false;
      if (body.kind !== 'snapshot' || !isForgotten) return undefined;
      const { limits_digest: _, ...rest } = body;
      return [{ ...frame, payload: encodeReply({ ...decoded.value, body: rest }) }];
    },
  };
};

const countsBoots: Fault = () => {
  let hellos = 0;
  return onLink((message) => {
    if (message.kind !== 'hello_ack') return undefined;
    hellos += 1;
    return { ...message, boot_id: hellos };
  });
};

const speaksAnyVersion: Fault = () => onHostLink((message, frame) =>
  message.kind === 'hello' && message.version_min > 1 ? [{ ...frame, payload: encodeLinkMessage({ ...message, version_min: 1 }) }] : undefined);

const stopsForViewers: Fault = ({ toDevice }) => onHostLink((message, frame) => {
  if (message.kind !== 'bye' || message.reason !== 'viewer') return undefined;
  toDevice({ kind: FrameKind.STOP, session: 0, seq: 0, payload: new Uint8Array(0) });
  return [frame];
});

/** Every eighth reply starts the numbers anew. */
const restartsNumbers: Fault = () => ({ onDeviceFrame: (frame) => (frame.kind === FrameKind.CONTROL ? [{ ...frame, seq: frame.seq % 8 }] : undefined) });

/** Stop frames in a session only. */
const stopNeedsSession: Fault = () => {
  let isGreeted = false;
  return {
    onHostFrame: (frame) => {
      if (frame.kind === FrameKind.LINK) isGreeted = true;
      return frame.kind === FrameKind.STOP && !isGreeted ? [] : undefined;
    },
  };
};

/** After a damaged block three good ones are needed to find the place again. */
const huntsLong: Fault = () => {
  let left_count = 0;
  return {
    onBlock: (block) => {
      if (block.length === 1) return undefined;
      const isCut = framesOf(block).length === 0 && block.length === 9;
      if (isCut) left_count = 3;
      else if (left_count > 0 && framesOf(block)[0]?.kind === FrameKind.STOP) {
        left_count -= 1;
        return [];
      } else left_count = 0;
      return undefined;
    },
  };
};

/** Who was greeted last, by the clock of the controller that greeted. */
const greeted = new WeakMap<Clock, Ends>();

/** Forgets one host when another says hello. */
const forgetsOthers: Fault = (ends) => ({
  ...onLink((message) => {
    if (message.kind === 'hello_ack' && message.session !== 0) greeted.set(ends.clock, ends);
    return undefined;
  }),
  onHostFrame: (frame) => (frame.kind === FrameKind.CONTROL && greeted.get(ends.clock) !== ends ? [] : undefined),
});

export const linkFaults: readonly WrongController[] = [
  { name: 'checks no CRC', breaks: ['P-002', 'P-010'], fault: lax((plain) => plain[0]! >> 4 === 0xb && !isCrcRight(plain), writeLength) },
  { name: 'checks no length', breaks: ['P-003'], fault: lax((plain) => isCrcRight(plain) && plain[0] === 0xb1 && plain[1] === FrameKind.LINK, writeLength) },
  { name: 'takes every major version', breaks: ['P-004'], fault: lax((plain) => isCrcRight(plain) && plain[0]! >> 4 === 0xb && plain[0] !== 0xb1, (bytes) => (bytes[0] = 0xb1)) },
  { name: 'takes every magic', breaks: ['P-004'], fault: lax((plain) => isCrcRight(plain) && plain[0]! >> 4 !== 0xb, (bytes) => (bytes[0] = 0xb1)) },
  { name: 'takes unknown kinds for LINK', breaks: ['P-005'], fault: lax((plain) => isCrcRight(plain) && plain[1]! > 5, (bytes) => (bytes[1] = FrameKind.LINK)) },
  { name: 'loses a frame after idle delimiters', breaks: ['P-006'], fault: losesPlace },
  { name: 'starts its numbers anew', breaks: ['P-009'], fault: restartsNumbers },
  { name: 'reports no damage', breaks: ['P-010'], fault: () => onEvent((event) => (event.kind === EventKind.LINK_ERROR ? { ...event, kind: EventKind.WARNING } : event)) },
  { name: 'speaks before it is asked', breaks: ['P-011'], fault: speaksFirst },
  { name: 'has another boot id for each hello', breaks: ['P-012'], fault: countsBoots },
  { name: 'accepts a version that it does not speak', breaks: ['P-013'], fault: speaksAnyVersion },
  { name: 'forgets limits at a hello', breaks: ['P-015'], fault: dropsLimits },
  { name: 'accepts the session before', breaks: ['P-016'], fault: takesStale },
  { name: 'cuts a ping\'s nonce to 31 bits', breaks: ['P-017'], fault: () => onLink((message) => (message.kind === 'ping' ? { ...message, nonce: message.nonce % 0x8000_0000 } : undefined)) },
  { name: 'was built from another schema', breaks: ['P-018'], fault: () => onLink((message) => (message.kind === 'hello_ack' ? { ...message, schema_hash: 1 } : undefined)) },
  { name: 'mishandles Long: keeps the low word', breaks: ['P-019'], fault: () => onLink((message) => (message.kind === 'clock_sync' ? { ...message, host_send_us: message.host_send_us % MODULUS } : undefined)) },
  { name: 'wraps its time at 32 bits', breaks: ['P-022'], fault: wrapping },
  { name: 'opens when a viewer leaves', breaks: ['P-068'], fault: stopsForViewers },
  { name: 'tells no change of mode', breaks: ['P-037'], fault: () => onEvent((event) => (event.kind === EventKind.STATE_CHANGED && event.mode === Mode.LIMITS_SET ? { ...event, kind: EventKind.WARNING } : event)) },
  { name: 'numbers its events in twos', breaks: ['P-087', 'P-088'], fault: () => onEvent((event) => ({ ...event, event_seq: event.event_seq * 2 })) },
  { name: 'says that every step ended by its time', breaks: ['P-095'], fault: () => onEvent((event) => (event.step_end === 0 ? event : { ...event, step_end: 1 })) },
  { name: 'keeps labels to ASCII', breaks: ['P-091'], fault: () => onEvent((event) => ({ ...event, label: event.label.replaceAll(/[^\x20-\x7e]/g, '?') })) },
  { name: 'heeds a stop in a session only', breaks: ['P-061'], fault: stopNeedsSession },
  { name: 'forgets one host for another', breaks: ['P-101'], fault: forgetsOthers, links_count: 2 },
  { name: 'hunts for its place while stops pass', breaks: ['P-063'], fault: huntsLong },
];
