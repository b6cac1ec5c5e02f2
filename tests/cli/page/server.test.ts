import { once } from 'node:events';
import { createConnection } from 'node:net';
import type { Socket } from 'node:net';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { Device } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { AnswerMessage, ServerMessage, StateMessage, TraceHead } from '../../../cli/src/browser/messages.ts';
import { pageOf } from '../../../cli/src/page/serve-page.ts';
import { servePage } from '../../../cli/src/page/server.ts';
import type { ServedPage } from '../../../cli/src/page/server.ts';

const LIMITS = { bias_V_max: 4.6, lipon_thickness_m: 500e-9, lnmo_thickness_m: 0.5e-6, area_m2: 1e-11, anode_V_vs_Li: 0, lnmoOn: 'probe' } as const;

let endpoint: Endpoint;
let page: ServedPage;
let host: Device;
beforeAll(async () => {
  endpoint = await serveTcp({ simulationOptions: { seed: 1, cell: CELL_PRESETS['film-2um'] }, host: '127.0.0.1', port: 0 });
  page = await pageOf(endpoint, { host: '127.0.0.1', port: 0 });
  host = await connect(await openTcp({ host: '127.0.0.1', port: Number(endpoint.label.split(':').at(-1)) }), { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js' });
});
afterAll(async () => {
  await host.close();
  await page.close();
  await endpoint.close();
});

/** A request, byte by byte as it is written here, and what comes back until the server ends it. */
async function raw(text: string | Buffer): Promise<string> {
  const socket: Socket = createConnection({ host: '127.0.0.1', port: page.port });
  socket.on('error', () => undefined);
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    answer += chunk;
  });
  await once(socket, 'connect');
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<string> =>
  raw(`${method} ${path} HTTP/1.1\r\n${Object.entries({ Host: `127.0.0.1:${page.port}`, Connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);

const upgrade = (headers: Readonly<Record<string, string>>): Promise<string> =>
  get('/live', { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==', ...headers });

/** What a browser sends on behalf of the page. */
const own = (): Record<string, string> => ({ Origin: `http://127.0.0.1:${page.port}`, 'Sec-WebSocket-Protocol': `nanobias.page.v1, token.${page.token}` });

/** A page without a browser. */
class Visitor {
  readonly messages: ServerMessage[] = [];
  readonly traces: { readonly head: TraceHead; readonly bytes: number }[] = [];
  readonly socket: WebSocket;
  closed: number | undefined;
  #news: () => void = () => undefined;

  constructor() {
    this.socket = new WebSocket(`ws://127.0.0.1:${page.port}/live`, ['nanobias.page.v1', `token.${page.token}`], { origin: `http://127.0.0.1:${page.port}` });
    this.socket.on('error', () => undefined);
    this.socket.on('close', (code) => {
      this.closed = code;
      this.#news();
    });
    this.socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) {
        const head_bytes = data.readUInt32LE(0);
        this.traces.push({ head: JSON.parse(data.toString('utf8', 4, 4 + head_bytes)) as TraceHead, bytes: data.length - 4 - head_bytes });
      } else this.messages.push(JSON.parse(data.toString('utf8')) as ServerMessage);
      this.#news();
    });
  }

  /** Waits for something to be so; messages come all the time. */
  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.closed !== undefined) throw new Error(`closed with ${this.closed}`);
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
  }

  async ask(message: object): Promise<AnswerMessage> {
    const id = 1000 + this.messages.length;
    this.socket.send(JSON.stringify({ ...message, id }));
    return this.until(() => this.messages.find((told): told is AnswerMessage => told.kind === 'answer' && told.id === id));
  }

  state(isSo: (state: StateMessage) => boolean): Promise<StateMessage> {
    const from = this.messages.length;
    return this.until(() => this.messages.slice(from).find((told): told is StateMessage => told.kind === 'state' && isSo(told)));
  }

  async gone(): Promise<number> {
    while (this.closed === undefined) {
      await new Promise<void>((resolve) => {
        this.#news = resolve;
      });
    }
    return this.closed;
  }
}

async function visitor(): Promise<Visitor> {
  const opened = new Visitor();
  await opened.until(() => opened.messages.find(({ kind }) => kind === 'hello'));
  return opened;
}

/** An output that is on, until it is opened by somebody else; how that was told. */
function switchedOn(): Promise<{ readonly code: Promise<unknown> }> {
  return new Promise((resolve) => {
    const code = host.withOutput({ limits: LIMITS, lease_s: 5 }, (_output, signal) => {
      resolve({ code });
      return new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
    }).then(() => 'nothing', (error: unknown) => (error as { code: unknown }).code);
  });
}

