import type { Board } from '../board/board.ts';
import { Pulse } from '../board/pulse.ts';
import type { BoardStretch } from '../board/stretch.ts';
import type { Arena } from '../kernel/arena.ts';
import { Digest, type Lanes } from '../kernel/digest.ts';
import { ticksPerMillisecond } from '../kernel/time.ts';

const MILLISECOND_TICKS_LEFT = 0;
const SECOND_MILLISECONDS_LEFT = 1;
const MILLISECONDS_PER_SECOND = 1000;

/**
 * The running digest of a device: what was measured at the end of each millisecond, and all state at the end of each second.
 * A difference in the codes shows within a millisecond; one that is yet to show in them, within a second.
 */
export class StateDigest {
  readonly #digest: Digest;
  readonly #countdown: Int32Array;
  readonly #millisecond_ticks: number;
  readonly #pulse = new Pulse();

  constructor(arena: Arena, tick_us: number) {
    this.#digest = new Digest(arena, 'state');
    this.#countdown = arena.i32('digest.countdown', 2);
    this.#millisecond_ticks = ticksPerMillisecond(tick_us);
    this.#countdown[MILLISECOND_TICKS_LEFT] = this.#millisecond_ticks;
    this.#countdown[SECOND_MILLISECONDS_LEFT] = MILLISECONDS_PER_SECOND;
  }

  /** Ticks to the end of the second, which nobody takes together with those behind it. */
  get secondLeft_ticks(): number {
    const countdown = this.#countdown;
    return (countdown[SECOND_MILLISECONDS_LEFT]! - 1) * this.#millisecond_ticks + countdown[MILLISECOND_TICKS_LEFT]!;
  }

  /** What it would be after these words; it stays as it is. */
  with(words: Int32Array): Lanes {
    return this.#digest.with(words);
  }

  /** A tick has been, and the state is as it left it. */
  passTick(board: Board, words: Int32Array): void {
    const left_ticks = this.#countdown[MILLISECOND_TICKS_LEFT]! - 1;
    this.#countdown[MILLISECOND_TICKS_LEFT] = left_ticks;
    if (left_ticks > 0) return;
    board.pulse(this.#pulse);
    this.#endMillisecond(words);
  }

  /** So many ticks of a stretch have been, no more than are left of the second. */
  passStretch(stretch: BoardStretch, ticks_count: number, words: Int32Array): void {
    const countdown = this.#countdown;
    let end_ticks = countdown[MILLISECOND_TICKS_LEFT]!;
    while (end_ticks <= ticks_count) {
      stretch.pulse(end_ticks - 1, this.#pulse);
      this.#endMillisecond(words);
      end_ticks += this.#millisecond_ticks;
    }
    countdown[MILLISECOND_TICKS_LEFT] = end_ticks - ticks_count;
  }

  #endMillisecond(words: Int32Array): void {
    const countdown = this.#countdown;
    countdown[MILLISECOND_TICKS_LEFT] = this.#millisecond_ticks;
    this.#digest.absorbWords(this.#pulse.words);
    const left = countdown[SECOND_MILLISECONDS_LEFT]! - 1;
    countdown[SECOND_MILLISECONDS_LEFT] = left;
    if (left > 0) return;
    countdown[SECOND_MILLISECONDS_LEFT] = MILLISECONDS_PER_SECOND;
    this.#digest.absorbWords(words);
  }
}
