import { filmOf } from '@nanobias/firmware-model';
import type { Endpoint } from '@nanobias/firmware-model/endpoint';
import { cryptoEntropy, realClock } from '@nanobias/sdk';
import { filmState } from '../film-state.ts';
import { tcpTarget } from '../port.ts';
import { packageVersion } from '../version.ts';
import { faultsOf } from './faults.ts';
import { openReader } from './reader.ts';
import { servePage } from './server.ts';
import type { ServedPage } from './server.ts';

/** Address of a page. */
export interface PageAddress {
  readonly host: string;
  readonly port: number;
}

/** `HOST:PORT`, or any free loopback port where only a page was asked for. @throws UsageError */
export function pageAddress(ui: string | true): PageAddress {
  return ui === true ? { host: '127.0.0.1', port: 0 } : tcpTarget(ui);
}

/** Shows a served model: the page reads over a link of its own, and looks into the specimen because it is simulated in this process. */
export async function pageOf(endpoint: Endpoint, address: PageAddress): Promise<ServedPage> {
  const { device: model, truth } = endpoint;
  const { inject, ...offered } = faultsOf(model);
  const film = { film: filmOf(truth.specimen), truth: () => ({ device_time_us: truth.time_us, ...filmState(truth.specimen) }) };
  const reader = await openReader({
    open: async () => endpoint.openPipe(),
    clock: realClock(),
    entropy: cryptoEntropy(),
    film,
    field: () => ({
      V_per_m: Math.abs(truth.specimen.field_V_per_m), limit_V_per_m: null, source: 'V/L, truth of the simulator; its cap is part of the bias cap, see docs/limits.md',
    }),
  });
  const device = await reader.opened;
  try {
    const page = await servePage({
      ...address,
      observed: reader.observed,
      controls: { ...reader.controls, inject },
      hello: {
        kind: 'hello', label: endpoint.label, is_simulation: device.isSimulation, firmware: device.firmwareVersion, version: packageVersion(), film_reason: null, ...offered,
      },
    });
    return {
      ...page,
      get clients_count() {
        return page.clients_count;
      },
      close: async () => {
        await page.close();
        await reader.close();
      },
    };
  } catch (error) {
    await reader.close();
    throw error;
  }
}
