import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { compileLimits, parseExperiment } from '@nanobias/sdk/experiment';
import { readText } from '../cell-file.ts';
import { tcpTarget } from '../port.ts';
import { serveScpi } from './server.ts';
import type { ScpiServer } from './server.ts';

/** Gives a served model a face for SCPI, limited by the specimen and safety of an experiment file. */
export async function scpiOf(endpoint: Endpoint, address: string, limitsFile: string | undefined): Promise<ScpiServer> {
  const limits = limitsFile === undefined ? undefined : compileLimits(parseExperiment(await readText(limitsFile), limitsFile).experiment);
  return serveScpi({ ...tcpTarget(address), openPipe: () => endpoint.openPipe(), limits });
}
