/** Ticks run at once are worth at most this: longer chunks would keep arriving bytes waiting. */
const CHUNK_US_MAX = 5000;
/** A shorter rest than this is no rest: timers of the host have a grain of a millisecond. */
const CHUNK_US_MIN = 1000;
/** A host that slept longer than this is not caught up with: the device's time then skips the rest, and says so. */
const BACKLOG_US_MAX = 10_000_000;

/** Places of the histogram of lateness, and their width; what is later than all of them counts in the last. */
const PLACES_COUNT = 4096;
const PLACE_US = 50;

/** How late the device ran behind the clock on the wall. */
export interface Lateness {
  /** Of the first tick of every chunk behind its time: half of the chunks were no later, 99 in a hundred, and none. */
  readonly late_us_p50: number;
  readonly late_us_p99: number;
  readonly late_us_max: number;
  /** Ticks that were given up, because the host slept too long to catch up. */
  readonly ticks_missed: number;
  /** Beyond the longest chunk, at the last step and at worst. */
  readonly last_us: number;
  readonly worst_us: number;
  /** Wall time that was given up, because the host slept too long to catch up. */
  readonly skipped_us: number;
}

/** What to do next: run `ticks_count` ticks; `rest_us` until the next look, 0 for at once. */
export interface PaceStep {
  readonly ticks_count: number;
  readonly rest_us: number;
}

/** Keeps device time beside an injected monotonic clock, in chunks of 1 to 5 ms, or by the tick while somebody waits; late chunks catch up. */
export class Pacing {
  readonly #tick_us: number;
  readonly #now_us: () => number;
  #start_us: number;
  #given_ticks = 0;
  #last_us = 0;
  #worst_us = 0;
  #skipped_us = 0;
  #late_us_max = 0;
  #steps_count = 0;
  readonly #places = new Uint32Array(PLACES_COUNT);

  constructor(tick_us: number, now_us: () => number) {
    this.#tick_us = tick_us;
    this.#now_us = now_us;
    this.#start_us = now_us();
  }

  get lateness(): Lateness {
    return {
      last_us: this.#last_us, worst_us: this.#worst_us, skipped_us: this.#skipped_us, ticks_missed: Math.floor(this.#skipped_us / this.#tick_us),
      late_us_p50: this.#quantile_us(0.5), late_us_p99: this.#quantile_us(0.99), late_us_max: this.#late_us_max,
    };
  }

  /** @param isAwaited - bytes wait for the device: it runs at once, at most one tick ahead of the wall */
  step(isAwaited = false): PaceStep {
    const chunk_us_min = isAwaited ? 0 : CHUNK_US_MIN;
    let backlog_us = this.#now_us() - this.#start_us - this.#given_ticks * this.#tick_us;
    if (backlog_us > BACKLOG_US_MAX) {
      const skipped_us = backlog_us - BACKLOG_US_MAX;
      this.#skipped_us += skipped_us;
      this.#start_us += skipped_us;
      backlog_us = BACKLOG_US_MAX;
    }
    this.#last_us = Math.max(0, backlog_us - CHUNK_US_MAX);
    this.#worst_us = Math.max(this.#worst_us, this.#last_us);
    if (backlog_us < chunk_us_min) return { ticks_count: 0, rest_us: chunk_us_min - backlog_us };
    const ticks_count = Math.max(1, Math.floor(Math.min(backlog_us, CHUNK_US_MAX) / this.#tick_us));
    this.#note(Math.max(0, backlog_us - this.#tick_us));
    this.#given_ticks += ticks_count;
    return { ticks_count, rest_us: backlog_us > CHUNK_US_MAX ? 0 : CHUNK_US_MIN };
  }

  #note(late_us: number): void {
    const place = Math.min(PLACES_COUNT - 1, Math.floor(late_us / PLACE_US));
    this.#places[place] = this.#places[place]! + 1;
    this.#steps_count += 1;
    this.#late_us_max = Math.max(this.#late_us_max, late_us);
  }

  /** Upper edge of the place below which so many of the steps lie; the latest of all for the last place, and 0 before the first step. */
  #quantile_us(ratio: number): number {
    const wanted_count = Math.ceil(ratio * this.#steps_count);
    let seen_count = 0;
    for (let place = 0; place < PLACES_COUNT && wanted_count > 0; place += 1) {
      seen_count += this.#places[place]!;
      if (seen_count >= wanted_count) return place === PLACES_COUNT - 1 ? this.#late_us_max : Math.min(this.#late_us_max, (place + 1) * PLACE_US);
    }
    return 0;
  }
}
