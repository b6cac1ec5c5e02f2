import { spawnSync } from 'node:child_process';
import { connect as connectSocket } from 'node:net';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveScpi } from '../../../cli/src/scpi/server.ts';
import type { ScpiServer } from '../../../cli/src/scpi/server.ts';
import { ended, pythonWith } from '../../conformance/python.ts';
import { debianPackage } from '../../debian.ts';
import { limits } from '../../sdk/rehearsal.ts';

let endpoint: Endpoint;
let server: ScpiServer;
beforeAll(async () => {
  endpoint = await serveTcp({ host: '127.0.0.1', port: 0, simulationOptions: { seed: 3, cell: CELL_PRESETS.default } });
  server = await serveScpi({ host: '127.0.0.1', port: 0, openPipe: () => endpoint.openPipe(), limits: { ...limits, slew_V_per_s_max: 1 } });
});
afterAll(async () => {
  await server.close();
  await endpoint.close();
});

const portOf = (): string => server.label.split(':')[1]!;

/** A raw client: lines as they come, and the end of the connection. */
class Raw {
  socket!: Socket;
  closed!: Promise<void>;
  #text = '';
  #wake: () => void = () => undefined;

  constructor() {
    this.#connect();
  }

  /** Whether a line is answered rather than the connection closed. */
  async answers(line: string): Promise<boolean> {
    return Promise.race([this.ask(line).then(() => true), this.closed.then(() => false)]);
  }

  /** Connects anew. */
  async again(): Promise<void> {
    await this.closed;
    this.#connect();
  }

  #connect(): void {
    const socket = connectSocket(Number(portOf()), '127.0.0.1');
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.on('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      this.#text += bytes.toString('latin1');
      this.#wake();
    });
  }

  async ask(line: string): Promise<string> {
    this.socket.write(`${line}\n`);
    while (!this.#text.includes('\n')) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const end = this.#text.indexOf('\n');
    const answer = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 1);
    return answer;
  }
}

const isConducting = (): boolean => endpoint.truth.isConducting;

describe('SCPI over TCP', () => {
  it('takes lines in pieces, several at once, and with either end', async () => {
    const client = new Raw();
    for (const piece of ['*ID', 'N?\r', '\n*ESE 16\n*ES']) client.socket.write(piece);
    expect(await client.ask('E?')).toMatch(/^nanobias,/);
    expect(await client.ask('SYST:ERR?')).toBe('16');
    expect(await client.ask('*OPC?')).toBe('0,"No error"');
    client.socket.destroy();
    await client.closed;
  });

  it('drops a line that is too long, says so, and takes the next', async () => {
    const client = new Raw();
    client.socket.write(`OUTP ON;${' '.repeat(4096)}\n`);
    expect(await client.ask('SYST:ERR?')).toBe('-363,"Input buffer overrun"');
    expect(await client.ask('OUTP?')).toBe('0');
    expect(isConducting()).toBe(false);
    client.socket.destroy();
    await client.closed;
  });

  it('closes on a request of HTTP, whatever its body says', async () => {
    const client = new Raw();
    client.socket.write('POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nOUTP ON\r\n');
    await client.closed;
    expect(isConducting()).toBe(false);
  });

  it('gives a port back that a client took and left before it had an answer', async () => {
    for (let round = 0; round < 6; round += 1) {
      const gone = new Raw();
      await new Promise<void>((resolve) => gone.socket.on('connect', () => resolve()));
      gone.socket.resetAndDestroy();
      await gone.closed;
    }
    const client = new Raw();
    // Asked again while the ports of those who have gone are still being given back.
    for (let turn = 0; turn < 50 && !(await client.answers('*IDN?')); turn += 1) await client.again();
    expect(await client.ask('SYST:ERR?')).toBe('0,"No error"');
    client.socket.destroy();
    await client.closed;
  });

  it('opens the circuit when its client goes, and has one holder at a time', async () => {
    const [holder, other] = [new Raw(), new Raw()];
    expect(await holder.ask('SOUR:VOLT 3.4;:OUTP ON;*OPC?')).toBe('1');
    other.socket.write('OUTP ON\n');
    expect(await other.ask('SYST:ERR?')).toMatch(/^-221,"Settings conflict;LEASE_HELD/);
    expect(isConducting()).toBe(true);
    holder.socket.destroy();
    await holder.closed;
    // Answered once the controller has told of the end of the lease.
    for (let turn = 0; turn < 200 && isConducting(); turn += 1) await other.ask('MEAS:VOLT?');
    expect(isConducting()).toBe(false);
    other.socket.destroy();
    await other.closed;
  });

  const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
  const pyvisa = pythonWith('pyvisa', 'pyvisa_py');
  it.skipIf(pyvisa === undefined)(`serves PyVISA (skipped without it: ${debianPackage('python3-pyvisa')}, ${debianPackage('python3-pyvisa-py')})`, async () => {
    const { status, output, errors } = await ended(pyvisa!, [here('pyvisa_client.py'), portOf()]);
    expect(status, errors).toBe(0);
    const [name, complete, bias, error, on] = output.trim().split('\n');
    expect([name, complete, on]).toEqual(['nanobias', '1', '0']);
    expect(Number(bias)).toBeCloseTo(3.4, 1);
    expect(error).toMatch(/^-222,"Data out of range/);
  });

  const pymeasure = pythonWith('pymeasure', 'pyvisa_py');
  it.skipIf(pymeasure === undefined)(`serves PyMeasure's Keithley2450 (skipped without it: ${debianPackage('python3-pymeasure')}, ${debianPackage('python3-pyvisa-py')})`, async () => {
    const { status, output, errors } = await ended(pymeasure!, [here('pymeasure_client.py'), portOf()]);
    expect(status, errors).toBe(0);
    const lines = output.trim().split('\n');
    expect(lines[0]).toMatch(/^voltage (?:1|True|1\.0) 3\.[34]\d+$/);
    expect(lines.slice(1)).toEqual(['True 5e-09 5.0', 'REP 2', '3 True True', expect.stringMatching(/^(?:0|False|0\.0) 0(?:\.0)?$/)]);
  });

  const hasLxi = spawnSync('lxi', ['--version'], { stdio: 'ignore' }).error === undefined;
  it.skipIf(!hasLxi)(`serves lxi-tools (skipped without it: ${debianPackage('lxi-tools')})`, async () => {
    const { status, output, errors } = await ended('lxi', ['scpi', '--address', '127.0.0.1', '--port', portOf(), '--raw', '*IDN?']);
    expect(status, errors).toBe(0);
    expect(output).toMatch(/^nanobias,bias controller \(simulation\)/);
  });
});
