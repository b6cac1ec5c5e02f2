#!/usr/bin/env node
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { benchCommand } from './commands/bench.ts';
import type { BenchOptions } from './commands/bench.ts';
import { completion, SHELLS } from './completion.ts';
import type { Shell } from './completion.ts';
import { campaignCommand, workerCommand } from './commands/campaign.ts';
import type { CampaignOptions, WorkerOptions } from './commands/campaign.ts';
import { conformCommand } from './commands/conform.ts';
import type { ConformOptions } from './commands/conform.ts';
import { devicesCommand } from './commands/devices.ts';
import type { DevicesOptions } from './commands/devices.ts';
import { doctorCommand } from './commands/doctor.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import { exportCommand } from './commands/export.ts';
import type { ExportOptions } from './commands/export.ts';
import { IMPORT_SOURCES, importCommand } from './commands/import.ts';
import type { ImportOptions } from './commands/import.ts';
import { faultInjectCommand, faultListCommand } from './commands/fault.ts';
import type { FaultListOptions } from './commands/fault.ts';
import { infoCommand } from './commands/info.ts';
import type { InfoOptions } from './commands/info.ts';
import { INTERLOCK_VERBS, interlockCommand } from './commands/interlock.ts';
import type { InterlockOptions, InterlockVerb } from './commands/interlock.ts';
import { plotCommand } from './commands/plot.ts';
import type { PlotOptions } from './commands/plot.ts';
import { recoverCommand } from './commands/recover.ts';
import type { RecoverOptions } from './commands/recover.ts';
import { recordCommand } from './commands/record.ts';
import type { RecordOptions } from './commands/record.ts';
import { replayCommand } from './commands/replay.ts';
import type { ReplayOptions } from './commands/replay.ts';
import { runCommand } from './commands/run.ts';
import type { RunOptions } from './commands/run.ts';
import { serveCommand } from './commands/serve.ts';
import type { ServeOptions } from './commands/serve.ts';
import { swarmCommand } from './commands/swarm.ts';
import type { SwarmOptions } from './commands/swarm.ts';
import { validateCommand } from './commands/validate.ts';
import type { ValidateOptions } from './commands/validate.ts';
import { watchCommand } from './commands/watch.ts';
import type { WatchOptions } from './commands/watch.ts';
import { addExamples } from './examples.ts';
import { EXIT, exitCodeOf, failureText } from './exit.ts';
import { EXPORT_FORMATS } from './export/formats.ts';
import { PLOT_KINDS } from './plot/kinds.ts';
import { packageVersion } from './version.ts';

/** A year in seconds. */
const positive_max = 31_536_000;

process.exitCode = await main(process.argv);

