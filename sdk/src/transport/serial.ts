import { isMainThread } from 'node:worker_threads';
import { autoDetect } from '@serialport/bindings-cpp';
import type { BindingPortInterface } from '@serialport/bindings-cpp';
import type { BytePipe } from '@nanobias/proto';
import { NanobiasError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';

/** Which port is opened, and at what rate. */
export interface SerialPortOptions {
  /** A serial port or a pseudo-terminal. */
  readonly path: string;
  /** 115,200 unless told; without meaning on a pseudo-terminal. */
  readonly baud_rate?: number;
}

const baud_rate_default = 115_200;
const read_bytes_max = 65_536;
// Far more than a session leaves unacknowledged: a writer that comes here does not look at pending_bytes.
const pending_bytes_max = 65_536;

/**
 * Opens a serial port or a pseudo-terminal and owns its descriptor until the pipe is closed.
 *
 * Main thread only: in a worker the binding would abort the process at the first byte that can be read. `openSampled` has no such bound.
 *
 * @throws PORT_NOT_FOUND, PORT_BUSY, PORT_FAILED, also in a worker; the output may be on, since nobody has been asked
 */
export async function openSerial({ path, baud_rate = baud_rate_default }: SerialPortOptions): Promise<BytePipe> {
  if (!isMainThread) throw new NanobiasError('PORT_FAILED', `${path}: a worker cannot read a port by this binding; the main thread can, or openSampled`, { outputMayBeOn: 'unknown' });
  let port: BindingPortInterface;
  try {
    port = await autoDetect().open({ path, baudRate: baud_rate });
  } catch (error) {
    throw openFailure(path, error);
  }
  return new SerialPipe(port, `serial:${path}`);
}

// The binding gives its reasons as text alone.
function openFailure(path: string, error: unknown): NanobiasError {
  const text = error instanceof Error ? error.message : String(error);
  const code: ErrorCode = /Cannot lock port|resource busy/i.test(text) ? 'PORT_BUSY' : /No such file|not found/i.test(text) ? 'PORT_NOT_FOUND' : 'PORT_FAILED';
  const meaning = code === 'PORT_BUSY' ? 'another program has it open' : code === 'PORT_NOT_FOUND' ? 'there is no such port' : 'it cannot be opened';
  return new NanobiasError(code, `${path}: ${meaning} (${text})`, { outputMayBeOn: 'unknown', cause: error });
}

interface Waiting {
  readonly bytes: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

class SerialPipe implements BytePipe {
  readonly label: string;
  readonly #port: BindingPortInterface;
  readonly #waiting: Waiting[] = [];
  #waiting_bytes = 0;
  #writing_bytes = 0;
  #isReading = false;
  #closing: Promise<void> | undefined;
  #tellClosed: (reason?: string) => void = () => undefined;

  constructor(port: BindingPortInterface, label: string) {
    this.#port = port;
    this.label = label;
  }

  get pending_bytes(): number {
    return this.#waiting_bytes + this.#writing_bytes;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#closing !== undefined) return Promise.reject(new Error('the port is closed'));
    if (this.pending_bytes + bytes.length > pending_bytes_max) return Promise.reject(new Error(`more than ${pending_bytes_max} bytes wait for the port`));
    const copy = bytes.slice();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ bytes: copy, resolve, reject });
      this.#waiting_bytes += copy.length;
      if (this.#writing_bytes === 0) void this.#drain();
    });
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
    const buffer = Buffer.allocUnsafeSlow(read_bytes_max);
    for (;;) {
      let bytesRead: number;
      try {
        ({ bytesRead } = await this.#port.read(buffer, 0, buffer.length));
      } catch (error) {
        // After a hang-up a second read never settles and spins: the first error is the end.
        await this.#close(`the port hung up (${messageOf(error)})`);
        return;
      }
      if (this.#closing !== undefined) return;
      receive(buffer.subarray(0, bytesRead));
    }
  }

  // The binding takes one write at a time; whatever came meanwhile goes with the next.
  async #drain(): Promise<void> {
    while (this.#waiting.length > 0 && this.#closing === undefined) {
      const batch = this.#waiting.splice(0);
      const bytes = Buffer.concat(batch.map((waiting) => waiting.bytes));
      this.#waiting_bytes -= bytes.length;
      this.#writing_bytes = bytes.length;
      try {
        await this.#port.write(bytes);
      } catch (error) {
        const failure = error instanceof Error ? error : new Error(String(error));
        for (const { reject } of batch) reject(failure);
        await this.#close(`the port refused bytes (${failure.message})`);
        return;
      } finally {
        this.#writing_bytes = 0;
      }
      for (const { resolve } of batch) resolve();
    }
  }

  /** Closes once; without a reason it is this side that closes. Reads and writes in flight are cancelled by it. */
  #close(reason?: string): Promise<void> {
    this.#closing ??= this.#closeOnce(reason);
    return this.#closing;
  }

  async #closeOnce(reason?: string): Promise<void> {
    const gone = new Error(reason ?? 'the port was closed');
    for (const { reject } of this.#waiting.splice(0)) reject(gone);
    this.#waiting_bytes = 0;
    // Told before the port is closed: writes that this cancels would otherwise be taken for the reason.
    this.#tellClosed(reason);
    // A port that is gone cannot be closed properly, and is closed all the same.
    await this.#port.close().catch(() => undefined);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
