import type { Arena } from '../../kernel/arena.ts';
import { LATCH_CAUSES_HARD, LATCH_RESET_KEY } from '../registers.ts';

const CAUSES = 0;
const RESET_WORD = 1;

/**
 * The set-dominant latch. A cause is reset only once it is gone: a soft one by the edge of the firmware's key, a hard
 * one by the button on the instrument alone.
 */
export class Latch {
  readonly #state: Int32Array;

  constructor(arena: Arena) {
    this.#state = arena.i32('protection.latch', 2);
  }

  /** Bits of LATCH_CAUSE; 0 when reset. */
  get causes(): number {
    return this.#state[CAUSES]!;
  }

  set(cause: number): void {
    this.#state[CAUSES] = this.#state[CAUSES]! | cause;
  }

  /** Sees the reset word once a tick. An edge while a cause is present is spent: the next reset needs another. */
  see(resetWord: number, goneCauses: number): void {
    const isEdge = resetWord !== this.#state[RESET_WORD] && resetWord === LATCH_RESET_KEY;
    this.#state[RESET_WORD] = resetWord;
    if (isEdge) this.#clear(goneCauses & ~LATCH_CAUSES_HARD);
  }

  /** The button on the instrument was pressed. */
  resetLocally(goneCauses: number): void {
    this.#clear(goneCauses);
  }

  /** Without a supply nothing is held. */
  loseSupply(): void {
    this.#state.fill(0);
  }

  #clear(causes: number): void {
    this.#state[CAUSES] = this.#state[CAUSES]! & ~causes;
  }
}
