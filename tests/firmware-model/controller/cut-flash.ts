import type { Flash } from '../../../firmware-model/src/board/registers.ts';

/** Ticks that an erase takes, and a word. */
const ERASE_TICKS = 20;
const PROGRAM_TICKS = 1;

/**
 * Two pages of flash whose supply can fail inside any operation. A word that was being programmed is left with some of
 * its bits cleared and some unstable: they read either way, each time anew. A page that was being erased is left with any mixture.
 */
export class CutFlash implements Flash {
  readonly pages_count = 2;
  readonly page_words: number;
  /** Operations begun since the last power-up. */
  operations = 0;
  isPowered = true;
  readonly #words: Uint32Array;
  readonly #unstable: Uint32Array;
  readonly #next: () => number;
  #busy_ticks = 0;
  #cutAt = Infinity;

  constructor(page_words: number, seed = 1) {
    this.page_words = page_words;
    this.#words = new Uint32Array(2 * page_words).fill(0xffff_ffff);
    this.#unstable = new Uint32Array(2 * page_words);
    let state = seed >>> 0;
    this.#next = () => {
      state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
      return (state ^ (state >>> 13)) >>> 0;
    };
  }

  get isBusy(): boolean {
    return 0 < this.#busy_ticks;
  }

  read(page_index: number, word_index: number): number {
    const at = page_index * this.page_words + word_index;
    return (this.#words[at]! ^ (this.#unstable[at]! & this.#next())) >>> 0;
  }

  erase(page_index: number): boolean {
    if (!this.#begin(ERASE_TICKS)) return false;
    const isCut = this.#isCut();
    for (let word = 0; word < this.page_words; word += 1) {
      const at = page_index * this.page_words + word;
      this.#words[at] = isCut ? this.#words[at]! | this.#next() : 0xffff_ffff;
      this.#unstable[at] = isCut ? this.#next() & this.#next() : 0;
    }
    return true;
  }

  program(page_index: number, word_index: number, value: number): boolean {
    if (!this.#begin(PROGRAM_TICKS)) return false;
    const at = page_index * this.page_words + word_index;
    const clearing = ~value;
    if (this.#isCut()) {
      // Early in the word some bits have begun to clear, late all have, and a few of them do not hold yet. One that was clear before stays so.
      const open = clearing & this.#words[at]!;
      const isLate = (this.#next() & 1) === 1;
      const begun = isLate ? open : open & this.#next();
      const loose = isLate ? begun & this.#next() & this.#next() & this.#next() : begun;
      this.#words[at] = this.#words[at]! & ~(isLate ? begun & ~loose : begun & this.#next());
      this.#unstable[at] = this.#unstable[at]! | loose;
    } else {
      this.#words[at] = this.#words[at]! & value;
      this.#unstable[at] = this.#unstable[at]! & value;
    }
    return true;
  }

  /** Lets a tick pass. */
  tick(): void {
    this.#busy_ticks = Math.max(0, this.#busy_ticks - 1);
  }

  /** The supply fails inside the operation of this number, counted from the next one as 0. */
  cutAt(operation: number): void {
    this.operations = 0;
    this.#cutAt = operation;
  }

  powerUp(): void {
    this.isPowered = true;
    this.#cutAt = Infinity;
    this.#busy_ticks = 0;
    this.operations = 0;
  }

  /** A bit that was written long ago and has turned over. */
  rot(page_index: number, word_index: number, bit: number): void {
    this.#words[page_index * this.page_words + word_index]! ^= 1 << bit;
  }

  #begin(ticks: number): boolean {
    if (this.isBusy || !this.isPowered) return false;
    this.#busy_ticks = ticks;
    this.operations += 1;
    return true;
  }

  #isCut(): boolean {
    if (this.operations <= this.#cutAt) return false;
    this.isPowered = false;
    return true;
  }
}
