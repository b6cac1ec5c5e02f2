import type { Arena } from '../kernel/arena.ts';
import { ODDITY, type Overlay } from './overlay.ts';

/** Time that the supply is still away, and the time for which it has been. */
const LEFT_US = 0;
const AWAY_US = 1;
const FIELD_COUNT = 2;

/** Until then latch and switch drives hold on to what is stored: assumed, a tenth of a second of a few milliamperes. */
export const LOGIC_HOLD_UP_US = 100_000;
const SECOND_US = 1e6;

/** The board's supply. Once it falls below layer 0's limit the processor runs on for the hold-up, and no longer. */
export class Supply {
  readonly #fields: Float64Array;
  readonly #tick_us: number;
  readonly #holdUp_us: number;
  readonly #overlay: Overlay;

  constructor(arena: Arena, { tick_us, supply_s_hold }: { tick_us: number; supply_s_hold: number }, overlay: Overlay) {
    this.#overlay = overlay;
    this.#fields = arena.f64('board.supply', FIELD_COUNT);
    this.#tick_us = tick_us;
    this.#holdUp_us = supply_s_hold * SECOND_US;
  }

  /** Above layer 0's limit. */
  get isGood(): boolean {
    return this.#fields[LEFT_US] === 0;
  }

  get isProcessorAlive(): boolean {
    return this.isGood || this.#fields[AWAY_US]! < this.#holdUp_us;
  }

  get isLogicAlive(): boolean {
    return this.isGood || this.#fields[AWAY_US]! < LOGIC_HOLD_UP_US;
  }

  /** Goes below the limit from the next tick on. */
  dip(duration_us: number): void {
    if (!(0 < duration_us && duration_us < Infinity)) throw new RangeError(`a dip of ${duration_us} us`);
    this.#fields[LEFT_US] = duration_us;
    this.#fields[AWAY_US] = -this.#tick_us;
    this.#overlay.mark(ODDITY.SUPPLY, true);
    this.#overlay.note();
  }

  /** As a dip whose hold-up has been used up before: the processor stops in the middle of what it was doing. */
  cut(duration_us: number): void {
    this.dip(this.#holdUp_us + duration_us);
    this.#fields[AWAY_US] = this.#holdUp_us - this.#tick_us;
  }

  /** Lets a tick of a dip pass; the supply is back when it is over. */
  tick(): void {
    const fields = this.#fields;
    fields[AWAY_US] = fields[AWAY_US]! + this.#tick_us;
    this.#overlay.note();
    if (fields[AWAY_US] < fields[LEFT_US]!) return;
    fields.fill(0);
    this.#overlay.mark(ODDITY.SUPPLY, false);
  }
}
