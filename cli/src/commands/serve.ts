import { servePty, serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { readCell } from '../cell-file.ts';
import { EXIT, UsageError } from '../exit.ts';
import { interruption } from '../signals.ts';
import { tcpTarget } from '../port.ts';

export interface ServeOptions {
  readonly pty?: boolean;
  readonly tcp?: string;
  readonly cell?: string;
  readonly seed: number;
}

/** `nanobias serve`: serves the model at 1x until a signal comes; resolves with the exit code. */
export async function serveCommand(options: ServeOptions): Promise<number> {
  if ((options.pty === true) === (options.tcp !== undefined)) throw new UsageError('serve takes one of --pty and --tcp HOST:PORT');
  const simulationOptions = { seed: options.seed, cell: await readCell(options.cell) };
  const stop = interruption();
  const endpoint = await open();
  process.stdout.write(`READY ${endpoint.label}\n`);
  try {
    await ended(stop.signal);
    return EXIT.ok;
  } finally {
    stop.release();
    await endpoint.close();
  }

  async function open(): Promise<Endpoint> {
    try {
      return await (options.tcp === undefined ? servePty({ simulationOptions }) : serveTcp({ simulationOptions, ...tcpTarget(options.tcp) }));
    } catch (error) {
      stop.release();
      // No addon, no free port, an address that is not loopback: nothing that another call would not tell again.
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  }
}

function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
