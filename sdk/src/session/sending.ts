import { FrameKind, encodeLinkMessage } from '@nanobias/proto';
import type { LinkMessage } from '@nanobias/proto';
import type { ErrorCode } from '../errors.ts';
import type { Effect, Submission } from './effects.ts';
import { endAll } from './requests.ts';
import type { Session } from './state.ts';

export function sendRequests(session: Session, submissions: readonly Submission[], effects: Effect[]): void {
  for (const { payload } of submissions) send(session, FrameKind.CONTROL, payload, effects);
}

export function sendLink(session: Session, message: LinkMessage, effects: Effect[]): void {
  send(session, FrameKind.LINK, encodeLinkMessage(message), effects);
}

function send(session: Session, kind: FrameKind, payload: Uint8Array, effects: Effect[]): void {
  const seq = session.frameSeqs.get(kind) ?? 0;
  session.frameSeqs.set(kind, (seq + 1) >>> 0);
  effects.push({ kind: 'send', frame: { kind, session: session.session, seq }, payload });
}

/** Ends the session, then settles whatever was asked of it: who asked can be told why. */
export function end(session: Session, code: ErrorCode, reason: string, effects: Effect[]): void {
  session.phase = 'ended';
  session.link = 'closed';
  session.lease = undefined;
  effects.push({ kind: 'link', link: 'closed' }, { kind: 'ended', code, reason });
  endAll(session.requests, effects);
  if (session.stop !== undefined) effects.push({ kind: 'stop_unanswered' });
  session.stop = undefined;
}
