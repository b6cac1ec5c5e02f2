import type { Event } from '@nanobias/proto';
import { Subject } from 'rxjs';
import type { Observable } from 'rxjs';
import { consumerFailed } from './consumers.ts';
import { GuardedObservable } from './guarded.ts';

/** An event, or so many that cannot be had any more. */
export type DeviceEvent = Event | { readonly kind: 'gap'; readonly lost: number };
/** Reads the controller's log from a number on. */
export type ReadLog = (from_seq: number) => Promise<readonly Event[]>;

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
      .catch((): readonly Event[] => [])
      .then((logged) => {
        // Released in the meantime: the gap was told as it was.
        if (this.#held !== held) return;
        const found = logged.filter(({ event_seq }) => (event_seq - from_seq) >>> 0 < lost);
        const gone = lost - found.length;
        held.splice(0, 1, ...(gone === 0 ? [] : [{ kind: 'gap', lost: gone } as const]), ...found);
        this.#release();
      })
      .catch(consumerFailed);
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const event of held) this.#events.next(event);
  }
}
