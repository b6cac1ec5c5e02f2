/** A stretch of device time. */
export interface TimeSpan {
  readonly from_s: number;
  readonly to_s: number;
}

/** What there is to be looked at. */
export interface Recorded {
  readonly first_s: number;
  readonly now_s: number;
}

/** Nothing is measured more finely than a sample of the interlock path in four. */
const span_s_min = 0.05;
/** A month. */
const span_s_max = 2.6e6;

/** Which stretch of device time the charts show: the latest so and so long, moving on, or one that stands. */
export class TimeWindow {
  #span_s: number | 'all' = 30;
  #standing: TimeSpan | undefined;

  get isFollowing(): boolean {
    return this.#standing === undefined;
  }

  /** What is followed: seconds, or everything. */
  get followed(): number | 'all' {
    return this.#span_s;
  }

  at({ first_s, now_s }: Recorded): TimeSpan {
    if (this.#standing !== undefined) return this.#standing;
    if (this.#span_s !== 'all') return { from_s: now_s - this.#span_s, to_s: now_s };
    return { from_s: first_s, to_s: Math.max(now_s, first_s + 1) };
  }

  follow(span_s: number | 'all'): void {
    this.#span_s = span_s;
    this.#standing = undefined;
  }

  show({ from_s, to_s }: TimeSpan): void {
    const middle_s = (from_s + to_s) / 2;
    const span_s = Math.min(span_s_max, Math.max(span_s_min, to_s - from_s));
    this.#standing = { from_s: middle_s - span_s / 2, to_s: middle_s + span_s / 2 };
  }

  /** Makes the window so many times as long, about a time that keeps its place. */
  zoom(factor: number, about_s: number, recorded: Recorded): void {
    const { from_s, to_s } = this.at(recorded);
    const span_s = Math.min(span_s_max, Math.max(span_s_min, (to_s - from_s) * factor));
    const place = (about_s - from_s) / (to_s - from_s);
    this.#standing = { from_s: about_s - place * span_s, to_s: about_s + (1 - place) * span_s };
  }

  /** Moves by a part of what is shown. */
  move(part: number, recorded: Recorded): void {
    const { from_s, to_s } = this.at(recorded);
    const by_s = (to_s - from_s) * part;
    this.#standing = { from_s: from_s + by_s, to_s: to_s + by_s };
  }
}

/** Beyond this a clock that is off is set, and not brought closer step by step. */
const jump_s = 1;
/** Part of what a clock is off by that a frame takes back. */
const correction = 0.05;
/** Time without news for which a clock goes on. */
const silence_s_max = 1;

/** Device time between two messages: goes on at the speed that was seen last, smoothly, and never far without news. */
export class DeviceClock {
  #heard_s = 0;
  #heard_ms = 0;
  #speed = 0;
  #shown_s = 0;
  #shown_ms = 0;

  heard(device_s: number, speed: number, now_ms: number): void {
    this.#heard_s = device_s;
    this.#speed = speed;
    this.#heard_ms = now_ms;
  }

  /** Called once for each frame. */
  at(now_ms: number): number {
    const aim_s = this.#heard_s + Math.min(silence_s_max, (now_ms - this.#heard_ms) / 1000) * this.#speed;
    const on_s = this.#shown_s + ((now_ms - this.#shown_ms) / 1000) * this.#speed;
    const off_s = aim_s - on_s;
    this.#shown_s = Math.abs(off_s) > jump_s * Math.max(1, this.#speed) ? aim_s : on_s + off_s * correction;
    this.#shown_ms = now_ms;
    return this.#shown_s;
  }
}
