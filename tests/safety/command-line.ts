/** Numbers of a command line such as `--runs 100 --seed 1`, with their defaults; `--json` and `--soak` are flags. */
export interface CommandLine<N extends string> {
  readonly numbers: Readonly<Record<N, number>>;
  readonly isJson: boolean;
  readonly isSoak: boolean;
  readonly isWrite: boolean;
}

/** With `--soak` what is not given takes its number from `soak`. An argument that is unknown, or no number from 0 on, is named and ends the process with 2. */
export function commandLine<N extends string>(argv: readonly string[], defaults: Readonly<Record<N, number>>, soak: Partial<Readonly<Record<N, number>>> = {}): CommandLine<N> {
  const numbers: Record<string, number> = { ...defaults, ...(argv.includes('--soak') ? soak : {}) };
  const flags = { '--json': false, '--soak': false, '--write': false };
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index]!;
    if (Object.hasOwn(flags, argument)) {
      flags[argument as keyof typeof flags] = true;
      continue;
    }
    const name = argument.replace(/^--/, '');
    const value = Number(argv[index + 1]);
    if (!argument.startsWith('--') || !Object.hasOwn(defaults, name)) refuse(`${argument} is none of --${Object.keys(defaults).join(', --')}, --json, --soak`);
    if (!(Number.isFinite(value) && 0 <= value)) refuse(`${argument} wants a number, got ${argv[index + 1] ?? 'nothing'}`);
    numbers[name] = value;
    index += 1;
  }
  return { numbers: numbers as Record<N, number>, isJson: flags['--json'], isSoak: flags['--soak'], isWrite: flags['--write'] };
}

function refuse(why: string): never {
  console.error(why);
  process.exit(2);
}

/** Prints a report as JSON, or a line a key, and leaves with 1 when it did not hold. */
export function conclude(report: Readonly<Record<string, unknown>>, isOk: boolean, isJson: boolean): void {
  if (isJson) console.log(JSON.stringify(report));
  else for (const [key, value] of Object.entries(report)) console.log(`${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  process.exitCode = isOk ? 0 : 1;
}
