import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const programs = readdirSync('examples').filter((name) => name.endsWith('.ts'));

describe('programs in examples/', () => {
  it('are there', () => {
    expect(programs).toContain('first-bias.ts');
  });

  it('first-bias reads a current and leaves with the output measured off', async () => {
    const { stdout } = await run(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', 'examples/first-bias.ts']);
    const [current, off] = stdout.trim().split('\n');
    // 5 mV/s across 203 pF is 1 pA; the film and its shunt add one or two.
    const [, peak] = /^40 samples, (\S+) A at most$/.exec(current ?? '') ?? [];
    expect(Number(peak)).toBeGreaterThan(1e-12);
    expect(Number(peak)).toBeLessThan(1e-11);
    expect(off).toMatch(/^off: \S+e-\d+ A measured$/);
  });
});

describe('README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it.each(programs)('shows %s as it stands in examples/', (name) => {
    expect(readme).toContain(readFileSync(`examples/${name}`, 'utf8').trim());
  });
});
