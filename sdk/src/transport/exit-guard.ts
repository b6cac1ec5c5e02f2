import type { Device } from '../contract.ts';
import { NanobiasError } from '../errors.ts';

/** Ends of a process that leave it the time to turn its outputs off. */
export type GuardedEnd = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'uncaughtException' | 'unhandledRejection';

/** Which ends of a process are guarded, and how long turning off may take. */
export interface ExitGuardOptions {
  /** Which ends are guarded; all unless told. */
  readonly ends?: readonly GuardedEnd[];
  /** How long turning off may take before the process ends all the same: above 0, at most 3600; 3 s unless told. */
  readonly limit_s?: number;
}

const ends_default: readonly GuardedEnd[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException', 'unhandledRejection'];
const limit_s_default = 3;
// Beyond 2^31 ms a timer of the platform fires at once, which would end the process before the output is off.
const limit_s_max = 3600;
const ms_per_s = 1000;

/**
 * Closes a device, and with it an output that this process holds, when the process is about to end by a signal, an uncaught
 * error or a rejection that nobody handles; then lets it end as it would have without the guard. Where the application has a
 * listener of its own for that end, what happens after the closing is left to it. Call the returned function to take it back.
 *
 * A killed process (SIGKILL), a stopped one, a blocked event loop and a power cut run no code: the controller sees the hang-up,
 * or its lease lapses.
 *
 * @throws INVALID_ARGUMENT when `limit_s` is not above 0 and at most 3600
 */
export function guardExit(device: Pick<Device, 'close'>, { ends = ends_default, limit_s = limit_s_default }: ExitGuardOptions = {}): () => void {
  if (!(0 < limit_s && limit_s <= limit_s_max)) {
    throw new NanobiasError('INVALID_ARGUMENT', `limit_s is above 0 and at most ${limit_s_max}, not ${limit_s}`, { outputMayBeOn: 'unknown', field: 'limit_s', value: limit_s, limit_max: limit_s_max, origin: 'host' });
  }
  const releases = ends.map((end) => watches[end].add(device, limit_s));
  return () => {
    for (const release of releases) release();
  };
}

/** One kind of end, and the devices that are to be closed before it. */
class EndWatch {
  readonly #end: GuardedEnd;
  readonly #limits_s = new Map<Pick<Device, 'close'>, number>();
  #isEnding = false;

  constructor(end: GuardedEnd) {
    this.#end = end;
  }

  add(device: Pick<Device, 'close'>, limit_s: number): () => void {
    if (this.#limits_s.size === 0) process.on(this.#end, this.#begin);
    this.#limits_s.set(device, limit_s);
    return () => {
      if (this.#limits_s.delete(device) && this.#limits_s.size === 0 && !this.#isEnding) process.off(this.#end, this.#begin);
    };
  }

  readonly #begin = (reason: unknown): void => {
    // What follows from the first end, or a second Ctrl-C, does not cut the closing short.
    if (this.#isEnding) return;
    this.#isEnding = true;
    const limit_s = Math.max(...this.#limits_s.values());
    const closings = [...this.#limits_s.keys()].map((device) => device.close());
    // What could not be turned off has been told to whoever holds it, and is for the lease to open.
    void Promise.race([Promise.allSettled(closings), after(limit_s * ms_per_s)]).then(() => {
      this.#limits_s.clear();
      this.#isEnding = false;
      process.off(this.#end, this.#begin);
      if (process.listenerCount(this.#end) === 0) endAsWithout(this.#end, reason);
    });
  };
}

const watches = {
  SIGINT: new EndWatch('SIGINT'), SIGTERM: new EndWatch('SIGTERM'), SIGHUP: new EndWatch('SIGHUP'),
  uncaughtException: new EndWatch('uncaughtException'), unhandledRejection: new EndWatch('unhandledRejection'),
} as const satisfies Readonly<Record<GuardedEnd, EndWatch>>;

function endAsWithout(end: GuardedEnd, reason: unknown): void {
  if (end === 'uncaughtException' || end === 'unhandledRejection') {
    // From a turn of its own it is uncaught, and the platform prints it and ends the process.
    setImmediate(() => {
      throw reason;
    });
  } else {
    process.kill(process.pid, end);
  }
}

function after(delay_ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delay_ms).unref();
  });
}
