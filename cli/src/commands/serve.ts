import type { Cell } from '@nanobias/firmware-model';
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
  /** Devices, each with the next seed and at the next port. */
  readonly fleet: number;
}

/** Devices that one process paces: more of them and it falls behind the wall clock. */
const FLEET_MAX = 16;

const anyPort = { host: '127.0.0.1', port: 0 } as const;

/** What a served model shows beside its port, and where. */
interface Face {
  readonly line: string;
  close(): Promise<void>;
}

/** `nanobias serve`: serves the model at 1x until a signal comes; resolves with the exit code. */
export async function serveCommand(options: ServeOptions): Promise<number> {
  requireSense(options);
  const cell = await readCell(options.cell);
  const stop = interruption();
  const faces: Face[] = [];
  const endpoints: Endpoint[] = [];
  try {
    for (let place = 0; place < options.fleet; place += 1) endpoints.push(await opened('serve', () => endpointOf(options, cell, place)));
    for (const open of facesOf(endpoints[0]!, options)) faces.push(await open());
    process.stdout.write([...endpoints.map(({ label }) => `READY ${label}`), ...faces.map(({ line }) => line), ''].join('\n'));
    await ended(stop.signal);
    process.stderr.write(endpoints.map(latenessLine).join(''));
    return EXIT.ok;
  } finally {
    stop.release();
    for (const face of faces) await face.close();
    for (const endpoint of endpoints) await endpoint.close();
  }
}

/** How far the device ran behind the clock on the wall, for whoever asks whether this machine kept up. */
function latenessLine({ label, lateness: { late_us_p50, late_us_p99, late_us_max, ticks_missed } }: Endpoint): string {
  return `${label} was late by ${late_us_p50} us at the median, at most ${late_us_p99} us in 99 of 100 chunks, ${late_us_max} us at worst; ${ticks_missed} ticks missed\n`;
}

/** @throws UsageError for options that do not go together */
function requireSense({ pty, tcp, ui, scpi, limits, fleet }: ServeOptions): void {
  if (pty === true && tcp !== undefined) throw new UsageError('serve takes one of --pty and --tcp HOST:PORT');
  const isFaced = ui !== undefined || scpi !== undefined;
  if (pty !== true && tcp === undefined && !isFaced) throw new UsageError('serve takes --pty or --tcp HOST:PORT, --ui for the live page, --scpi HOST:PORT');
  if (limits !== undefined && scpi === undefined) throw new UsageError('--limits is for --scpi: other hosts bring limits of their own');
  if (fleet > FLEET_MAX) throw new UsageError(`--fleet ${fleet}: at most ${FLEET_MAX}`);
  if (fleet > 1 && isFaced) throw new UsageError('--ui and --scpi show one device: leave out --fleet');
}

/** The device at a place of the fleet. */
function endpointOf({ pty, tcp, seed }: ServeOptions, cell: Cell, place: number): Promise<Endpoint> {
  const simulationOptions = { seed: seed + place, cell };
  if (pty === true) return servePty({ simulationOptions });
  const { host, port } = tcp === undefined ? anyPort : tcpTarget(tcp);
  return serveTcp({ simulationOptions, host, port: port === 0 ? 0 : port + place });
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
