import type { BytePipe } from '@nanobias/proto';
import type { BoardPort } from '../board/port.ts';
import { PHASE, type ClockEvent, type Phase } from './virtual-clock.ts';

/** Bytes on their way to the device; more of them wait at the host, as behind a full kernel buffer. */
const IN_FLIGHT_BYTES_MAX = 65_536;
/** Bytes that may wait at the host; a writer that goes beyond has not looked at `pending_bytes`. */
const PENDING_BYTES_MAX = 1_048_576;

interface LinkClock {
  schedule(delay_us: number, phase: Phase, event: ClockEvent): unknown;
  now_us(): number;
}

interface Flight {
  readonly due_us: number;
  readonly bytes: Uint8Array;
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly taken: () => void;
  readonly refused: (reason: Error) => void;
}

/** The wire between a host in this process and the device's port: one host at a time, bytes in order, a latency each way. */
export class InProcessLink {
  readonly #port: BoardPort;
  readonly #clock: LinkClock;
  readonly #latency_us: number;
  #pipe: InProcessPipe | undefined;
  #hangUpAt_us = -Infinity;

  constructor(port: BoardPort, clock: LinkClock, latency_us: number) {
    this.#port = port;
    this.#clock = clock;
    this.#latency_us = latency_us;
  }

  get isInUse(): boolean {
    return this.#pipe !== undefined;
  }

  /** Attaches a host. @throws Error while another one is attached */
  open(): BytePipe {
    if (this.#pipe !== undefined) throw new Error('the port is in use: close the pipe that is open first');
    const pipe = new InProcessPipe(this.#port, this.#clock, this.#latency_us, () => this.#leave(pipe));
    this.#pipe = pipe;
    // A host that re-attaches must have been seen absent for a tick.
    pipe.attach(Math.max(0, this.#hangUpAt_us - this.#clock.now_us()) + this.#latency_us);
    return pipe;
  }

  /** The device's end goes: the host's pipe closes with this reason. */
  hangUp(reason: string): void {
    this.#pipe?.end(reason);
  }

  /** Sends on its way what the device has queued. Called between ticks. */
  collect(): void {
    if (this.#port.output_bytes === 0) return;
    const bytes = this.#port.takeOutput();
    const pipe = this.#pipe;
    if (pipe === undefined) return;
    this.#clock.schedule(this.#latency_us, PHASE.TO_HOST, () => pipe.deliver(bytes));
  }

  #leave(pipe: InProcessPipe): void {
    if (this.#pipe !== pipe) return;
    this.#pipe = undefined;
    this.#clock.schedule(this.#latency_us, PHASE.TO_DEVICE, () => {
      this.#port.setHostPresent(false);
      pipe.drop();
      return false;
    });
    this.#hangUpAt_us = this.#clock.now_us() + this.#latency_us;
  }
}

class InProcessPipe implements BytePipe {
  readonly label = 'in process';
  readonly #port: BoardPort;
  readonly #clock: LinkClock;
  readonly #latency_us: number;
  readonly #leave: () => void;
  readonly #flying: Flight[] = [];
  readonly #waiting: Waiting[] = [];
  #flying_bytes = 0;
  #waiting_bytes = 0;
  #isClosed = false;
  #receive: (chunk: Uint8Array) => void = () => undefined;
  #closed: (reason?: string) => void = () => undefined;

  constructor(port: BoardPort, clock: LinkClock, latency_us: number, leave: () => void) {
    this.#port = port;
    this.#clock = clock;
    this.#latency_us = latency_us;
    this.#leave = leave;
  }

  attach(delay_us: number): void {
    this.#clock.schedule(delay_us, PHASE.TO_DEVICE, () => {
      if (this.#isClosed) return false;
      this.#port.setHostPresent(true);
      return this.#arrive();
    });
  }

  /** What is still on its way when the host has left never arrives. */
  drop(): void {
    this.#flying.length = 0;
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

  /** Bytes arrive at the host. */
  deliver(bytes: Uint8Array): boolean {
    if (this.#isClosed) return false;
    this.#receive(bytes);
    return true;
  }

  #hasRoom(bytes: Uint8Array): boolean {
    return this.#flying_bytes === 0 || this.#flying_bytes + bytes.length <= IN_FLIGHT_BYTES_MAX;
  }

  #fly(bytes: Uint8Array): void {
    this.#flying_bytes += bytes.length;
    this.#flying.push({ due_us: this.#clock.now_us() + this.#latency_us, bytes });
    this.#clock.schedule(this.#latency_us, PHASE.TO_DEVICE, () => this.#arrive());
  }

  /** Hands the device what is due; what finds no room in its port is tried again a tick later, in order. */
  #arrive(): boolean {
    if (!this.#port.isHostPresent) return false;
    const now_us = this.#clock.now_us();
    for (let first = this.#flying[0]; first !== undefined && first.due_us <= now_us; first = this.#flying[0]) {
      const taken_bytes = this.#port.receive(first.bytes);
      this.#flying_bytes -= taken_bytes;
      if (taken_bytes < first.bytes.length) {
        this.#flying[0] = { due_us: first.due_us, bytes: first.bytes.subarray(taken_bytes) };
        this.#clock.schedule(0, PHASE.TO_DEVICE, () => this.#arrive());
        break;
      }
      this.#flying.shift();
    }
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
