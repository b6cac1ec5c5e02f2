import { EventKind, causeName } from '@nanobias/proto';
import type { Cause, Event } from '@nanobias/proto';
import { ReplaySubject } from 'rxjs';
import type { Observable } from 'rxjs';
import type { NanobiasError } from '../errors.ts';
import { s_from_us } from '../units.ts';
import { consumerFailed } from './consumers.ts';
import { GuardedObservable } from './guarded.ts';

/** A cause that is latched, and what was measured where the event that told of it was heard. */
export interface LatchedFault {
  readonly cause: Cause;
  readonly name: string;
  /** Absent of what latched before this session, or while nobody listened. */
  readonly deviceTime_s?: number;
  /** In the unit that the matrix of hazards names for the cause. */
  readonly value?: number;
  readonly limit?: number;
}

/** What is latched, as values: a fault ends no stream. */
export class FaultFeed {
  readonly faults$: Observable<readonly LatchedFault[]>;
  readonly #lists = new ReplaySubject<readonly LatchedFault[]>(1);
  readonly #heard = new Map<Cause, LatchedFault>();
  #causes: readonly Cause[] | undefined;

  constructor() {
    this.faults$ = new GuardedObservable(consumerFailed, (subscriber) => this.#lists.subscribe(subscriber));
  }

  /** Keeps what an event tells of a fault; whether it is latched is for the state to say. */
  heard(event: Event): void {
    const { cause, value, limit } = event;
    if (event.kind !== EventKind.TRIPPED || this.#heard.has(cause)) return;
    this.#heard.set(cause, {
      cause, name: causeName(cause), deviceTime_s: s_from_us(event.device_time_us), ...(value === undefined ? {} : { value }), ...(limit === undefined ? {} : { limit }),
    });
    if (this.#causes?.includes(cause) === true) this.#publish(this.#causes);
  }

  latched(causes: readonly Cause[]): void {
    for (const cause of this.#heard.keys()) if (!causes.includes(cause)) this.#heard.delete(cause);
    const isSame = this.#causes?.length === causes.length && causes.every((cause, index) => this.#causes?.[index] === cause);
    if (!isSame) this.#publish(causes);
  }

  end(error: NanobiasError | undefined): void {
    if (error === undefined) this.#lists.complete();
    else this.#lists.error(error);
  }

  #publish(causes: readonly Cause[]): void {
    this.#causes = causes;
    this.#lists.next(causes.map((cause) => this.#heard.get(cause) ?? { cause, name: causeName(cause) }));
  }
}
