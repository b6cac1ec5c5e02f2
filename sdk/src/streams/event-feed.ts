import type { Event } from '@nanobias/proto';
import { Observable, Subject } from 'rxjs';
import { NanobiasError } from '../errors.ts';
import type { LoggedEvents } from '../log.ts';
import { consumerFailed } from './consumers.ts';
import { GuardedObservable } from './guarded.ts';

/** An event, or so many that cannot be had any more. */
export type DeviceEvent = Event | { readonly kind: 'gap'; readonly lost: number };
/** Reads the controller's log from a number on. */
export type ReadLog = (from_seq: number) => Promise<LoggedEvents>;

/** Events that wait behind a gap that is being filled; with more of them the gap is told as it is. */
const held_max = 256;

/** Events in order. What was lost on the way is read from the controller's log before what follows it is told. */
export class EventFeed {
  readonly events$: Observable<DeviceEvent>;
  readonly #events = new Subject<DeviceEvent>();
  #readLog: ReadLog | undefined;
  #last_seq: number | undefined;
  /** What came since a gap; undefined while none is being filled. */
  #held: DeviceEvent[] | undefined;

  constructor() {
    this.events$ = new GuardedObservable(consumerFailed, (subscriber) => this.#events.subscribe(subscriber));
  }

  /** Names where to read what was lost; before that a gap is a gap. */
  fillFrom(readLog: ReadLog): void {
    this.#readLog = readLog;
  }

  push(event: Event): void {
    this.#last_seq = event.event_seq;
    if (this.#held === undefined) this.#events.next(event);
    else this.#hold(event);
  }

  gap(lost: number): void {
    const gap = { kind: 'gap', lost } as const;
    if (this.#held !== undefined) this.#hold(gap);
    else if (this.#readLog === undefined || this.#last_seq === undefined) this.#events.next(gap);
    else this.#fill(this.#readLog, (this.#last_seq + 1) >>> 0, lost);
  }

  /** Every event from a number on: first what the log still has, then what comes, each once. */
  from(from_seq: number): Observable<DeviceEvent> {
    return new GuardedObservable(consumerFailed, (subscriber) => {
      // What comes while the log is read; undefined once it was.
      let waiting: DeviceEvent[] | undefined = [];
      let next_seq = from_seq;
      const tell = (event: DeviceEvent): void => {
        if (event.kind !== 'gap') {
          if (isBefore(event.event_seq, next_seq)) return;
          next_seq = (event.event_seq + 1) >>> 0;
        }
        subscriber.next(event);
      };
      const live = this.#events.subscribe({
        next: (event) => {
          if (waiting === undefined) tell(event);
          else if (waiting.push(event) > held_max) subscriber.error(behind());
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
      this.#read(from_seq).then(({ events, lost }) => {
        if (lost > 0) tell({ kind: 'gap', lost });
        const held = waiting ?? [];
        waiting = undefined;
        for (const event of [...events, ...held]) tell(event);
      }).catch((error: unknown) => subscriber.error(error));
      return live;
    });
  }

  end(error: Error | undefined): void {
    this.#release();
    if (error === undefined) this.#events.complete();
    else this.#events.error(error);
  }

  #hold(event: DeviceEvent): void {
    this.#held?.push(event);
    if ((this.#held?.length ?? 0) > held_max) this.#release();
  }

  #fill(readLog: ReadLog, from_seq: number, lost: number): void {
    const held: DeviceEvent[] = [{ kind: 'gap', lost }];
    this.#held = held;
    readLog(from_seq)
      // What the controller does not tell stays a gap.
      .catch((): LoggedEvents => ({ events: [], lost }))
      .then(({ events: logged }) => {
        // Released in the meantime: the gap was told as it was.
        if (this.#held !== held) return;
        const found = logged.filter(({ event_seq }) => (event_seq - from_seq) >>> 0 < lost);
        const gone = lost - found.length;
        held.splice(0, 1, ...(gone === 0 ? [] : [{ kind: 'gap', lost: gone } as const]), ...found);
        this.#release();
      })
      .catch(consumerFailed);
  }

  #read(from_seq: number): Promise<LoggedEvents> {
    return this.#readLog === undefined ? Promise.reject(new TypeError('nobody has named the log yet')) : this.#readLog(from_seq);
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) this.#events.next(event);
  }
}

/** Whether a number that wraps at 2^32 comes before another. */
function isBefore(seq: number, than: number): boolean {
  return ((seq - than) | 0) < 0;
}

function behind(): NanobiasError {
  return new NanobiasError('TOO_MANY_REQUESTS', `more than ${held_max} events came while the log was read`, { outputMayBeOn: 'unknown' });
}
