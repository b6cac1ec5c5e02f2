import type { Clock } from '@nanobias/proto';
import type { NanobiasError } from '../errors.ts';
import { clockReading, hostInstant, noteExchange } from './clock-comparison.ts';
import type { ClockReading, Exchange, HostInstant } from './clock-comparison.ts';

// An answer that took longer would say nothing about the clock.
const comparison_us = 1_000_000;

interface Waiting {
  readonly resolve: (reading: ClockReading) => void;
  readonly reject: (error: NanobiasError) => void;
}

/** Comparisons of clocks that somebody waits for, and what the answered ones tell. */
export class Comparisons {
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiting>();
  readonly #exchanges: Exchange[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves with the next answer; rejects with the failure when none comes in time. */
  next(late: () => NanobiasError): Promise<ClockReading> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(comparison_us, () => {
        this.#waiting.delete(waiting);
        reject(late());
      });
      const waiting: Waiting = {
        resolve: (reading) => {
          cancel();
          resolve(reading);
        },
        reject: (error) => {
          cancel();
          reject(error);
        },
      };
      this.#waiting.add(waiting);
    });
  }

  answered(exchange: Exchange): void {
    noteExchange(this.#exchanges, exchange);
    const reading = clockReading(this.#exchanges);
    if (reading === undefined) return;
    for (const { resolve } of this.#taken()) resolve(reading);
  }

  end(error: NanobiasError): void {
    for (const { reject } of this.#taken()) reject(error);
  }

  hostInstant(device_us: number): HostInstant | undefined {
    return hostInstant(this.#exchanges, device_us);
  }

  #taken(): readonly Waiting[] {
    const taken = [...this.#waiting];
    this.#waiting.clear();
    return taken;
  }
}
