import { Observable, Subscriber } from 'rxjs';
import type { Observer, Operator, Subscription, TeardownLogic } from 'rxjs';

/** Takes what a consumer threw; false when nobody could, and the error goes the way of every unhandled one. */
export type ConsumerFailed = (error: unknown) => boolean;

type Next<T> = (value: T) => void;

/**
 * An observable that notices when its consumer throws.
 *
 * rxjs reports such an error later, from a timer, and leaves the subscription running: with a handler for uncaught errors
 * installed, a recorder that failed would go unnoticed while the output stays on. Operators lift this class, so that a
 * consumer behind a `pipe` is watched as well.
 */
export class GuardedObservable<T> extends Observable<T> {
  readonly #consumerFailed: ConsumerFailed;

  constructor(consumerFailed: ConsumerFailed, subscribe?: (subscriber: Subscriber<T>) => TeardownLogic) {
    super(subscribe);
    this.#consumerFailed = consumerFailed;
  }

  override lift<R>(operator?: Operator<T, R>): Observable<R> {
    const lifted = new GuardedObservable<R>(this.#consumerFailed);
    lifted.source = this;
    lifted.operator = operator;
    return lifted;
  }

  override subscribe(observerOrNext?: Partial<Observer<T>> | Next<T> | null, error?: ((error: unknown) => void) | null, complete?: (() => void) | null): Subscription {
    // Operators subscribe with a subscriber; the consumer at the end of their chain does not.
    if (observerOrNext instanceof Subscriber) return super.subscribe(observerOrNext);
    const observer = typeof observerOrNext === 'object' && observerOrNext !== null ? observerOrNext : consumer(observerOrNext, error, complete);
    let failed: { readonly error: unknown } | undefined;
    // Undefined while `subscribe` itself delivers.
    let subscription = undefined as Subscription | undefined;
    const attempt = (call: () => void): void => {
      try {
        call();
      } catch (thrown) {
        failed = { error: thrown };
        subscription?.unsubscribe();
        if (!this.#consumerFailed(thrown)) throw thrown;
      }
    };
    subscription = super.subscribe({
      next: (value) => {
        if (failed === undefined) attempt(() => observer.next?.(value));
      },
      error: (reason: unknown) => {
        // A consumer without a handler for errors fails with the error.
        attempt(() => {
          if (observer.error === undefined) throw reason;
          observer.error(reason);
        });
      },
      complete: () => {
        attempt(() => observer.complete?.());
      },
    });
    // It may have failed on what was delivered before `subscribe` returned.
    if (failed !== undefined) subscription.unsubscribe();
    return subscription;
  }
}

function consumer<T>(next?: Next<T> | null, error?: ((error: unknown) => void) | null, complete?: (() => void) | null): Partial<Observer<T>> {
  return { ...(next ? { next } : {}), ...(error ? { error } : {}), ...(complete ? { complete } : {}) };
}
