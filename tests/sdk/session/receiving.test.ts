import { Cause, EventKind } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { step } from '../../../sdk/src/session/engine.ts';
import { due_us } from '../../../sdk/src/session/timers.ts';
import { eventFrame, linkFrame, sentLinks, session as sessionNumber } from './controller-frames.ts';
import { ending, frame, kinds, ms, opened, timer } from './steps.ts';

describe('the link', () => {
  it('is pinged after a second of silence, silent after three, lost after thirty', () => {
    const session = opened();
    const seen: string[] = [];
    while (session.phase === 'open') {
      const now_us = due_us(session);
      for (const effect of timer(session, now_us)) {
        if (effect.kind === 'link') seen.push(`${now_us / 1e6} ${effect.link}`);
        if (effect.kind === 'ended') seen.push(`${now_us / 1e6} ${effect.code}`);
        if (effect.kind === 'send' && seen.length === 0) seen.push(`${now_us / 1e6} ping`);
      }
    }
    // The hello was answered at 1 ms.
    expect(seen).toEqual(['1.001 ping', '3.001 silent', '30.001 closed', '30.001 LINK_LOST']);
  });

  it('is connected again with the first answer, not with what the controller sends of itself', () => {
    const session = opened();
    let ping: ReturnType<typeof sentLinks>[number] | undefined;
    for (let now_us = due_us(session); session.link === 'connected'; now_us = due_us(session)) ping = sentLinks(timer(session, now_us))[0] ?? ping;
    expect(frame(session, 3_500 * ms, eventFrame(1)).some(({ kind }) => kind === 'link')).toBe(false);
    expect(frame(session, 3_600 * ms, linkFrame({ kind: 'ping', nonce: 99_999 })).some(({ kind }) => kind === 'link')).toBe(false);
    expect(frame(session, 4_000 * ms, linkFrame(ping!))).toEqual([{ kind: 'link', link: 'connected' }]);
    // A second after the last ping, which went out at 3.001 s.
    expect(due_us(session)).toBe(4_001 * ms);
  });

  it('is connected, and sends no answer back, where each answer to a ping takes longer than pings are apart', () => {
    const session = opened();
    const way_us = 2_500 * ms;
    const links: string[] = [];
    const answers: { readonly due_us: number; readonly ping: ReturnType<typeof sentLinks>[number] }[] = [];
    let pings_count = 0;
    for (let now_us = 0; now_us < 100_000 * ms; ) {
      const isAnswer = answers.length > 0 && answers[0]!.due_us <= due_us(session);
      now_us = isAnswer ? answers[0]!.due_us : due_us(session);
      const effects = isAnswer ? frame(session, now_us, linkFrame(answers.shift()!.ping)) : timer(session, now_us);
      for (const effect of effects) if (effect.kind === 'link') links.push(`${now_us / 1e6} ${effect.link}`);
      const pings = sentLinks(effects);
      pings_count += pings.length;
      if (isAnswer) expect(pings).toEqual([]);
      else answers.push(...pings.map((ping) => ({ due_us: now_us + way_us, ping })));
    }
    // The first answer comes a second of quiet and a round trip after the hello's.
    expect(links).toEqual(['3.001 silent', '3.501 connected']);
    expect(pings_count).toBeGreaterThan(95);
    expect(pings_count).toBeLessThanOrEqual(100);
  });

  it('is pinged, silent and lost as well where only the way to the controller is dead, and events go on coming', () => {
    const session = opened();
    const seen: string[] = [];
    for (let event_seq = 1; session.phase === 'open'; event_seq += 1) {
      const now_us = due_us(session);
      for (const effect of [...timer(session, now_us), ...frame(session, now_us, eventFrame(event_seq))]) {
        if (effect.kind === 'link') seen.push(`${now_us / 1e6} ${effect.link}`);
      }
    }
    expect(seen).toEqual(['3.001 silent', '30.001 closed']);
  });

  it('answers a ping of the controller, at most ten times a second, and its own never', () => {
    const session = opened();
    expect(sentLinks(frame(session, 10 * ms, linkFrame({ kind: 'ping', nonce: 5 })))).toEqual([{ kind: 'ping', nonce: 5 }]);
    expect(frame(session, 20 * ms, linkFrame({ kind: 'ping', nonce: 5 }))).toEqual([]);
    const [ours] = sentLinks(timer(session, 1_020 * ms));
    expect(ours?.kind).toBe('ping');
    expect(frame(session, 1_021 * ms, linkFrame(ours!))).toEqual([]);
  });

  it('is lost when the controller says goodbye', () => {
    const session = opened();
    expect(ending(frame(session, 2 * ms, linkFrame({ kind: 'bye', reason: 'reset' })))).toMatchObject({ code: 'LINK_LOST' });
  });

  it('ends with a goodbye of this side', () => {
    const session = opened();
    const effects = step(session, { kind: 'leave', reason: 'done' });
    expect(sentLinks(effects)).toEqual([{ kind: 'bye', reason: 'done' }]);
    expect(ending(effects)).toMatchObject({ code: 'CLOSED' });
  });

  it('survives payloads that are no message, and counts them', () => {
    const session = opened();
    for (const kind of [1, 3, 4] as const) expect(frame(session, 2 * ms, { kind, session: sessionNumber, seq: 0, payload: Uint8Array.of(0xff, 0xff) })).toEqual([]);
    expect(session.counts.malformed).toBe(3);
  });
});

describe('events', () => {
  it('come in order, with a gap where numbers are missing', () => {
    const session = opened();
    const seen = [7, 8, 11].flatMap((seq) => frame(session, 2 * ms, eventFrame(seq)));
    expect(seen.map((effect) => (effect.kind === 'event' ? effect.event.event_seq : effect))).toEqual([7, 8, { kind: 'gap', lost: 2 }, 11]);
  });

  it('are dropped and counted when they come a second time', () => {
    const session = opened();
    frame(session, 2 * ms, eventFrame(7));
    expect(frame(session, 3 * ms, eventFrame(7))).toEqual([]);
    expect(session.counts.staleEvents).toBe(1);
  });

  it('number on across 2^32', () => {
    const session = opened();
    frame(session, 2 * ms, eventFrame(0xffff_ffff));
    expect(kinds(frame(session, 3 * ms, eventFrame(0, { kind: EventKind.TRIPPED, cause: Cause.OVER_VOLTAGE })))).toEqual(['event']);
  });
});
