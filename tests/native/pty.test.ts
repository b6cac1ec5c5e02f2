import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { backendReport, openPty } from '@nanobias/native';
import type { PtyMaster } from '@nanobias/native';
import { afterEach, describe, expect, it } from 'vitest';

const { backend, reason } = backendReport();

// A client in a process of its own. Orders come on its standard input, one a line: what it reads goes to standard output.
const CLIENT = `
  const { closeSync, constants, openSync, readSync, writeSync } = require('node:fs');
  const fd = openSync(process.argv[1], constants.O_RDWR | constants.O_NOCTTY);
  process.stdout.write('open\\n');
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const [order, argument] = line.split(' ');
    if (order === 'write') writeSync(fd, Buffer.from(argument, 'hex'));
    if (order === 'read') {
      const bytes = Buffer.alloc(Number(argument));
      for (let at = 0, count = 1; at < bytes.length && count > 0; at += count) {
        try { count = readSync(fd, bytes, at, bytes.length - at, null); } catch (error) { if (error.code !== 'EIO') throw error; count = 0; }
        if (count === 0) process.stdout.write('hung up\\n');
      }
      process.stdout.write(bytes.toString('hex').slice(0, 64) + '\\n');
    }
    if (order === 'close') closeSync(fd);
  });
`;

class Client {
  readonly process: ChildProcess;
  #output = '';
  #wake = (): void => undefined;

