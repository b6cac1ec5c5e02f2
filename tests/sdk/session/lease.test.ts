import { StatusCode } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { step } from '../../../sdk/src/session/engine.ts';
import { due_us } from '../../../sdk/src/session/timers.ts';
import { replyFrame, sentRequests } from './controller-frames.ts';
import { ask, frame, kinds, ms, opened, timer } from './steps.ts';

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
