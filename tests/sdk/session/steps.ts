import type { Frame } from '@nanobias/proto';
import { expect } from 'vitest';
import type { Effect } from '../../../sdk/src/session/effects.ts';
import { step } from '../../../sdk/src/session/engine.ts';
import { takeRequestId } from '../../../sdk/src/session/requests.ts';
import { createSession } from '../../../sdk/src/session/state.ts';
import type { Session } from '../../../sdk/src/session/state.ts';
import { helloAck, requestPayload } from './controller-frames.ts';

export const ms = 1000;

/** Words 1, 2, 3 ...: the first seeds the request ids, the next are nonces. */
export function newSession(): Session {
  let word = 0;
  return createSession({
    entropy: {
      uint32: () => {
        word += 1;
        return word;
      },
    },
  });
}

export function greeted(): Session {
  const session = newSession();
  step(session, { kind: 'greet', now_us: 0 });
  return session;
}

export function opened(differing: Parameters<typeof helloAck>[1] = {}): Session {
  const session = greeted();
  step(session, { kind: 'frame', now_us: 1 * ms, frame: helloAck(2, differing) });
  expect(session.phase).toBe('open');
  return session;
}

export function frame(session: Session, now_us: number, received: Frame): readonly Effect[] {
  return step(session, { kind: 'frame', now_us, frame: received });
}

export function ask(session: Session, now_us: number, options: { readonly isUrgent?: boolean; readonly payload_bytes?: number } = {}): { readonly id: number; readonly effects: readonly Effect[] } {
  const id = takeRequestId(session.requests);
  const payload = options.payload_bytes === undefined ? requestPayload(id) : new Uint8Array(options.payload_bytes);
  const effects = step(session, { kind: 'request', now_us, submission: { request_id: id, payload, isUrgent: options.isUrgent ?? false } });
  return { id, effects };
}

export function timer(session: Session, now_us: number, pending_bytes = 0): readonly Effect[] {
  return step(session, { kind: 'timer', now_us, pending_bytes });
}

export function kinds(effects: readonly Effect[]): string[] {
  return effects.map(({ kind }) => kind);
}

export function settled(effects: readonly Effect[]): { readonly id: number; readonly outcome: string }[] {
  return effects.flatMap((effect) => (effect.kind === 'settled' ? [{ id: effect.request_id, outcome: effect.outcome.kind }] : []));
}

export function ending(effects: readonly Effect[]): Effect | undefined {
  return effects.find(({ kind }) => kind === 'ended');
}
