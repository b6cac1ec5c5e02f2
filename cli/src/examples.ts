import type { Command } from 'commander';

/** A call of each verb that has no example of its own. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  run: ['run examples/quick.yaml', 'run examples/short.yaml --port tcp:127.0.0.1:5555 --out runs'],
  serve: ['serve --tcp 127.0.0.1:5555', 'serve --pty --cell examples/cells/leaky.yaml --seed 7'],
  conform: ['conform tcp:127.0.0.1:5555 --json report.json'],
  bench: ['bench sampler --quick'],
  interlock: ['interlock explain tcp:127.0.0.1:5555'],
  fault: ['fault list', 'fault inject tcp:127.0.0.1:5555 adc.voltage.offset offset_code=2000', 'fault inject tcp:127.0.0.1:5555 none'],
  devices: ['devices --json'],
  doctor: ['doctor'],
  info: ['info --json'],
  completion: ['completion bash > ~/.local/share/bash-completion/completions/nanobias', 'completion fish > ~/.config/fish/completions/nanobias.fish'],
};

/** Puts examples below the help of the verbs that have them. */
export function addExamples(program: Command): void {
  for (const command of program.commands) {
    const examples = EXAMPLES[command.name()];
    if (examples !== undefined) command.addHelpText('after', `\n${examples.length === 1 ? 'Example' : 'Examples'}:\n${examples.map((example) => `  ${program.name()} ${example}`).join('\n')}`);
  }
}
