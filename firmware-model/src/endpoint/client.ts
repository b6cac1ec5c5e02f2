import type { BoardPort } from '../board/port.ts';
import { HangUp } from '../harness/wire/hang-up.ts';
import type { Wire } from '../harness/wire/wire.ts';

/** Bytes from the client that wait for room in the device's port. */
const INPUT_BYTES_MAX = 65_536;
/** From here on a transport that can hold its client back should do so. */
const INPUT_BYTES_HIGH = 16_384;
/** Hang-ups that may be on their way; of more, two in a row are one to the device. */
const HANG_UPS_MAX = 8;
/** Bytes of all clients on the wire, of which all but one have left. */
const WIRE_BYTES_MAX = INPUT_BYTES_MAX * (HANG_UPS_MAX + 1);
/** The next client waits so long at most for the device to have read what the one before had sent. */
const UNREAD_US_MAX = 1_000_000;

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
  #hangUp_us = -Infinity;
  /** Of clients that have left, and that the device still sees or has not seen yet; the oldest first. */
  #hangUps: HangUp[] = [];
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

  /** When the next bytes or hang-up come to an end of the wire that have not yet; Infinity for none. */
  get nextArrival_us(): number {
    const now_us = this.#paced.time_us;
    const { toDevice, toHost } = this.#wire;
    const arrivals_us = [toDevice.next_us, toHost.next_us, this.#hangUps[0]?.next_us ?? Infinity];
    return Math.min(...arrivals_us.map((arrival_us) => (arrival_us > now_us ? arrival_us : Infinity)));
  }

  /** Bytes of clients that outran the port, and are lost as on a serial line without flow control. */
  get lost_bytes(): number {
    return this.#lost_bytes;
  }

  /** The next client. The device first sees the hang-up of the one before, and runs a tick without a host: it must not miss it. */
  attach(line: HostLine): void {
    this.#line = line;
  }

  /** This client has hung up: the device sees it once what was sent before has come. One that is at the port no more changes nothing. */
  detach(line: HostLine): void {
    if (this.#line !== line) return;
    this.#line = undefined;
    this.#wire.toHost.clear();
    if (this.#hangUps.length === HANG_UPS_MAX) this.#hangUps.pop();
    this.#hangUps.push(new HangUp(this.#wire.toDevice, this.#paced.time_us));
    this.feed();
  }

  /** Takes bytes of the client, which must not change any more; false asks to hold it back until `resume`. */
  receive(bytes: Uint8Array): boolean {
    const lane = this.#wire.toDevice;
    const room_bytes = Math.min(INPUT_BYTES_MAX - this.#own_bytes, WIRE_BYTES_MAX - lane.flying_bytes);
    const taken = bytes.subarray(0, Math.max(0, room_bytes));
    this.#lost_bytes += bytes.length - taken.length;
    if (taken.length > 0) {
      const wasAwaited = this.isAwaited;
      lane.send(taken);
      if (!wasAwaited && this.isAwaited) this.#paced.wake();
    }
    return this.#own_bytes < INPUT_BYTES_HIGH;
  }

  /** Fills the port as far as it has room. False while a client waits for the device to see that the one before has left. */
  feed(): boolean {
    for (let hangUp = this.#hangUps[0]; hangUp !== undefined; hangUp = this.#hangUps[0]) {
      if (!this.#admit()) return false;
      this.#hand(hangUp.pieces_count);
      if (!hangUp.hasCome(this.#paced.time_us)) return true;
      this.#hangUps.shift();
      this.#wire.toDevice.clear(hangUp.pieces_count);
      this.#showAbsent();
    }
    if (this.#line === undefined) return true;
    if (!this.#admit()) return false;
    const lane = this.#wire.toDevice;
    if (lane.flying_bytes === 0) return true;
    if (this.#hand() && lane.flying_bytes < INPUT_BYTES_HIGH) this.#line.resume();
    return true;
  }

  /** Sends what the device has queued on its way, as far as the client would take it, and hands the client what has arrived. */
  drain(): void {
    const line = this.#line;
    if (line === undefined || this.#hangUps.length > 0) {
      // A client that has left reads nothing more, and holds nothing up.
      if (this.#port.output_bytes > 0) this.#port.takeOutput();
      return;
    }
    const lane = this.#wire.toHost;
    const sent_bytes = Math.min(this.#port.output_bytes, lane.room_bytes, line.room_bytes - lane.flying_bytes);
    if (sent_bytes > 0) lane.send(this.#port.takeOutput(sent_bytes));
    for (let first = lane.first(); first !== undefined && first.length <= line.room_bytes; first = lane.first()) {
      lane.take(first.length);
      line.write(first);
    }
  }

  /** What this client has on the wire: what one before has left there is no reason to lose a stop of this one. */
  get #own_bytes(): number {
    return this.#wire.toDevice.flyingAfter_bytes(this.#hangUps.at(-1)?.pieces_count ?? 0);
  }

  /** The device's own end goes: nothing that is on its way comes any more. */
  #hangUp(reason: string): void {
    const line = this.#line;
    if (line === undefined && this.#hangUps.length === 0) return;
    this.#line = undefined;
    this.#hangUps = [];
    this.#wire.toDevice.clear();
    this.#wire.toHost.clear();
    this.#showAbsent();
    line?.hangUp(reason);
  }

  /** Moves what has come with the first so many pieces into the port; false where it has no room for more. */
  #hand(pieces_count = Infinity): boolean {
    const lane = this.#wire.toDevice;
    for (let first = lane.first(pieces_count); first !== undefined; first = lane.first(pieces_count)) {
      const taken_bytes = this.#port.receive(first);
      lane.take(taken_bytes);
      if (taken_bytes < first.length) return false;
    }
    return true;
  }

  #showAbsent(): void {
    this.#hangUp_tick = this.#paced.tick;
    this.#hangUp_us = this.#paced.time_us;
    this.#port.setHostPresent(false);
  }

  /** A host that comes clears what the port has received, so that the device first reads what the one before has sent. */
  #admit(): boolean {
    if (this.#port.isHostPresent) return true;
    if (!(this.#hangUp_tick < this.#paced.tick)) return false;
    if (this.#port.received_bytes > 0 && this.#paced.time_us < this.#hangUp_us + UNREAD_US_MAX) return false;
    this.#port.setHostPresent(true);
    return true;
  }
}
