import { listSerialPorts } from '@nanobias/sdk/serial-ports';
import type { ListedPort } from '@nanobias/sdk/serial-ports';

/** The serial ports of this machine; none where the system cannot be asked, which `doctor` says of the binding. */
export async function serialPorts(): Promise<readonly ListedPort[]> {
  return listSerialPorts().catch(() => []);
}

/** `/dev/ttyACM0  2e8a:000a  Raspberry Pi Pico`. */
export function portText({ path, vendor_id, product_id, manufacturer, product }: ListedPort): string {
  const ids = vendor_id === undefined || product_id === undefined ? [] : [`${hex(vendor_id)}:${hex(product_id)}`];
  const names = [manufacturer, product].filter((name) => name !== undefined).join(' ');
  return [path, ...ids, ...(names === '' ? [] : [names])].join('  ');
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
