import { listSerialPorts } from '@nanobias/sdk/serial-ports';
import type { PortFilter } from '@nanobias/sdk/serial-ports';
import { EXIT } from '../exit.ts';
import { portText } from '../serial-ports.ts';

export interface DevicesOptions {
  readonly vendor?: number;
  readonly product?: number;
  readonly json?: boolean;
}

/** `nanobias devices`: the serial ports at which a controller could be; none of them is opened. */
export async function devicesCommand({ vendor, product, json = false }: DevicesOptions): Promise<number> {
  const filter: PortFilter = { ...(vendor === undefined ? {} : { vendor_id: vendor }), ...(product === undefined ? {} : { product_id: product }) };
  const ports = await listSerialPorts(filter);
  const lines = ports.length === 0 ? ['no serial port'] : ports.map(portText);
  process.stdout.write(json ? `${JSON.stringify({ ports }, null, 2)}\n` : `${lines.join('\n')}\n`);
  return EXIT.ok;
}
