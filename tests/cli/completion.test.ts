import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it, vi } from 'vitest';

const main = new URL('../../cli/src/main.ts', import.meta.url).pathname;
let calls_count = 0;

/** What the command writes when it is called like this, in this process. */
async function said(...args: readonly string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  const { argv, exitCode } = process;
  process.argv = ['node', 'nanobias', ...args];
  // Evaluated anew at each call; what it imports is not.
  calls_count += 1;
  await import(/* @vite-ignore */ `${main}?${calls_count}`);
  process.argv = argv;
  process.exitCode = exitCode;
  vi.restoreAllMocks();
  return text;
}

describe('completion in bash', () => {
  let script = '';
  beforeAll(async () => {
    script = await said('completion', 'bash');
  });

  /** What bash would offer for the last of these words. */
  function offered(...words: readonly string[]): readonly string[] {
    const asked = `${script}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _nanobias; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['-c', asked], { encoding: 'utf8', cwd: 'examples' }).trim().split('\n');
  }

  it.each([
    ['a verb that is begun', ['nanobias', 'plo'], ['plot']],
    ['options that are begun', ['nanobias', 'plot', '--k'], ['--kind']],
    ['values of an option', ['nanobias', 'plot', 'x.mcap', '--kind', 'v'], ['voltammogram', 'void-map']],
    ['words of an argument', ['nanobias', 'interlock', 'e'], ['explain']],
    ['files where a file is meant', ['nanobias', 'validate', 'quick'], ['quick.yaml']],
    ['files after an option that takes one', ['nanobias', 'plot', '--out', 'quick'], ['quick.yaml']],
  ])('offers %s', (_, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });

  it('offers every verb', () => {
    expect(offered('nanobias', '')).toEqual(expect.arrayContaining(['run', 'serve', 'plot', 'completion', '--help', '--version']));
  });
});

describe('completion in other shells', () => {
  it('is that of bash in zsh, once it is told to take it', async () => {
    const [head, load, ...rest] = (await said('completion', 'zsh')).split('\n');
    expect(head).toBe('#compdef nanobias');
    expect(load).toContain('bashcompinit');
    expect(rest.join('\n')).toBe(await said('completion', 'bash'));
  });

  it('is a line a verb and a line an option in fish', async () => {
    const lines = (await said('completion', 'fish')).trim().split('\n');
    expect(lines).toContain("complete -c nanobias -n __fish_use_subcommand -a plot -d 'draws a recording as SVG and PNG'");
    expect(lines.filter((line) => line.startsWith("complete -c nanobias -n '__fish_seen_subcommand_from plot' -l kind -x -a 'overview time "))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("complete -c nanobias -n '__fish_seen_subcommand_from interlock' -f -a 'status "))).toHaveLength(1);
    expect(lines.filter((line) => line.includes("the experiment\\'s unless told"))).not.toHaveLength(0);
  });
});

describe('help', () => {
  it('shows an example of each verb', async () => {
    const verbs = [...(await said('--help')).matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, verb]) => verb!).filter((verb) => verb !== 'help');
    expect(verbs).toEqual(expect.arrayContaining(['run', 'serve', 'plot', 'record', 'watch', 'replay', 'import', 'export', 'validate', 'recover', 'interlock', 'doctor', 'completion']));
    for (const verb of verbs) expect(await said(verb, '--help'), verb).toMatch(new RegExp(`Examples?:\\s+nanobias ${verb}`));
  });
});
