import type { Arena } from '../../kernel/arena.ts';
import { STIMULUS } from '../registers.ts';

const APPLIED = 0;
const SEEN = 1;

/**
 * The self-test of the comparators: behind switches that it forces open each is shown a threshold's worth. It only
 * ever adds to what a comparator sees, so that a true crossing is found as at any other time.
 */
export class Stimulus {
  readonly #words: Int32Array;

  constructor(arena: Arena) {
    this.#words = arena.i32('protection.stimulus', 2);
  }

  /** Any bit at all forces the switches open. */
  get isApplied(): boolean {
    return this.#words[APPLIED] !== 0;
  }

  /** Bits of STIMULUS: the comparators that answered since it was applied. */
  get seen(): number {
    return this.#words[SEEN]!;
  }

  /** Sees the register once a tick; `answering` are the comparators that would answer now. */
  see(word: number, answering: number): void {
    const words = this.#words;
    if (words[APPLIED] === 0 && word !== 0) words[SEEN] = 0;
    words[APPLIED] = word;
    words[SEEN] = words[SEEN]! | (word & STIMULUS.ALL & answering);
  }
}
