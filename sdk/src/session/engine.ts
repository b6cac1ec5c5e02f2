import type { Effect, Input } from './effects.ts';
import { heldLease } from './lease.ts';
import { receive } from './receiving.ts';
import { abandon, submit } from './requests.ts';
import { end, sendLink, sendRequests } from './sending.ts';
import type { Session } from './state.ts';
import { greet, runTimers, stop } from './timers.ts';

/**
 * Advances the session by one input and returns what the shell is to do, in order. Nothing else changes a session, and
 * nothing in it knows a clock, a pipe or a promise.
 */
export function step(session: Session, input: Input): readonly Effect[] {
  const effects: Effect[] = [];
  if (session.phase === 'ended') refuseAfterEnd(input, effects);
  else advance(session, input, effects);
  return effects;
}

function advance(session: Session, input: Input, effects: Effect[]): void {
  switch (input.kind) {
    case 'greet':
      session.phase = 'greeting';
      greet(session, input.now_us, effects);
      break;
    case 'frame':
      receive(session, input.frame, input.now_us, effects);
      break;
    case 'request':
      sendRequests(session, submit(session.requests, input.submission, input.now_us, effects), effects);
      break;
    case 'abandon':
      abandon(session.requests, input.request_id);
      break;
    case 'stop':
      stop(session, input.now_us, effects);
      break;
    case 'hold_lease':
      session.lease = heldLease(input);
      break;
    case 'drop_lease':
      session.lease = undefined;
      break;
    case 'compare_clocks':
      if (session.phase !== 'open') break;
      session.comparison_us = input.now_us;
      sendLink(session, { kind: 'clock_sync', host_send_us: input.now_us }, effects);
      break;
    case 'timer':
      runTimers(session, input.now_us, input.pending_bytes, effects);
      break;
    case 'pipe_closed':
      end(session, 'LINK_LOST', input.reason, effects);
      break;
    case 'leave':
      if (session.phase === 'open') sendLink(session, { kind: 'bye', reason: input.reason }, effects);
      end(session, 'CLOSED', input.reason, effects);
      break;
    default:
      assertNever(input);
  }
}

function refuseAfterEnd(input: Input, effects: Effect[]): void {
  if (input.kind === 'request') effects.push({ kind: 'settled', request_id: input.submission.request_id, outcome: { kind: 'ended', wasSent: false } });
  if (input.kind === 'stop') effects.push({ kind: 'stop_unanswered' });
}

function assertNever(input: never): never {
  throw new TypeError(`an input of no known kind: ${JSON.stringify(input)}`);
}
