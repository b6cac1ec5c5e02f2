import { execFileSync } from 'node:child_process';
import { Argument, Command, Option } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { completion } from '../../cli/src/completion.ts';

const main = new URL('../../cli/src/main.ts', import.meta.url).pathname;

/** A command like any other of this project, small enough to know all of it. */
function sample(): Command {
  const program = new Command('sample').exitOverride();
  program.command('draw').description('draws a recording, it\'s easy').argument('<file>', 'recording')
    .addOption(new Option('--kind <kind>', 'what to draw').choices(['time', 'trip'])).option('--out <name>', 'where to').option('--json', 'for scripts');
  program.command('ask').description('asks').addArgument(new Argument('<verb>', 'what').choices(['status', 'clear']));
  return program;
}

/** What bash would offer for the last of these words. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `${completion(sample(), 'bash')}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _sample; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', cwd: 'examples' }).trim().split('\n');
}

describe('completion in bash', () => {
  it.each([
    ['verbs', ['sample', ''], ['draw', 'ask', '--help', '--version']],
    ['a verb that is begun', ['sample', 'dr'], ['draw']],
    ['options of the verb', ['sample', 'draw', '--'], ['--kind', '--out', '--json', '--help']],
    ['values of an option', ['sample', 'draw', '--kind', 't'], ['time', 'trip']],
    ['words of an argument', ['sample', 'ask', 'c'], ['clear']],
    ['files where a file is meant', ['sample', 'draw', 'quick'], ['quick.yaml']],
    ['files after an option that takes one', ['sample', 'draw', '--out', 'quick'], ['quick.yaml']],
  ])('offers %s', (_, words, expected) => {
    expect(offered(...words)).toEqual(expected);
  });
});

describe('completion in other shells', () => {
  it('is that of bash in zsh, once it is told to take it', () => {
    const [head, load, ...rest] = completion(sample(), 'zsh').split('\n');
    expect(head).toBe('#compdef sample');
    expect(load).toContain('bashcompinit');
    expect(rest.join('\n')).toBe(completion(sample(), 'bash'));
  });

  it('is a line a verb and a line an option in fish', () => {
    const lines = completion(sample(), 'fish').trim().split('\n');
    expect(lines).toContain("complete -c sample -n __fish_use_subcommand -a draw -d 'draws a recording, it\\'s easy'");
    expect(lines).toContain("complete -c sample -n '__fish_seen_subcommand_from draw' -l kind -x -a 'time trip' -d 'what to draw'");
    expect(lines).toContain("complete -c sample -n '__fish_seen_subcommand_from ask' -f -a 'status clear'");
  });
});

describe('help', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('shows an example of each verb', async () => {
    const verbs = [...(await said('--help')).matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, verb]) => verb!).filter((verb) => verb !== 'help');
    expect(verbs).toEqual(expect.arrayContaining(['run', 'serve', 'plot', 'record', 'watch', 'replay', 'import', 'export', 'validate', 'recover', 'interlock', 'doctor', 'completion']));
    for (const verb of verbs) expect(await said(verb, '--help'), verb).toMatch(new RegExp(`Examples?:\\s+nanobias ${verb}`));
  });
});

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
  await import(/* @vite-ignore */ `${main}?${args.join('-')}`);
  process.argv = argv;
  process.exitCode = exitCode;
  vi.restoreAllMocks();
  return text;
}
