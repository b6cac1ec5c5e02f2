import { createServer, isIPv6 } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { cryptoEntropy, connect, realClock } from '@nanobias/sdk';
import type { BytePipe, Clock, Device, OutputLimits } from '@nanobias/sdk';
import { loopbackAddress } from '../port.ts';
import { ScpiError } from './scpi-error.ts';
import { ScpiSession } from './session.ts';
import { SourceMeter } from './source-meter.ts';

/** A program message without its line feed. */
const LINE_BYTES_MAX = 2048;
/** Clients at a time: each takes one of the controller's ports, and whoever comes to stop it needs one. */
const CLIENTS_MAX = 2;
/** Lines that wait while one is carried out; a client that sends more is held back. */
const LINES_MAX = 64;
/** What a client has not read yet; one that lets more pile up is closed. */
const ANSWER_BYTES_MAX = 1_048_576;
/** How a request of HTTP begins, which no SCPI line does: a page in somebody's browser can have one sent to any port. */
const HTTP = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE|PRI) /;

export interface ScpiServerOptions {
  readonly host: string;
  readonly port: number;
  /** A link to the controller for one client. */
  readonly openPipe: () => BytePipe | Promise<BytePipe>;
  readonly limits: OutputLimits | undefined;
}

export interface ScpiServer {
  /** Where clients connect to: `HOST:PORT`. */
  readonly label: string;
  close(): Promise<void>;
}

/**
 * Serves SCPI lines over TCP: each client is a host of its own to the controller, under the same lease and interlocks as every other.
 * @throws RangeError for an address that is not loopback
 */
export async function serveScpi({ host, port, openPipe, limits }: ScpiServerOptions): Promise<ScpiServer> {
  const clock = realClock();
  const clients = new Set<Client>();
  const server = createServer({ noDelay: true }, (socket) => {
    if (!(clients.size < CLIENTS_MAX)) {
      socket.destroy();
      return;
    }
    const client = new Client(socket);
    clients.add(client);
    const device = async (): Promise<Device> => connect(await openPipe(), { clock, entropy: cryptoEntropy(), sampler: 'js', client: 'nanobias scpi' });
    void client.serve(device, clock, limits).finally(() => clients.delete(client));
  });
  const address = loopbackAddress(host, 'SCPI');
  await listening(server, address, port);
  const bound = server.address() as AddressInfo;
  return {
    label: `${isIPv6(address) ? `[${address}]` : address}:${bound.port}`,
    close: async () => {
      server.close();
      await Promise.all([...clients].map((client) => client.end()));
    },
  };
}

/** One connection, from its first line to the measured off behind its last. */
class Client {
  readonly #socket: Socket;
  readonly #gone: Promise<void>;
  #ended: Promise<void> = Promise.resolve();

  constructor(socket: Socket) {
    this.#socket = socket;
    // Heard from the first: a client can be gone before the controller has answered.
    this.#gone = new Promise((resolve) => {
      socket.on('close', () => resolve());
      socket.on('end', () => resolve());
    });
    // A failed connection also closes, which is where it is dealt with.
    socket.on('error', () => undefined);
  }

  serve(open: () => Promise<Device>, clock: Clock, limits: OutputLimits | undefined): Promise<void> {
    this.#ended = this.#serve(open, clock, limits);
    return this.#ended;
  }

  end(): Promise<void> {
    this.#socket.destroy();
    return this.#ended;
  }

  async #serve(open: () => Promise<Device>, clock: Clock, limits: OutputLimits | undefined): Promise<void> {
    const socket = this.#socket;
    let device: Device;
    try {
      device = await open();
    } catch {
      // Every port of the controller has its host.
      socket.destroy();
      return;
    }
    const meter = new SourceMeter({ device, clock, limits });
    const session = new ScpiSession(meter);
    this.#converse(meter, session);
    await this.#gone;
    socket.destroy();
    // What could not be measured off here is opened by the lease.
    await session.end().catch(() => undefined);
    await device.close();
  }

  #converse(meter: SourceMeter, session: ScpiSession): void {
    const socket = this.#socket;
    const lines = new Lines(() => meter.fail(new ScpiError(-363)));
    let waiting_count = 0;
    socket.on('data', (bytes) => {
      for (const line of lines.take(bytes)) {
        if (HTTP.test(line)) {
          socket.destroy();
          return;
        }
        waiting_count += 1;
        if (waiting_count >= LINES_MAX) socket.pause();
        void session.execute(line).then((answer) => {
          waiting_count -= 1;
          if (answer !== undefined && !socket.destroyed) socket.write(`${answer}\n`);
          if (socket.writableLength > ANSWER_BYTES_MAX) socket.destroy();
          else if (socket.isPaused() && waiting_count < LINES_MAX) socket.resume();
        });
      }
    });
  }
}

/** Cuts bytes into lines, and drops one that is too long whole. */
class Lines {
  readonly #onOverrun: () => void;
  #rest = '';
  #isOverrun = false;

  constructor(onOverrun: () => void) {
    this.#onOverrun = onOverrun;
  }

  take(bytes: Uint8Array): string[] {
    const lines: string[] = [];
    for (const part of Buffer.from(bytes).toString('latin1').split(/(?<=\n)/)) {
      const isWhole = part.endsWith('\n');
      this.#rest += part;
      if (this.#rest.length > LINE_BYTES_MAX) {
        if (!this.#isOverrun) this.#onOverrun();
        this.#isOverrun = true;
        this.#rest = '';
      }
      if (!isWhole) continue;
      if (!this.#isOverrun) lines.push(this.#rest.replace(/\r?\n$/, ''));
      this.#rest = '';
      this.#isOverrun = false;
    }
    return lines;
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
