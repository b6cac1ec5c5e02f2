import type { Entropy, FrameKind } from '@nanobias/proto';
import type { LinkState } from './effects.ts';
import type { Greeting } from './handshake.ts';
import type { HeldLease } from './lease.ts';
import { emptyRequests } from './requests.ts';
import type { Requests } from './requests.ts';
import { sessionBounds } from './timing.ts';
import type { SessionBounds } from './timing.ts';

/** State of one session with a controller, from the first hello to the end. */
export interface Session {
  readonly bounds: SessionBounds;
  readonly entropy: Entropy;
  readonly client: string;
  phase: 'new' | 'greeting' | 'open' | 'ended';
  /** Given by the controller; 0 before. */
  session: number;
  readonly greeting: Greeting;
  readonly requests: Requests;
  lease: HeldLease | undefined;
  stop: PendingStop | undefined;
  link: LinkState;
  answered_us: number;
  /** When the last ping went out; undefined when anything but a ping was answered since. */
  ping_us: number | undefined;
  /** One for all pings of the session: an answer that was longer under way than pings are apart is known all the same. */
  pingNonce: number | undefined;
  pingAnswered_us: number;
  /** Host time of the comparison of clocks that is under way. */
  comparison_us: number | undefined;
  /** Latest device time that was heard. */
  device_time_us: number;
  /** Host time at which it was heard. */
  device_time_at_us: number;
  /** Number of the next event; undefined before the first. */
  eventSeq: number | undefined;
  readonly frameSeqs: Map<FrameKind, number>;
  readonly counts: SessionCounts;
}

interface PendingStop {
  attempts_left: number;
  due_us: number;
}

/** What was dropped, and why. */
export interface SessionCounts {
  /** Frames of another session. */
  foreign: number;
  malformed: number;
  /** HelloAcks with a nonce that was not asked for. */
  strayAcks: number;
  /** Events that came a second time or out of order. */
  staleEvents: number;
  /** Replies to nothing that is in flight: late, doubled, or never asked for. */
  unsolicited: number;
}

export interface SessionOptions {
  readonly entropy: Entropy;
  /** Name for the controller's log, at most 32 bytes. */
  readonly client?: string | undefined;
  readonly bounds?: Partial<SessionBounds> | undefined;
}

export function createSession({ entropy, client, bounds }: SessionOptions): Session {
  const merged = { ...sessionBounds, ...bounds };
  return {
    bounds: merged,
    entropy,
    client: client ?? 'nanobias',
    phase: 'new',
    session: 0,
    greeting: { attempts_count: 0, nonce: 0, due_us: Infinity },
    requests: emptyRequests(merged, entropy.uint32()),
    lease: undefined,
    stop: undefined,
    link: 'connected',
    answered_us: 0,
    ping_us: undefined,
    pingNonce: undefined,
    pingAnswered_us: -Infinity,
    comparison_us: undefined,
    device_time_us: 0,
    device_time_at_us: 0,
    eventSeq: undefined,
    frameSeqs: new Map(),
    counts: { foreign: 0, malformed: 0, strayAcks: 0, staleEvents: 0, unsolicited: 0 },
  };
}
