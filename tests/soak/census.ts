import { getEventListeners } from 'node:events';
import { queryObjects } from 'node:v8';
import type { Clock } from '@nanobias/proto';
import { Subscriber } from 'rxjs';

/** What there is at an instant of a life at which no session is open. */
interface Count {
  readonly handles_count: number;
  readonly heap_bytes: number;
}

/** What a life has gathered since its first session was over. */
export interface Growth {
  readonly leaked_handles: number;
  readonly heap_bytes: number;
}

/**
 * Counts what the hosts of one device leave behind: between sessions, when nothing is open and all that one session had must be
 * gone, and nothing yet has been made for the next.
 */
export class Census {
  /** The host's clock, whose timers are counted. */
  readonly clock: Clock;
  /** Of what is looked for in the heap: followers of streams, and whatever `watch` was shown. */
  readonly #classes = new Set<NewableFunction>([Subscriber]);
  #timers_count = 0;
  #listeners_count = 0;
  #first: Count | undefined;
  #last: Count | undefined;

  constructor(clock: Clock) {
    this.clock = {
      now_us: () => clock.now_us(),
      outside: (work) => clock.outside(work),
      after: (delay_us, callback) => this.#after(clock, { delay_us, callback }),
    };
  }

  /** Counts from now on everything that is of one class with this. */
  watch(made: object): void {
    this.#classes.add(made.constructor);
  }

  /** Takes down what is left when a session is over; the first one has made what every session shares. */
  sessionOver(): void {
    this.#last = this.#count();
    this.#first ??= this.#last;
  }

  /** What was left on a caller's signal by an output that has ended; kept until the life is over. */
  outputOver(signal: AbortSignal): void {
    this.#listeners_count += getEventListeners(signal, 'abort').length;
  }

  /** The growth of a life that is over, in which no timer may be pending any more. */
  growth(): Growth {
    const [first, last] = [this.#first, this.#last];
    if (first === undefined || last === undefined || first === last) throw new Error('a life of fewer than two sessions that ended shows no growth');
    return { leaked_handles: last.handles_count - first.handles_count + this.#timers_count, heap_bytes: last.heap_bytes - first.heap_bytes };
  }

  #count(): Count {
    // Each look through the heap begins with a full collection.
    const objects_count = [...this.#classes].reduce((sum, made) => sum + queryObjects(made, { format: 'count' }), 0);
    const { heapUsed, external } = process.memoryUsage();
    return { handles_count: objects_count + this.#timers_count + this.#listeners_count + platformHandles(), heap_bytes: heapUsed + external };
  }

  #after(clock: Clock, { delay_us, callback }: { readonly delay_us: number; readonly callback: () => void }): () => void {
    let isPending = true;
    this.#timers_count += 1;
    const over = (): void => {
      if (isPending) this.#timers_count -= 1;
      isPending = false;
    };
    const cancel = clock.after(delay_us, () => {
      over();
      callback();
    });
    return () => {
      over();
      cancel();
    };
  }
}

/** Sockets, pipes, threads and files. Timers of the platform are those of whatever runs the soak: the SDK's are virtual here. */
function platformHandles(): number {
  return process.getActiveResourcesInfo().filter((name) => name !== 'Immediate' && name !== 'Timeout').length;
}
