import type { Lane } from './lane.ts';

/** A hang-up waits so long at most for what was sent before it: behind a clog, or a firmware that does not read, it comes first. */
const HELD_US_MAX = 1_000_000;

/** A sender's hang-up on its way: it comes behind what was sent before it, as a stop that is followed by a close must still stop. */
export class HangUp {
  /** How many pieces were sent before it. */
  readonly pieces_count: number;
  readonly #lane: Lane;
  readonly #due_us: number;

  constructor(lane: Lane, now_us: number) {
    this.#lane = lane;
    this.pieces_count = lane.pieces_count;
    this.#due_us = now_us + lane.latency_us;
  }

  /** When it comes, if what is on its way stays there: behind pieces that wait it is late by so much at most. */
  get next_us(): number {
    return this.#lane.hasDelivered(this.pieces_count) ? this.#due_us : this.#due_us + HELD_US_MAX;
  }

  hasCome(now_us: number): boolean {
    return this.next_us <= now_us;
  }
}
