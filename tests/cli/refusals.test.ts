import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nanobias, root, scratch } from './spawned.ts';

const directory = scratch();
afterAll(() => directory.remove());
const short = readFileSync(join(root, 'examples', 'short.yaml'), 'utf8');
const out = join(directory.path, 'runs');

/** Runs a changed examples/short.yaml; a refusal leaves no folder behind. */
async function refused(name: string, text: string): Promise<{ readonly code: number | null; readonly stderr: string; readonly file: string }> {
  const file = join(directory.path, `${name}.yaml`);
  writeFileSync(file, text);
  const { code, stderr } = await nanobias('run', file, '--out', out);
  expect(existsSync(out)).toBe(false);
  return { code, stderr, file };
}

function lineOf(text: string, needle: string): number {
  return text.slice(0, text.indexOf(needle)).split('\n').length;
}

describe.concurrent('nanobias run refuses, before anything moves,', () => {
  it('a file without a voltage cap, with exit code 2', async () => {
    const { code, stderr } = await refused('no-cap', short.replace(/^ {2}bias_V_max.*\n/m, ''));
    expect(code).toBe(2);
    expect(stderr).toMatch(/no-cap\.yaml:\d+:\d+: safety\.bias_V_max: missing: every experiment states its own voltage cap/);
  });

  it('an unknown key, with exit code 2', async () => {
    const { code, stderr, file } = await refused('unknown-key', short.replace('slew_V_per_s_max', 'slew_mV_per_s_max'));
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:${lineOf(short, 'slew_V_per_s_max')}:3: safety.slew_mV_per_s_max = 0.05: unknown field`);
  });

  it('a unit slip to 4800 V, with exit code 2', async () => {
    const { code, stderr, file } = await refused('unit-slip', short.replace('3.60', '4800'));
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:${lineOf(short, 'bias_V_max')}:15: safety.bias_V_max = 4800 V: out of range (limit: <= 10 V)`);
  });

  it('NaN, with exit code 2', async () => {
    const { code, stderr } = await refused('nan', short.replace('bias_V: 3.47', 'bias_V: .nan'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/nan\.yaml:\d+:\d+: steps\[1\]\.bias_V = \.nan V: wrong type \(limit: a finite number in V\)/);
  });

  it('what is no YAML, with exit code 2', async () => {
    const { code, stderr } = await refused('syntax', 'nanobias: [1\ntitle: x\n');
    expect(code).toBe(2);
    expect(stderr).toMatch(/syntax\.yaml:2:/);
  });

  it('a cap above the window and the strap, with exit code 3', async () => {
    const { code, stderr, file } = await refused('high-cap', short.replace('3.60', '5.10'));
    expect(code).toBe(3);
    expect(stderr).toContain(`${file}:${lineOf(short, 'bias_V_max')}:15: safety.bias_V_max = 5.10 V: the cap is too high (limit: 4.8 V, window of the cathode`);
  });

  it('a step beyond the cap, with exit code 3', async () => {
    const { code, stderr } = await refused('high-step', short.replace('bias_V: 3.47', 'bias_V: 3.61'));
    expect(code).toBe(3);
    expect(stderr).toMatch(/high-step\.yaml:\d+:\d+: steps\[1\]\.bias_V = 3\.61 V: beyond the caps \(limit: -0\.2 V to 3\.6 V, of safety\)/);
  });

  it('a file that is not there, an unknown option, a bad seed and a name that leads elsewhere, with exit code 2', async () => {
    const file = join(root, 'examples', 'short.yaml');
    const calls = [['run', 'nowhere.yaml'], ['run', file, '--voltage', '5'], ['run', file, '--seed', '-1'], ['run', file, '--name', '../../x', '--out', out], ['serve']];
    for (const { code } of await Promise.all(calls.map((call) => nanobias(...call)))) expect(code).toBe(2);
  });

  it('a cell file with a parameter out of range, naming it, with exit code 2', async () => {
    const cell = join(directory.path, 'cell.yaml');
    writeFileSync(cell, 'preset: film-2um\nshunt_Ohm: 1\n');
    const { code, stderr } = await nanobias('run', join(root, 'examples', 'short.yaml'), '--cell', cell, '--out', out);
    expect(code).toBe(2);
    expect(stderr).toContain('cell.yaml: shunt_Ohm = 1 is outside 1000000 to');
  });

  it('a port that does not exist, with exit code 5 and what is known of the output', async () => {
    const file = join(root, 'examples', 'short.yaml');
    const ends = await Promise.all(['/dev/no-such-port', 'tcp:127.0.0.1:1'].map((port) => nanobias('run', file, '--port', port, '--out', out)));
    for (const { code, stderr } of ends) {
      expect(code).toBe(5);
      expect(stderr).toContain('PORT_NOT_FOUND');
      expect(stderr).toContain('Whether the output is on is not known.');
    }
    expect(existsSync(out)).toBe(false);
  });
});

describe('nanobias info', () => {
  it('tells versions, the sampler with its reason, and the ports', async () => {
    const { code, stdout } = await nanobias('info');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^nanobias \d+\.\d+\.\d+$/m);
    expect(stdout).toMatch(/^sampler (?:native|js): \S/m);
    expect(stdout).toMatch(/^serial ports/m);
  });
});
