import type { Arena } from '../kernel/arena.ts';
import { ODDITY, type Overlay } from './overlay.ts';
import { RESET_CAUSE, REGISTER } from './registers.ts';

const STATE = 0;
const LEFT_TICKS = 1;
const CAUSE = 2;
const WORD_COUNT = 3;

/** Running; held in reset; released, so that the processor has to be started. */
const RUNNING = 0;
const HELD = 1;
const RELEASED = 2;

/** For so long the processor is held after what has reset it is over. */
const HOLD_US = 1000;

/** The registers that the firmware writes: a reset clears them. */
const WRITTEN_COUNT = REGISTER.INTERLOCK_VOLTAGE_CODE;

/**
 * The processor's reset line. While it is held no firmware runs, and what the firmware had written is cleared, but for the
 * DAC: a chip of its own, which keeps its code while it has a supply. At 0 V it would load the cell until the switches are open.
 */
export class ResetLine {
  readonly #words: Int32Array;
  readonly #registers: Int32Array;
  readonly #overlay: Overlay;
  readonly #hold_ticks: number;

  constructor(arena: Arena, { registers, overlay, tick_us }: { registers: Int32Array; overlay: Overlay; tick_us: number }) {
    this.#overlay = overlay;
    this.#words = arena.i32('board.reset', WORD_COUNT);
    this.#registers = registers;
    this.#hold_ticks = Math.ceil(HOLD_US / tick_us);
    registers[REGISTER.RESET_CAUSE] = RESET_CAUSE.POWER_UP;
  }

  /** True while the processor runs. */
  get isRunning(): boolean {
    return this.#words[STATE] === RUNNING;
  }

  get isHeld(): boolean {
    return this.#words[STATE] === HELD;
  }

  /** True until the processor was started after a reset. */
  get isReleased(): boolean {
    return this.#words[STATE] === RELEASED;
  }

  /** Holds the processor; a later cause takes the place of an earlier one. */
  hold(cause: number): void {
    const words = this.#words;
    words[STATE] = HELD;
    words[LEFT_TICKS] = this.#hold_ticks;
    words[CAUSE] = cause;
    this.#clear();
    this.#overlay.mark(ODDITY.RESET, true);
  }

  /** A tick in reset. */
  tick(): void {
    const words = this.#words;
    this.#clear();
    words[LEFT_TICKS] = words[LEFT_TICKS]! - 1;
    if (words[LEFT_TICKS] > 0) return;
    words[STATE] = RELEASED;
    this.#registers[REGISTER.RESET_CAUSE] = words[CAUSE]!;
  }

  #clear(): void {
    const hasSupply = this.#words[CAUSE] === RESET_CAUSE.LOCAL || this.#words[CAUSE] === RESET_CAUSE.WATCHDOG;
    this.#registers.fill(0, hasSupply ? REGISTER.DAC_CODE + 1 : REGISTER.DAC_CODE, WRITTEN_COUNT);
  }

  /** The processor has been started. */
  start(): void {
    this.#words[STATE] = RUNNING;
    this.#overlay.mark(ODDITY.RESET, false);
  }
}
