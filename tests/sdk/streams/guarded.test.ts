import { Subject, filter, firstValueFrom, map, merge, of } from 'rxjs';
import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { consumerFailed, watchConsumers } from '../../../sdk/src/streams/consumers.ts';
import { GuardedObservable } from '../../../sdk/src/streams/guarded.ts';

/** A guarded source that can be pushed, and what became of it. */
function source(): { readonly values$: Observable<number>; readonly push: (value: number) => void; readonly errors: unknown[]; readonly isTornDown: () => boolean } {
  const subject = new Subject<number>();
  const errors: unknown[] = [];
  let isTornDown = false;
  const values$ = new GuardedObservable<number>(
    (error) => {
      errors.push(error);
      return true;
    },
    (subscriber) => {
      subscriber.add(subject.subscribe(subscriber));
      return () => {
        isTornDown = true;
      };
    },
  );
  return { values$, push: (value) => subject.next(value), errors, isTornDown: () => isTornDown };
}

const broken = new Error('disk full');

describe('a consumer that throws', () => {
  it('is noticed at once, and its subscription is torn down', () => {
    const { values$, push, errors, isTornDown } = source();
    const seen: number[] = [];
    values$.subscribe((value) => {
      seen.push(value);
      if (value === 2) throw broken;
    });
    for (const value of [1, 2, 3]) push(value);
    expect(seen).toEqual([1, 2]);
    expect(errors).toEqual([broken]);
    expect(isTornDown()).toBe(true);
  });

  it('is noticed behind operators', () => {
    const { values$, push, errors, isTornDown } = source();
    values$.pipe(map((value) => value * 10), filter((value) => value > 10)).subscribe(() => {
      throw broken;
    });
    push(1);
    expect(errors).toEqual([]);
    push(2);
    expect(errors).toEqual([broken]);
    expect(isTornDown()).toBe(true);
  });

  it('is noticed when an operator throws and nobody handles the error', () => {
    const { values$, push, errors } = source();
    values$.pipe(map(() => {
      throw broken;
    })).subscribe(() => undefined);
    push(1);
    expect(errors).toEqual([broken]);
  });

  it('is not blamed for an error that it handles', () => {
    const { values$, push, errors } = source();
    let handled: unknown;
    values$.pipe(map(() => {
      throw broken;
    })).subscribe({ error: (error: unknown) => (handled = error) });
    push(1);
    expect(handled).toBe(broken);
    expect(errors).toEqual([]);
  });

  it('is noticed when it throws while subscribing, and when it throws on completion', () => {
    const errors: unknown[] = [];
    const guard = (error: unknown): boolean => errors.push(error) > 0;
    const subscription = new GuardedObservable<number>(guard, (subscriber) => {
      subscriber.next(1);
    }).subscribe(() => {
      throw broken;
    });
    expect(subscription.closed).toBe(true);
    new GuardedObservable<number>(guard, (subscriber) => {
      subscriber.complete();
    }).subscribe({
      complete: () => {
        throw broken;
      },
    });
    expect(errors).toEqual([broken, broken]);
  });

  it('leaves other consumers and promises alone', async () => {
    const { values$, push, errors } = source();
    const first = firstValueFrom(values$);
    push(7);
    expect(await first).toBe(7);
    expect(errors).toEqual([]);
  });
});

describe('the watch over consumers', () => {
  it('offers an error to all that watch, and says whether one took it', () => {
    const seen: unknown[] = [];
    expect(consumerFailed(broken)).toBe(false);
    const release = watchConsumers((error) => seen.push(error) > 0);
    expect(consumerFailed(broken)).toBe(true);
    release();
    expect(consumerFailed(broken)).toBe(false);
    expect(seen).toEqual([broken]);
  });

  it('sees a consumer behind a combination, which no lifted class can', async () => {
    const { values$, push } = source();
    const noticed = new Promise<unknown>((resolve) => {
      const release = watchConsumers((error) => {
        resolve(error);
        release();
        return true;
      });
    });
    merge(values$, of()).subscribe(() => {
      throw broken;
    });
    push(1);
    expect(await noticed).toBe(broken);
  });
});
