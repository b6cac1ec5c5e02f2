import type { Arena } from '../../kernel/arena.ts';

const NEXT_WORD = 0;
const IS_AWAKE = 1;
/** 1 when the last tick was fed in time and layer 0's clock agreed: the next feed needs one comparison. */
const IS_STEADY = 2;
const FLAG_COUNT = 3;

const WORD_MASK = 0x7fffffff;
/** What the first feed after a start must be: the successor of a cleared register. */
const FIRST_WORD = 1;
/** The window in which a feed is taken, from the feed before. */
const EARLIEST_TICKS = 0.5;
const LATEST_TICKS = 2;

/**
 * The windowed watchdog, on layer 0's own clock. It sleeps until it is fed for the first time; a feed that comes too
 * early, two in one tick, or none in two ticks, and it bites: layer 0 opens and the processor is reset.
 */
export class Watchdog {
  readonly #flags: Int32Array;
  readonly #elapsed_ns: Float64Array;
  readonly #tick_ns: number;

  constructor(arena: Arena, tick_ns: number) {
    this.#flags = arena.i32('protection.watchdog', FLAG_COUNT);
    this.#elapsed_ns = arena.f64('protection.watchdog_ns');
    this.#tick_ns = tick_ns;
    this.sleep();
  }

  /** While it sleeps, nothing watches the processor, and the switches stay open. */
  get isAwake(): boolean {
    return this.#flags[IS_AWAKE] === 1;
  }

  /** The word that is taken next, exactly in time; below 0 while a feed takes more than a comparison. */
  get nextFeed(): number {
    return this.#flags[IS_STEADY] === 1 ? this.#flags[NEXT_WORD]! : -1;
  }

  /** So many feeds, each exactly in time. */
  takeFeeds(count: number): void {
    this.#flags[NEXT_WORD] = (this.#flags[NEXT_WORD]! + count) & WORD_MASK;
  }

  /** Takes a feed that is exactly in time; anything else is left to `see`. */
  takeFeed(word: number): boolean {
    const flags = this.#flags;
    if (word !== flags[NEXT_WORD] || flags[IS_STEADY] !== 1) return false;
    flags[NEXT_WORD] = (word + 1) & WORD_MASK;
    return true;
  }

  /** After a feed that was taken: ticks of another length than the processor's are measured from now on. */
  measure(ownTick_ns: number): void {
    if (ownTick_ns !== this.#tick_ns) this.#flags[IS_STEADY] = 0;
  }

  /** Sees the word of a tick that took so long by layer 0's clock; true when it bites. */
  see(word: number, elapsed_ns: number): boolean {
    const flags = this.#flags;
    const next = flags[NEXT_WORD]!;
    const sinceFeed_ns = this.#elapsed_ns[0]! + elapsed_ns;
    if (flags[IS_AWAKE] === 0) {
      if (word === next) this.#feed(word, true);
      return false;
    }
    if (word === next && EARLIEST_TICKS * this.#tick_ns <= sinceFeed_ns && sinceFeed_ns <= LATEST_TICKS * this.#tick_ns) {
      this.#feed(word, elapsed_ns === this.#tick_ns);
      return false;
    }
    const isOneTooMany = word === ((next + 1) & WORD_MASK);
    const isHungry = sinceFeed_ns < LATEST_TICKS * this.#tick_ns && !isOneTooMany && word !== next;
    if (isHungry) {
      this.#elapsed_ns[0] = sinceFeed_ns;
      flags[IS_STEADY] = 0;
      return false;
    }
    this.sleep();
    return true;
  }

  /** Until the first feed after a start. */
  sleep(): void {
    this.#flags[NEXT_WORD] = FIRST_WORD;
    this.#flags[IS_AWAKE] = 0;
    this.#flags[IS_STEADY] = 0;
    this.#elapsed_ns[0] = 0;
  }

  #feed(word: number, isSteady: boolean): void {
    this.#flags[NEXT_WORD] = (word + 1) & WORD_MASK;
    this.#flags[IS_AWAKE] = 1;
    this.#flags[IS_STEADY] = isSteady ? 1 : 0;
    this.#elapsed_ns[0] = 0;
  }
}
