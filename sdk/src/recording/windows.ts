import type { CodeBlock } from '@nanobias/native';

/** Blocks kept back in case an event makes them worth recording: 20 s at 10 kS/s in blocks of 64. */
const kept_count_max = 4096;

/** How much is recorded around an event. */
export interface Window {
  readonly before_us: number;
  readonly after_us: number;
}

/**
 * Passes on the blocks around events, each once and in order, the ones before an event too.
 * An event may become known later than its blocks: recent ones are kept for `before_us` and a margin.
 */
export class EventWindow {
  readonly #window: Window;
  readonly #emit: (block: CodeBlock) => void;
  readonly #kept: CodeBlock[] = [];
  #from_us = Number.POSITIVE_INFINITY;
  #until_us = Number.NEGATIVE_INFINITY;
  /** Blocks that a bound forced out before their time. */
  lost_count = 0;

  constructor(window: Window, emit: (block: CodeBlock) => void) {
    this.#window = window;
    this.#emit = emit;
  }

  /** An event at a device time: its surroundings are to be recorded. */
  open(device_time_us: number): void {
    const from_us = device_time_us - this.#window.before_us;
    // A new window that touches the open one extends it; kept blocks between two separate ones stay out.
    this.#from_us = this.#until_us >= from_us ? Math.min(this.#from_us, from_us) : from_us;
    this.#until_us = Math.max(this.#until_us, device_time_us + this.#window.after_us);
    this.#emitKept(0);
  }

  add(block: CodeBlock): void {
    this.#kept.push(block);
    // The older ones were asked when they came, and again whenever a window opened.
    if (this.#isInside(block)) this.#emitKept(this.#kept.length - 1);
    this.#forget(block.device_time_us);
  }

  #emitKept(start: number): void {
    for (let index = start; index < this.#kept.length; index += 1) {
      const block = this.#kept[index]!;
      if (!this.#isInside(block)) continue;
      this.#emit(block);
      // Blocks before one that is recorded can never be recorded after it.
      this.#kept.splice(0, index + 1);
      index = -1;
    }
  }

  #isInside(block: CodeBlock): boolean {
    return this.#from_us <= endOf_us(block) && block.device_time_us <= this.#until_us;
  }

  #forget(now_us: number): void {
    // Twice the time before an event: the event's frame may follow its blocks by that much.
    const oldest_us = now_us - 2 * this.#window.before_us;
    let count = 0;
    while (count < this.#kept.length && endOf_us(this.#kept[count]!) < oldest_us) count += 1;
    const excess = this.#kept.length - count - kept_count_max;
    if (excess > 0) {
      count += excess;
      this.lost_count += excess;
    }
    if (count > 0) this.#kept.splice(0, count);
  }
}

function endOf_us(block: CodeBlock): number {
  return block.device_time_us + ((block.codes.length - 1) * block.decimation * 1e6) / block.rate_Hz;
}