describe('the server of the page', () => {
  it('serves what belongs to the page, and nothing by a path of the disk', async () => {
    const index = await get('/');
    expect(index).toMatch(/^HTTP\/1\.1 200 /);
    expect(index).toMatch(/content-security-policy: default-src 'none'; script-src 'self' 'sha256-/);
    expect(index).not.toContain(page.token);
    expect(index).not.toContain('{{');
    const script = await get('/main.ts');
    expect(script).toContain('text/javascript');
    expect(script).not.toContain('import type');
    for (const path of ['/uPlot.js', '/page.css', '/inter-400.ttf']) expect((await get(path)).slice(0, 15), path).toBe('HTTP/1.1 200 OK');
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/page/../../package.json', '//etc/passwd', '/constructor', '/live', '/main.ts?x']) {
      expect((await get(path)).slice(0, 12), path).toBe('HTTP/1.1 404');
    }
    expect(await get('/', {}, 'POST')).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('refuses a request that was meant for another name, as one is that DNS was made to lead here', async () => {
    for (const name of [`evil.example:${page.port}`, '127.0.0.1', `127.0.0.1:${page.port + 1}`, `127.0.0.1:${page.port}.evil.example`]) {
      expect((await get('/', { Host: name })).slice(0, 12), name).toBe('HTTP/1.1 403');
      expect((await upgrade({ ...own(), Host: name })).slice(0, 12), name).toBe('HTTP/1.1 403');
    }
    expect(await get('/', { Host: `localhost:${page.port}` })).toMatch(/^HTTP\/1\.1 200 /);
    expect(await get('/', { Origin: 'http://evil.example' })).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('opens no socket to a page of another origin, to one without origin, or without the token', async () => {
    const wrong = `${page.token.slice(0, -1)}${page.token.endsWith('0') ? '1' : '0'}`;
    const tries: readonly [string, Record<string, string>, number][] = [
      ['another origin', { Origin: 'http://evil.example' }, 403],
      ['the right name over TLS', { Origin: `https://127.0.0.1:${page.port}` }, 403],
      ['an opaque origin', { Origin: 'null' }, 403],
      ['a wrong token', { 'Sec-WebSocket-Protocol': `nanobias.page.v1, token.${wrong}` }, 401],
      ['a token cut short', { 'Sec-WebSocket-Protocol': `nanobias.page.v1, token.${page.token.slice(0, 10)}` }, 401],
      ['no token', { 'Sec-WebSocket-Protocol': 'nanobias.page.v1' }, 401],
      ['a token alone', { 'Sec-WebSocket-Protocol': `token.${page.token}` }, 401],
    ];
    for (const [what, headers, status] of tries) expect((await upgrade({ ...own(), ...headers })).slice(0, 12), what).toBe(`HTTP/1.1 ${status}`);
    const { Origin: _, ...nameless } = own();
    expect(await upgrade(nameless)).toMatch(/^HTTP\/1\.1 403 /);
    expect(page.clients_count).toBe(0);
  });

  it('ends what is no HTTP: frames of the device, headers without end', async () => {
    expect(await raw(Buffer.from([0, 3, 1, 2, 0, 255, 254, 13, 10, 13, 10]))).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${page.port}\r\nX: ${'a'.repeat(20_000)}`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('is served on loopback alone', async () => {
    for (const address of ['0.0.0.0', '::', '192.0.2.1', '127.0.0.2', 'example.com']) {
      const request = { host: address, port: 0 } as Parameters<typeof servePage>[0];
      await expect(servePage(request), address).rejects.toThrow(RangeError);
    }
  });
});

describe('an open page', () => {
  it('tells what the controller is, how it stands and what was measured', async () => {
    const one = await visitor();
    expect(one.messages[0]).toMatchObject({ kind: 'hello', is_simulation: true, label: endpoint.label, film_reason: null });
    const state = await one.state(({ bias_V }) => bias_V !== null && bias_V > 3);
    expect(state).toMatchObject({ mode: 'SAFE', is_switch_closed: false, lease: null, link: 'connected' });
    expect(Math.abs(state.bias_V! - endpoint.truth.voltage_V)).toBeLessThan(0.01);
    const rows = await one.until(() => one.messages.find((told) => told.kind === 'rows'));
    expect(rows).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ cause: 'HARDWARE_OVER_VOLTAGE', limit: 5_000_000, unit: 'uV' })]) as unknown });
    const film = await one.until(() => one.messages.find((told) => told.kind === 'film'));
    expect(film).toMatchObject({ front_m: null, contour: 0.002 });
    one.socket.send(JSON.stringify({ kind: 'query', id: 5, channel: 'fast_current', from_us: 0, to_us: state.device_time_us, points: 100 }));
    const { head, bytes } = await one.until(() => one.traces[0]);
    expect(head).toMatchObject({ id: 5, channel: 'fast_current' });
    expect(bytes).toBe(12 * head.count);
    one.socket.close();
    await one.gone();
  });

  it('stops the output of another host without its lease, from a page that asks too much', async () => {
    const one = await visitor();
    const { code } = await switchedOn();
    await one.state(({ is_switch_closed, lease }) => is_switch_closed === true && lease?.holder === 'another host');
    for (let query = 0; query < 600; query += 1) one.socket.send(JSON.stringify({ kind: 'query', id: query, channel: 'bias', from_us: 0, to_us: 1e9, points: 10 }));
    const { is_ok, lines } = await one.ask({ kind: 'stop' });
    expect([is_ok, lines[0]]).toEqual([true, expect.stringMatching(/^output off at [\d.]+ s: -?[\d.]+ pA measured$/)]);
    expect(await code).toBe('OUTPUT_OPENED');
    expect(endpoint.truth.isConducting).toBe(false);
    await one.state(({ is_switch_closed }) => is_switch_closed === false);
    expect(one.traces.length).toBeLessThan(400);
    one.socket.close();
    await one.gone();
  });

  it('explains a trip by the words of `interlock explain`, injects faults and takes them back', async () => {
    const one = await visitor();
    const { code } = await switchedOn();
    expect((await one.ask({ kind: 'inject', fault_id: 'no such fault', numbers: [] })).lines[0]).toContain('is no fault of the catalogue');
    expect((await one.ask({ kind: 'inject', fault_id: 'sense.open', numbers: [1e9] })).is_ok).toBe(false);
    expect(await one.ask({ kind: 'inject', fault_id: 'sense.open', numbers: [0] })).toMatchObject({ is_ok: true });
    expect(await code).toBe('TRIPPED');
    const state = await one.state(({ latched }) => latched.length > 0);
    expect([state.mode, state.latched]).toEqual(['TRIPPED', ['SENSE_OPEN']]);
    const trip = await one.until(() => one.messages.flatMap((told) => (told.kind === 'events' ? told.events : [])).findLast(({ tone }) => tone === 'trip'));
    const { lines } = await one.ask({ kind: 'explain', seq: trip.seq });
    expect(lines.join('\n')).toMatch(/^tripped at [\d.]+ s: SENSE_OPEN, sense lead open\nseen {4}-?[\d.]+ V\nlimit {3}0\.0500 V/);
    expect(await one.ask({ kind: 'explain', seq: 4_000_000 })).toMatchObject({ lines: ['this event is no longer kept'] });
    expect(await one.ask({ kind: 'inject', fault_id: 'none', numbers: [] })).toMatchObject({ is_ok: true });
    one.socket.close();
    await one.gone();
  });

  it.each([
    ['a megabyte', (): string => JSON.stringify({ kind: 'stop', id: 1, more: 'x'.repeat(1e6) }), 1009],
    ['no message of the page', (): string => '{"kind":"enable","id":1}', 1008],
    ['no JSON', (): string => 'stop', 1008],
    ['bytes', (): Buffer => Buffer.from('{"kind":"stop","id":1}'), 1008],
    ['a query for more points than a screen has', (): string => JSON.stringify({ kind: 'query', id: 1, channel: 'bias', from_us: 0, to_us: 1, points: 1e9 }), 1008],
    ['a query for a trace by the name of a method', (): string => JSON.stringify({ kind: 'query', id: 1, channel: 'constructor', from_us: 0, to_us: 1, points: 1 }), 1008],
  ] as const)('is closed when it sends %s, and the others stay', async (_what, message, code) => {
    const [bad, good] = [await visitor(), await visitor()];
    bad.socket.send(message());
    expect(await bad.gone()).toBe(code);
    await good.state(() => true);
    good.socket.close();
    await good.gone();
  });

  it('is one of eight at most; one that was closed makes room', async () => {
    const pages = await Promise.all(Array.from({ length: 8 }, () => visitor()));
    expect(await upgrade(own())).toMatch(/^HTTP\/1\.1 503 /);
    pages[0]!.socket.terminate();
    await pages[0]!.gone();
    // The server sees the end of a connection in a turn of its own.
    while (page.clients_count === 8) await new Promise((resolve) => setImmediate(resolve));
    const next = await visitor();
    for (const { socket } of [...pages.slice(1), next]) socket.terminate();
  });
});
