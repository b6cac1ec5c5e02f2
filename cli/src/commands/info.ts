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
  try {
    const { autoDetect } = await import('@serialport/bindings-cpp');
    const ports = await autoDetect().list();
    if (ports.length === 0) return ['serial ports: none'];
    return ['serial ports:', ...ports.map(({ path, manufacturer }) => `  ${path}${manufacturer === undefined ? '' : ` (${manufacturer})`}`)];
  } catch (error) {
    return [`serial ports: not known (${error instanceof Error ? error.message : String(error)})`];
  }
}
