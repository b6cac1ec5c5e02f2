import type { Arena } from '../kernel/arena.ts';
import { ODDITY, type Overlay } from './overlay.ts';
import type { Flash } from './registers.ts';

/** Two pages of 1 KiB: the smallest flash in which one page is erased while the other keeps its record. */
const PAGES_COUNT = 2;
const PAGE_WORDS = 256;
/** Times of a plain embedded flash, assumed: a word takes about a tick, a page two hundred. */
const PROGRAM_US = 90;
const ERASE_US = 20_000;
/** Erases that a page is good for, assumed; each one beyond leaves a bit that can't be relied on. */
const ENDURANCE_COUNT = 10_000;
/** A cell whose change was cut this close to its middle reads either way. */
const UNSTABLE_PART = 0.1;

const OPERATION = 0;
const PAGE = 1;
const WORD = 2;
const VALUE = 3;
const LEFT_TICKS = 4;
/** Operations until the one that is to be cut; 0 when none is. */
const CUT_IN_COUNT = 5;
const STATE_COUNT = 6;

const IDLE = 0;
const ERASING = 1;
const PROGRAMMING = 2;

const ERASED = 0xffffffff;
const WORD_BITS = 32;
/** The upper five bits of a draw name a bit of a word. */
const BIT_SHIFT = 27;

interface FlashParts {
  readonly arena: Arena;
  readonly chance: { next(): number; uniform(): number };
  readonly tick_us: number;
  readonly overlay: Overlay;
}

/** The processor's flash. What it holds outlives resets and the supply; an operation that these interrupt is left half done. */
export class FlashMemory implements Flash {
  readonly pages_count = PAGES_COUNT;
  readonly page_words = PAGE_WORDS;
  readonly #words: Uint32Array;
  /** Bits that read either way. */
  readonly #unstable: Uint32Array;
  readonly #state: Int32Array;
  readonly #cutPart: Float64Array;
  readonly #erases: Int32Array;
  readonly #chance: FlashParts['chance'];
  readonly #tick_us: number;
  readonly #overlay: Overlay;

  constructor({ arena, chance, tick_us, overlay }: FlashParts) {
    this.#overlay = overlay;
    this.#words = arena.u32('flash.words', PAGES_COUNT * PAGE_WORDS);
    this.#unstable = arena.u32('flash.unstable', PAGES_COUNT * PAGE_WORDS);
    this.#state = arena.i32('flash.state', STATE_COUNT);
    this.#cutPart = arena.f64('flash.cut_part');
    this.#erases = arena.i32('flash.erases', PAGES_COUNT);
    this.#chance = chance;
    this.#tick_us = tick_us;
    this.#words.fill(ERASED);
  }

  get isBusy(): boolean {
    return this.#state[OPERATION] !== IDLE;
  }

