/** Events that may wait at once. A queue that grows beyond it is a leak, and says so instead of growing. */
const EVENTS_MAX = 65_536;

/** An event that waits; hand it back to `remove` to take it out. */
export interface HeapEvent<Payload> {
  readonly tick: number;
  readonly phase: number;
  readonly payload: Payload;
}

interface Entry<Payload> extends HeapEvent<Payload> {
  readonly sequence: number;
  /** Place in the heap; -1 once it left. */
  position: number;
}

/** Sparse events in the order of (tick, phase, insertion): of equals, the first set comes first. */
export class EventHeap<Payload> {
  readonly #entries: Entry<Payload>[] = [];
  #sequence = 0;

  get length(): number {
    return this.#entries.length;
  }

  /** Tick of the next event; Infinity when none waits. */
  get nextTick(): number {
    return this.#entries[0]?.tick ?? Infinity;
  }

  push(tick: number, phase: number, payload: Payload): HeapEvent<Payload> {
    if (!Number.isSafeInteger(tick)) throw new Error(`an event needs an integer tick, got ${tick}`);
    if (this.#entries.length >= EVENTS_MAX) throw new Error(`more than ${EVENTS_MAX} events wait`);
    const entry: Entry<Payload> = { tick, phase, payload, sequence: this.#sequence, position: this.#entries.length };
    this.#sequence += 1;
    this.#entries.push(entry);
    this.#rise(entry);
    return entry;
  }

  /** Takes the next event out; undefined when none waits. */
  pop(): HeapEvent<Payload> | undefined {
    const first = this.#entries[0];
    if (first !== undefined) this.#takeOut(first);
    return first;
  }

  /** Takes a waiting event out; does nothing to one that has left. */
  remove(event: HeapEvent<Payload>): void {
    const entry = event as Entry<Payload>;
    if (this.#entries[entry.position] === entry) this.#takeOut(entry);
  }

  #takeOut(entry: Entry<Payload>): void {
    const last = this.#entries.pop()!;
    if (last !== entry) {
      this.#place(last, entry.position);
      this.#rise(last);
      this.#sink(last);
    }
    entry.position = -1;
  }

  #rise(entry: Entry<Payload>): void {
    while (entry.position > 0) {
      const parent = this.#entries[(entry.position - 1) >> 1]!;
      if (isBefore(parent, entry)) return;
      this.#swap(parent, entry);
    }
  }

  #sink(entry: Entry<Payload>): void {
    for (;;) {
      const left = this.#entries[2 * entry.position + 1];
      const right = this.#entries[2 * entry.position + 2];
      const least = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (least === undefined || isBefore(entry, least)) return;
      this.#swap(entry, least);
    }
  }

  #swap(upper: Entry<Payload>, lower: Entry<Payload>): void {
    const position = upper.position;
    this.#place(upper, lower.position);
    this.#place(lower, position);
  }

  #place(entry: Entry<Payload>, position: number): void {
    this.#entries[position] = entry;
    entry.position = position;
  }
}

function isBefore<Payload>(a: Entry<Payload>, b: Entry<Payload>): boolean {
  if (a.tick !== b.tick) return a.tick < b.tick;
  if (a.phase !== b.phase) return a.phase < b.phase;
  return a.sequence < b.sequence;
}
