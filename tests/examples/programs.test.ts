import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';

const programs = readdirSync('examples').filter((name) => name.endsWith('.ts'));
const argv = process.argv;

afterEach(() => {
  process.argv = argv;
  vi.restoreAllMocks();
});

/** What a program prints; it runs to its end within this process. */
async function printed(name: string, ...args: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(line);
  });
  process.argv = [process.execPath, name, ...args];
  await import(pathToFileURL(`examples/${name}`).href);
  return lines;
}

describe('programs in examples/', () => {
  it('are five, each of less than sixty lines', () => {
    expect(programs.sort()).toEqual(['faults.ts', 'first-bias.ts', 'plot-current.ts', 'reconnect.ts', 'virtual-time.ts']);
    const long = programs.filter((name) => readFileSync(`examples/${name}`, 'utf8').split('\n').length > 60);
    expect(long).toEqual([]);
  });

  it('first-bias reads a current and leaves with the output measured off', async () => {
    const [current, off] = await printed('first-bias.ts');
    // 5 mV/s across 203 pF is 1 pA; the film and its shunt add one or two.
    const [, peak] = /^40 samples, (\S+) A at most$/.exec(current ?? '') ?? [];
    expect(Number(peak)).toBeGreaterThan(1e-12);
    expect(Number(peak)).toBeLessThan(1e-11);
    expect(off).toMatch(/^off: \S+e-\d+ A measured$/);
  });

  it('plot-current writes a figure with every sample in it', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
    try {
      const file = join(directory, 'current.svg');
      const [line] = await printed('plot-current.ts', file);
      const [, count] = /^(\d+) points, simulated current, [\d.]+ pA at most/.exec(line ?? '') ?? [];
      const figure = readFileSync(file, 'utf8');
      expect(Number(count)).toBeGreaterThan(600);
      expect(/points="([^"]+)"/.exec(figure)?.[1]?.split(' ')).toHaveLength(Number(count));
      expect(figure).not.toContain('NaN');
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('faults shows a trip with its cause, a refusal, and the acknowledge', async () => {
    const lines = await printed('faults.ts');
    expect(lines[2]).toMatch(/^TRIPPED by OVER_CURRENT: \d+ fA beyond \d+ fA$/);
    expect([lines[0], lines[1], ...lines.slice(3)]).toEqual([
      'latched: nothing', 'latched: OVER_CURRENT', 'output may be on: false; the switch reads open', 'again at once: TRIPPED', 'latched: nothing',
    ]);
  });

  it('reconnect comes back to its program within the lease', async () => {
    expect(await printed('reconnect.ts')).toEqual([
      'connected: SAFE, the switch is open', 'step 0 started', 'the link is lost', 'connected: ON, the switch is closed', 'step 1 started', 'the program has come to its end',
    ]);
  });

  it('virtual-time holds an application to what it promises, here for a minute', async () => {
    const [held, marbles] = await printed('virtual-time.ts', String(1 / 60));
    expect(held).toMatch(/^held for 60 s of device time, digest [0-9a-f]{16}$/);
    expect(marbles).toBe('CCCCCooo: opened by the stop');
  });
});

describe('README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('shows first-bias as it stands in examples/', () => {
    expect(readme).toContain(readFileSync('examples/first-bias.ts', 'utf8').trim());
  });
});

describe('the guide', () => {
  const guide = readFileSync('docs/guide.md', 'utf8');

  it('begins with ten lines that run as they stand', async () => {
    const [, program = ''] = /## First bias in ten lines[\s\S]*?```ts\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(program.trim().split('\n').length).toBeLessThanOrEqual(10);
    mkdirSync('runs', { recursive: true });
    const directory = mkdtempSync(join('runs', 'guide-'));
    try {
      writeFileSync(join(directory, 'first.ts'), program);
      expect((await printed(`../${directory}/first.ts`))[0]).toMatch(/^off, \d\S*e-\d+ A measured at [\d.]+ s$/);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('leads to every program', () => {
    expect(programs.filter((name) => !guide.includes(`(../examples/${name})`))).toEqual([]);
  });
});
