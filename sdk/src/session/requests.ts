import type { Reply } from '@nanobias/proto';
import type { Effect, Submission } from './effects.ts';
import type { SessionBounds } from './timing.ts';

/** A request that was sent and not yet answered. */
export interface Flight {
  readonly submission: Submission;
  readonly sent_us: number;
  readonly reply_us: number;
  attempts_left: number;
  retry_us: number;
  /** Of a renewal: the lease it renews. The session itself sent it. */
  readonly renewalOf: number | undefined;
  /** Nobody waits for the outcome: the reply keeps the window honest, and nothing is sent again. */
  isAbandoned: boolean;
}

/** Requests waiting and in flight. */
export interface Requests {
  readonly bounds: SessionBounds;
  nextId: number;
  /** Replies that the controller can owe at a time; 0 before the session is open. */
  window_max: number;
  bytes_max: number;
  /** Requests and their bytes in flight, renewals apart: those have room kept for them. */
  places_taken: number;
  bytes_inFlight: number;
  readonly inFlight: Map<number, Flight>;
  readonly waiting: Submission[];
}

// Header, CRC, code bytes and delimiter around a payload of at most 256 B.
const frameOverhead_bytes = 19;

export function emptyRequests(bounds: SessionBounds, seed: number): Requests {
  return {
    bounds, nextId: seed === 0 ? 1 : seed, window_max: 0, bytes_max: 0, places_taken: 0, bytes_inFlight: 0, inFlight: new Map(), waiting: [],
  };
}

/** Takes the next id: 1 to 2^32 - 1 in a circle, never one that is in flight. */
export function takeRequestId(requests: Requests): number {
  let id = requests.nextId;
  // Fewer are in flight than there are ids, so the loop ends.
  while (requests.inFlight.has(id)) id = successor(id);
  requests.nextId = successor(id);
  return id;
}

function successor(id: number): number {
  return id === 0xffff_ffff ? 1 : id + 1;
}

/** Queues a request, or launches it at once when it is urgent. Returns what is to be sent. */
export function submit(requests: Requests, submission: Submission, now_us: number, effects: Effect[]): readonly Submission[] {
  if (submission.isUrgent) return [launch(requests, submission, now_us)];
  if (requests.waiting.length < requests.bounds.waiting_max) requests.waiting.push(submission);
  else effects.push({ kind: 'settled', request_id: submission.request_id, outcome: { kind: 'overflow' } });
  return launchWaiting(requests, now_us);
}

/** Launches what window and byte bound permit, oldest first. */
export function launchWaiting(requests: Requests, now_us: number): readonly Submission[] {
  const launched: Submission[] = [];
  let next = requests.waiting[0];
  while (next !== undefined && hasRoom(requests, next)) {
    requests.waiting.shift();
    launched.push(launch(requests, next, now_us));
    next = requests.waiting[0];
  }
  return launched;
}

/** Whether a request may go out now: there is a place in the window, and the bytes stay within the bound. */
function hasRoom({ places_taken, window_max, bytes_inFlight, bytes_max }: Requests, { payload }: Submission): boolean {
  return places_taken < window_max && (places_taken === 0 || bytes_inFlight + frameBytes(payload) <= bytes_max);
}

/** Puts a request in flight; `renewalOf` is the epoch of the lease when the session itself sends it. */
export function launch(requests: Requests, submission: Submission, now_us: number, renewalOf?: number): Submission {
  const reply_us = submission.reply_us ?? requests.bounds.reply_us;
  const attempts_max = submission.attempts_max ?? requests.bounds.attempts_max;
  requests.inFlight.set(submission.request_id, {
    submission, sent_us: now_us, reply_us, attempts_left: attempts_max - 1, retry_us: now_us + reply_us,
    renewalOf, isAbandoned: renewalOf !== undefined,
  });
  count(requests, { submission, renewalOf }, 1);
  return submission;
}

/** Matches a reply to its request; undefined when nothing in flight has its id. A retired id never matches again. */
export function land(requests: Requests, reply: Reply, effects: Effect[]): Flight | undefined {
  const flight = requests.inFlight.get(reply.request_id);
  if (flight === undefined) return undefined;
  retire(requests, flight);
  if (!flight.isAbandoned) {
    effects.push({ kind: 'settled', request_id: reply.request_id, outcome: { kind: 'reply', reply, sent_us: flight.sent_us } });
  }
  return flight;
}

function retire(requests: Requests, flight: Flight): void {
  requests.inFlight.delete(flight.submission.request_id);
  count(requests, flight, -1);
}

function count(requests: Requests, { submission, renewalOf }: Pick<Flight, 'submission' | 'renewalOf'>, change: 1 | -1): void {
  if (renewalOf !== undefined) return;
  requests.places_taken += change;
  requests.bytes_inFlight += change * frameBytes(submission.payload);
}

/** Sends again, under the same id, what has waited too long; gives up what has no attempts left. */
export function retryDue(requests: Requests, now_us: number, pending_bytes: number, effects: Effect[]): readonly Submission[] {
  const again: Submission[] = [];
  for (const flight of requests.inFlight.values()) {
    if (now_us < flight.retry_us) continue;
    if (flight.attempts_left > 0 && !flight.isAbandoned) {
      flight.attempts_left -= 1;
      flight.retry_us = now_us + flight.reply_us;
      // Behind bytes that the pipe still holds a repetition would only lengthen the queue that a stop cannot overtake.
      if (pending_bytes === 0 || flight.submission.isUrgent) again.push(flight.submission);
      continue;
    }
    retire(requests, flight);
    if (!flight.isAbandoned) effects.push({ kind: 'settled', request_id: flight.submission.request_id, outcome: { kind: 'timeout' } });
  }
  return again;
}

/** The caller has gone: what waits is taken back, what is in flight is no longer repeated. */
export function abandon(requests: Requests, request_id: number): void {
  const flight = requests.inFlight.get(request_id);
  if (flight !== undefined) flight.isAbandoned = true;
  const index = requests.waiting.findIndex((submission) => submission.request_id === request_id);
  if (index >= 0) requests.waiting.splice(index, 1);
}

/** Settles everything: the session is over. */
export function endAll(requests: Requests, effects: Effect[]): void {
  for (const { submission, isAbandoned } of requests.inFlight.values()) {
    if (!isAbandoned) effects.push({ kind: 'settled', request_id: submission.request_id, outcome: { kind: 'ended', wasSent: true } });
  }
  for (const { request_id } of requests.waiting) {
    effects.push({ kind: 'settled', request_id, outcome: { kind: 'ended', wasSent: false } });
  }
  requests.inFlight.clear();
  requests.waiting.length = 0;
  requests.places_taken = 0;
  requests.bytes_inFlight = 0;
}

/** When the first reply is overdue. */
export function repliesDue_us({ inFlight }: Requests): number {
  let due_us = Infinity;
  for (const flight of inFlight.values()) due_us = Math.min(due_us, flight.retry_us);
  return due_us;
}

function frameBytes(payload: Uint8Array): number {
  return payload.length + frameOverhead_bytes;
}
