import type { Device } from './device.ts';
import type { DrivenDevice } from './virtual-clock.ts';

/** How far one device may run ahead of another that stops to speak. */
const AHEAD_US_MAX = 1000;

/** Devices that one clock drives. A single one runs as far as it may; several keep within a millisecond of each other. */
export class Fleet implements DrivenDevice {
  readonly tick_us: number;
  readonly #devices: readonly Device[];
  readonly #collect: () => void;
  readonly #ahead_ticks_max: number;

  /** @param collect - sends what the devices have queued on its way; called between ticks. */
  constructor(devices: readonly Device[], collect: () => void) {
    const [first] = devices;
    if (first === undefined) throw new RangeError('no device to simulate');
    const other = devices.find(({ tick_us }) => tick_us !== first.tick_us);
    if (other !== undefined) throw new RangeError(`control ticks of ${first.tick_us} us and of ${other.tick_us} us cannot share a clock`);
    this.tick_us = first.tick_us;
    this.#devices = devices;
    this.#collect = collect;
    this.#ahead_ticks_max = devices.length === 1 ? Infinity : Math.max(1, Math.floor(AHEAD_US_MAX / first.tick_us));
  }

  /** Where the hindmost of them is. */
  get tick(): number {
    let tick = Infinity;
    for (const device of this.#devices) tick = Math.min(tick, device.tick);
    return tick;
  }

  run(ticks_count: number): void {
    let until_tick = this.tick + Math.min(ticks_count, this.#ahead_ticks_max);
    for (const device of this.#devices) {
      if (device.tick < until_tick) device.run(until_tick - device.tick);
      // It has something to say, and the clock stops there: those that have run on wait for it.
      until_tick = Math.min(until_tick, device.tick);
    }
    this.#collect();
  }
}
