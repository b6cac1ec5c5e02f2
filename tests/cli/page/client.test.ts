import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { Hello } from '../../../cli/src/browser/messages.ts';
import { Client } from '../../../cli/src/page/client.ts';
import { Observed } from '../../../cli/src/page/observed.ts';

const hello: Hello = { kind: 'hello', label: '', is_simulation: true, firmware: '', version: '', faults: null, faults_reason: '', film_reason: '' };
const mebibyte = 1_048_576;

/** The server's end of a socket whose client does what a test wants. */
class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly calls: string[] = [];
  send(data: string | Buffer): void {
    this.sent.push(typeof data === 'string' ? data : 'trace');
  }
  ping(): void {
    this.calls.push('ping');
  }
  close(code: number): void {
    this.calls.push(`close ${code}`);
  }
  terminate(): void {
    this.calls.push('terminate');
  }
  says(message: object): void {
    this.emit('message', Buffer.from(JSON.stringify(message)), false);
  }
}

function open(): { readonly socket: FakeSocket; readonly client: Client; readonly time: { now_ms: number }; readonly stops: () => number } {
  const socket = new FakeSocket();
  const time = { now_ms: 0 };
  let stops_count = 0;
  const client = new Client({
    socket: socket as unknown as WebSocket, hello, observed: new Observed('nobody'), now_ms: () => time.now_ms,
    controls: {
      explain: async () => [],
      stop: async () => {
        stops_count += 1;
        return ['off'];
      },
    },
  });
  return { socket, client, time, stops: () => stops_count };
}

const query = { kind: 'query', id: 1, channel: 'bias', from_us: 0, to_us: 1, points: 1 } as const;
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a client', () => {
  it('is gone when it gives no sign of life between two questions for one', () => {
    const { socket, client } = open();
    client.check();
    socket.emit('pong');
    client.check();
    client.check();
    expect(socket.calls).toEqual(['ping', 'ping', 'terminate']);
  });

  it('is told nothing while a mebibyte waits for it, and its stop is carried out and answered', async () => {
    const { socket, client, stops } = open();
    socket.bufferedAmount = mebibyte + 1;
    const told = socket.sent.length;
    client.update(1);
    client.updateRows();
    socket.says(query);
    socket.says({ kind: 'explain', id: 2, seq: 1 });
    expect(socket.sent.length).toBe(told);
    socket.says({ kind: 'stop', id: 3 });
    await settled();
    expect([stops(), socket.sent.slice(told)]).toEqual([1, [JSON.stringify({ kind: 'answer', id: 3, is_ok: true, lines: ['off'] })]]);
    socket.bufferedAmount = mebibyte;
    client.updateRows();
    expect(socket.sent.length).toBe(told + 2);
  });

  it('has so many requests at once and a second, and its stop beyond them', async () => {
    const { socket, time, stops } = open();
    const traces = (): number => socket.sent.filter((text) => text === 'trace').length;
    for (let count = 0; count < 400; count += 1) socket.says(query);
    expect(traces()).toBe(240);
    time.now_ms = 500;
    for (let count = 0; count < 400; count += 1) socket.says(query);
    expect(traces()).toBe(300);
    socket.says({ kind: 'stop', id: 1 });
    await settled();
    expect([stops(), socket.calls]).toEqual([1, []]);
  });

  it('is closed when it goes on asking a thousand times beyond its rate, and stops to the last', async () => {
    const { socket, stops } = open();
    for (let count = 0; count < 240 + 1000; count += 1) socket.says(query);
    expect(socket.calls).toEqual([]);
    socket.says(query);
    expect(socket.calls).toEqual(['close 1008']);
    socket.says({ kind: 'stop', id: 1 });
    await settled();
    expect(stops()).toBe(1);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('is closed for a message of the kind %s, which every object has and no page sends', (kind) => {
    const { socket } = open();
    socket.emit('message', Buffer.from(`{"kind":"${kind}","id":1}`), false);
    expect(socket.calls).toEqual(['close 1008']);
  });

  it('presses its stop twice and is told twice what became of the one', async () => {
    const { socket, stops } = open();
    socket.says({ kind: 'stop', id: 1 });
    socket.says({ kind: 'stop', id: 2 });
    await settled();
    expect(stops()).toBe(1);
    expect(socket.sent.filter((text) => text.includes('"answer"')).length).toBe(2);
  });
});
