import { Channel, amperesPerCode, voltsPerCode } from '@nanobias/sdk';
import type { Clock, CodeBlock, Device, SampleStream } from '@nanobias/sdk';
import { ScpiError } from './scpi-error.ts';

/** The slow path converts ten times a second, which is five cycles of a mains of 50 Hz. */
const RATE_HZ = 10;
export const CONVERSION_NPLC = 5;
/** A conversion that has not come by then does not come. */
const WAIT_US = 2_000_000;

export type Quantity = 'VOLT' | 'CURR';

const CHANNELS = { VOLT: Channel.SLOW_VOLTAGE, CURR: Channel.SLOW_CURRENT } as const;

interface Waiter {
  readonly values: number[];
  readonly count: number;
  readonly resolve: (mean: number) => void;
}

/** Conversions of the slow path, from the first request on. */
export class Readings {
  readonly #device: Device;
  readonly #clock: Clock;
  readonly #waiters: Readonly<Record<Quantity, Set<Waiter>>> = { VOLT: new Set(), CURR: new Set() };
  readonly #streams = new Map<Quantity, Promise<SampleStream>>();

  constructor(device: Device, clock: Clock) {
    this.#device = device;
    this.#clock = clock;
  }

  /** The mean of the next so many conversions, V or A. @throws ScpiError -230 when none comes, and the signal's reason */
  async next(quantity: Quantity, count: number, signal: AbortSignal): Promise<number> {
    await this.#open(quantity);
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        values: [], count,
        resolve: (mean) => {
          cancel();
          signal.removeEventListener('abort', onAbort);
          resolve(mean);
        },
      };
      const onAbort = (): void => {
        cancel();
        if (this.#waiters[quantity].delete(waiter)) reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const cancel = this.#clock.after(WAIT_US + (count * 1e6) / RATE_HZ, () => {
        signal.removeEventListener('abort', onAbort);
        if (this.#waiters[quantity].delete(waiter)) reject(new ScpiError(-230, 'no conversion came'));
      });
      this.#waiters[quantity].add(waiter);
    });
  }

  #open(quantity: Quantity): Promise<SampleStream> {
    const known = this.#streams.get(quantity);
    if (known !== undefined) return known;
    const opening = this.#device.openStream({ channel: CHANNELS[quantity], rate_Hz: RATE_HZ, block_samples: 1 });
    this.#streams.set(quantity, opening);
    opening.then(
      ({ blocks$ }) => blocks$.subscribe({ next: (block) => this.#take(quantity, block), error: () => this.#streams.delete(quantity) }),
      () => this.#streams.delete(quantity),
    );
    return opening;
  }

  #take(quantity: Quantity, block: CodeBlock): void {
    const lsb = quantity === 'VOLT' ? voltsPerCode(block) : amperesPerCode(block);
    for (const code of block.codes) {
      for (const waiter of this.#waiters[quantity]) {
        waiter.values.push(code * lsb);
        if (waiter.values.length < waiter.count) continue;
        this.#waiters[quantity].delete(waiter);
        waiter.resolve(waiter.values.reduce((sum, value) => sum + value, 0) / waiter.count);
      }
    }
  }
}
