import type { Arena } from '../../kernel/arena.ts';
import { LATCH_RESET_KEY } from '../registers.ts';

const CAUSES = 0;
const RESET_WORD = 1;

/** The set-dominant SR latch: a reset wins only while nothing sets it, and only by its key's edge. */
export class Latch {
  readonly #state: Int32Array;

  constructor(arena: Arena) {
    this.#state = arena.i32('protection.latch', 2, 'hot');
  }

  /** Bits of LATCH_CAUSE; 0 when reset. */
  get causes(): number {
    return this.#state[CAUSES]!;
  }

  set(cause: number): void {
    this.#state[CAUSES] = this.#state[CAUSES]! | cause;
  }

  /** Sees the reset word once a tick. An edge while a cause is present is spent: the next reset needs another. */
  see(resetWord: number, isCauseGone: boolean): void {
    const isEdge = resetWord !== this.#state[RESET_WORD] && resetWord === LATCH_RESET_KEY;
    this.#state[RESET_WORD] = resetWord;
    if (isEdge && isCauseGone) this.#state[CAUSES] = 0;
  }
}
