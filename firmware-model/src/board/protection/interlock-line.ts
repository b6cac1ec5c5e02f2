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

  /** Sees both channels; true at an edge of either, and while they are not both closed. */
  see(faults: Float64Array): boolean {
    const before = this.#channels[0];
    const channels = LINE.CLOSED & ~faults[FAULT.LINE_OPEN]!;
    this.#channels[0] = channels;
    return channels !== before || channels !== LINE.CLOSED;
  }
}
