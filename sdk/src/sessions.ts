import type { BytePipe, Clock } from '@nanobias/proto';
import { Subscription } from 'rxjs';
import { connect } from './connect.ts';
import type { ConnectOptions } from './connect.ts';
import type { Device } from './contract.ts';
import { NanobiasError } from './errors.ts';
import type { SampledPipe } from './sampled-pipe.ts';
import { us } from './units.ts';
import type { Seconds } from './units.ts';

/** How often and how fast a session is opened anew. */
export interface SessionsOptions extends ConnectOptions {
  /** Waits between attempts; the last one is repeated. 0.25, 0.5, 1, 2 and 5 s unless told. */
  readonly waits_s?: readonly Seconds[];
  /** Attempts in a row that may fail; 60 unless told. */
  readonly attempts_max?: number;
  readonly signal?: AbortSignal;
}

const waits_s_default = [0.25, 0.5, 1, 2, 5] as const;
const attempts_max_default = 60;

/**
 * One session after another with the same controller: `for await (const device of sessions(() => openTcp(address), options))`.
 * Each device is connected anew, with its state read first, when the link of the one before was lost. Nothing is taken over and
 * nothing turned on by that: what goes on is asked for by `device.adopt` and `device.events$({ from })`.
 *
 * Ends, and closes the device, when the loop is left, the signal aborts or the device was closed by its user.
 * @throws what the last attempt failed with, when it is not retryable or the attempts are used up
 */
export async function* sessions(open: () => Promise<BytePipe | SampledPipe>, options: SessionsOptions): AsyncGenerator<Device, undefined> {
  const { clock, signal } = options;
  for (;;) {
    const device = await attempted(open, options);
    if (device === undefined) return undefined;
    const lost = linkLost(device, signal);
    try {
      yield device;
      if (!(await lost)) return undefined;
    } finally {
      await device.close();
    }
    // A controller that ends every session at once is not asked again without a pause.
    await pause(clock, us('waits_s', options.waits_s?.[0] ?? waits_s_default[0]), signal);
  }
}

/** Undefined when the signal aborted first. */
async function attempted(open: () => Promise<BytePipe | SampledPipe>, { waits_s = waits_s_default, attempts_max = attempts_max_default, signal, ...options }: SessionsOptions): Promise<Device | undefined> {
  for (let attempt = 1; signal?.aborted !== true; attempt += 1) {
    try {
      return await connect(await open(), options);
    } catch (error) {
      if (!(error instanceof NanobiasError) || !error.retryable || !(attempt < attempts_max)) throw error;
    }
    await pause(options.clock, us('waits_s', waits_s[Math.min(attempt, waits_s.length) - 1] ?? 0), signal);
  }
  return undefined;
}

/** True when the link was lost, false when its user has closed the device or the signal aborted. */
function linkLost({ link$ }: Device, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const watch = new Subscription();
    const over = (isLost: boolean): void => {
      watch.unsubscribe();
      signal?.removeEventListener('abort', aborted);
      resolve(isLost);
    };
    const aborted = (): void => over(false);
    signal?.addEventListener('abort', aborted, { once: true });
    watch.add(link$.subscribe({ error: () => over(true), complete: () => over(false) }));
    if (signal?.aborted === true) over(false);
  });
}

function pause(clock: Clock, delay_us: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      cancel();
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const cancel = clock.after(delay_us, over);
    signal?.addEventListener('abort', over, { once: true });
    if (signal?.aborted === true) over();
  });
}
