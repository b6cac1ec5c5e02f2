import { readFile, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ListedPort } from './serial-ports.ts';

// A USB device lies one folder above its interface, and a converter's port one below that.
const levels_max = 3;

/**
 * The serial ports as Linux's kernel tells of them. The binding asks `udevadm`, which a bare machine or a container does not
 * have, and then answers that there is no port.
 */
export async function portsOfSysfs(sysfs: string): Promise<ListedPort[]> {
  const folder = join(sysfs, 'class', 'tty');
  const names = await readdir(folder).catch(() => []);
  const ports = await Promise.all(names.map((name) => portOf(join(folder, name), name)));
  return ports.filter((port) => port !== undefined);
}

async function portOf(folder: string, name: string): Promise<ListedPort | undefined> {
  const device = await realpath(join(folder, 'device')).catch(() => undefined);
  // Consoles and pseudo-terminals have no device; places for ports on the board that nobody soldered have type 0.
  if (device === undefined || (await line(folder, 'type')) === '0') return undefined;
  const path = `/dev/${name}`;
  const usb = await usbDevice(device);
  if (usb === undefined) return { path };
  const [vendor, product_code, manufacturer, product, serial_number] = await Promise.all(['idVendor', 'idProduct', 'manufacturer', 'product', 'serial'].map((file) => line(usb, file)));
  return {
    path, vendor_id: Number.parseInt(vendor!, 16), product_id: Number.parseInt(product_code!, 16),
    ...(manufacturer === undefined ? {} : { manufacturer }), ...(product === undefined ? {} : { product }), ...(serial_number === undefined ? {} : { serial_number }),
  };
}

/** The folder of the USB device that a port belongs to; undefined where it belongs to none. */
async function usbDevice(device: string): Promise<string | undefined> {
  let folder = device;
  for (let level = 0; level <= levels_max; level += 1) {
    const ids = await Promise.all(['idVendor', 'idProduct'].map((file) => line(folder, file)));
    if (ids.every((id) => id !== undefined && /^[0-9a-f]{4}$/i.test(id))) return folder;
    folder = dirname(folder);
  }
  return undefined;
}

async function line(folder: string, file: string): Promise<string | undefined> {
  return readFile(join(folder, file), 'utf8').then((text) => text.trim(), () => undefined);
}
