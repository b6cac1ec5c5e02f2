import { connect as connectSocket } from 'node:net';
import type { Socket } from 'node:net';
import type { BytePipe } from '@nanobias/proto';
import { NanobiasError } from '../errors.ts';
import type { ErrorCode } from '../errors.ts';

/** Where a controller listens: a name or address, and a port from 1 to 65535. */
export interface TcpAddress {
  readonly host: string;
  readonly port: number;
}

// How long a socket may take to send its last bytes to a peer that does not read.
const close_ms_max = 1000;
const connect_ms_max = 5000;

/**
 * Opens a socket to a controller.
 * @throws PORT_NOT_FOUND when nobody listens there, PORT_FAILED; the output may be on, since nobody has been asked
 */
export function openTcp({ host, port }: TcpAddress): Promise<BytePipe> {
  const label = `tcp:${host}:${port}`;
  return new Promise((resolve, reject) => {
    const socket = connectSocket({ host, port, noDelay: true, timeout: connect_ms_max });
    const refuse = (code: ErrorCode, reason: string, cause?: unknown): void => {
      socket.destroy();
      reject(new NanobiasError(code, `${label}: ${reason}`, { outputMayBeOn: 'unknown', cause }));
    };
    const failed = (error: NodeJS.ErrnoException): void => {
      const isAbsent = error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND' || error.code === 'EHOSTUNREACH';
      refuse(isAbsent ? 'PORT_NOT_FOUND' : 'PORT_FAILED', error.message, error);
    };
    socket.once('error', failed);
    socket.once('timeout', () => {
      refuse('PORT_FAILED', `no answer within ${connect_ms_max / 1000} s`);
    });
    socket.once('connect', () => {
      socket.off('error', failed);
      socket.removeAllListeners('timeout');
      socket.setTimeout(0);
      resolve(new TcpPipe(socket, label));
    });
  });
}

class TcpPipe implements BytePipe {
  readonly label: string;
  readonly #socket: Socket;
  #isClosedHere = false;
  #reason: string | undefined;
  readonly #closed: Promise<void>;
  #tellClosed: (reason?: string) => void = () => undefined;

  constructor(socket: Socket, label: string) {
    this.label = label;
    this.#socket = socket;
    // Until somebody listens the bytes stay in the kernel.
    socket.pause();
    socket.on('error', (error) => {
      this.#reason = error.message;
    });
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.#tellClosed(this.#isClosedHere ? undefined : this.#reason ?? 'the other side closed the connection');
        resolve();
      });
    });
  }

  get pending_bytes(): number {
    return this.#socket.writableLength;
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.write(Buffer.from(bytes), (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  onBytes(receive: (chunk: Uint8Array) => void): void {
    this.#socket.on('data', receive);
    this.#socket.resume();
  }

  onClose(closed: (reason?: string) => void): void {
    this.#tellClosed = closed;
  }

  async close(): Promise<void> {
    if (!this.#isClosedHere) {
      this.#isClosedHere = true;
      this.#socket.destroySoon();
      const timer = setTimeout(() => this.#socket.destroy(), close_ms_max);
      void this.#closed.then(() => {
        clearTimeout(timer);
      });
    }
    await this.#closed;
  }
}
