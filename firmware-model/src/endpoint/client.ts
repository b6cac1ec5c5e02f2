import type { BoardPort } from '../board/port.ts';

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

/** Where a device knows its time, and is woken when there is something to do. */
interface Paced {
  readonly tick: number;
  wake(): void;
}

/** One port of a device and whoever is at it: nobody, or one client. */
export class ClientPort {
  readonly #port: BoardPort;
  readonly #paced: Paced;
  readonly #input: Uint8Array[] = [];
  #input_bytes = 0;
  #lost_bytes = 0;
  #hangUp_tick = -1;
  #line: HostLine | undefined;

  constructor(port: BoardPort, paced: Paced) {
    this.#port = port;
    this.#paced = paced;
  }

  get hasClient(): boolean {
    return this.#line !== undefined;
  }

  /** Bytes of a client that wait to be taken. */
  get input_bytes(): number {
    return this.#input_bytes;
  }

  /** Bytes of clients that outran the port, and are lost as on a serial line without flow control. */
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
    this.#hangUp_tick = this.#paced.tick;
    this.#port.setHostPresent(false);
  }

  /** Takes bytes of the client; false asks to hold it back until `resume`. */
  receive(bytes: Uint8Array): boolean {
    const taken = bytes.subarray(0, Math.max(0, INPUT_BYTES_MAX - this.#input_bytes));
    this.#lost_bytes += bytes.length - taken.length;
    if (taken.length > 0) this.#input.push(taken);
    if (this.#input_bytes === 0 && taken.length > 0) this.#paced.wake();
    this.#input_bytes += taken.length;
    return this.#input_bytes < INPUT_BYTES_HIGH;
  }

  /** Fills the port as far as it has room. False while a client waits for the device to see that the one before has left. */
  feed(): boolean {
    if (!this.#admit()) return false;
    if (this.#input_bytes === 0) return true;
    for (let first = this.#input[0]; first !== undefined; first = this.#input[0]) {
      const taken_bytes = this.#port.receive(first);
      this.#input_bytes -= taken_bytes;
      if (taken_bytes < first.length) {
        this.#input[0] = first.subarray(taken_bytes);
        return true;
      }
      this.#input.shift();
    }
    this.#line?.resume();
    return true;
  }

  /** Hands the client what the device has queued, if it would take it. */
  drain(): void {
    if (this.#port.output_bytes === 0 || this.#line === undefined || this.#line.room_bytes < this.#port.output_bytes) return;
    this.#line.write(this.#port.takeOutput());
  }

  #admit(): boolean {
    if (this.#line === undefined || this.#port.isHostPresent) return true;
    if (!(this.#hangUp_tick < this.#paced.tick)) return false;
    this.#port.setHostPresent(true);
    return true;
  }

  #clearInput(): void {
    this.#input.length = 0;
    this.#input_bytes = 0;
  }
}
