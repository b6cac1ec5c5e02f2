import { backendReport } from '@nanobias/sdk';
import { EXIT } from '../exit.ts';
import { portText, serialPorts } from '../serial-ports.ts';
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
  const ports = await serialPorts();
  return ports.length === 0 ? ['serial ports: none'] : ['serial ports:', ...ports.map((port) => `  ${portText(port)}`)];
}
