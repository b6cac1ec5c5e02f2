import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openTcp } from '../../../sdk/src/transport/tcp.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer();
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

async function connected(): Promise<{ readonly pipe: Awaited<ReturnType<typeof openTcp>>; readonly peer: Socket; readonly port: number }> {
  const { server, port } = await listening();
  const arrival = once(server, 'connection') as Promise<[Socket]>;
  const pipe = await openTcp({ host: '127.0.0.1', port });
  const [peer] = await arrival;
  return { pipe, peer, port };
}

describe('a socket', () => {
  it('carries bytes both ways, and keeps what came before anybody listened', async () => {
    const { pipe, peer, port } = await connected();
    expect(pipe.label).toBe(`tcp:127.0.0.1:${port}`);
    peer.write(Uint8Array.of(1, 2, 3));
    const bytes = Uint8Array.of(9, 8, 7);
    const taken = pipe.write(bytes);
    bytes.fill(0);
    await taken;
    const [echoed] = (await once(peer, 'data')) as [Buffer];
    expect([...echoed]).toEqual([9, 8, 7]);
    const received = await new Promise<readonly number[]>((resolve) => {
      pipe.onBytes((chunk) => {
        resolve([...chunk]);
      });
    });
    expect(received).toEqual([1, 2, 3]);
    expect(pipe.pending_bytes).toBe(0);
    await pipe.close();
  });

  it('tells when the other side closes, with a reason', async () => {
    const { pipe, peer } = await connected();
    const closed = new Promise<string | undefined>((resolve) => {
      pipe.onClose(resolve);
    });
    pipe.onBytes(() => undefined);
    peer.end();
    expect(await closed).toBe('the other side closed the connection');
    await expect(pipe.write(Uint8Array.of(1))).rejects.toThrow();
  });

  it('tells without a reason when this side closes, once, and sends what was written first', async () => {
    const { pipe, peer } = await connected();
    const reasons: (string | undefined)[] = [];
    pipe.onClose((reason) => reasons.push(reason));
    const received = once(peer, 'data') as Promise<[Buffer]>;
    void pipe.write(Uint8Array.of(4, 5));
    await Promise.all([pipe.close(), pipe.close()]);
    expect([...(await received)[0]]).toEqual([4, 5]);
    expect(reasons).toEqual([undefined]);
  });

  it('is not found where nobody listens, and the output may be on for all that is known', async () => {
    const { server, port } = await listening();
    server.close();
    await once(server, 'close');
    await expect(openTcp({ host: '127.0.0.1', port })).rejects.toMatchObject({ name: 'NanobiasError', code: 'PORT_NOT_FOUND', outputMayBeOn: 'unknown', retryable: true });
  });
});
