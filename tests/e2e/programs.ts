import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program of ours in a process of its own, with its lines. */
export interface Program {
  readonly process: ChildProcess;
  /** The first line, from the last that was waited for on, in which this is found. Rejects when the program ends first. */
  line(contains: string): Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Starts node itself and no wrapper: a signal must reach the program that holds the port. */
export function start(script: string, args: readonly string[]): Program {
  const child = spawn(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  let wake: () => void = () => undefined;
  let isEnded = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      isEnded = true;
      wake();
      resolve(code);
    });
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const line = async (contains: string): Promise<string> => {
    for (;;) {
      for (let next = lines.shift(); next !== undefined; next = lines.shift()) if (next.includes(contains)) return next;
      if (isEnded) throw new Error(`${script} ended before it said ${contains}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return { process: child, line, ended };
}
