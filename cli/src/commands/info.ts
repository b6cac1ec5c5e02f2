import { backendReport } from '@nanobias/sdk';
import { EXIT } from '../exit.ts';
import { portText, serialPorts } from '../serial-ports.ts';
import { packageVersion } from '../version.ts';

export interface InfoOptions {
  readonly json?: boolean;
}

/** `nanobias info`: versions, which sampler runs and why, and the serial ports that are there. */
export async function infoCommand({ json = false }: InfoOptions): Promise<number> {
  const { backend, reason } = backendReport();
  const ports = await serialPorts();
  const report = { nanobias: packageVersion(), node: process.versions.node, platform: process.platform, arch: process.arch, sampler: { backend, reason }, ports };
  const lines = [
    `nanobias ${report.nanobias}`,
    `node ${report.node}, ${report.platform} ${report.arch}`,
    `sampler ${backend}: ${reason}`,
    ...(ports.length === 0 ? ['serial ports: none'] : ['serial ports:', ...ports.map((port) => `  ${portText(port)}`)]),
  ];
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${lines.join('\n')}\n`);
  return EXIT.ok;
}
