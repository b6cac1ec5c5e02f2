import type { BytePipe } from '@nanobias/proto';
import type { WebSerialPort } from '../../../sdk/src/transport/web-serial.ts';

/** A browser's serial port with a pipe behind it, as strict with locks and order as a browser is. */
export class PagePort implements WebSerialPort {
  /** What was done to the port, in order. */
  readonly steps: string[] = [];
  readonly #openPipe: () => BytePipe;
  readonly #listeners = new Set<() => void>();
  #pipe: BytePipe | undefined;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readable: ReadableStream<Uint8Array> | null = null;
  writable: WritableStream<Uint8Array> | null = null;

  constructor(openPipe: () => BytePipe) {
    this.#openPipe = openPipe;
  }

  async open({ baudRate, bufferSize }: { readonly baudRate: number; readonly bufferSize: number }): Promise<void> {
    if (this.#pipe !== undefined) throw new DOMException('The port is already open.', 'InvalidStateError');
    this.steps.push(`open ${baudRate} ${bufferSize}`);
    const pipe = this.#openPipe();
    this.#pipe = pipe;
    this.#renew();
    pipe.onBytes((chunk) => this.#controller?.enqueue(chunk.slice()));
    pipe.onClose((reason) => {
      if (reason !== undefined) this.fail('NetworkError', reason);
    });
    this.writable = new WritableStream({
      write: (bytes) => pipe.write(bytes),
      abort: () => void this.steps.push('writer aborted'),
    });
  }

  async close(): Promise<void> {
    if (this.readable?.locked === true || this.writable?.locked === true) throw new TypeError('Cannot cancel a locked stream');
    this.steps.push('close');
    await this.#pipe?.close();
    this.#pipe = undefined;
  }

  async setSignals({ dataTerminalReady }: { readonly dataTerminalReady: boolean }): Promise<void> {
    this.steps.push(`DTR ${dataTerminalReady ? 'up' : 'down'}`);
  }

  addEventListener(_type: 'disconnect', listener: () => void): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_type: 'disconnect', listener: () => void): void {
    this.#listeners.delete(listener);
  }

  get listeners_count(): number {
    return this.#listeners.size;
  }

  /** An error of the line: what ends the port leaves no stream behind, what does not a new one. */
  fail(name: string, message: string): void {
    const controller = this.#controller;
    if (name === 'NetworkError') this.readable = null;
    else this.#renew();
    controller?.error(new DOMException(message, name));
  }

  /** Pulls the plug. */
  unplug(): void {
    for (const listener of this.#listeners) listener();
    this.fail('NetworkError', 'The device has been lost.');
    void this.#pipe?.close();
  }

  #renew(): void {
    this.readable = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => void this.steps.push('reader cancelled'),
    });
  }
}
