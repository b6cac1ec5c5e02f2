import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { EventKind, NanobiasError, causeName, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { Device, Event } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import type { ExitRow } from './ends.ts';
import { layCable } from './middleman.ts';
import type { Cable } from './middleman.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const acknowledges_max = 20;
const acknowledge_ms = 200;
/** Far beyond every lease. */
const opening_ms_max = 15_000;

export interface MeasuredExit extends ExitRow {
  /** What the controller says opened the circuit. */
  readonly cause: string;
  /** From the mark in front of the end to the circuit being open, in the controller's time. */
  readonly open_after_ms: number;
}

/** A served device, an observer of it, and clients that come to an end one after another. */
export class ExitBench {
  readonly #endpoint: Endpoint;
  readonly #observer: Device;
  readonly #port: number;
  readonly #client: string;
  readonly #directory: string;
  readonly #children = new Set<ChildProcess>();

  private constructor(parts: { readonly endpoint: Endpoint; readonly observer: Device; readonly port: number; readonly directory: string; readonly client: string }) {
    this.#endpoint = parts.endpoint;
    this.#observer = parts.observer;
    this.#port = parts.port;
    this.#directory = parts.directory;
    this.#client = parts.client;
  }

  static async open(): Promise<ExitBench> {
    const { directory, client } = await builtClient();
    const endpoint = await serveTcp({ host: '127.0.0.1', port: 0, simulationOptions: { seed: 1, cell: CELL_PRESETS.default } });
    const port = Number(endpoint.label.split(':').at(-1));
    const observer = await connect(await openTcp({ host: '127.0.0.1', port }), { clock: realClock(), entropy: cryptoEntropy(), sampler: 'js' });
    return new ExitBench({ endpoint, observer, port, directory, client });
  }

  async measure(row: ExitRow): Promise<MeasuredExit> {
    const cable = row.end === 'unplug' || row.end === 'silent link' ? await layCable(this.#port) : undefined;
    const child = spawn(process.execPath, [this.#client, cable?.label ?? `tcp:127.0.0.1:${this.#port}`, row.end, row.isGuarded ? 'guarded' : ''], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#children.add(child);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.stdin.on('error', () => undefined);
    await saysHolding(child);
    const opening = this.#opening();
    const { deviceTime_s } = await this.#observer.mark(`${row.end}${row.isGuarded ? ', guarded' : ''}`);
    bring(child, row, cable);
    const { cause, device_time_us } = await opening;
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
    this.#children.delete(child);
    cable?.close();
    await this.#acknowledged();
    return { ...row, cause: causeName(cause), open_after_ms: (device_time_us / 1e6 - deviceTime_s) * 1000 };
  }

  async close(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await this.#observer.close();
    await this.#endpoint.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** The first event from now on that tells of an open circuit. */
  #opening(): Promise<Event> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        watch.unsubscribe();
        reject(new Error(`the circuit was not opened within ${opening_ms_max} ms`));
      }, opening_ms_max);
      const watch = this.#observer.events$().subscribe((event) => {
        if (event.kind === 'gap' || event.kind === EventKind.MARK || event.is_switch_closed) return;
        clearTimeout(late);
        watch.unsubscribe();
        resolve(event);
      });
    });
  }

  async #acknowledged(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#observer.acknowledge();
        return;
      } catch (error) {
        const isEarly = error instanceof NanobiasError && (error.code === 'CAUSE_PRESENT' || error.code === 'LEASE_HELD');
        if (!isEarly || attempt === acknowledges_max) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, acknowledge_ms));
    }
  }
}

/** Brings the end about that is asked for. */
function bring(child: ChildProcess, { end }: ExitRow, cable: Cable | undefined): void {
  if (end === 'unplug') cable?.pull();
  else if (end === 'silent link') cable?.silence();
  else if (end === 'SIGKILL' || end === 'SIGTERM' || end === 'SIGINT' || end === 'SIGSTOP') child.kill(end);
  else child.stdin?.write('now\n');
}

/** One file that starts in a tenth of the time that the sources take; nothing of it is native but the serial binding. */
async function builtClient(): Promise<{ readonly directory: string; readonly client: string }> {
  mkdirSync(join(root, 'runs'), { recursive: true });
  const directory = mkdtempSync(join(root, 'runs', 'exits-'));
  const client = join(directory, 'client.mjs');
  await build({
    entryPoints: [join(root, 'tests', 'exits', 'client.ts')], outfile: client, bundle: true, platform: 'node', format: 'esm', conditions: ['nanobias-source'],
    external: ['@serialport/bindings-cpp'], logLevel: 'error',
    banner: { js: "import { createRequire as bannerRequire } from 'node:module'; const require = bannerRequire(import.meta.url);" },
  });
  return { directory, client };
}

function saysHolding(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the client ended with ${code} before it held the output`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      if (bytes.toString().includes('holding')) resolve();
    });
  });
}
