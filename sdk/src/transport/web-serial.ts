import type { BytePipe } from '@nanobias/proto';
import { NanobiasError } from '../errors.ts';

/**
 * What is used of a browser's `SerialPort`: one that `navigator.serial.requestPort()` or `getPorts()` has given.
 * Structural, so that a page needs no types of its own and a test no hardware.
 */
export interface WebSerialPort {
  /** Opens the port at a rate in baud, with a buffer of so many bytes. */
  open(options: { readonly baudRate: number; readonly bufferSize: number }): Promise<void>;
  /** Closes the port; its streams must have been let go. */
  close(): Promise<void>;
  /** Sets modem lines. */
  setSignals(signals: { readonly dataTerminalReady: boolean }): Promise<void>;
  /** Null while the port is closed and after an error that ended it; a new stream after one that did not. */
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly writable: WritableStream<Uint8Array> | null;
  /** Calls back when the port is unplugged. */
  addEventListener(type: 'disconnect', listener: () => void): void;
  /** Takes a listener away. */
  removeEventListener(type: 'disconnect', listener: () => void): void;
}

/** Which port is opened, and at what rate. */
export interface WebSerialOptions {
  /** A port that nobody has opened yet. */
  readonly port: WebSerialPort;
  /** 115,200 unless told. */
  readonly baud_rate?: number;
}

const baud_rate_default = 115_200;
// The browser's own 255 bytes overflow while the page is busy for 22 ms at 115,200 baud.
const buffer_bytes = 65_536;
// Far more than a session leaves unacknowledged: a writer that comes here does not look at pending_bytes.
const pending_bytes_max = 65_536;
// A line that gives errors and no bytes is no line.
const errors_count_max = 8;
// How long a port may take for each step of being closed.
const close_ms_max = 1000;

// Errors of the line, not of the port: bytes were lost, which the frames' own check finds, and a new stream stands ready.
const passingErrors: ReadonlySet<string> = new Set(['BufferOverrunError', 'BreakError', 'FramingError', 'ParityError']);

/**
 * Opens a port of the browser and raises DTR, by which a controller knows that a host is there.
 *
 * A page in the background may be given a timer a minute: its lease lapses, and the circuit opens. Hold the device in a
 * dedicated worker, which is not slowed down, where an experiment shall go on behind another tab.
 *
 * @throws PORT_BUSY when the port is open already, PORT_FAILED; the output may be on, since nobody has been asked
 */
export async function openWebSerial({ port, baud_rate = baud_rate_default }: WebSerialOptions): Promise<BytePipe> {
  try {
    await port.open({ baudRate: baud_rate, bufferSize: buffer_bytes });
  } catch (error) {
    throw openFailure(error);
  }
  // An adapter without modem lines refuses, and its controller cannot ask for them.
  await port.setSignals({ dataTerminalReady: true }).catch(() => undefined);
  const { writable } = port;
  if (writable === null) {
    // Left open it would stay busy for as long as the page lives.
    await settled(port.close());
    throw openFailure(new Error('it was lost while it was opened'));
  }
  return new WebSerialPipe(port, writable.getWriter());
}

function openFailure(error: unknown): NanobiasError {
  const isOpen = nameOf(error) === 'InvalidStateError';
  const meaning = isOpen ? 'it is open already' : 'it cannot be opened, or another program has it';
  return new NanobiasError(isOpen ? 'PORT_BUSY' : 'PORT_FAILED', `serial port: ${meaning} (${messageOf(error)})`, { outputMayBeOn: 'unknown', cause: error });
}

class WebSerialPipe implements BytePipe {
  readonly label = 'web serial';
  readonly #port: WebSerialPort;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #pending_bytes = 0;
  #isReading = false;
  #closing: Promise<void> | undefined;
  #tellClosed: (reason?: string) => void = () => undefined;
  readonly #unplugged = (): void => void this.#close('the port was unplugged');

  constructor(port: WebSerialPort, writer: WritableStreamDefaultWriter<Uint8Array>) {
    this.#port = port;
    this.#writer = writer;
    port.addEventListener('disconnect', this.#unplugged);
  }

  get pending_bytes(): number {
    return this.#pending_bytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#closing !== undefined) throw new Error('the port is closed');
    if (!(this.#pending_bytes + bytes.length <= pending_bytes_max)) throw new Error(`more than ${pending_bytes_max} bytes wait for the port`);
    const copy = bytes.slice();
    this.#pending_bytes += copy.length;
    try {
      await this.#writer.write(copy);
    } catch (error) {
      void this.#close(`the port refused bytes (${messageOf(error)})`);
      throw error;
    } finally {
      this.#pending_bytes -= copy.length;
    }
  }

  onBytes(receive: (chunk: Uint8Array) => void): void {
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#read(receive);
  }

  onClose(closed: (reason?: string) => void): void {
    this.#tellClosed = closed;
  }

  close(): Promise<void> {
    return this.#close();
  }

  async #read(receive: (chunk: Uint8Array) => void): Promise<void> {
    for (let errors_count = 0; errors_count <= errors_count_max;) {
      this.#reader ??= this.#port.readable?.getReader();
      if (this.#reader === undefined) break;
      let chunk: { readonly value?: Uint8Array | undefined };
      try {
        chunk = await this.#reader.read();
      } catch (error) {
        if (!passingErrors.has(nameOf(error))) return this.#close(`the port hung up (${messageOf(error)})`);
        errors_count += 1;
        this.#reader.releaseLock();
        this.#reader = undefined;
        continue;
      }
      if (this.#closing !== undefined) return;
      if (chunk.value === undefined) return this.#close('the port was closed by somebody else');
      errors_count = 0;
      try {
        receive(chunk.value);
      } catch (error) {
        return this.#close(`the bytes could not be taken in (${messageOf(error)})`);
      }
    }
    await this.#close('the port gives errors and no bytes');
  }

  /** Closes once; without a reason it is this side that closes. */
  #close(reason?: string): Promise<void> {
    this.#closing ??= this.#closeOnce(reason);
    return this.#closing;
  }

  async #closeOnce(reason?: string): Promise<void> {
    const port = this.#port;
    port.removeEventListener('disconnect', this.#unplugged);
    // Told before the port is closed: writes that this cancels would otherwise be taken for the reason.
    this.#tellClosed(reason);
    // A port does not close while a stream of it is locked, and a stream that is locked does not end by itself.
    await settled(this.#reader?.cancel());
    this.#reader?.releaseLock();
    await settled(this.#writer.abort(new Error(reason ?? 'the port was closed')));
    this.#writer.releaseLock();
    // Drivers differ in what they leave on the line: a controller that still saw its host would wait for the lease.
    await settled(port.setSignals({ dataTerminalReady: false }));
    await settled(port.close());
  }
}

/** Waits until a step is over, however it ends, but not for ever: a port that is gone may answer nothing. */
async function settled(step: Promise<unknown> | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, close_ms_max);
  });
  await Promise.race([step, late]).catch(() => undefined);
  clearTimeout(timer);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