  read(page_index: number, word_index: number): number {
    const index = indexOf(page_index, word_index);
    const word = this.#words[index]!;
    const unstable = this.#unstable[index]!;
    return unstable === 0 ? word : (word ^ (this.#chance.next() & unstable)) >>> 0;
  }

  erase(page_index: number): boolean {
    indexOf(page_index, 0);
    return this.#begin(ERASING, { page_index, word_index: 0, value: 0 }, ERASE_US);
  }

  program(page_index: number, word_index: number, value: number): boolean {
    indexOf(page_index, word_index);
    return this.#begin(PROGRAMMING, { page_index, word_index, value }, PROGRAM_US);
  }

  /** Lets a tick of an operation pass; true when the plan cuts the supply here. */
  tick(): boolean {
    const state = this.#state;
    state[LEFT_TICKS] = state[LEFT_TICKS]! - 1;
    if (state[LEFT_TICKS] > 0) return false;
    if (state[CUT_IN_COUNT]! > 0) {
      state[CUT_IN_COUNT] = state[CUT_IN_COUNT]! - 1;
      if (state[CUT_IN_COUNT] === 0) {
        this.cut(this.#cutPart[0]);
        return true;
      }
    }
    this.#finish();
    return false;
  }

  /** Plans to lose the supply when the n-th operation from now, the first being 1, has come so far. */
  planCut(operation_count: number, part: number): void {
    if (!(Number.isSafeInteger(operation_count) && 1 <= operation_count && 0 <= part && part <= 1)) throw new RangeError(`a cut at ${operation_count}, ${part}`);
    this.#state[CUT_IN_COUNT] = operation_count;
    this.#cutPart[0] = part;
  }

  /** Ends an operation under way when `part` of it was done: some cells have changed, some have not, some are in between. */
  cut(part = this.#chance.uniform()): void {
    const state = this.#state;
    const operation = state[OPERATION];
    if (operation === IDLE) return;
    this.#rest();
    const first = indexOf(state[PAGE]!, state[WORD]!);
    if (operation === PROGRAMMING) this.#changePartly(first, this.#words[first]! & ~state[VALUE]!, part);
    else for (let index = first; index < first + PAGE_WORDS; index += 1) this.#changePartly(index, ~this.#words[index]!, part);
  }

  /** Erases that a page has behind it. */
  erases_count(page_index: number): number {
    return this.#erases[page_index]!;
  }

  /** Bit rot: cells that have lost or gained their charge by themselves. */
  rot(page_index: number, word_index: number, bits: number): void {
    const index = indexOf(page_index, word_index);
    this.#words[index] = this.#words[index]! ^ bits;
  }

  /** Cells that read either way from now on, until they are erased. */
  unsettle(page_index: number, word_index: number, bits: number): void {
    const index = indexOf(page_index, word_index);
    this.#unstable[index] = this.#unstable[index]! | bits;
  }

  #begin(operation: number, { page_index, word_index, value }: { page_index: number; word_index: number; value: number }, time_us: number): boolean {
    const state = this.#state;
    if (state[OPERATION] !== IDLE) return false;
    state[OPERATION] = operation;
    state[PAGE] = page_index;
    state[WORD] = word_index;
    state[VALUE] = value;
    state[LEFT_TICKS] = Math.ceil(time_us / this.#tick_us);
    this.#overlay.mark(ODDITY.FLASH, true);
    return true;
  }

  #finish(): void {
    const state = this.#state;
    const first = indexOf(state[PAGE]!, state[WORD]!);
    if (state[OPERATION] === PROGRAMMING) this.#words[first] = this.#words[first]! & state[VALUE]!;
    else this.#finishErase(state[PAGE]!, first);
    this.#rest();
  }

  #rest(): void {
    this.#state[OPERATION] = IDLE;
    this.#overlay.mark(ODDITY.FLASH, false);
  }

  #finishErase(page_index: number, first: number): void {
    this.#words.fill(ERASED, first, first + PAGE_WORDS);
    this.#unstable.fill(0, first, first + PAGE_WORDS);
    this.#erases[page_index] = this.#erases[page_index]! + 1;
    if (this.#erases[page_index] <= ENDURANCE_COUNT) return;
    const draw = this.#chance.next();
    this.#unstable[first + (draw % PAGE_WORDS)] = 1 << (draw >>> BIT_SHIFT);
  }

  #changePartly(index: number, changing: number, part: number): void {
    let word = this.#words[index]!;
    let unstable = this.#unstable[index]!;
    for (let bit = 0; bit < WORD_BITS; bit += 1) {
      const cell = 1 << bit;
      if ((changing & cell) === 0) continue;
      // Cells differ in speed: each changes at a moment of its own.
      const ahead = part - this.#chance.uniform();
      if (ahead > 0) word ^= cell;
      if (-UNSTABLE_PART < ahead && ahead < UNSTABLE_PART) unstable |= cell;
    }
    this.#words[index] = word;
    this.#unstable[index] = unstable;
  }
}

function indexOf(page_index: number, word_index: number): number {
  const isThere = Number.isSafeInteger(page_index) && 0 <= page_index && page_index < PAGES_COUNT && Number.isSafeInteger(word_index) && 0 <= word_index && word_index < PAGE_WORDS;
  if (!isThere) throw new RangeError(`no word ${word_index} on a page ${page_index} of this flash`);
  return page_index * PAGE_WORDS + word_index;
}
