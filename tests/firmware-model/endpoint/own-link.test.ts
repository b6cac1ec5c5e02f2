import { once } from 'node:events';
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { connect, cryptoEntropy, modeName, realClock } from '@nanobias/sdk';
import type { BytePipe, Device } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let endpoint: Endpoint;
let port: number;

beforeAll(async () => {
  endpoint = await serveTcp({ simulationOptions: { seed: 1, cell: CELL_PRESETS['film-2um'] }, host: '127.0.0.1', port: 0 });
  port = Number(endpoint.label.split(':').at(-1));
});
afterAll(() => endpoint.close());

const connected = (pipe: BytePipe): Promise<Device> => connect(pipe, { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js' });

async function raw(): Promise<Socket> {
  const socket = createConnection({ host: '127.0.0.1', port });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('a link of the serving process', () => {
  it('is a client like any other, beside the others, and leaves its port to the next', async () => {
    const [own, other] = [await connected(endpoint.openPipe()), await connected(await openTcp({ host: '127.0.0.1', port }))];
    expect([own.label, modeName((await own.readState()).mode)]).toEqual([endpoint.label, modeName((await other.readState()).mode)]);
    const pipes = [endpoint.openPipe(), endpoint.openPipe()];
    expect(() => endpoint.openPipe()).toThrow('every port of the device has its client');
    for (const pipe of pipes) await pipe.close();
    await own.close();
    await (await connected(endpoint.openPipe())).close();
    await other.close();
  });

  it('takes no bytes once it is closed', async () => {
    const pipe = endpoint.openPipe();
    let reason: string | undefined = 'not told';
    pipe.onClose((told) => {
      reason = told;
    });
    await pipe.close();
    await pipe.close();
    expect(reason).toBeUndefined();
    await expect(pipe.write(new Uint8Array(1))).rejects.toThrow('closed');
  });
});

describe('a port of the device', () => {
  it.each(['GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', 'POST / HTTP/1.1\r\n\r\n', 'OPTIONS * HTTP/1.1\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\n'])('ends a connection that begins with %j', async (request) => {
    const socket = await raw();
    socket.write(request);
    await once(socket.resume(), 'close');
    expect(socket.bytesRead).toBe(0);
  });

  it('ends one whose request comes byte by byte, and keeps one that is no request', async () => {
    const [slow, other] = [await raw(), await raw()];
    let isClosed = false;
    other.on('close', () => {
      isClosed = true;
    });
    other.write('GETTING ');
    for (const letter of 'GET /') slow.write(letter);
    await once(slow.resume(), 'close');
    expect(isClosed).toBe(false);
    other.destroy();
  });
});
