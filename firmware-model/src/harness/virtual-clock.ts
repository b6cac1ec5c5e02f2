import type { CancelTimer, Clock } from '@nanobias/proto';
import { EventHeap, type HeapEvent } from '../kernel/event-heap.ts';
import { ticksCovering } from '../kernel/time.ts';

/** Order of events that fall on one tick. */
export const PHASE = { TO_DEVICE: 0, TO_HOST: 1, TIMER: 2 } as const;
export type Phase = (typeof PHASE)[keyof typeof PHASE];

/** An event of the link or the host; true when it ran host code, or settled a promise that host code may await. */
export type ClockEvent = () => boolean;

/** The device, as the clock drives it. */
export interface DrivenDevice {
  readonly tick_us: number;
  /** Ticks completed. */
  readonly tick: number;
  /** Runs at most so many ticks and returns in the tick in which it queued output, with that output on its way. */
  run(ticks_count: number): void;
}

/** A device that runs alone still gives way to signals and real input after so many ticks. */
const TICKS_BETWEEN_TURNS_MAX = 131_072;

/**
 * Virtual time: device, link and host timers in one deterministic queue.
 *
 * The device runs up to the next event; one event is called; if that was host code, everything which it set off is
 * let run to its end before time goes on. Host code never runs inside a tick, and the device never runs while a
 * host microtask is pending.
 */
export class VirtualClock implements Clock {
  readonly #device: DrivenDevice;
  readonly #heap = new EventHeap<ClockEvent>();
  #isDriven = false;
  #holds_count = 0;
  #onReleased: (() => void) | undefined;

  constructor(device: DrivenDevice) {
    this.#device = device;
  }

  now_us(): number {
    return this.#device.tick * this.#device.tick_us;
  }

  /**
   * Calls back once, at least one tick from now.
   * @throws Error outside `run`, where time stands still and the call would never come
   */
  after(delay_us: number, callback: () => void): CancelTimer {
    if (!this.#isDriven) throw new Error('virtual time stands still outside clock.run: nothing can be awaited there');
    const event = this.schedule(delay_us, PHASE.TIMER, () => {
      callback();
      return true;
    });
    return () => this.#heap.remove(event);
  }

  /** Queues an event of the link, at least one tick from now. */
  schedule(delay_us: number, phase: Phase, event: ClockEvent): HeapEvent<ClockEvent> {
    const delay_ticks = Math.max(1, ticksCovering(delay_us, this.#device.tick_us));
    return this.#heap.push(this.#device.tick + delay_ticks, phase, event);
  }

  /** Holds time until `work` has settled and what follows from it has run. */
  outside<T>(work: Promise<T>): Promise<T> {
    this.#holds_count += 1;
    const release = (): void => {
      this.#holds_count -= 1;
      if (this.#holds_count === 0) this.#onReleased?.();
    };
    work.then(release, release);
    return work;
  }

  /**
   * Drives time until `main` has settled, and settles as it does.
   * @param limit_us device time that `main` may take
   * @throws Error when the limit is reached first
   */
  async run<T>(main: () => Promise<T>, limit_us: number): Promise<T> {
    if (this.#isDriven) throw new Error('the clock is being driven already');
    const limit_tick = this.#device.tick + ticksCovering(limit_us, this.#device.tick_us);
    this.#isDriven = true;
    try {
      let isSettled = false;
      const outcome = (async () => main())().finally(() => {
        isSettled = true;
      });
      // The rejection reaches the caller below; until then it must not count as unhandled.
      outcome.catch(() => undefined);
      await this.#settle();
      while (!isSettled) {
        if (this.#device.tick >= limit_tick) throw new Error(`the limit of ${limit_us} us of device time was reached`);
        await this.#advance(limit_tick);
      }
      return await outcome;
    } finally {
      this.#isDriven = false;
    }
  }

  /** Runs the device up to the next event and calls it, or as far as it may go without one. */
  async #advance(limit_tick: number): Promise<void> {
    const device = this.#device;
    const turn_tick = device.tick + TICKS_BETWEEN_TURNS_MAX;
    for (;;) {
      const until_tick = Math.min(this.#heap.nextTick, limit_tick, turn_tick);
      if (until_tick <= device.tick) break;
      device.run(until_tick - device.tick);
    }
    if (this.#heap.nextTick <= device.tick && device.tick < limit_tick) {
      const event = this.#heap.pop()!;
      if (event.payload()) await this.#settle();
    } else {
      await macrotask();
    }
  }

  /** One macrotask turn drains every chained microtask; holds are waited for, and their consequences drained as well. */
  async #settle(): Promise<void> {
    await macrotask();
    while (this.#holds_count > 0) {
      await new Promise<void>((resolve) => {
        this.#onReleased = resolve;
      });
      this.#onReleased = undefined;
      await macrotask();
    }
  }
}

interface MacrotaskScope {
  readonly setImmediate?: (callback: () => void) => unknown;
  readonly MessageChannel?: new () => { readonly port1: { onmessage: (() => void) | null }; readonly port2: { postMessage(message: number): void } };
}

/** How this engine is asked for a macrotask turn: a browser has no setImmediate, and its shortest timer is 4 ms. */
export function macrotaskOf(scope: MacrotaskScope): () => Promise<void> {
  const { setImmediate: immediate, MessageChannel: Channel } = scope;
  if (immediate !== undefined) return () => new Promise((resolve) => void immediate(resolve));
  if (Channel === undefined) throw new Error('virtual time needs setImmediate or MessageChannel');
  const { port1, port2 } = new Channel();
  return () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });
}

// Captured at import, so that a test's fake timers can't stop the clock.
const macrotask = macrotaskOf(globalThis as unknown as MacrotaskScope);
