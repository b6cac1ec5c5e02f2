import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listSerialPorts } from '../../../sdk/src/transport/serial-ports.ts';
import { portsOfSysfs } from '../../../sdk/src/transport/sysfs-ports.ts';
import { failure } from '../rehearsal.ts';

let sysfs = '';

/** A port as the kernel shows it: a folder under devices/, a link to it by its name, and one back to what it belongs to. */
function addPort(name: string, device: string | undefined, files: Readonly<Record<string, string>> = {}): void {
  const folder = join(sysfs, 'devices', 'tty', name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), `${text}\n`);
  if (device !== undefined) {
    mkdirSync(join(sysfs, 'devices', device), { recursive: true });
    symlinkSync(join(sysfs, 'devices', device), join(folder, 'device'));
  }
  symlinkSync(folder, join(sysfs, 'class', 'tty', name));
}

function addUsbDevice(path: string, files: Readonly<Record<string, string>>): void {
  const folder = join(sysfs, 'devices', path);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), `${text}\n`);
}

beforeAll(() => {
  sysfs = mkdtempSync(join(tmpdir(), 'nanobias-sysfs-'));
  mkdirSync(join(sysfs, 'class', 'tty'), { recursive: true });
  addUsbDevice('usb1/1-2', { idVendor: '2e8a', idProduct: '000a', manufacturer: 'Raspberry Pi', product: 'Pico', serial: 'E66038B713' });
  addPort('ttyACM0', 'usb1/1-2/1-2:1.0');
  addUsbDevice('usb1/1-3', { idVendor: '0403', idProduct: '6001' });
  addPort('ttyUSB0', 'usb1/1-3/1-3:1.0/ttyUSB0');
  addPort('ttyS0', 'pnp0/00:01', { type: '4' });
  addPort('ttyS1', 'platform/serial8250', { type: '0' });
  addPort('tty1', undefined);
});

afterAll(() => {
  rmSync(sysfs, { recursive: true });
});

describe('serial ports, as Linux tells of them', () => {
  it('are those of USB, with its identifiers, and those that are soldered; no console and no empty place', async () => {
    const ports = await portsOfSysfs(sysfs);
    expect(ports.sort((one, other) => one.path.localeCompare(other.path))).toEqual([
      { path: '/dev/ttyACM0', vendor_id: 0x2e8a, product_id: 0x000a, manufacturer: 'Raspberry Pi', product: 'Pico', serial_number: 'E66038B713' },
      { path: '/dev/ttyS0' },
      { path: '/dev/ttyUSB0', vendor_id: 0x0403, product_id: 0x6001 },
    ]);
  });

  it('are none where there is no such folder', async () => {
    expect(await portsOfSysfs(join(sysfs, 'elsewhere'))).toEqual([]);
  });
});

describe('listing serial ports', () => {
  it('keeps those of a vendor and a product', async () => {
    const root = await portsOfSysfs(sysfs);
    const list = (filter: Parameters<typeof listSerialPorts>[0]): Promise<readonly string[]> => listSerialPorts(filter, async () => [...root]).then((ports) => ports.map(({ path }) => path));
    expect(await list({})).toEqual(['/dev/ttyACM0', '/dev/ttyS0', '/dev/ttyUSB0']);
    expect(await list({ vendor_id: 0x2e8a })).toEqual(['/dev/ttyACM0']);
    expect(await list({ vendor_id: 0x0403, product_id: 0x6001 })).toEqual(['/dev/ttyUSB0']);
    expect(await list({ vendor_id: 0x2e8a, product_id: 0x6001 })).toEqual([]);
  });

  it.each([-1, 0x10000, 0.5, NaN])('refuses the identifier %d', async (vendor_id) => {
    expect(await failure(listSerialPorts({ vendor_id }))).toMatchObject({ code: 'INVALID_ARGUMENT', field: 'vendor_id' });
  });

  it('opens none of the ports of this machine, and finds each once', async () => {
    const paths = (await listSerialPorts()).map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
