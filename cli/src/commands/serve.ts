import { servePty, serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { readCell } from '../cell-file.ts';
import { EXIT, UsageError } from '../exit.ts';
import { pageAddress, pageOf } from '../page/serve-page.ts';
import type { ServedPage } from '../page/server.ts';
import { ended, interruption } from '../signals.ts';
import { tcpTarget } from '../port.ts';

export interface ServeOptions {
  readonly pty?: boolean;
  readonly tcp?: string;
  /** Where to serve the live page: true for any free loopback port. */
  readonly ui?: string | true;
  readonly cell?: string;
  readonly seed: number;
}

const anyPort = { host: '127.0.0.1', port: 0 } as const;

/** `nanobias serve`: serves the model at 1x until a signal comes; resolves with the exit code. */
export async function serveCommand(options: ServeOptions): Promise<number> {
  if (options.pty === true && options.tcp !== undefined) throw new UsageError('serve takes one of --pty and --tcp HOST:PORT');
  if (options.pty !== true && options.tcp === undefined && options.ui === undefined) throw new UsageError('serve takes --pty or --tcp HOST:PORT, and --ui for the live page');
  const simulationOptions = { seed: options.seed, cell: await readCell(options.cell) };
  const stop = interruption();
  const endpoint = await open();
  try {
    const page = options.ui === undefined ? undefined : await shown(endpoint, options.ui);
    process.stdout.write(`READY ${endpoint.label}\n`);
    if (page !== undefined) process.stdout.write(`PAGE ${page.url}\n`);
    await ended(stop.signal);
    await page?.close();
    return EXIT.ok;
  } finally {
    stop.release();
    await endpoint.close();
  }

  async function open(): Promise<Endpoint> {
    try {
      if (options.pty === true) return await servePty({ simulationOptions });
      return await serveTcp({ simulationOptions, ...(options.tcp === undefined ? anyPort : tcpTarget(options.tcp)) });
    } catch (error) {
      stop.release();
      // No addon, no free port, an address that is not loopback: nothing that another call would not tell again.
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Opens the live page of a model that is served. @throws UsageError for an address that is in use or not loopback */
async function shown(endpoint: Endpoint, ui: string | true): Promise<ServedPage> {
  try {
    return await pageOf(endpoint, pageAddress(ui));
  } catch (error) {
    throw new UsageError(`--ui: ${error instanceof Error ? error.message : String(error)}`);
  }
}
