import { servePty, serveTcp } from '@nanobias/firmware-model/endpoint';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { ExperimentError } from '@nanobias/sdk/experiment';
import { readCell } from '../cell-file.ts';
import { EXIT, UsageError } from '../exit.ts';
import { pageAddress, pageOf } from '../page/serve-page.ts';
import { tcpTarget } from '../port.ts';
import { scpiOf } from '../scpi/serve-scpi.ts';
import { ended, interruption } from '../signals.ts';

export interface ServeOptions {
  readonly pty?: boolean;
  readonly tcp?: string;
  /** Where to serve the live page: true for any free loopback port. */
  readonly ui?: string | true;
  /** Where to serve SCPI. */
  readonly scpi?: string;
  /** Experiment that limits what SCPI may switch on. */
  readonly limits?: string;
  readonly cell?: string;
  readonly seed: number;
}

const anyPort = { host: '127.0.0.1', port: 0 } as const;

/** What a served model shows beside its port, and where. */
interface Face {
  readonly line: string;
  close(): Promise<void>;
}

/** `nanobias serve`: serves the model at 1x until a signal comes; resolves with the exit code. */
export async function serveCommand(options: ServeOptions): Promise<number> {
  if (options.pty === true && options.tcp !== undefined) throw new UsageError('serve takes one of --pty and --tcp HOST:PORT');
  const isFaced = options.ui !== undefined || options.scpi !== undefined;
  if (options.pty !== true && options.tcp === undefined && !isFaced) throw new UsageError('serve takes --pty or --tcp HOST:PORT, --ui for the live page, --scpi HOST:PORT');
  if (options.limits !== undefined && options.scpi === undefined) throw new UsageError('--limits is for --scpi: other hosts bring limits of their own');
  const simulationOptions = { seed: options.seed, cell: await readCell(options.cell) };
  const stop = interruption();
  const faces: Face[] = [];
  let endpoint: Endpoint | undefined;
  try {
    endpoint = await opened('serve', () => (options.pty === true ? servePty({ simulationOptions }) : serveTcp({ simulationOptions, ...(options.tcp === undefined ? anyPort : tcpTarget(options.tcp)) })));
    for (const open of facesOf(endpoint, options)) faces.push(await open());
    process.stdout.write([`READY ${endpoint.label}`, ...faces.map(({ line }) => line), ''].join('\n'));
    await ended(stop.signal);
    return EXIT.ok;
  } finally {
    stop.release();
    for (const face of faces) await face.close();
    await endpoint?.close();
  }
}

function facesOf(endpoint: Endpoint, { ui, scpi, limits }: ServeOptions): readonly (() => Promise<Face>)[] {
  return [
    ...(ui === undefined ? [] : [() => opened('--ui', async () => {
      const page = await pageOf(endpoint, pageAddress(ui));
      return { line: `PAGE ${page.url}`, close: () => page.close() };
    })]),
    ...(scpi === undefined ? [] : [() => opened('--scpi', async () => {
      const server = await scpiOf(endpoint, scpi, limits);
      return { line: `SCPI ${server.label}`, close: () => server.close() };
    })]),
  ];
}

/** No addon, no free port, an address that is not loopback: nothing that another call would not tell again. */
async function opened<T>(what: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof UsageError || error instanceof ExperimentError) throw error;
    throw new UsageError(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
