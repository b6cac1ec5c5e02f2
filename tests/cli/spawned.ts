import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const main = join(root, 'cli', 'src', 'main.ts');

export interface Ended {
  /** Null when a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process of its own: node itself, so that a signal reaches it and nothing in between. */
export class Spawned {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[]) {
    this.process = spawn(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', main, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve) => {
      this.process.on('close', (code) => resolve({ code, stdout: this.stdout, stderr: this.stderr }));
    });
  }

  /** The first match in what the process writes to its output. @throws when the process ends before */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout);
      if (match !== null) return match;
      const news = new Promise<'news'>((resolve) => this.process.stdout?.once('data', () => resolve('news')));
      if (await Promise.race([news, this.ended]) === 'news') continue;
      const last = pattern.exec(this.stdout);
      if (last !== null) return last;
      throw new Error(`ended without ${String(pattern)}:\n${this.stdout}\n${this.stderr}`);
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}

export function nanobias(...args: readonly string[]): Promise<Ended> {
  return new Spawned(args).ended;
}

/** A directory that is gone after the test. */
export function scratch(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'nanobias-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
