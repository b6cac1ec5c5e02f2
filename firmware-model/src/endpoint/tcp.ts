import { createServer, isIP, type AddressInfo, type Server, type Socket } from 'node:net';
import { createDevice, setUpWires } from '../harness/simulate.ts';
import { Truth } from '../harness/truth.ts';
import type { Endpoint, EndpointOptions } from './endpoint.ts';
import type { ClientPort, HostLine } from './client.ts';
import { ownLink } from './own-link.ts';
import { PacedDevice } from './paced-device.ts';
import { machineClock } from './wall-clock.ts';

/** Who commands, two who watch, and one who comes to stop it. */
const CLIENTS_DEFAULT = 4;
/**
 * How a request of HTTP begins, which no frame does. A page in somebody's browser can have one sent to any port of this machine, with
 * frames for its body: such a connection ends before the device has seen a frame of it.
 */
const HTTP = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE|PRI) /;
const HTTP_BYTES_MAX = 8;
/** Bytes that may wait for a client that does not read; a stopped client costs no more memory than this. */
const WAITING_BYTES_MAX = 262_144;

export interface TcpEndpointOptions extends EndpointOptions {
  /** A loopback address, or `localhost`. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Clients at a time: 1 to 4, and 4 unless told. One more is closed as soon as it has come. */
  readonly clients_max?: number;
}

/**
 * Serves a device on a loopback port, each client by a port of the device's own.
 *
 * @throws RangeError for an address that is not loopback, or a number of the board that is refused
 */
export async function serveTcp({ simulationOptions, host, port, clients_max = CLIENTS_DEFAULT }: TcpEndpointOptions): Promise<Endpoint> {
  const address = loopbackAddress(host);
  const device = createDevice({ isInjectable: true, ...simulationOptions, ports_count: clients_max });
  setUpWires(device, simulationOptions, 0);
  const paced = new PacedDevice(device, machineClock);
  const clients = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => serve(socket, paced.ports, clients));
  try {
    await listen(server, address, port);
  } catch (error) {
    paced.stop();
    throw error;
  }
  const bound = server.address() as AddressInfo;
  const label = `tcp:${isIP(address) === 6 ? `[${address}]` : address}:${bound.port}`;
  return {
    label,
    device,
    truth: new Truth(device),
    openPipe: () => ownLink(paced.ports, label),
    get lateness() {
      return paced.lateness;
    },
    close: () => {
      paced.stop();
      for (const client of clients) client.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** Network access would need a token and TLS, which this endpoint has not. */
function loopbackAddress(host: string): string {
  const address = host === 'localhost' ? '127.0.0.1' : host;
  const isLoopback = address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
  if (!isLoopback) throw new RangeError(`${host} is no loopback address: a device is served on 127.0.0.1, ::1 or localhost only`);
  return address;
}

function serve(socket: Socket, ports: readonly ClientPort[], clients: Set<Socket>): void {
  // A failed connection also closes, which is where it is dealt with.
  socket.on('error', () => undefined);
  const port = ports.find(({ hasClient }) => !hasClient);
  if (port === undefined) {
    socket.destroy();
    return;
  }
  clients.add(socket);
  let hasLeft = false;
  const leave = (): void => {
    if (hasLeft) return;
    hasLeft = true;
    port.detach(line);
    socket.destroy();
  };
  const line = lineOf(socket, () => (hasLeft = true));
  port.attach(line);
  let head = '';
  socket.on('data', (bytes) => {
    if (hasLeft) return;
    if (head.length < HTTP_BYTES_MAX) head += bytes.toString('latin1', 0, HTTP_BYTES_MAX - head.length);
    if (HTTP.test(head)) leave();
    else if (!port.receive(bytes)) socket.pause();
  });
  // A client that has ended its side holds no lease any more.
  socket.on('end', leave);
  socket.on('close', () => {
    leave();
    clients.delete(socket);
  });
}

function lineOf(socket: Socket, leave: () => void): HostLine {
  return {
    get room_bytes() {
      return WAITING_BYTES_MAX - socket.writableLength;
    },
    write: (bytes) => {
      socket.write(bytes);
    },
    resume: () => {
      if (socket.isPaused()) socket.resume();
    },
    // What has come to the client's end of the wire is still delivered.
    hangUp: () => {
      leave();
      socket.destroySoon();
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
