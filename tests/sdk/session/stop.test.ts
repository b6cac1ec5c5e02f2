import { Cause } from '@nanobias/proto';
import { describe, expect, it } from 'vitest';
import { step } from '../../../sdk/src/session/engine.ts';
import { due_us } from '../../../sdk/src/session/timers.ts';
import { replyFrame } from './controller-frames.ts';
import { frame, greeted, kinds, ms, newSession, opened, timer } from './steps.ts';

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
