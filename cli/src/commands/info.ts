import { readdir } from 'node:fs/promises';
import { backendReport } from '@nanobias/sdk';
import { EXIT } from '../exit.ts';
import { packageVersion } from '../version.ts';

/** `nanobias info`: versions, which sampler runs and why, and the serial ports that are there. */
export async function infoCommand(): Promise<number> {
  const { backend, reason } = backendReport();
  const lines = [
    `nanobias ${packageVersion()}`,
    `node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `sampler ${backend}: ${reason}`,
    ...await portLines(),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return EXIT.ok;
}

async function portLines(): Promise<readonly string[]> {
  const ports = await portsOfBinding().catch(() => portsOfDirectory());
  return ports.length === 0 ? ['serial ports: none'] : ['serial ports:', ...ports.map((port) => `  ${port}`)];
}

async function portsOfBinding(): Promise<readonly string[]> {
  const { autoDetect } = await import('@serialport/bindings-cpp');
  const ports = await autoDetect().list();
  return ports.map(({ path, manufacturer }) => (manufacturer === undefined ? path : `${path} (${manufacturer})`));
}

/** On Linux the binding asks udev, which a bare machine does not have: the names of the devices are there all the same. */
async function portsOfDirectory(): Promise<readonly string[]> {
  const names = await readdir('/dev').catch(() => []);
  return names.filter((name) => /^tty(?:USB|ACM|AMA|S)\d+$|^cu\./.test(name)).map((name) => `/dev/${name}`);
}
