import { StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { step } from '../../../sdk/src/session/engine.ts';
import { takeRequestId } from '../../../sdk/src/session/requests.ts';
import { due_us } from '../../../sdk/src/session/timers.ts';
import { replyFrame, sentRequests, session as sessionNumber } from './controller-frames.ts';
import { ask, ending, frame, kinds, ms, opened, settled, timer } from './steps.ts';

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
