import { spawn, spawnSync } from 'node:child_process';

/** Debian's Python first: what is installed by its package manager is not seen by another. */
const INTERPRETERS = ['/usr/bin/python3', 'python3'] as const;

/** A Python that has these modules; undefined where there is none. */
export function pythonWith(...modules: readonly string[]): string | undefined {
  return INTERPRETERS.find((python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' }).status === 0);
}

export interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a program beside this process, which may be the one that answers it. */
export function ended(command: string, args: readonly string[], input?: Uint8Array): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('close', (status) => resolve({ status, output: Buffer.concat(output).toString('utf8'), errors: Buffer.concat(errors).toString('utf8') }));
    child.stdin.end(input);
  });
}
