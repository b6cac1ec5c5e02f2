import { Pacing, type Lateness } from '../kernel/pacing.ts';
import type { Device } from '../harness/device.ts';
import { AskedFaults } from '../harness/faults/asked.ts';
import { ClientPort } from './client.ts';

/** Time of the machine, passed in. */
export interface WallClock {
  /** Monotonic microseconds. */
  now_us(): number;
  /** Calls back once after about so long; returns what takes the call back. */
  after(delay_us: number, callback: () => void): () => void;
}

/** A device at the speed of the wall clock, with one client at a time on each of its ports. */
export class PacedDevice {
  readonly ports: readonly ClientPort[];
  readonly #device: Device;
  readonly #wall: WallClock;
  readonly #pacing: Pacing;
  readonly #asked: AskedFaults;
  #cancel: () => void;

  constructor(device: Device, wall: WallClock) {
    this.#device = device;
    this.#wall = wall;
    this.#pacing = new Pacing(device.tick_us, () => wall.now_us());
    const paced = {
      get tick() {
        return device.tick;
      },
      get time_us() {
        return device.time_us;
      },
      // A timer's grain of a millisecond would be most of a round trip.
      wake: () => this.#plan(0),
    };
    this.ports = device.board.ports.map((port, index) => new ClientPort(port, device.wires[index]!, paced));
    this.#asked = new AskedFaults(device);
    this.#cancel = wall.after(0, () => this.#step());
  }

  get lateness(): Lateness {
    return this.#pacing.lateness;
  }

  stop(): void {
    this.#cancel();
  }

  #step(): void {
    const { ticks_count, rest_us } = this.#pacing.step(this.ports.some(({ isAwaited }) => isAwaited));
    const end_tick = this.#device.tick + ticks_count;
    while (this.#device.tick < end_tick) {
      let isWaiting = false;
      for (const port of this.ports) isWaiting = !port.feed() || isWaiting;
      this.#device.run(isWaiting ? 1 : Math.min(end_tick - this.#device.tick, this.#toArrival_ticks()));
      for (const port of this.ports) port.drain();
      this.#asked.carryOut();
    }
    this.#plan(rest_us);
  }

  /** Ticks until something comes to an end of a wire; Infinity for never. */
  #toArrival_ticks(): number {
    const { time_us, tick_us } = this.#device;
    let next_us = Infinity;
    for (const port of this.ports) next_us = Math.min(next_us, port.nextArrival_us);
    return Math.ceil((next_us - time_us) / tick_us);
  }

  #plan(delay_us: number): void {
    this.#cancel();
    this.#cancel = this.#wall.after(delay_us, () => this.#step());
  }
}
