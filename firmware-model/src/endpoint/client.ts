import type { BoardPort } from '../board/port.ts';
import type { Wire } from '../harness/wire/wire.ts';

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
  /** The device's end is gone: nothing more comes from here, and nothing is taken. */
  hangUp(reason: string): void;
}

/** Where a device knows its time, and is woken when there is something to do. */
interface Paced {
  readonly tick: number;
  readonly time_us: number;
  wake(): void;
}

/** One port of a device, its wire, and whoever is at the other end: nobody, or one client. */
export class ClientPort {
  readonly #port: BoardPort;
  readonly #wire: Wire;
  readonly #paced: Paced;
  #lost_bytes = 0;
  #hangUp_tick = -1;
  #line: HostLine | undefined;

  constructor(port: BoardPort, wire: Wire, paced: Paced) {
    this.#port = port;
    this.#wire = wire;
    this.#paced = paced;
    wire.attend({ hangUp: (reason) => this.#hangUp(reason) });
  }

  get hasClient(): boolean {
    return this.#line !== undefined;
  }

  /** Bytes of a client that are on the wire, or wait at its end to be taken. */
  get input_bytes(): number {
    return this.#wire.toDevice.flying_bytes;
  }

  /** Whether bytes of a client have come to the end of the wire. */
  get isAwaited(): boolean {
    return this.#wire.toDevice.next_us <= this.#paced.time_us;
  }

  /** When the next bytes come to an end of the wire that have not yet; Infinity for none. */
  get nextArrival_us(): number {
    const now_us = this.#paced.time_us;
    const { toDevice, toHost } = this.#wire;
    return Math.min(toDevice.next_us > now_us ? toDevice.next_us : Infinity, toHost.next_us > now_us ? toHost.next_us : Infinity);
  }

  /** Bytes of clients that outran the port, and are lost as on a serial line without flow control. */
  get lost_bytes(): number {
    return this.#lost_bytes;
  }

  /** The next client. Where one has just hung up, the device first runs a tick without a host: it must not miss the hang-up. */
  attach(line: HostLine): void {
    this.#line = line;
    this.#clearWire();
  }

  /** This client has hung up: the device sees it at its next tick. One that is at the port no more changes nothing. */
  detach(line: HostLine): void {
    if (this.#line !== line) return;
    this.#line = undefined;
    this.#clearWire();
    this.#hangUp_tick = this.#paced.tick;
    this.#port.setHostPresent(false);
  }

  /** Takes bytes of the client, which must not change any more; false asks to hold it back until `resume`. */
  receive(bytes: Uint8Array): boolean {
    const lane = this.#wire.toDevice;
    const taken = bytes.subarray(0, Math.max(0, INPUT_BYTES_MAX - lane.flying_bytes));
    this.#lost_bytes += bytes.length - taken.length;
    if (taken.length > 0) {
      const wasAwaited = this.isAwaited;
      lane.send(taken);
      if (!wasAwaited && this.isAwaited) this.#paced.wake();
    }
    return lane.flying_bytes < INPUT_BYTES_HIGH;
  }

  /** Fills the port as far as it has room. False while a client waits for the device to see that the one before has left. */
  feed(): boolean {
    if (!this.#admit()) return false;
    const lane = this.#wire.toDevice;
    if (lane.flying_bytes === 0) return true;
    for (let first = lane.first(); first !== undefined; first = lane.first()) {
      const taken_bytes = this.#port.receive(first);
      lane.take(taken_bytes);
      if (taken_bytes < first.length) return true;
    }
    if (lane.flying_bytes < INPUT_BYTES_HIGH) this.#line?.resume();
    return true;
  }

  /** Sends what the device has queued on its way, as far as the client would take it, and hands the client what has arrived. */
  drain(): void {
    const line = this.#line;
    if (line === undefined) return;
    const lane = this.#wire.toHost;
    const sent_bytes = Math.min(this.#port.output_bytes, lane.room_bytes, line.room_bytes - lane.flying_bytes);
    if (sent_bytes > 0) lane.send(this.#port.takeOutput(sent_bytes));
    for (let first = lane.first(); first !== undefined && first.length <= line.room_bytes; first = lane.first()) {
      lane.take(first.length);
      line.write(first);
    }
  }

  #hangUp(reason: string): void {
    const line = this.#line;
    if (line === undefined) return;
    this.detach(line);
    line.hangUp(reason);
  }

  #admit(): boolean {
    if (this.#line === undefined || this.#port.isHostPresent) return true;
    if (!(this.#hangUp_tick < this.#paced.tick)) return false;
    this.#port.setHostPresent(true);
    return true;
  }

  #clearWire(): void {
    this.#wire.toDevice.clear();
    this.#wire.toHost.clear();
  }
}
