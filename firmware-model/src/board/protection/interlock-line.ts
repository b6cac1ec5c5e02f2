import type { Arena } from '../../kernel/arena.ts';
import { FAULT } from '../overlay.ts';
import { LINE } from '../registers.ts';

/** The external interlock line: two channels through holder seat and vacuum gauge. Both closed is the only permission. */
export class InterlockLine {
  /** Bits of LINE, as the last tick saw them. */
  readonly #channels: Int32Array;

  constructor(arena: Arena) {
    this.#channels = arena.i32('protection.line');
    this.#channels[0] = LINE.CLOSED;
  }

  get channels(): number {
    return this.#channels[0]!;
  }

  get isClosed(): boolean {
    return this.#channels[0] === LINE.CLOSED;
  }

  /** Sees both channels once a tick. While the circuit is closed both were, so that whatever is not closed now is an edge. */
  see(faults: Float64Array): void {
    this.#channels[0] = LINE.CLOSED & ~faults[FAULT.LINE_OPEN]!;
  }
}