  constructor(path: string) {
    this.process = spawn(process.execPath, ['-e', CLIENT, path], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.process.stdout?.on('data', (chunk: Buffer) => {
      this.#output += chunk.toString();
      this.#wake();
    });
  }

  order(line: string): void {
    this.process.stdin?.write(`${line}\n`);
  }

  async line(): Promise<string> {
    while (!this.#output.includes('\n')) await new Promise<void>((resolve) => (this.#wake = resolve));
    const [line = '', ...rest] = this.#output.split('\n');
    this.#output = rest.join('\n');
    return line;
  }
}

/** A pseudo-terminal and what it has told, to be awaited. */
class Device {
  readonly master: PtyMaster;
  hangups = 0;
  drains = 0;
  #received: number[] = [];
  #wake = (): void => undefined;
  onBytes: (bytes: Uint8Array) => void = () => undefined;

  constructor() {
    this.master = openPty({
      onBytes: (bytes) => {
        this.#received.push(...bytes);
        this.onBytes(bytes);
        this.#wake();
      },
      onHangup: () => {
        this.hangups += 1;
        this.#wake();
      },
      onDrain: () => {
        this.drains += 1;
        this.#wake();
      },
    });
  }

  async until(isMet: () => boolean): Promise<void> {
    while (!isMet()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async bytes(count: number): Promise<number[]> {
    await this.until(() => this.#received.length >= count);
    return this.#received.splice(0, count);
  }
}

describe.skipIf(backend === 'js')(backend === 'js' ? `a pseudo-terminal, without the addon: ${reason}` : 'a pseudo-terminal', () => {
  const clients: Client[] = [];
  const devices: Device[] = [];

  const opened = (): Device => {
    const device = new Device();
    devices.push(device);
    return device;
  };
  const connected = async (device: Device, bytes = '01'): Promise<Client> => {
    const client = new Client(device.master.path);
    clients.push(client);
    expect(await client.line()).toBe('open');
    client.order(`write ${bytes}`);
    return client;
  };

  afterEach(() => {
    for (const client of clients.splice(0)) client.process.kill('SIGKILL');
    for (const device of devices.splice(0)) device.master.close();
  });

  it('carries every byte both ways, unchanged and unechoed', async () => {
    const device = opened();
    const all = Array.from({ length: 256 }, (_, byte) => byte);
    const client = await connected(device, Buffer.from(all).toString('hex'));
    expect(await device.bytes(256)).toEqual(all);
    // Bytes that a line in its usual mode would swallow, translate or act upon.
    expect(device.master.write(Uint8Array.of(3, 4, 10, 13, 17, 19, 26, 28, 127, 0, 255))).toBe(true);
    client.order('read 11');
    expect(await client.line()).toBe('03040a0d1113' + '1a1c7f00ff');
    client.order('write aa');
    expect(await device.bytes(1)).toEqual([0xaa]);
  });

  it('knows a client from its first byte on', async () => {
    const device = opened();
    expect(device.master.isConnected).toBe(false);
    await connected(device);
    await device.bytes(1);
    expect(device.master.isConnected).toBe(true);
  });

  it('sends nothing while no client is connected', async () => {
    const device = opened();
    expect(device.master.write(Uint8Array.of(1, 2, 3))).toBe(false);
    expect(device.master.pending_bytes).toBe(0);
    const client = await connected(device);
    await device.bytes(1);
    device.master.write(Uint8Array.of(9));
    client.order('read 1');
    expect(await client.line()).toBe('09');
  });

  it('tells once when the client closes, after its last byte', async () => {
    const device = opened();
    const client = await connected(device);
    await device.bytes(1);
    client.order('write 0203');
    client.order('close');
    await device.until(() => device.hangups > 0);
    expect(await device.bytes(2)).toEqual([2, 3]);
    expect(device.hangups).toBe(1);
    expect(device.master.isConnected).toBe(false);
  });

  it('tells of a client that was killed', async () => {
    const device = opened();
    const client = await connected(device);
    await device.bytes(1);
    client.process.kill('SIGKILL');
    await device.until(() => device.hangups > 0);
    expect(device.hangups).toBe(1);
  });

  it('does not tell of a client that is stopped', async () => {
    const device = opened();
    const client = await connected(device);
    await device.bytes(1);
    client.process.kill('SIGSTOP');
    expect(device.master.write(Uint8Array.of(1))).toBe(true);
    client.order('read 1');
    client.process.kill('SIGCONT');
    expect(await client.line()).toBe('01');
    expect(device.hangups).toBe(0);
  });

  it('serves one client after another, and none reads what another left', async () => {
    const device = opened();
    for (let turn = 0; turn < 5; turn += 1) {
      const client = await connected(device, `0${turn}`);
      expect(await device.bytes(1)).toEqual([turn]);
      device.master.write(Uint8Array.of(0xf0 + turn, 0xee, 0xee));
      client.order('read 1');
      expect(await client.line()).toBe(`f${turn}`);
      client.process.kill('SIGKILL');
      await device.until(() => device.hangups === turn + 1);
    }
  });

  it('hears a client that writes and closes at once', async () => {
    const device = opened();
    const client = await connected(device, '0a0b');
    client.order('close');
    await device.until(() => device.hangups > 0);
    expect(await device.bytes(2)).toEqual([10, 11]);
  });

  it('lets at most 256 KiB wait for a client that does not read, and tells when all is taken', async () => {
    const device = opened();
    const client = await connected(device);
    await device.bytes(1);
    const chunk = new Uint8Array(1000).fill(0x55);
    let sent = 0;
    while (device.master.write(chunk)) sent += chunk.length;
    expect(device.master.pending_bytes).toBeGreaterThan(262_144 - 1000);
    expect(device.master.pending_bytes).toBeLessThanOrEqual(262_144);
    client.order(`read ${sent}`);
    await device.until(() => device.drains > 0);
    expect(device.master.pending_bytes).toBe(0);
    expect(await client.line()).toBe('55'.repeat(32));
    expect(device.drains).toBe(1);
  });

  it('forgets what waited for a client that has gone', async () => {
    const device = opened();
    const client = await connected(device);
    await device.bytes(1);
    while (device.master.write(new Uint8Array(10_000)));
    client.process.kill('SIGKILL');
    await device.until(() => device.hangups > 0);
    expect(device.master.pending_bytes).toBe(0);
    const next = await connected(device, '02');
    await device.bytes(1);
    device.master.write(Uint8Array.of(7));
    next.order('read 1');
    expect(await next.line()).toBe('07');
  });

  it('carries a megabyte from the client', async () => {
    const device = opened();
    const client = await connected(device);
    let count = 0;
    let sum = 0;
    device.onBytes = (bytes) => {
      count += bytes.length;
      for (const byte of bytes) sum += byte;
    };
    const chunk = Buffer.from(Array.from({ length: 4096 }, (_, index) => index & 0xff));
    for (let turn = 0; turn < 256; turn += 1) client.order(`write ${chunk.toString('hex')}`);
    await device.until(() => count >= 1_048_577);
    expect([count, sum]).toEqual([1_048_577, 1 + 256 * 16 * 32_640]);
  });

  it('can be closed from inside its own callback, and then says nothing more', async () => {
    const device = opened();
    const closed = new Promise<void>((resolve) => {
      device.onBytes = () => {
        device.master.close();
        resolve();
      };
    });
    const client = await connected(device);
    await closed;
    device.master.close();
    expect([device.master.write(Uint8Array.of(1)), device.master.isConnected, device.master.pending_bytes]).toEqual([false, false, 0]);
    client.process.kill('SIGKILL');
    await new Promise((resolve) => client.process.on('exit', resolve));
    expect(device.hangups).toBe(0);
  });

  it('hangs up on its client when it is closed', async () => {
    const device = opened();
    const client = await connected(device);
    await device.bytes(1);
    client.order('read 1');
    device.master.close();
    expect(await client.line()).toBe('hung up');
  });

  it('gives every terminal a path of its own', () => {
    expect(opened().master.path).not.toBe(opened().master.path);
  });
});
