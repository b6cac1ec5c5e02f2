import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { FrameKind, encodeFrame, encodeLinkMessage, frameBytes_max } from '@nanobias/proto';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import { afterEach, describe, expect, it } from 'vitest';
import { echoOptions, PRESENCES_ASKED } from './echo.ts';

interface Serving {
  readonly label: string;
  close(): Promise<void>;
}

function helloFrame(): readonly number[] {
  const payload = encodeLinkMessage({ kind: 'hello', version_min: 1, version_max: 1, nonce: 1, client: '' });
  const into = new Uint8Array(frameBytes_max(payload.length));
  return [...into.subarray(0, encodeFrame(into, { kind: FrameKind.LINK, session: 0, seq: 0 }, payload))];
}

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function serving(options: Partial<Parameters<typeof serveTcp>[0]> = {}): Promise<Serving> {
  const endpoint = await serveTcp({ simulationOptions: echoOptions, host: '127.0.0.1', port: 0, clients_max: 1, ...options });
  endings.push(() => endpoint.close());
  return endpoint;
}

async function client({ label }: Serving): Promise<Socket> {
  const socket = createConnection({ host: '127.0.0.1', port: Number(label.slice(label.lastIndexOf(':') + 1)) });
  endings.push(() => socket.destroy());
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function answer(socket: Socket, sent: readonly number[], length_bytes: number): Promise<number[]> {
  const bytes: number[] = [];
  const isComplete = new Promise<void>((resolve) => {
    const collect = (chunk: Buffer): void => {
      bytes.push(...chunk);
      if (bytes.length < length_bytes) return;
      socket.off('data', collect);
      resolve();
    };
    socket.on('data', collect);
  });
  socket.write(Uint8Array.from(sent));
  await isComplete;
  return bytes;
}

/** The next client. The hang-up of the one before may arrive later than it does: it is closed then, and comes again. */
async function visitor(endpoint: Serving): Promise<{ readonly socket: Socket; readonly seen: readonly number[] }> {
  for (;;) {
    const socket = await client(endpoint);
    const seen = await Promise.race([answer(socket, [PRESENCES_ASKED], 3), once(socket, 'close').then(() => [])]);
    if (seen.length > 0) return { socket, seen };
  }
}

describe('TCP endpoint', () => {
  it('says where it listens, and carries bytes both ways', async () => {
    const endpoint = await serving();
    expect(endpoint.label).toMatch(/^tcp:127\.0\.0\.1:[1-9][0-9]*$/);
    expect(await answer(await client(endpoint), [1, 2, 3], 3)).toEqual([1, 2, 3]);
  });

  it('serves localhost as 127.0.0.1, and an IPv6 loopback where there is one', async () => {
    expect((await serving({ host: 'localhost' })).label).toMatch(/^tcp:127\.0\.0\.1:/);
  });

  it('refuses every address that is not loopback, before it listens', async () => {
    for (const host of ['0.0.0.0', '::', '192.168.1.10', 'example.org', '', '128.0.0.1', '127.example.org']) {
      await expect(serving({ host })).rejects.toThrow(/loopback/);
    }
  });

  it('rejects where the port is taken', async () => {
    const endpoint = await serving();
    const port = Number(endpoint.label.slice(endpoint.label.lastIndexOf(':') + 1));
    await expect(serving({ port })).rejects.toThrow(/EADDRINUSE/);
  });

  it('is silent before it is spoken to, and while it is spoken to by nobody', async () => {
    const endpoint = await serving();
    const socket = await client(endpoint);
    let heard = 0;
    socket.on('data', (chunk) => (heard += chunk.length));
    await answer(socket, [9], 1);
    expect(heard).toBe(1);
  });

  it('closes a second client and goes on serving the first', async () => {
    const endpoint = await serving();
    const first = await client(endpoint);
    expect(await answer(first, [1], 1)).toEqual([1]);
    const second = await client(endpoint);
    await once(second, 'close');
    expect(await answer(first, [2], 1)).toEqual([2]);
  });

  it('serves four of eight clients at once, closes the others, and takes the next where one has left', async () => {
    const endpoint = await serving({ clients_max: 4, simulationOptions: { seed: 1, cell: CELL_PRESETS.default } });
    const clients = await Promise.all(Array.from({ length: 8 }, () => client(endpoint)));
    const isClosed = clients.map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
    const hello = helloFrame();
    // An answer to a hello is longer than this.
    const answered = await Promise.all(clients.map((socket, index) => Promise.race([answer(socket, hello, 40).then(() => true), isClosed[index]!.then(() => false)])));
    expect(answered).toEqual([true, true, true, true, false, false, false, false]);
    clients[1]!.destroy();
    await once(clients[1]!, 'close');
    await new Promise((resolve) => setImmediate(resolve));
    for (let isServed = false; !isServed; ) {
      const next = await client(endpoint);
      isServed = await Promise.race([answer(next, hello, 40).then(() => true), new Promise<boolean>((resolve) => next.once('close', () => resolve(false)))]);
    }
  });

  it('takes the next client after a hang-up, and shows the firmware each of them coming and going', async () => {
    const endpoint = await serving();
    for (let visit = 1; visit <= 4; visit += 1) {
      const { socket, seen } = await visitor(endpoint);
      expect(seen).toEqual([PRESENCES_ASKED, visit, visit - 1]);
      if (visit % 2 === 0) socket.end();
      else socket.resetAndDestroy();
    }
  });

  it('carries half a megabyte through the port’s 4 KiB without losing or turning a byte', async () => {
    const endpoint = await serving();
    const socket = await client(endpoint);
    const bytes = Array.from({ length: 500_000 }, (_, index) => ((index * 31) % 251) & 0x4f);
    const echoed = await answer(socket, bytes, bytes.length);
    expect(echoed.length).toBe(bytes.length);
    expect(echoed.every((byte, index) => byte === bytes[index])).toBe(true);
  });

  it('ends its clients when it is closed, and listens no more', async () => {
    const endpoint = await serving();
    const socket = await client(endpoint);
    const isClosed = once(socket, 'close');
    await endpoint.close();
    await isClosed;
    await expect(client(endpoint).then((late) => once(late, 'close'))).rejects.toThrow();
  });
});
