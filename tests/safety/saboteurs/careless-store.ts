import type { ControllerParts } from '@nanobias/firmware-model';

type Flash = NonNullable<ControllerParts['flash']>;

const RECORD_WORDS = 16;
const SEAL_INDEX = 15;
const SEAL = 0x600d5ea1;
const ERASED = 0xffff_ffff;

/**
 * A driver that takes a page with a half-programmed seal for blank. Cuts between two words leave none such: only a sweep that cuts
 * inside a word can find it.
 */
export class CarelessFlash implements Flash {
  readonly #inner: Flash;

  constructor(inner: Flash) {
    this.#inner = inner;
  }

  get pages_count(): number {
    return this.#inner.pages_count;
  }

  get page_words(): number {
    return this.#inner.page_words;
  }

  get isBusy(): boolean {
    return this.#inner.isBusy;
  }

  read(page_index: number, word_index: number): number {
    return this.#isTorn(page_index) ? ERASED : this.#inner.read(page_index, word_index);
  }

  erase(page_index: number): boolean {
    return this.#inner.erase(page_index);
  }

  program(page_index: number, word_index: number, value: number): boolean {
    return this.#inner.program(page_index, word_index, value);
  }

  #isTorn(page_index: number): boolean {
    for (let index = SEAL_INDEX; index < this.#inner.page_words; index += RECORD_WORDS) {
      const word = this.#inner.read(page_index, index) >>> 0;
      if (word !== ERASED && word !== SEAL) return true;
    }
    return false;
  }
}
