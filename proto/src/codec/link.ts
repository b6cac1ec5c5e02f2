import { optional, integer, bool, envelope, message, table, text } from './schema.ts';
import type { BodyOf } from './schema.ts';

/** First message of a session. */
export interface Hello {
  readonly version_min: number;
  readonly version_max: number;
  readonly nonce: number;
  /** At most 32 bytes. */
  readonly client: string;
}

/** What a controller is and what it can, with the session that it grants. */
export interface HelloAck {
  /** 0 when no version fits. */
  readonly version: number;
  readonly nonce: number;
  readonly boot_id: number;
  readonly session: number;
  readonly schema_hash: number;
  readonly firmware_version: string;
  readonly frame_bytes_max: number;
  readonly requests_in_flight_max: number;
  readonly tick_rate_Hz: number;
  readonly is_simulation: boolean;
  readonly device_time_us: number;
  readonly version_min: number;
  readonly version_max: number;
}

/** Asks for a sign of life. */
export interface Ping {
  readonly nonce: number;
}

/** Compares clocks: the host's time, and when it came and left on the device. */
export interface ClockSync {
  readonly host_send_us: number;
  readonly device_receive_us?: number;
  readonly device_send_us?: number;
}

/** Ends a session. */
export interface Bye {
  /** At most 32 bytes. */
  readonly reason: string;
}

interface LinkBodies {
  hello: Hello;
  hello_ack: HelloAck;
  ping: Ping;
  clock_sync: ClockSync;
  bye: Bye;
}

/** Payload of a LINK frame: one of the messages, named by `kind`. */
export type LinkMessage = BodyOf<LinkBodies>;

/** What a frame's first byte has room for. */
const VERSION_RANGE = { min: 1, max: 15 } as const;

const helloTable = table<Hello>('hello', {
  version_min: integer(1, 'uint32', VERSION_RANGE),
  version_max: integer(2, 'uint32', VERSION_RANGE),
  nonce: integer(3, 'fixed32'),
  client: text(4, 32),
});

const helloAckTable = table<HelloAck>('hello_ack', {
  version: integer(1, 'uint32', { max: VERSION_RANGE.max }),
  nonce: integer(2, 'fixed32'),
  boot_id: integer(3, 'fixed32'),
  session: integer(4, 'fixed32'),
  schema_hash: integer(5, 'fixed32'),
  firmware_version: text(6, 32),
  frame_bytes_max: integer(7, 'uint32', { max: 4096 }),
  requests_in_flight_max: integer(8, 'uint32', { max: 16 }),
  tick_rate_Hz: integer(9, 'uint32', { max: 1_000_000 }),
  is_simulation: bool(10),
  device_time_us: integer(11, 'uint64'),
  version_min: integer(12, 'uint32', VERSION_RANGE),
  version_max: integer(13, 'uint32', VERSION_RANGE),
});

const pingTable = table<Ping>('ping', { nonce: integer(1, 'fixed32') });

const clockSyncTable = table<ClockSync>('clock_sync', {
  host_send_us: integer(1, 'uint64'),
  device_receive_us: optional(integer(2, 'uint64')),
  device_send_us: optional(integer(3, 'uint64')),
});

const byeTable = table<Bye>('bye', { reason: text(1, 32) });

export const linkMessageTable = envelope<Record<never, never>, LinkBodies>('link_message', {
  fields: {},
  bodies: {
    hello: message(1, helloTable),
    hello_ack: message(2, helloAckTable),
    ping: message(3, pingTable),
    clock_sync: message(4, clockSyncTable),
    bye: message(5, byeTable),
  },
  isBodyRequired: true,
});
