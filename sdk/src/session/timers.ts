import { encodeRequest } from '@nanobias/proto';
import type { Effect, Submission } from './effects.ts';
import { helloMessage, nextHello } from './handshake.ts';
import { isAlive, leaseDue_us, takeRenewal } from './lease.ts';
import type { HeldLease } from './lease.ts';
import { launch, launchWaiting, repliesDue_us, retryDue, takeRequestId } from './requests.ts';
import { end, sendLink, sendRequests } from './sending.ts';
import type { Session } from './state.ts';

const stop_us = 200_000;
const stop_attempts_max = 5;

/** Sends a hello, or gives up when all have been sent. */
export function greet(session: Session, now_us: number, effects: Effect[]): void {
  const isFirst = session.greeting.attempts_count === 0;
  if (!nextHello(session.greeting, session.bounds.hello_us, session.entropy, now_us)) {
    end(session, 'NO_ANSWER', 'nobody answered the hello', effects);
    return;
  }
  // A host that died in the middle of a frame left it in the controller's buffer, and the first hello ended it.
  if (!isFirst) effects.push({ kind: 'send_delimiter' });
  sendLink(session, { kind: 'hello', ...helloMessage(session.greeting.nonce, session.client) }, effects);
}

/** The stop frames, now and until they are answered. */
export function stop(session: Session, now_us: number, effects: Effect[]): void {
  session.stop = { attempts_left: stop_attempts_max - 1, due_us: now_us + stop_us };
  effects.push({ kind: 'send_stop' });
}

/** Does what is due; `pending_bytes` is what the pipe has not yet passed on. */
export function runTimers(session: Session, now_us: number, pending_bytes: number, effects: Effect[]): void {
  if (session.stop !== undefined && now_us >= session.stop.due_us) repeatStop(session, now_us, effects);
  if (session.phase === 'greeting' && now_us >= session.greeting.due_us) greet(session, now_us, effects);
  if (session.phase !== 'open') return;
  if (session.lease !== undefined) keepLease(session, session.lease, now_us, effects);
  sendRequests(session, retryDue(session.requests, now_us, pending_bytes, effects), effects);
  sendRequests(session, launchWaiting(session.requests, now_us), effects);
  listen(session, now_us, effects);
}

function repeatStop(session: Session, now_us: number, effects: Effect[]): void {
  const { stop: pending } = session;
  if (pending === undefined) return;
  if (pending.attempts_left > 0) {
    pending.attempts_left -= 1;
    pending.due_us = now_us + stop_us;
    effects.push({ kind: 'send_stop' });
    return;
  }
  session.stop = undefined;
  effects.push({ kind: 'stop_unanswered' });
}

function keepLease(session: Session, lease: HeldLease, now_us: number, effects: Effect[]): void {
  if (!isAlive(lease, now_us)) {
    session.lease = undefined;
    effects.push({ kind: 'lease_lost', lease_epoch: lease.lease_epoch, reason: 'no renewal was acknowledged in time' });
    return;
  }
  if (!takeRenewal(lease, now_us)) return;
  const request_id = takeRequestId(session.requests);
  const payload = encodeRequest({ request_id, body: { kind: 'renew_lease', lease_epoch: lease.lease_epoch } });
  const renewal: Submission = { request_id, payload, isUrgent: false, reply_us: lease.lease_us };
  sendRequests(session, [launch(session.requests, renewal, now_us, lease.lease_epoch)], effects);
}

function listen(session: Session, now_us: number, effects: Effect[]): void {
  const { bounds, answered_us } = session;
  if (now_us >= answered_us + bounds.lost_us) {
    end(session, 'LINK_LOST', `nothing was answered for ${bounds.lost_us / 1e6} s`, effects);
    return;
  }
  if (now_us >= answered_us + bounds.silent_us && session.link === 'connected') {
    session.link = 'silent';
    effects.push({ kind: 'link', link: 'silent' });
  }
  if (now_us < (session.ping_us ?? answered_us) + bounds.ping_us) return;
  session.ping_us = now_us;
  session.pingNonce ??= session.entropy.uint32();
  sendLink(session, { kind: 'ping', nonce: session.pingNonce }, effects);
}

/** When the session next wants to be told the time; Infinity when never. */
export function due_us(session: Session): number {
  const stop_due_us = session.stop?.due_us ?? Infinity;
  if (session.phase === 'greeting') return Math.min(session.greeting.due_us, stop_due_us);
  if (session.phase !== 'open') return stop_due_us;
  const lease_due_us = session.lease === undefined ? Infinity : leaseDue_us(session.lease);
  return Math.min(repliesDue_us(session.requests), lease_due_us, stop_due_us, quietDue_us(session));
}

function quietDue_us({ answered_us, ping_us, link, bounds }: Session): number {
  const ping_due_us = (ping_us ?? answered_us) + bounds.ping_us;
  return Math.min(ping_due_us, answered_us + (link === 'connected' ? bounds.silent_us : bounds.lost_us));
}
