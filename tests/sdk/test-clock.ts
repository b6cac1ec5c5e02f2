import type { CancelTimer, Clock } from '@nanobias/proto';

const timers_max = 100_000;

/** A clock that stands still until it is told otherwise. */
export class TestClock implements Clock {
  #now_us = 0;
  readonly #timers = new Set<{ readonly due_us: number; readonly callback: () => void }>();

  now_us(): number {
    return this.#now_us;
  }

  after(delay_us: number, callback: () => void): CancelTimer {
    const timer = { due_us: this.#now_us + delay_us, callback };
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  outside<T>(work: Promise<T>): Promise<T> {
    return work;
  }

  get timers_count(): number {
    return this.#timers.size;
  }

  /** Calls what becomes due, in order, first set first. */
  advance(by_us: number): void {
    const until_us = this.#now_us + by_us;
    for (let count = 0; ; count += 1) {
      if (count > timers_max) throw new Error(`more than ${timers_max} timers in ${by_us} us: one of them sets itself without end`);
      const next = [...this.#timers].reduce<{ due_us: number; callback: () => void } | undefined>((a, b) => (a === undefined || b.due_us < a.due_us ? b : a), undefined);
      if (next === undefined || next.due_us > until_us) break;
      this.#timers.delete(next);
      this.#now_us = Math.max(this.#now_us, next.due_us);
      next.callback();
    }
    this.#now_us = until_us;
  }

  /** Advances in steps, and lets promises settle after each. */
  async run(by_us: number, step_us = 10_000): Promise<void> {
    for (let left_us = by_us; left_us > 0; left_us -= step_us) {
      this.advance(Math.min(step_us, left_us));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
