import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { causeName } from '@nanobias/sdk';
import type { Device } from '@nanobias/sdk';
import { capacity_C, parseExperiment, preflight, runExperiment, timelineText } from '@nanobias/sdk/experiment';
import type { ParsedExperiment, Plan, RunResult } from '@nanobias/sdk/experiment';
import { readRecording, Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import type { Recording } from '@nanobias/sdk/recording';
import { readCell, readText } from '../cell-file.ts';
import { EXIT, exitCodeOf, failureText, interruptedExit, UsageError } from '../exit.ts';
import { fileSink } from '../file-sink.ts';
import { figureSvg } from '../figure/figure.ts';
import { renderPng } from '../figure/png.ts';
import { netChargeAbsence } from '../net-charge.ts';
import { judge, unobserved } from '../observations.ts';
import { pageOfRun } from '../page/run-page.ts';
import type { RunPage } from '../page/run-page.ts';
import { pageAddress } from '../page/serve-page.ts';
import { progressDisplay } from '../progress.ts';
import { recordedFigure } from '../recorded-figure.ts';
import { makeRunFolder, nameFromFile } from '../run-folder.ts';
import { ended, interruption } from '../signals.ts';
import type { Interruption } from '../signals.ts';
import { measured } from '../summary.ts';
import type { Summary } from '../summary.ts';
import { portTarget, simulationTarget } from '../target.ts';
import type { SamplerChoice, Target } from '../target.ts';
import { packageVersion } from '../version.ts';

export interface RunOptions {
  readonly port?: string;
  readonly cell?: string;
  readonly seed?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly name?: string;
  readonly sampler: SamplerChoice;
  readonly out: string;
  /** Where to serve the live page: true for any free loopback port. */
  readonly ui?: string | true;
}

const seed_default = 1;
/** Beyond the plan's own duration: connecting, the first ramp, the measured off. */
const margin_s = 3600;

/** `nanobias run FILE`: resolves with the exit code. */
export async function runCommand(file: string, options: RunOptions): Promise<number> {
  const parsed = parseExperiment(await readText(file), file);
  // Before anything is opened, connected or moved.
  const plan = preflight(parsed);
  const target = await targetOf(options);
  peopleOut(options).write(`${parsed.experiment.title}\n${timelineText(plan)}\n`);
  const interrupted = interruption();
  try {
    return await new RunCommand({ file, options, parsed, plan, target, interrupted }).execute();
  } finally {
    interrupted.release();
  }
}

async function targetOf({ port, cell, seed, sampler }: RunOptions): Promise<Target> {
  if (port === undefined) return simulationTarget({ seed: seed ?? seed_default, cell: await readCell(cell), sampler });
  if (cell !== undefined) throw new UsageError('--cell is the simulator\'s truth: with --port the cell is what is there');
  if (seed !== undefined) throw new UsageError('--seed is for the simulation: with --port nature draws the lots');
  return portTarget(port, sampler);
}

interface Parts {
  readonly file: string;
  readonly options: RunOptions;
  readonly parsed: ParsedExperiment;
  readonly plan: Plan;
  readonly target: Target;
  readonly interrupted: Interruption;
}

/** What a finished run hands on to figure and summary. */
interface Finished {
  readonly folder: string;
  readonly result: RunResult;
  readonly device: Device;
  readonly wall_time_s: number;
  readonly digest: string | null;
  readonly recordingFailure: unknown;
}

class RunCommand {
  readonly #parts: Parts;
  #page: RunPage | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Runs, and then goes on showing what was until a signal comes, where somebody asked for a page. */
  async execute(): Promise<number> {
    const { interrupted } = this.#parts;
    try {
      const code = await this.#execute();
      if (this.#page !== undefined && interrupted.by === undefined) {
        peopleOut(this.#parts.options).write(`the page stays open until Ctrl-C: ${this.#page.page.url}\n`);
        await ended(interrupted.signal);
      }
      return code;
    } finally {
      await this.#page?.page.close();
    }
  }

  async #execute(): Promise<number> {
    const { target, plan, interrupted } = this.#parts;
    const finished = await target.drive(() => this.#run(), plan.duration_s + margin_s);
    const { result, recordingFailure } = finished;
    let reportFailure: unknown;
    // A disk that is full takes no figure either: what became of the output is told all the same.
    const summary = await this.#report(finished).catch((error: unknown) => {
      reportFailure = error;
    });
    if (summary !== undefined) process.stdout.write(this.#parts.options.json === true ? `${JSON.stringify({ folder: finished.folder, ...summary }, null, 2)}\n` : `${summaryText(finished.folder, summary)}\n`);
    if (interrupted.by !== undefined) process.stderr.write(`interrupted by ${interrupted.by}\n`);
    for (const failure of [result.failure, recordingFailure, reportFailure]) if (failure !== undefined) process.stderr.write(`${failureText(failure)}\n`);
    if (interrupted.by !== undefined) return interruptedExit(interrupted.by, measured(result).output_may_be_on);
    if (result.history.trips_count > 0 && result.failure !== undefined) return EXIT.tripped;
    // A run that was given up because it could not be recorded was not refused.
    if (result.failure !== undefined && recordingFailure === undefined) return exitCodeOf(result.failure);
    return recordingFailure === undefined && reportFailure === undefined ? EXIT.ok : EXIT.failed;
  }

  async #run(): Promise<Finished> {
    const { options, file, parsed, target, interrupted } = this.#parts;
    const started_ms = performance.now();
    const device = await target.connect();
    try {
      // Against the device's strap as well, before a folder is made.
      preflight(parsed, device.capabilities);
      const folder = await target.clock.outside(makeRunFolder(options.out, options.name ?? nameFromFile(file)));
      const writer = new RecordingWriter(await fileSink(join(folder, 'recording.mcap'), target.clock), (error) => interrupted.abort(error));
      const recorder = new Recorder(writer);
      this.#attach(recorder, device);
      await target.clock.outside(this.#show(device, recorder));
      const { result, recordingFailure } = await this.#experiment(device, recorder);
      this.#page?.end();
      await device.close();
      return { folder, result, device, wall_time_s: (performance.now() - started_ms) / 1000, digest: target.digest(), recordingFailure };
    } catch (error) {
      this.#page?.end();
      await device.close();
      throw error;
    }
  }

  async #show(device: Device, recorder: Recorder): Promise<void> {
    const { options: { ui }, parsed: { experiment }, target: { simulation } } = this.#parts;
    if (ui === undefined) return;
    this.#page = await pageOfRun({ address: pageAddress(ui), device, experiment, recorder, ...(simulation === undefined ? {} : { simulation }) });
    peopleOut(this.#parts.options).write(`PAGE ${this.#page.page.url}\n`);
  }

  async #experiment(device: Device, recorder: Recorder): Promise<Pick<Finished, 'result' | 'recordingFailure'>> {
    const { parsed, plan, target, interrupted } = this.#parts;
    const display = progressDisplay(plan, peopleOut(this.#parts.options));
    let recordingFailure: unknown;
    try {
      const result = await runExperiment({
        device, parsed, clock: target.clock, recorder: this.#page?.recorder ?? recorder, signal: interrupted.signal, onProgress: (progress) => display.show(progress),
        ...(target.simulation === undefined ? {} : { truth: target.simulation.truth }),
      });
      await recorder.close().catch((error: unknown) => {
        recordingFailure = error;
      });
      return { result, recordingFailure };
    } catch (error) {
      // What was refused stands in the recording; a second failure would only hide the first.
      await recorder.close().catch(() => undefined);
      throw error;
    } finally {
      display.end();
    }
  }

  #attach(recorder: Recorder, device: Device): void {
    const { file, parsed, target } = this.#parts;
    const { simulation } = target;
    recorder.attach({ name: basename(file), mediaType: 'application/yaml', text: parsed.text });
    recorder.attach({
      name: 'run.json',
      mediaType: 'application/json',
      text: `${JSON.stringify({
        experiment: basename(file),
        seed: simulation?.seed ?? null,
        cell: simulation?.cell ?? null,
        is_simulation: device.isSimulation,
        versions: { nanobias: packageVersion(), firmware: device.firmwareVersion },
        capabilities: device.capabilities,
      }, null, 2)}\n`,
    });
  }

  /** Draws figure and summary from the recording's file, which proves that it can be read. */
  async #report({ folder, result, device, wall_time_s, digest }: Finished): Promise<Summary> {
    const { parsed, target } = this.#parts;
    const { experiment } = parsed;
    const path = join(folder, 'recording.mcap');
    const recording = readRecording(await readFile(path));
    const run = { recording, experiment, isSimulation: device.isSimulation, strayCapacitance_F: device.capabilities.strayCapacitance_F };
    const svg = figureSvg(recordedFigure(run, result.end === 'completed' ? undefined : `ended early: ${result.end}`));
    await writeFile(join(folder, 'figure.svg'), svg, { flag: 'wx' });
    const summary: Summary = {
      ...this.#judgement(recording, result),
      device_time_s: result.deviceTime_s,
      wall_time_s,
      speedup: result.deviceTime_s / wall_time_s,
      sampler_backend: device.samplerBackend,
      trips: result.history.trips_count,
      digest,
      end: result.end,
      title: experiment.title,
      seed: target.simulation?.seed ?? null,
      steps_completed: result.stepsCompleted,
      trip_causes: result.history.causes.map(causeName),
      lost_samples: result.lost_count,
      capacity_C: capacity_C(experiment.specimen),
      ...measured(result),
      net_charge_reason: netChargeAbsence({ experiment, leak: result.leak, history: result.history }) ?? null,
      recording_bytes: (await stat(path)).size,
    };
    await writeFile(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`, { flag: 'wx' });
    // Last, since it runs native code: whatever becomes of the picture, the summary stands.
    await writeFile(join(folder, 'figure.png'), renderPng(svg), { flag: 'wx' });
    return summary;
  }

  #judgement(recording: Recording, result: RunResult): Pick<Summary, 'observations' | 'observations_reason' | 'observation_figures'> {
    const { simulation } = this.#parts.target;
    if (simulation === undefined) return unobserved('no truth: the specimen can be looked into in an in-process simulation only');
    return judge(simulation.film, recording.truth, result.history.closed_us);
  }
}

/** Where what people read goes: the standard output belongs to scripts that ask for JSON. */
function peopleOut({ json }: RunOptions): NodeJS.WriteStream {
  return json === true ? process.stderr : process.stdout;
}

function summaryText(folder: string, summary: Summary): string {
  const absent = summary.observations_reason === null ? 'not reached' : 'not known';
  const observed = Object.entries(summary.observations).map(([name, value]) => `  ${name}: ${value === null ? absent : String(value)}`);
  const charge = summary.raw_charge_C === null ? 'no charge was counted' : `raw ${nanocoulombs(summary.raw_charge_C)}, net ${nanocoulombs(summary.net_charge_C)}${summary.net_charge_reason === null ? '' : ` (${summary.net_charge_reason})`}, of ${nanocoulombs(summary.capacity_C)}`;
  return [
    `${summary.end}: ${summary.device_time_s.toFixed(0)} s of device time in ${summary.wall_time_s.toFixed(1)} s, ${summary.trips} trips`,
    `charge: ${charge}`,
    'observations:', ...observed, ...(summary.observations_reason === null ? [] : [`  (${summary.observations_reason})`]),
    `written: ${folder}`,
  ].join('\n');
}

function nanocoulombs(charge_C: number | null): string {
  return charge_C === null ? 'unknown' : `${(charge_C * 1e9).toPrecision(4)} nC`;
}

