import type { HostLine } from '../../../firmware-model/src/endpoint/client.ts';
import type { WallClock } from '../../../firmware-model/src/endpoint/paced-device.ts';

/** A wall clock that a test turns by hand. */
export class HandClock implements WallClock {
  #now_us = 5_000_000;
  #waiting: { due_us: number; callback: () => void }[] = [];

  now_us(): number {
    return this.#now_us;
  }

  after(delay_us: number, callback: () => void): () => void {
    const timer = { due_us: this.#now_us + delay_us, callback };
    this.#waiting.push(timer);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== timer);
    };
  }

  pass(time_us: number): void {
    const end_us = this.#now_us + time_us;
    for (;;) {
      const next = this.#waiting.filter(({ due_us }) => due_us <= end_us).sort((a, b) => a.due_us - b.due_us)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now_us = Math.max(this.#now_us, next.due_us);
      next.callback();
    }
    this.#now_us = end_us;
  }

  /** The machine sleeps: time passes and no timer is called. */
  sleep(time_us: number): void {
    this.#now_us += time_us;
  }
}

/** A client that keeps what it is sent. */
export class Line implements HostLine {
  room_bytes = 100_000;
  resumes = 0;
  readonly seen: number[] = [];
  hungUp: string | undefined;
  write(bytes: Uint8Array): void {
    this.seen.push(...bytes);
  }
  resume(): void {
    this.resumes += 1;
  }
  hangUp(reason: string): void {
    this.hungUp = reason;
  }
}
