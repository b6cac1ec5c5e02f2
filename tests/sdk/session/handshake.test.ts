import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../sdk/src/session/effects.ts';
import { step } from '../../../sdk/src/session/engine.ts';
import { due_us } from '../../../sdk/src/session/timers.ts';
import { helloAck, replyFrame, sentLinks, sentRequests, session as sessionNumber } from './controller-frames.ts';
import { ask, ending, frame, greeted, kinds, ms, newSession, timer } from './steps.ts';

describe('the handshake', () => {
  it('opens the session that the controller gives in answer to the nonce', () => {
    const session = newSession();
    const greeting = step(session, { kind: 'greet', now_us: 0 });
    expect(sentLinks(greeting)).toEqual([{ kind: 'hello', version_min: 1, version_max: 1, nonce: 2, client: 'nanobias' }]);
    expect(greeting[0]).toMatchObject({ frame: { session: 0, seq: 0 } });
    expect(kinds(frame(session, 1 * ms, helloAck(2)))).toEqual(['ready', 'link']);
    expect(session.session).toBe(sessionNumber);
  });

  it('says hello again with another nonce, and ignores the late answer to the earlier one', () => {
    const session = greeted();
    expect(due_us(session)).toBe(250 * ms);
    const second = timer(session, 250 * ms);
    expect(kinds(second)).toEqual(['send_delimiter', 'send']);
    expect(sentLinks(second)).toMatchObject([{ kind: 'hello', nonce: 3 }]);
    expect(frame(session, 260 * ms, helloAck(2))).toEqual([]);
    expect(session.counts.strayAcks).toBe(1);
    expect(kinds(frame(session, 270 * ms, helloAck(3)))).toContain('ready');
  });

  it('gives up after four hellos in 3.75 s', () => {
    const session = greeted();
    const times_us: number[] = [];
    let last: readonly Effect[] = [];
    while (session.phase === 'greeting') {
      times_us.push(due_us(session));
      last = timer(session, due_us(session));
    }
    expect(times_us).toEqual([250 * ms, 750 * ms, 1750 * ms, 3750 * ms]);
    expect(ending(last)).toMatchObject({ code: 'NO_ANSWER' });
  });

  it('ends within the same time when a controller answers endlessly with a nonce of its own', () => {
    const session = greeted();
    for (let now_us = 0; now_us < 3750 * ms; now_us += 10 * ms) {
      frame(session, now_us, helloAck(999));
      if (due_us(session) <= now_us) timer(session, now_us);
    }
    expect(ending(timer(session, 3750 * ms))).toMatchObject({ code: 'NO_ANSWER' });
  });

  it.each([
    ['another version', { version: 2, version_min: 2, version_max: 3 }, 'UNSUPPORTED_VERSION'],
    ['no version that fits', { version: 0, version_min: 2, version_max: 3 }, 'UNSUPPORTED_VERSION'],
    ['another schema', { schema_hash: 1 }, 'SCHEMA_MISMATCH'],
    ['session 0', { session: 0 }, 'PROTOCOL'],
  ] as const)('refuses %s', (_, differing, code) => {
    const session = greeted();
    expect(ending(frame(session, 1 * ms, helloAck(2, differing)))).toMatchObject({ code });
    expect(session.phase).toBe('ended');
  });

  it('sends no request before the session is open', () => {
    const session = greeted();
    const { id, effects } = ask(session, 0);
    expect(effects).toEqual([]);
    expect(frame(session, 1 * ms, replyFrame(id))).toEqual([]);
    expect(sentRequests(frame(session, 2 * ms, helloAck(2)))).toEqual([{ request_id: id, body: { kind: 'get_state' } }]);
  });
});
