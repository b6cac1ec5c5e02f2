import { Subject, bufferTime, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { clockScheduler } from '../../../sdk/src/streams/scheduler.ts';
import { TestClock } from '../test-clock.ts';

describe('the clock as a scheduler', () => {
  it('lets operators count the time of the clock', () => {
    const clock = new TestClock();
    const fired_ms: number[] = [];
    timer(20, 50, clockScheduler(clock)).subscribe(() => fired_ms.push(clock.now_us() / 1000));
    clock.advance(200_000);
    expect(fired_ms).toEqual([20, 70, 120, 170]);
  });

  it('cancels what is unsubscribed', () => {
    const clock = new TestClock();
    const subscription = timer(20, clockScheduler(clock)).subscribe(() => expect.unreachable());
    subscription.unsubscribe();
    clock.advance(100_000);
    expect(clock.timers_count).toBe(0);
  });

  it('serves operators that schedule again and again', () => {
    const clock = new TestClock();
    const values = new Subject<number>();
    const seen: number[][] = [];
    values.pipe(bufferTime(10, clockScheduler(clock))).subscribe((batch) => seen.push(batch));
    values.next(1);
    clock.advance(10_000);
    values.next(2);
    clock.advance(10_000);
    expect(seen).toEqual([[1], [2]]);
  });
});
