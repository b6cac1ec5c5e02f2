import { readdir } from 'node:fs/promises';

/** A serial port of this machine. */
export interface SerialPort {
  readonly path: string;
  readonly manufacturer?: string;
}

/** The serial ports that are there, whether or not anything answers at them. */
export async function serialPorts(): Promise<readonly SerialPort[]> {
  return portsOfBinding().catch(() => portsOfDirectory());
}

export function portText({ path, manufacturer }: SerialPort): string {
  return manufacturer === undefined ? path : `${path} (${manufacturer})`;
}

async function portsOfBinding(): Promise<readonly SerialPort[]> {
  const { autoDetect } = await import('@serialport/bindings-cpp');
  const ports = await autoDetect().list();
  return ports.map(({ path, manufacturer }) => ({ path, ...(manufacturer === undefined ? {} : { manufacturer }) }));
}

/** On Linux the binding asks udev, which a bare machine does not have: the names of the devices are there all the same. */
async function portsOfDirectory(): Promise<readonly SerialPort[]> {
  const names = await readdir('/dev').catch(() => []);
  return names.filter((name) => /^tty(?:USB|ACM|AMA|S)\d+$|^cu\./.test(name)).map((name) => ({ path: `/dev/${name}` }));
}
