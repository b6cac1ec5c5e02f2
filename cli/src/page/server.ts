import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { PROTOCOL } from '../browser/messages.ts';
import type { Hello } from '../browser/messages.ts';
import { loopbackAddress } from '../port.ts';
import { ownHosts, pageRefusal, socketRefusal } from './admission.ts';
import type { Refusal } from './admission.ts';
import { CONTENT_SECURITY_POLICY, asset } from './assets.ts';
import { Client } from './client.ts';
import type { Observed, PageControls } from './observed.ts';

/** 256 bits: nobody guesses them, and they end with this server. */
const TOKEN_BYTES = 32;
/** A request of a page is less than a hundred bytes. */
const PAYLOAD_BYTES_MAX = 65_536;
const HEADER_BYTES_MAX = 8192;
const HEADERS_MS_MAX = 5000;
/** Pages at a time, and connections with those that fetch files. */
const CLIENTS_MAX = 8;
const CONNECTIONS_MAX = 64;
const UPDATE_MS = 100;
const ROWS_MS = 500;
const CHECK_MS = 10_000;

export interface PageRequest {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly hello: Hello;
  readonly observed: Observed;
  readonly controls: PageControls;
}

/** A page that is being served. */
export interface ServedPage {
  /** With the token behind the `#`, which a browser sends to nobody. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** Pages that are open. */
  readonly clients_count: number;
  close(): Promise<void>;
}

/**
 * Serves the live page on a loopback port.
 * @throws RangeError for an address that is not loopback: more than this machine would need TLS
 */
export async function servePage({ host, port, hello, observed, controls }: PageRequest): Promise<ServedPage> {
  const address = loopbackAddress(host, 'the page');
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const server = createServer({ maxHeaderSize: HEADER_BYTES_MAX, headersTimeout: HEADERS_MS_MAX, requestTimeout: HEADERS_MS_MAX, connectionsCheckingInterval: 1000 });
  server.maxConnections = CONNECTIONS_MAX;
  await listen(server, address, port);
  const bound = (server.address() as AddressInfo).port;
  const hosts = ownHosts(address, bound);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: PAYLOAD_BYTES_MAX, perMessageDeflate: false, clientTracking: true, handleProtocols: () => PROTOCOL });
  const clients = new Set<Client>();
  server.on('request', (request, response) => void answer(request, response, hosts));
  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => undefined);
    const isFull = clients.size >= CLIENTS_MAX;
    const refusal = socketRefusal(request.headers, hosts, token) ?? (isFull ? { status: 503, reason: `there are ${CLIENTS_MAX} pages open already` } as const : undefined);
    if (refusal !== undefined || request.url !== '/live') {
      refuse(socket, refusal ?? { status: 404, reason: 'there is nothing here' });
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const client = new Client({ socket: opened, hello, observed, controls, now_ms: () => performance.now() });
      clients.add(client);
      opened.on('close', () => clients.delete(client));
    });
  });
  const stopTelling = telling(clients, observed);
  return {
    url: `http://${hosts[0]}/#token=${token}`,
    port: bound,
    token,
    get clients_count() {
      return clients.size;
    },
    close: () => {
      stopTelling();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** Tells every page what is new, as often as an eye can follow, and asks whether it is still there. */
function telling(clients: ReadonlySet<Client>, observed: Observed): () => void {
  let last = { device_us: 0, wall_ms: performance.now() };
  let speed = 0;
  const timers = [
    setInterval(() => observed.attempt(() => {
      for (const client of clients) client.update(speed);
    }), UPDATE_MS),
    setInterval(() => observed.attempt(() => {
      const now = { device_us: observed.traces.newest_us, wall_ms: performance.now() };
      speed = (now.device_us - last.device_us) / 1000 / (now.wall_ms - last.wall_ms);
      last = now;
      for (const client of clients) client.updateRows();
    }), ROWS_MS),
    setInterval(() => {
      for (const client of clients) client.check();
    }, CHECK_MS),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, hosts: readonly string[]): Promise<void> {
  const refusal = pageRefusal(request.headers, hosts) ?? (request.method === 'GET' ? undefined : { status: 405, reason: 'files are fetched, and nothing else' } as const);
  const found = refusal === undefined ? asset(request.url ?? '') : undefined;
  if (found === undefined) {
    const { status, reason } = refusal ?? { status: 404, reason: 'there is nothing here' };
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${reason}\n`);
    return;
  }
  try {
    const { type, body } = await found;
    response.writeHead(200, {
      'content-type': type,
      'content-length': body.length,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    }).end(body);
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${error instanceof Error ? error.message : String(error)}\n`);
  }
}

const REASONS: Readonly<Record<Refusal['status'], string>> = {
  401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 503: 'Service Unavailable',
};

function refuse(socket: Duplex, { status, reason }: Refusal): void {
  const body = `${reason}\n`;
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  // A peer that neither reads nor closes is not waited for.
  (socket as Socket).destroySoon();
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
