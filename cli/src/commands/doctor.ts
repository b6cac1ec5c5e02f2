import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { backendReport } from '@nanobias/sdk';
import { EXIT } from '../exit.ts';
import { serialPorts } from '../serial-ports.ts';
import { packageVersion } from '../version.ts';

export interface DoctorOptions {
  readonly json?: boolean;
}

/** One thing that was looked at. `warning`: works, and not as well as it could. */
interface Finding {
  readonly what: string;
  readonly verdict: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

/** Oldest Node that the packages are built for. */
const node_min = [20, 19] as const;

/** `nanobias doctor`: what this machine lacks for a run; exit code 1 when a run could not begin. */
export async function doctorCommand({ json = false }: DoctorOptions): Promise<number> {
  const findings = [nodeFinding(process.versions.node), addonFinding(), await bindingFinding(), ...await portFindings(), await folderFinding('.')];
  const isSound = findings.every(({ verdict }) => verdict !== 'failed');
  const lines = findings.map(({ what, verdict, detail }) => `${verdict.padEnd(9)}${what.padEnd(16)}${detail}`);
  const report = { nanobias: packageVersion(), is_sound: isSound, findings };
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `nanobias ${packageVersion()}\n${lines.join('\n')}\n`);
  return isSound ? EXIT.ok : EXIT.failed;
}

/** Exported for its bounds. */
export function nodeFinding(version: string): Finding {
  const [major = Number.NaN, minor = Number.NaN] = version.split('.').map(Number);
  const isNew = node_min[0] < major || (major === node_min[0] && node_min[1] <= minor);
  return { what: 'node', verdict: isNew ? 'ok' : 'failed', detail: `${version}; ${node_min.join('.')} or later is needed` };
}

function addonFinding(): Finding {
  const { backend, reason } = backendReport();
  return { what: 'sampler', verdict: backend === 'native' ? 'ok' : 'warning', detail: `${backend}: ${reason}` };
}

async function bindingFinding(): Promise<Finding> {
  try {
    await import('@serialport/bindings-cpp');
    return { what: 'serial binding', verdict: 'ok', detail: 'loads' };
  } catch (error) {
    // The model and TCP need no serial port.
    return { what: 'serial binding', verdict: 'warning', detail: error instanceof Error ? error.message : String(error) };
  }
}

async function portFindings(): Promise<readonly Finding[]> {
  const ports = await serialPorts();
  if (ports.length === 0) return [{ what: 'serial ports', verdict: 'warning', detail: 'none: is the controller plugged in?' }];
  return Promise.all(ports.map(async ({ path }): Promise<Finding> => {
    const isOpen = await isAccessible(path);
    return { what: path, verdict: isOpen ? 'ok' : 'warning', detail: isOpen ? 'may be read and written' : 'no permission: is the user in the group dialout?' };
  }));
}

async function folderFinding(path: string): Promise<Finding> {
  const isOpen = await isAccessible(path);
  return { what: 'this folder', verdict: isOpen ? 'ok' : 'warning', detail: isOpen ? 'runs can be kept here' : 'not writable: name another with --out' };
}

async function isAccessible(path: string): Promise<boolean> {
  return access(path, constants.R_OK | constants.W_OK).then(() => true, () => false);
}
