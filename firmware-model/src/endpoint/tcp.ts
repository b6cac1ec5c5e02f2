import { createServer, isIP, type AddressInfo, type Server, type Socket } from 'node:net';
import { createDevice } from '../harness/simulate.ts';
import type { Endpoint, EndpointOptions } from './endpoint.ts';
import { PacedDevice, type HostLine } from './paced-device.ts';
import { machineClock } from './wall-clock.ts';

/** Bytes that may wait for a client that does not read; a stopped client costs no more memory than this. */
const WAITING_BYTES_MAX = 262_144;

export interface TcpEndpointOptions extends EndpointOptions {
  /** A loopback address, or `localhost`. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/**
 * Serves a device on a loopback port.
 * @throws RangeError for an address that is not loopback, or a number of the board that is refused
 */
export async function serveTcp({ simulationOptions, host, port }: TcpEndpointOptions): Promise<Endpoint> {
  const address = loopbackAddress(host);
  const paced = new PacedDevice(createDevice(simulationOptions), machineClock);
  const clients = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => serve(socket, paced, clients));
  try {
    await listen(server, address, port);
  } catch (error) {
    paced.stop();
    throw error;
  }
  const bound = server.address() as AddressInfo;
  return {
    label: `tcp:${isIP(address) === 6 ? `[${address}]` : address}:${bound.port}`,
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

function serve(socket: Socket, paced: PacedDevice, clients: Set<Socket>): void {
  // A failed connection also closes, which is where it is dealt with.
  socket.on('error', () => undefined);
  if (paced.hasClient) {
    socket.destroy();
    return;
  }
  clients.add(socket);
  paced.attach(lineOf(socket));
  socket.on('data', (bytes) => {
    if (!paced.receive(bytes)) socket.pause();
  });
  let hasLeft = false;
  const leave = (): void => {
    if (hasLeft) return;
    hasLeft = true;
    paced.detach();
    socket.destroy();
  };
  // A client that has ended its side holds no lease any more.
  socket.on('end', leave);
  socket.on('close', () => {
    leave();
    clients.delete(socket);
  });
}

function lineOf(socket: Socket): HostLine {
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