async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = commands((exitCode) => {
    code = exitCode;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${failureText(error)}\n`);
    return exitCodeOf(error);
  }
}

function commands(done: (exitCode: number) => void): Command {
  const program = new Command('nanobias')
    .description('Runs experiments on a nanobias controller, or on its model.')
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError()
    .addHelpText('after', '\nExit codes: 0 done, 2 usage or file, 3 refused by a limit or an interlock, 4 tripped, 5 link lost.');
  program.command('run')
    .description('runs an experiment: on the model in virtual time, or on the controller at a port')
    .argument('<file>', 'experiment, YAML or JSON')
    .option('--port <port>', 'serial port or pseudo-terminal by its path, or tcp:HOST:PORT')
    .option('--cell <file>', 'what only the simulator knows of the cell; the 2 um film unless told')
    .option('--seed <number>', 'seed of the simulation', wholeNumber)
    .option('--dry-run', 'prints the compiled timeline against the caps, and runs nothing')
    .option('--name <name>', 'name of the folder under --out; the experiment\'s unless told')
    .option('--json', 'the summary as JSON; progress goes to the standard error')
    .addOption(new Option('--sampler <backend>', 'who takes the bytes').choices(['auto', 'native', 'js']).default('auto'))
    .option('--out <directory>', 'where runs are kept', 'runs')
    .option('--ui [host:port]', 'with the live page, on a loopback port; it stays open until Ctrl-C')
    .action(async (file: string, options: RunOptions) => {
      done(await (options.dryRun === true ? validateCommand(file, options.json === true ? { json: true } : {}) : runCommand(file, options)));
    });
  addTargetCommands(program, done);
  addReaderCommands(program, done);
  addFileCommands(program, done);
  addMachineCommands(program, done);
  addCampaignCommands(program, done);
  addSwarmCommand(program, done);
  program.command('bench')
    .description('measures this machine')
    .addArgument(new Argument('<part>', 'what to measure').choices(['sampler']))
    .option('--json', 'figures as JSON')
    .option('--quick', 'a turn of each instead of seven, for a first look')
    .action(async (_part: string, options: BenchOptions) => {
      done(await benchCommand(options));
    });
  program.command('interlock')
    .description('tells how the interlocks stand, explains what was refused or tripped, tests them, or acknowledges')
    .addArgument(new Argument('<verb>', 'what to do').choices(INTERLOCK_VERBS))
    .argument('<target>', 'serial port or pseudo-terminal by its path, or tcp:HOST:PORT')
    .option('--json', 'for scripts: values as integers in the unit that stands beside them')
    .action(async (verb: InterlockVerb, target: string, options: InterlockOptions) => {
      done(await interlockCommand(verb, target, options));
    });
  const fault = program.command('fault').description('lists what can be made wrong with a simulated controller, or makes it so');
  fault.command('list')
    .description('every fault with its numbers and what is expected of the instrument')
    .option('--json', 'for scripts')
    .action((options: FaultListOptions) => done(faultListCommand(options)));
  fault.command('inject')
    .description('makes a fault so in a served simulation, until the fault `none` takes it back; a real controller refuses')
    .argument('<target>', 'serial port or pseudo-terminal by its path, or tcp:HOST:PORT')
    .argument('<id>', 'fault, as `fault list` names it')
    .argument('[numbers...]', 'the fault\'s numbers, as name=value')
    .action(async (target: string, id: string, numbers: readonly string[]) => {
      done(await faultInjectCommand(target, id, numbers));
    });
  addExamples(program);
  return program;
}

/** What serves the model, and what holds a controller against the protocol. */
function addTargetCommands(program: Command, done: (exitCode: number) => void): void {
  program.command('serve')
    .description('serves the model at 1x')
    .option('--pty', 'on a pseudo-terminal of its own')
    .option('--tcp <host:port>', 'on a loopback port; any free one with --ui alone')
    .option('--ui [host:port]', 'with the live page, on a loopback port')
    .option('--scpi <host:port>', 'with a face for SCPI, on a loopback port; 5025 is the usual one')
    .option('--limits <file>', 'experiment whose specimen and safety limit what SCPI may switch on; without one it switches nothing on')
    .option('--cell <file>', 'what only the simulator knows of the cell; the 2 um film unless told')
    .option('--seed <number>', 'seed of the simulation', wholeNumber, 1)
    .option('--fleet <count>', 'so many devices, each with the next seed and at the next port', positiveCount, 1)
    .action(async (options: ServeOptions) => {
      done(await serveCommand(options));
    });
  program.command('conform')
    .description('holds a controller against the protocol, requirement by requirement; leaves its output off')
    .argument('<target>', 'serial port or pseudo-terminal by its path, or tcp:HOST:PORT')
    .option('--json <file>', 'report as JSON; - for the standard output')
    .option('--junit <file>', 'report for test runners')
    .option('--html <file>', 'report as a page')
    .action(async (target: string, options: ConformOptions) => {
      done(await conformCommand(target, options));
    });
}

/** What looks at a controller, or at a recording as if it were one, beside whoever drives it. */
function addReaderCommands(program: Command, done: (exitCode: number) => void): void {
  program.command('watch')
    .description('shows a controller beside whoever drives it: mode, bias, current, charge, margins, lease, events')
    .argument('<target>', 'serial port or pseudo-terminal by its path, or tcp:HOST:PORT')
    .option('--duration <seconds>', 'how long; until Ctrl-C unless told', positive)
    .option('--json', 'a line of JSON for each reading and each event')
    .addHelpText('after', '\nExample: nanobias watch tcp:127.0.0.1:5555')
    .action(async (target: string, options: WatchOptions) => {
      done(await watchCommand(target, options));
    });
  program.command('record')
    .description('records what a controller does beside whoever drives it; asks for no lease and moves nothing')
    .argument('<target>', 'serial port or pseudo-terminal by its path, or tcp:HOST:PORT')
    .requiredOption('--out <file>', 'the recording; nothing is overwritten')
    .option('--duration <seconds>', 'how long; until Ctrl-C unless told', positive)
    .option('--json', 'what was recorded, for scripts')
    .addHelpText('after', '\nExample: nanobias record tcp:127.0.0.1:5555 --out afternoon.mcap --duration 3600')
    .action(async (target: string, options: RecordOptions) => {
      done(await recordCommand(target, options));
    });
  program.command('replay')
    .description('plays a recording through the streams that a controller has, and shows it as watch does; runs a repro of the swarm again')
    .argument('<file>', 'recording, or repro')
    .option('--speed <factor>', 'times faster than it was recorded; as fast as it can be unless told', positive)
    .option('--json', 'a line of JSON for each reading and each event')
    .option('--test <file>', 'of a repro: writes a test that replays it; nothing is overwritten')
    .addHelpText('after', '\nExample: nanobias replay runs/quick/recording.mcap --speed 60')
    .action(async (file: string, options: ReplayOptions) => {
      done(await replayCommand(file, options));
    });
}

/** What runs one experiment many times; nothing is connected. */
function addCampaignCommands(program: Command, done: (exitCode: number) => void): void {
  program.command('campaign')
    .description('runs one experiment on a grid of cells, seeds and faults: a table, a figure of survival, every outcome')
    .argument('<file>', 'campaign')
    .option('--jobs <number>', 'worker threads; one a core unless told', positiveCount)
    .option('--redis <url>', 'has the runs carried out by workers that wait there')
    .option('--out <directory>', 'where runs are kept', 'runs')
    .option('--name <name>', 'name of the folder under --out; the campaign\'s unless told')
    .option('--json', 'the result as JSON')
    .addHelpText('after', '\nExample: nanobias campaign examples/campaigns/film-life.yaml')
    .action(async (file: string, options: CampaignOptions) => {
      done(await campaignCommand(file, options));
    });
  program.command('worker')
    .description('carries out runs of campaigns that wait at a Redis, until Ctrl-C')
    .requiredOption('--redis <url>', 'where they wait')
    .option('--jobs <number>', 'worker threads; one a core unless told', positiveCount)
    .addHelpText('after', '\nExample: nanobias worker --redis redis://127.0.0.1:6379')
    .action(async (options: WorkerOptions) => {
      done(await workerCommand(options));
    });
}

/** What is done with experiments and recordings as files; nothing is connected. */
function addFileCommands(program: Command, done: (exitCode: number) => void): void {
  program.command('validate')
    .description('prints the compiled timeline of an experiment with its worst case against the caps')
    .argument('<file>', 'experiment, YAML or JSON')
    .option('--json', 'for scripts')
    .addHelpText('after', '\nExample: nanobias validate examples/delithiation.yaml')
    .action(async (file: string, options: ValidateOptions) => {
      done(await validateCommand(file, options));
    });
  program.command('import')
    .description('makes an experiment file of a protocol of aurora-unicycler or of PyBaMM strings; what would be lost is refused')
    .argument('<file>', 'protocol: JSON of unicycler, or PyBaMM strings as lines or as a list')
    .requiredOption('--onto <file>', 'experiment whose specimen, terminals and safety block hold')
    .addOption(new Option('--from <program>', 'whose file it is; told by its form otherwise').choices(IMPORT_SOURCES))
    .option('--slew <V/s>', 'of every ramp; the cap of --onto unless told', positive)
    .option('--longest <seconds>', 'time of steps that state none', positive)
    .option('--capacity <mAh>', 'what 1C moves in an hour; the film\'s own unless told', positive)
    .option('--title <text>', 'of the experiment')
    .option('--out <file>', 'the experiment; the standard output unless told; nothing is overwritten')
    .option('--json', 'what was made, for scripts')
    .addHelpText('after', '\nExample: nanobias import gitt.txt --onto examples/gitt.yaml --longest 7200 --out mine.yaml')
    .action(async (file: string, options: ImportOptions) => {
      done(await importCommand(file, options));
    });
  program.command('export')
    .description('writes a recording for other programs: csv, Battery Data Format, HyperSpy, HDF5 in the manner of NeXus, Arrow')
    .argument('<file>', 'recording, as a run leaves it')
    .addOption(new Option('--format <format>', 'what for').choices(EXPORT_FORMATS).makeOptionMandatory())
    .option('--out <name>', 'name of what is written, its ending is added; beside the recording unless told')
    .option('--started <time>', 'when device time was 0, with zone: a recording holds no time of the day')
    .option('--json', 'what was written as JSON')
    .addHelpText('after', '\nExample: nanobias export runs/quick/recording.mcap --format hyperspy --out /tmp/quick')
    .action(async (file: string, options: ExportOptions) => {
      done(await exportCommand(file, options));
    });
  program.command('plot')
    .description('draws a recording as SVG and PNG')
    .argument('<file>', 'recording, as a run leaves it')
    .addOption(new Option('--kind <kind>', 'what to draw; what the recording is best looked at as unless told').choices(PLOT_KINDS))
    .option('--out <name>', 'name of what is written; with the ending .svg or .png that one alone; beside the recording unless told')
    .option('--json', 'what was written as JSON')
    .addHelpText('after', '\nExample: nanobias plot runs/quick/recording.mcap --kind time --out /tmp/quick')
    .action(async (file: string, options: PlotOptions) => {
      done(await plotCommand(file, options));
    });
  program.command('recover')
    .description('writes a cut or damaged recording anew with everything that is whole, and tells what is lost')
    .argument('<file>', 'recording')
    .requiredOption('--out <file>', 'the new recording; nothing is overwritten')
    .option('--json', 'what was lost, for scripts')
    .addHelpText('after', '\nExample: nanobias recover runs/quick/recording.mcap --out runs/quick/recovered.mcap')
    .action(async (file: string, options: RecoverOptions) => {
      done(await recoverCommand(file, options));
    });
}

/** What looks for faults of the model's own firmware; nothing is connected. */
function addSwarmCommand(program: Command, done: (exitCode: number) => void): void {
  program.command('swarm')
    .description('runs the model with random hosts, wires and faults under an oracle, and shrinks what breaks a property')
    .option('--runs <number>', 'how many', positiveCount, 100)
    .option('--seed <number>', 'of the first run; the others follow', wholeNumber, 1)
    .option('--jobs <number>', 'threads; one a core unless told', positiveCount)
    .option('--out <directory>', 'where repros are written', 'runs/swarm')
    .option('--json', 'for scripts')
    .addHelpText('after', '\nExample: nanobias swarm --runs 20 --seed 7')
    .action(async (options: SwarmOptions) => {
      done(await swarmCommand(options));
    });
}

/** What tells of this machine; no controller is asked. */
function addMachineCommands(program: Command, done: (exitCode: number) => void): void {
  program.command('devices')
    .description('lists the serial ports at which a controller could be, without opening any')
    .option('--vendor <id>', 'of this USB vendor, as 2e8a', usbId)
    .option('--product <id>', 'of this USB product, as 000a', usbId)
    .option('--json', 'for scripts')
    .action(async (options: DevicesOptions) => {
      done(await devicesCommand(options));
    });
  program.command('doctor')
    .description('looks for what this machine lacks: versions, sampler, serial binding, ports and permissions')
    .option('--json', 'for scripts')
    .action(async (options: DoctorOptions) => {
      done(await doctorCommand(options));
    });
  program.command('info')
    .description('tells versions, sampler and ports')
    .option('--json', 'for scripts')
    .action(async (options: InfoOptions) => {
      done(await infoCommand(options));
    });
  program.command('completion')
    .description('prints what a shell needs to complete this command')
    .addArgument(new Argument('<shell>', 'for which shell').choices(SHELLS))
    .action((shell: Shell) => {
      process.stdout.write(completion(program, shell));
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= positive_max) return value;
  throw new InvalidArgumentError(`a number above 0, at most ${positive_max}`);
}

function usbId(text: string): number {
  if (/^(?:0x)?[0-9a-f]{1,4}$/i.test(text)) return Number.parseInt(text, 16);
  throw new InvalidArgumentError('up to four hexadecimal digits');
}

function positiveCount(text: string): number {
  const value = wholeNumber(text);
  if (value > 0) return value;
  throw new InvalidArgumentError('a whole number from 1 on');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('a whole number from 0 on');
}
