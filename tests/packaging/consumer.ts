import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const install_ms_max = 600_000;
const program_ms_max = 120_000;

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of somebody else: no file of the repository above it, no settings of a user, nothing in the environment but a path. */
export class Consumer {
  readonly directory: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(parent: string) {
    this.directory = join(parent, 'project');
    const home = join(parent, 'home');
    for (const path of [this.directory, home]) mkdirSync(path);
    writeFileSync(join(home, '.npmrc'), '');
    this.write('package.json', '{ "name": "somebody-elses", "private": true }\n');
    this.#environment = { PATH: process.env['PATH'], HOME: home };
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.directory, name), text);
  }

  /** Installs packages by name or tarball. @throws Error with what npm said */
  async install(...packages: readonly string[]): Promise<void> {
    await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: this.directory, env: this.#environment, timeout: install_ms_max });
  }

  /** Runs a program in the project, under the Node that is named. */
  async node(node: string, ...args: readonly string[]): Promise<Ended> {
    try {
      return { code: 0, ...(await run(node, args, { cwd: this.directory, env: this.#environment, timeout: program_ms_max })) };
    } catch (error) {
      const { code, stdout = '', stderr = String(error) } = error as { readonly code?: unknown; readonly stdout?: string; readonly stderr?: string };
      return { code: typeof code === 'number' ? code : -1, stdout, stderr };
    }
  }
}
