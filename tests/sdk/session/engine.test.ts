import { Cause, EventKind, StatusCode } from '@nanobias/proto';
import type { Frame } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../sdk/src/session/effects.ts';
import { step } from '../../../sdk/src/session/engine.ts';
import { takeRequestId } from '../../../sdk/src/session/requests.ts';
import { createSession } from '../../../sdk/src/session/state.ts';
import type { Session } from '../../../sdk/src/session/state.ts';
import { due_us } from '../../../sdk/src/session/timers.ts';
import { eventFrame, helloAck, linkFrame, replyFrame, requestPayload, sentLinks, sentRequests, session as sessionNumber } from './controller-frames.ts';

const ms = 1000;

/** Words 1, 2, 3 ...: the first seeds the request ids, the next are nonces. */
function newSession(): Session {
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

function greeted(): Session {
  const session = newSession();
  step(session, { kind: 'greet', now_us: 0 });
  return session;
}

function opened(differing: Parameters<typeof helloAck>[1] = {}): Session {
  const session = greeted();
  step(session, { kind: 'frame', now_us: 1 * ms, frame: helloAck(2, differing) });
  expect(session.phase).toBe('open');
  return session;
}

function frame(session: Session, now_us: number, received: Frame): readonly Effect[] {
  return step(session, { kind: 'frame', now_us, frame: received });
}

function ask(session: Session, now_us: number, options: { readonly isUrgent?: boolean; readonly payload_bytes?: number } = {}): { readonly id: number; readonly effects: readonly Effect[] } {
  const id = takeRequestId(session.requests);
  const payload = options.payload_bytes === undefined ? requestPayload(id) : new Uint8Array(options.payload_bytes);
  const effects = step(session, { kind: 'request', now_us, submission: { request_id: id, payload, isUrgent: options.isUrgent ?? false } });
  return { id, effects };
}

function timer(session: Session, now_us: number, pending_bytes = 0): readonly Effect[] {
  return step(session, { kind: 'timer', now_us, pending_bytes });
}

function kinds(effects: readonly Effect[]): string[] {
  return effects.map(({ kind }) => kind);
}

function settled(effects: readonly Effect[]): { readonly id: number; readonly outcome: string }[] {
  return effects.flatMap((effect) => (effect.kind === 'settled' ? [{ id: effect.request_id, outcome: effect.outcome.kind }] : []));
}

function ending(effects: readonly Effect[]): Effect | undefined {
  return effects.find(({ kind }) => kind === 'ended');
}

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

describe('requests', () => {
  it('settle with the reply of their id', () => {
    const session = opened();
    const { id, effects } = ask(session, 2 * ms);
    expect(sentRequests(effects)).toEqual([{ request_id: id, body: { kind: 'get_state' } }]);
    expect(settled(frame(session, 3 * ms, replyFrame(id)))).toEqual([{ id, outcome: 'reply' }]);
  });

  it('are sent again under the same id when no reply has come for 300 ms', () => {
    const session = opened();
    const { id } = ask(session, 2 * ms);
    expect(due_us(session)).toBe(302 * ms);
    expect(sentRequests(timer(session, 302 * ms))).toEqual([{ request_id: id, body: { kind: 'get_state' } }]);
    expect(settled(frame(session, 303 * ms, replyFrame(id)))).toEqual([{ id, outcome: 'reply' }]);
  });

  it('time out after four sendings, and a reply that comes later answers nothing', () => {
    const session = opened();
    const first = ask(session, 0).id;
    for (const now_us of [300 * ms, 600 * ms, 900 * ms]) expect(sentRequests(timer(session, now_us))).toHaveLength(1);
    expect(settled(timer(session, 1200 * ms))).toEqual([{ id: first, outcome: 'timeout' }]);
    const second = ask(session, 1201 * ms).id;
    expect(second).not.toBe(first);
    expect(settled(frame(session, 1202 * ms, replyFrame(first)))).toEqual([]);
    expect(session.counts.unsolicited).toBe(1);
    expect(settled(frame(session, 1203 * ms, replyFrame(second)))).toEqual([{ id: second, outcome: 'reply' }]);
  });

  it('settle once when their reply comes twice', () => {
    const session = opened();
    const { id } = ask(session, 0);
    expect(settled(frame(session, 1, replyFrame(id)))).toHaveLength(1);
    expect(settled(frame(session, 2, replyFrame(id)))).toEqual([]);
    expect(session.counts.unsolicited).toBe(1);
  });

  it('ignore a reply that was never asked for', () => {
    const session = opened();
    expect(settled(frame(session, 1, replyFrame(12_345)))).toEqual([]);
    expect(session.counts.unsolicited).toBe(1);
  });

  it('ignore a reply from another session', () => {
    const session = opened();
    const { id } = ask(session, 0);
    expect(frame(session, 1, replyFrame(id, { of: sessionNumber + 1 }))).toEqual([]);
    expect(session.counts.foreign).toBe(1);
  });

  it('are not repeated behind bytes that the pipe still holds, and time out all the same', () => {
    const session = opened();
    const { id } = ask(session, 0);
    for (const now_us of [300 * ms, 600 * ms, 900 * ms]) expect(sentRequests(timer(session, now_us, 10))).toEqual([]);
    expect(settled(timer(session, 1200 * ms, 10))).toEqual([{ id, outcome: 'timeout' }]);
  });

  it('keep to the window that the controller advertises', () => {
    const session = opened({ requests_in_flight_max: 2 });
    const ids = [ask(session, 0), ask(session, 0), ask(session, 0)];
    expect(ids.map(({ effects }) => sentRequests(effects).length)).toEqual([1, 1, 0]);
    const next = frame(session, 1, replyFrame(ids[0]!.id));
    expect(sentRequests(next).map(({ request_id }) => request_id)).toEqual([ids[2]!.id]);
  });

  it('leave at most 512 B unacknowledged on a UART', () => {
    const session = opened({ frame_bytes_max: 256 });
    // A frame is 19 B longer than its payload; 128 of the 512 B are kept for a ping and three renewals.
    expect(kinds(ask(session, 0, { payload_bytes: 181 }).effects)).toEqual(['send']);
    expect(kinds(ask(session, 0, { payload_bytes: 165 }).effects)).toEqual(['send']);
    expect(kinds(ask(session, 0, { payload_bytes: 1 }).effects)).toEqual([]);
  });

  it('de-energise past a full window and a full byte bound', () => {
    const session = opened({ frame_bytes_max: 256, requests_in_flight_max: 1 });
    ask(session, 0, { payload_bytes: 256 });
    ask(session, 0);
    expect(sentRequests(ask(session, 0, { isUrgent: true }).effects)).toHaveLength(1);
  });

  it('overflow when 64 wait', () => {
    const session = opened({ requests_in_flight_max: 1 });
    for (let count = 0; count < 65; count += 1) expect(settled(ask(session, 0).effects)).toEqual([]);
    const { id, effects } = ask(session, 0);
    expect(settled(effects)).toEqual([{ id, outcome: 'overflow' }]);
  });

  it('are not repeated once their caller has gone, and free their place when the reply comes', () => {
    const session = opened({ requests_in_flight_max: 1 });
    const { id } = ask(session, 0);
    const { id: waiting } = ask(session, 0);
    step(session, { kind: 'abandon', request_id: id });
    expect(settled(frame(session, 1, replyFrame(id)))).toEqual([]);
    expect(session.requests.inFlight.has(waiting)).toBe(true);
    step(session, { kind: 'abandon', request_id: waiting });
    expect(sentRequests(timer(session, 301 * ms))).toEqual([]);
    expect(session.requests.inFlight.size).toBe(0);
  });

  it('number from 2^32 - 1 on with 1, and step over what is in flight', () => {
    const session = opened();
    session.requests.nextId = 0xffff_ffff;
    const ids = [ask(session, 0).id, ask(session, 0).id];
    expect(ids).toEqual([0xffff_ffff, 1]);
    session.requests.nextId = 0xffff_ffff;
    expect(takeRequestId(session.requests)).toBe(2);
  });

  it('are settled when the pipe goes, each with whether it was sent', () => {
    const session = opened({ requests_in_flight_max: 1 });
    ask(session, 0);
    ask(session, 0);
    const effects = step(session, { kind: 'pipe_closed', reason: 'unplugged' });
    expect(effects.flatMap((effect) => (effect.kind === 'settled' ? [effect.outcome] : []))).toEqual([
      { kind: 'ended', wasSent: true },
      { kind: 'ended', wasSent: false },
    ]);
    expect(ending(effects)).toMatchObject({ code: 'LINK_LOST', reason: 'unplugged' });
    expect(settled(ask(session, 1).effects)).toMatchObject([{ outcome: 'ended' }]);
  });

  it('end with the session when the controller says that it is stale', () => {
    const session = opened();
    const { id } = ask(session, 0);
    const { id: other } = ask(session, 0);
    const effects = frame(session, 1, replyFrame(id, { code: StatusCode.STALE_SESSION }));
    expect(settled(effects)).toEqual([{ id, outcome: 'reply' }, { id: other, outcome: 'ended' }]);
    expect(ending(effects)).toMatchObject({ code: 'SESSION_LOST' });
  });
});

describe('the lease', () => {
  const lease = { kind: 'hold_lease', lease_epoch: 4, lease_us: 300 * ms, since_us: 0 } as const;

  it('is renewed every third of its time', () => {
    const session = opened();
    step(session, lease);
    const sent_us: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const now_us = due_us(session);
      const renewals = sentRequests(timer(session, now_us));
      expect(renewals).toMatchObject([{ body: { kind: 'renew_lease', lease_epoch: 4 } }]);
      sent_us.push(now_us);
      frame(session, now_us + 1 * ms, replyFrame(renewals[0]!.request_id));
    }
    expect(sent_us).toEqual([100 * ms, 200 * ms, 300 * ms, 400 * ms, 500 * ms]);
  });

  it('goes on when two renewals in a row are lost', () => {
    const session = opened();
    step(session, lease);
    timer(session, 100 * ms);
    const third = sentRequests(timer(session, 200 * ms));
    frame(session, 201 * ms, replyFrame(third[0]!.request_id));
    expect(kinds(timer(session, 300 * ms))).not.toContain('lease_lost');
    expect(session.lease?.acknowledged_us).toBe(200 * ms);
  });

  it('is lost when its time has passed without an acknowledged renewal', () => {
    const session = opened();
    step(session, lease);
    timer(session, 100 * ms);
    timer(session, 200 * ms);
    expect(due_us(session)).toBe(300 * ms);
    expect(timer(session, 300 * ms)[0]).toMatchObject({ kind: 'lease_lost', lease_epoch: 4 });
    expect(sentRequests(timer(session, 400 * ms))).toEqual([]);
  });

  it('is lost after a pause of the host, however many renewals were due', () => {
    const session = opened();
    step(session, lease);
    expect(timer(session, 5_000 * ms)[0]).toMatchObject({ kind: 'lease_lost' });
  });

  it.each([
    [StatusCode.STALE_EPOCH, true],
    [StatusCode.LEASE_REQUIRED, true],
    [StatusCode.BUSY, false],
    [StatusCode.QUEUE_FULL, false],
  ])('ends with a renewal refused with status %i: %s', (code, isLost) => {
    const session = opened();
    step(session, lease);
    const [renewal] = sentRequests(timer(session, 100 * ms));
    expect(kinds(frame(session, 101 * ms, replyFrame(renewal!.request_id, { code }))).includes('lease_lost')).toBe(isLost);
  });

  it('is not kept alive by the reply to a renewal of an earlier lease', () => {
    const session = opened();
    step(session, lease);
    const [renewal] = sentRequests(timer(session, 100 * ms));
    step(session, { kind: 'drop_lease' });
    step(session, { ...lease, lease_epoch: 5, since_us: 50 * ms });
    frame(session, 120 * ms, replyFrame(renewal!.request_id));
    expect(session.lease).toMatchObject({ lease_epoch: 5, acknowledged_us: 50 * ms });
  });

  it('is renewed past a window that is full of other requests', () => {
    const session = opened({ requests_in_flight_max: 1, frame_bytes_max: 256 });
    ask(session, 0, { payload_bytes: 256 });
    step(session, lease);
    expect(sentRequests(timer(session, 100 * ms))).toMatchObject([{ body: { kind: 'renew_lease' } }]);
  });

  it('is not renewed once it was given back', () => {
    const session = opened();
    step(session, lease);
    step(session, { kind: 'drop_lease' });
    expect(timer(session, 200 * ms)).toEqual([]);
  });
});

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

  it('is connected again with the first frame', () => {
    const session = opened();
    for (let now_us = due_us(session); session.link === 'connected'; now_us = due_us(session)) timer(session, now_us);
    expect(step(session, { kind: 'heard', now_us: 4_000 * ms })).toEqual([{ kind: 'link', link: 'connected' }]);
    expect(due_us(session)).toBe(5_000 * ms);
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

describe('the stop', () => {
  const off = { kind: 'off_result', is_switch_closed: false, device_time_us: 2000, output_epoch: 1, cause: Cause.HOST_STOP } as const;

  it('is sent at once, in every phase, and repeated every 200 ms until it is answered', () => {
    for (const session of [newSession(), greeted(), opened({ requests_in_flight_max: 1 })]) {
      expect(kinds(step(session, { kind: 'stop', now_us: 0 }))).toEqual(['send_stop']);
      expect(due_us(session)).toBe(200 * ms);
      expect(kinds(timer(session, 200 * ms))).toContain('send_stop');
    }
  });

  it('ends with what was measured, and takes the further answers to its three frames for nothing', () => {
    const session = opened();
    step(session, { kind: 'stop', now_us: 0 });
    const answer = replyFrame(0, { body: off });
    expect(frame(session, 10 * ms, answer)).toEqual([{ kind: 'stopped', off: { ...off } }]);
    expect(frame(session, 11 * ms, answer)).toEqual([]);
    expect(session.counts.unsolicited).toBe(1);
  });

  it('is given up after five sendings', () => {
    const session = opened();
    step(session, { kind: 'stop', now_us: 0 });
    const sent = [200, 400, 600, 800].map((now_ms) => kinds(timer(session, now_ms * ms)).includes('send_stop'));
    expect(sent).toEqual([true, true, true, true]);
    expect(kinds(timer(session, 1000 * ms))).toContain('stop_unanswered');
  });

  it('is unanswered at once when the session is over', () => {
    const session = opened();
    step(session, { kind: 'pipe_closed', reason: 'gone' });
    expect(step(session, { kind: 'stop', now_us: 0 })).toEqual([{ kind: 'stop_unanswered' }]);
  });
});
