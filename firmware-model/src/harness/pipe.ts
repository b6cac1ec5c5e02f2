import type { BytePipe } from '@nanobias/proto';
import type { BoardPort } from '../board/port.ts';
import { PHASE, type ClockEvent, type Phase } from './virtual-clock.ts';
import { FLYING_BYTES_MAX, type Lane } from './wire/lane.ts';
import type { Wire } from './wire/wire.ts';

/** Bytes that may wait at the host; a writer that goes beyond has not looked at `pending_bytes`. */
const PENDING_BYTES_MAX = 1_048_576;

interface LinkClock {
  schedule(delay_us: number, phase: Phase, event: ClockEvent): unknown;
  now_us(): number;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly taken: () => void;
  readonly refused: (reason: Error) => void;
}

/** A host in this process at one of the device's ports, by the wire of that port: one host at a time. */
export class InProcessLink {
  readonly #port: BoardPort;
  readonly #clock: LinkClock;
  readonly #wire: Wire;
  #pipe: InProcessPipe | undefined;
  #hangUpAt_us = -Infinity;

  constructor(port: BoardPort, clock: LinkClock, wire: Wire) {
    this.#port = port;
    this.#clock = clock;
    this.#wire = wire;
    wire.attend({ hangUp: (reason) => this.hangUp(reason), onActed: () => this.#pipe?.lookAgain() });
  }

  get isInUse(): boolean {
    return this.#pipe !== undefined;
  }

  /** Attaches a host. @throws Error while another one is attached */
  open(): BytePipe {
    if (this.#pipe !== undefined) throw new Error('the port is in use: close the pipe that is open first');
    const pipe = new InProcessPipe(this.#port, this.#clock, this.#wire, () => this.#leave(pipe));
    this.#pipe = pipe;
    // A host that re-attaches must have been seen absent for a tick.
    pipe.attach(Math.max(0, this.#hangUpAt_us - this.#clock.now_us()) + this.#wire.toDevice.latency_us);
    return pipe;
  }

  /** The device's end goes: the host's pipe closes with this reason. */
  hangUp(reason: string): void {
    this.#pipe?.end(reason);
  }

  /** Sends on its way what the device has queued, as far as the wire takes it. Called between ticks. */
  collect(): void {
    const waiting_bytes = this.#port.output_bytes;
    if (waiting_bytes === 0) return;
    const pipe = this.#pipe;
    const room_bytes = pipe === undefined ? waiting_bytes : this.#wire.toHost.room_bytes;
    if (room_bytes === 0) return;
    const bytes = this.#port.takeOutput(room_bytes);
    pipe?.send(bytes);
  }

  #leave(pipe: InProcessPipe): void {
    if (this.#pipe !== pipe) return;
    this.#pipe = undefined;
    this.#wire.toHost.clear();
    const { latency_us, pieces_count } = this.#wire.toDevice;
    this.#clock.schedule(latency_us, PHASE.TO_DEVICE, () => {
      this.#port.setHostPresent(false);
      // What is still on its way when the host has left never arrives.
      this.#wire.toDevice.clear(pieces_count);
      return false;
    });
    this.#hangUpAt_us = this.#clock.now_us() + latency_us;
  }
}

class InProcessPipe implements BytePipe {
  readonly label = 'in process';
  readonly #port: BoardPort;
  readonly #clock: LinkClock;
  readonly #wire: Wire;
  readonly #leave: () => void;
  readonly #waiting: Waiting[] = [];
  #waiting_bytes = 0;
  #isClosed = false;
  #receive: (chunk: Uint8Array) => void = () => undefined;
  #closed: (reason?: string) => void = () => undefined;

  constructor(port: BoardPort, clock: LinkClock, wire: Wire, leave: () => void) {
    this.#port = port;
    this.#clock = clock;
    this.#wire = wire;
    this.#leave = leave;
  }

  attach(delay_us: number): void {
    this.#clock.schedule(delay_us, PHASE.TO_DEVICE, () => {
      if (this.#isClosed) return false;
      this.#port.setHostPresent(true);
      return this.#arrive();
    });
  }

  get pending_bytes(): number {
    return this.#waiting_bytes;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('the pipe is closed'));
    if (bytes.length === 0) return Promise.resolve();
    if (this.#waiting_bytes + bytes.length > PENDING_BYTES_MAX) return Promise.reject(new Error(`more than ${PENDING_BYTES_MAX} bytes wait to be sent`));
    const copy = bytes.slice();
    if (this.#waiting.length === 0 && this.#hasRoom(copy)) {
      this.#fly(copy);
      return Promise.resolve();
    }
    this.#waiting_bytes += copy.length;
    return new Promise((taken, refused) => {
      this.#waiting.push({ bytes: copy, taken, refused });
    });
  }

  onBytes(receive: (chunk: Uint8Array) => void): void {
    this.#receive = receive;
  }

  onClose(closed: (reason?: string) => void): void {
    this.#closed = closed;
  }

  close(): Promise<void> {
    this.end();
    return Promise.resolve();
  }

  end(reason?: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#leave();
    this.#waiting_bytes = 0;
    for (const { refused } of this.#waiting.splice(0)) refused(new Error(reason ?? 'the pipe was closed'));
    this.#closed(reason);
  }

  /** Takes bytes of the device on their way to the host. */
  send(bytes: Uint8Array): void {
    for (const due_us of this.#wire.toHost.send(bytes)) this.#planHost(due_us);
  }

  /** Something was done to the wire: what was held may be due now. */
  lookAgain(): void {
    const { toDevice, toHost } = this.#wire;
    if (toDevice.next_us < Infinity) this.#planDevice(toDevice.next_us);
    if (toHost.next_us < Infinity) this.#planHost(toHost.next_us);
  }

  #planHost(due_us: number): void {
    this.#clock.schedule(Math.max(0, due_us - this.#clock.now_us()), PHASE.TO_HOST, () => this.#deliver());
  }

  #planDevice(due_us: number): void {
    this.#clock.schedule(Math.max(0, due_us - this.#clock.now_us()), PHASE.TO_DEVICE, () => this.#arrive());
  }

  /** One piece arrives at the host: what it sets off has run to its end before the next one comes. */
  #deliver(): boolean {
    if (this.#isClosed) return false;
    const { toHost } = this.#wire;
    const bytes = toHost.first();
    if (bytes === undefined) {
      this.#waitForClog(toHost, (due_us) => this.#planHost(due_us));
      return false;
    }
    toHost.take(bytes.length);
    this.#receive(bytes);
    return true;
  }

  /** Something is due and does not come: it is looked for anew when the clog is over. */
  #waitForClog(lane: Lane, plan: (due_us: number) => void): void {
    if (lane.isClogged) plan(lane.next_us);
  }

  #hasRoom(bytes: Uint8Array): boolean {
    const { flying_bytes } = this.#wire.toDevice;
    return flying_bytes === 0 || flying_bytes + bytes.length <= FLYING_BYTES_MAX;
  }

  #fly(bytes: Uint8Array): void {
    for (const due_us of this.#wire.toDevice.send(bytes)) this.#planDevice(due_us);
  }

  /** Hands the device what is due; what finds no room in its port is tried again a tick later, in order. */
  #arrive(): boolean {
    if (!this.#port.isHostPresent) return false;
    const { toDevice } = this.#wire;
    for (let first = toDevice.first(); first !== undefined; first = toDevice.first()) {
      const taken_bytes = this.#port.receive(first);
      toDevice.take(taken_bytes);
      if (taken_bytes < first.length) {
        this.#planDevice(0);
        break;
      }
    }
    this.#waitForClog(toDevice, (due_us) => this.#planDevice(due_us));
    return this.#takeWaiting();
  }

  /** True when a writer's promise was settled. */
  #takeWaiting(): boolean {
    let isSettled = false;
    for (let next = this.#waiting[0]; next !== undefined && this.#hasRoom(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#waiting_bytes -= next.bytes.length;
      this.#fly(next.bytes);
      next.taken();
      isSettled = true;
    }
    return isSettled;
  }
}
