import { config } from 'rxjs';

type Watch = (error: unknown) => boolean;

const watches = new Set<Watch>();
let replaced: typeof config.onUnhandledError = null;

/**
 * Watches for errors that consumers of any observable leave unhandled, until the returned function is called.
 *
 * This is the net below `GuardedObservable`: it also sees consumers behind subjects and combinations, later by a turn of
 * the event loop, and whatever else fails in rxjs while the output is on.
 */
export function watchConsumers(watch: Watch): () => void {
  if (watches.size === 0) {
    replaced = config.onUnhandledError;
    config.onUnhandledError = unhandled;
  }
  watches.add(watch);
  return () => {
    watches.delete(watch);
    if (watches.size === 0 && config.onUnhandledError === unhandled) config.onUnhandledError = replaced;
  };
}

/** Offers an error to all that watch; whether one of them took it. */
export function consumerFailed(error: unknown): boolean {
  return [...watches].map((watch) => watch(error)).includes(true);
}

function unhandled(error: unknown): void {
  const isTaken = consumerFailed(error);
  if (replaced) replaced(error);
  // rxjs calls from a timer of its own, where a throw reaches the handler for uncaught errors, as it would without us.
  else if (!isTaken) throw error;
}
