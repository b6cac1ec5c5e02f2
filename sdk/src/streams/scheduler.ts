import { Subscription } from 'rxjs';
import type { SchedulerAction, SchedulerLike } from 'rxjs';
import type { Clock } from '@nanobias/proto';

const us_per_ms = 1000;

/**
 * The clock as a scheduler for the operators of rxjs that take time: `debounceTime(20, clockScheduler(clock))`. Without it
 * they count wall-clock milliseconds while the model runs a thousand times faster.
 */
export function clockScheduler(clock: Clock): SchedulerLike {
  return {
    now: () => clock.now_us() / us_per_ms,
    schedule: <T>(work: (this: SchedulerAction<T>, state?: T) => void, delay_ms = 0, state?: T): Subscription =>
      new ClockAction(clock, work).schedule(state, delay_ms),
  };
}

class ClockAction<T> extends Subscription implements SchedulerAction<T> {
  readonly #clock: Clock;
  readonly #work: (this: SchedulerAction<T>, state?: T) => void;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, work: (this: SchedulerAction<T>, state?: T) => void) {
    super(() => {
      this.#cancel();
    });
    this.#clock = clock;
    this.#work = work;
  }

  schedule(state?: T, delay_ms = 0): Subscription {
    if (this.closed) return this;
    this.#cancel();
    this.#cancel = this.#clock.after(Math.ceil(Math.max(0, delay_ms) * us_per_ms), () => {
      this.#work.call(this, state);
    });
    return this;
  }
}
