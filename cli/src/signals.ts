import { signalExit } from './exit.ts';
import type { StopSignal } from './exit.ts';

/** A run that signals can end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** The signal that came, if one did. */
  readonly by: StopSignal | undefined;
  abort(reason: Error): void;
  /** Gives the signals back. */
  release(): void;
}

/**
 * Turns the first SIGINT or SIGTERM into an orderly end: measured off, recording closed. The second one ends the process at once,
 * and leaves the output to the controller's lease.
 */
export function interruption(): Interruption {
  const controller = new AbortController();
  let by: StopSignal | undefined;
  const onSignal = (signal: StopSignal): void => {
    if (by !== undefined) process.exit(signalExit(signal));
    by = signal;
    controller.abort(new Error(`interrupted by ${signal}`));
  };
  const handlers = (['SIGINT', 'SIGTERM'] as const).map((signal) => ({ signal, handler: () => onSignal(signal) }));
  for (const { signal, handler } of handlers) process.on(signal, handler);
  return {
    signal: controller.signal,
    get by() {
      return by;
    },
    abort: (reason) => controller.abort(reason),
    release: () => {
      for (const { signal, handler } of handlers) process.off(signal, handler);
    },
  };
}

/** Resolves once a signal has come. */
export function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
