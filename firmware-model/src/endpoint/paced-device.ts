import { Pacing, type Lateness } from '../kernel/pacing.ts';
import type { Device } from '../harness/device.ts';

/** Bytes from the client that wait for room in the device's port. */
const INPUT_BYTES_MAX = 65_536;
/** From here on a transport that can hold its client back should do so. */
const INPUT_BYTES_HIGH = 16_384;

/** The client's side of an endpoint, as the paced device writes to it. */
export interface HostLine {
  /** Bytes that it would still take without holding up; the device keeps the rest and thins its streams. */
  readonly room_bytes: number;
  write(bytes: Uint8Array): void;
  /** The device has caught up with the client's bytes: a client that was held back may go on. */
  resume(): void;
}

/** Time of the machine, passed in. */
export interface WallClock {
  /** Monotonic microseconds. */
  now_us(): number;
  /** Calls back once after about so long; returns what takes the call back. */
  after(delay_us: number, callback: () => void): () => void;
}

/** A device at the speed of the wall clock, with one client at a time. */
export class PacedDevice {
  readonly #device: Device;
  readonly #wall: WallClock;
  readonly #pacing: Pacing;
  readonly #input: Uint8Array[] = [];
  #input_bytes = 0;
  #lost_bytes = 0;
  #hangUp_tick = -1;
  #line: HostLine | undefined;
  #cancel: () => void;

  constructor(device: Device, wall: WallClock) {
    this.#device = device;
    this.#wall = wall;
    this.#pacing = new Pacing(device.tick_us, () => wall.now_us());
    this.#cancel = wall.after(0, () => this.#step());
  }

  get hasClient(): boolean {
    return this.#line !== undefined;
  }

  get lateness(): Lateness {
    return this.#pacing.lateness;
  }

  /** Bytes of a client that outran the device's port, and are lost as on a serial line without flow control. */
  get lost_bytes(): number {
    return this.#lost_bytes;
  }

  /** The next client. Where one has just hung up, the device first runs a tick without a host: it must not miss the hang-up. */
  attach(line: HostLine): void {
    this.#line = line;
    this.#clearInput();
  }

  /** The client has hung up: the device sees it at its next tick. */
  detach(): void {
    this.#line = undefined;
    this.#clearInput();
    this.#hangUp_tick = this.#device.tick;
    this.#device.board.port.setHostPresent(false);
  }

  /** Takes bytes of the client; false asks to hold it back until `resume`. */
  receive(bytes: Uint8Array): boolean {
    const taken = bytes.subarray(0, Math.max(0, INPUT_BYTES_MAX - this.#input_bytes));
    this.#lost_bytes += bytes.length - taken.length;
    if (taken.length > 0) this.#input.push(taken);
    // A timer's grain of a millisecond would be most of a round trip.
    if (this.#input_bytes === 0 && taken.length > 0) this.#plan(0);
    this.#input_bytes += taken.length;
    return this.#input_bytes < INPUT_BYTES_HIGH;
  }

  stop(): void {
    this.#cancel();
  }

  #step(): void {
    const { ticks_count, rest_us } = this.#pacing.step(this.#input_bytes > 0);
    const end_tick = this.#device.tick + ticks_count;
    while (this.#device.tick < end_tick) {
      const isWaiting = !this.#admit();
      if (!isWaiting) this.#feed();
      this.#device.run(isWaiting ? 1 : end_tick - this.#device.tick);
      this.#drain();
    }
    this.#plan(rest_us);
  }

  #plan(delay_us: number): void {
    this.#cancel();
    this.#cancel = this.#wall.after(delay_us, () => this.#step());
  }

  /** False while a client waits for the device to see that the one before has left. */
  #admit(): boolean {
    const { port } = this.#device.board;
    if (this.#line === undefined || port.isHostPresent) return true;
    if (!(this.#hangUp_tick < this.#device.tick)) return false;
    port.setHostPresent(true);
    return true;
  }

  /** Fills the device's port as far as it has room. */
  #feed(): void {
    if (this.#input_bytes === 0) return;
    const { port } = this.#device.board;
    for (let first = this.#input[0]; first !== undefined; first = this.#input[0]) {
      const taken_bytes = port.receive(first);
      this.#input_bytes -= taken_bytes;
      if (taken_bytes < first.length) {
        this.#input[0] = first.subarray(taken_bytes);
        return;
      }
      this.#input.shift();
    }
    this.#line?.resume();
  }

  #drain(): void {
    const { port } = this.#device.board;
    if (port.output_bytes === 0 || this.#line === undefined || this.#line.room_bytes < port.output_bytes) return;
    this.#line.write(port.takeOutput());
  }

  #clearInput(): void {
    this.#input.length = 0;
    this.#input_bytes = 0;
  }
}
