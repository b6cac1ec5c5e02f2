import type { Command, Option } from 'commander';

/** Shells that a completion is written for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What can follow a verb. */
interface Verb {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Choice[];
  /** Words that its first argument may be; none where that is a file or a port. */
  readonly words: readonly string[];
}

interface Choice {
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  readonly values: readonly string[];
}

/** The completion of a command for a shell, made from the command itself: what it knows is what is offered. */
export function completion(program: Command, shell: Shell): string {
  const verbs = program.commands.map(verbOf);
  return WRITERS[shell](program.name(), verbs);
}

const WRITERS: Readonly<Record<Shell, (name: string, verbs: readonly Verb[]) => string>> = { bash, zsh, fish };

function verbOf(command: Command): Verb {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    options: [...command.options.map(choiceOf), { flag: '--help', description: 'display help for command', takesValue: false, values: [] }],
    words: argument?.argChoices ?? command.commands.map((part) => part.name()),
  };
}

function choiceOf(option: Option): Choice {
  return { flag: option.long ?? option.short ?? '', description: option.description, takesValue: option.required || option.optional, values: option.argChoices ?? [] };
}

/** After an option its values, or files; after the verb its options and words, and files where neither fits. */
function bash(name: string, verbs: readonly Verb[]): string {
  const cases = verbs.map((verb) => {
    const valued = verb.options.filter(({ takesValue }) => takesValue);
    const afterOption = valued.map(({ flag, values }) => `        ${flag}) ${values.length === 0 ? 'COMPREPLY=($(compgen -f -- "$cur"))' : `COMPREPLY=($(compgen -W "${values.join(' ')}" -- "$cur"))`}; return ;;`);
    return [
      `    ${verb.name})`,
      ...(afterOption.length === 0 ? [] : ['      case "$prev" in', ...afterOption, '      esac']),
      `      COMPREPLY=($(compgen -W "${[...verb.options.map(({ flag }) => flag), ...verb.words].join(' ')}" -- "$cur"))`,
      ...(verb.words.length > 0 ? [] : ['      [[ $cur == -* ]] || COMPREPLY+=($(compgen -f -- "$cur"))']),
      '      ;;',
    ].join('\n');
  });
  return `_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "${[...verbs.map((verb) => verb.name), '--help', '--version'].join(' ')}" -- "$cur"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
}
complete -o filenames -F _${name} ${name}
`;
}

/** Zsh takes bash's completions once it is told to. */
function zsh(name: string, verbs: readonly Verb[]): string {
  return `#compdef ${name}\nautoload -U +X bashcompinit && bashcompinit\n${bash(name, verbs)}`;
}

function fish(name: string, verbs: readonly Verb[]): string {
  const lines = [`complete -c ${name} -n __fish_use_subcommand -f`];
  for (const verb of verbs) {
    lines.push(`complete -c ${name} -n __fish_use_subcommand -a ${verb.name} -d ${quoted(verb.description)}`);
    const after = `complete -c ${name} -n '__fish_seen_subcommand_from ${verb.name}'`;
    if (verb.words.length > 0) lines.push(`${after} -f -a '${verb.words.join(' ')}'`);
    for (const { flag, description, takesValue, values } of verb.options) {
      const value = values.length > 0 ? ` -x -a '${values.join(' ')}'` : takesValue ? ' -r' : '';
      lines.push(`${after} -l ${flag.replace(/^--/, '')}${value} -d ${quoted(description)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
