import { readFile } from 'node:fs/promises';
import { causeName, EventKind } from '@nanobias/sdk';
import { evaluate, ExperimentError, parseExperiment, RunHistory, SlowLog } from '@nanobias/sdk/experiment';
import type { Evaluation, Experiment } from '@nanobias/sdk/experiment';
import { readRecording } from '@nanobias/sdk/recording';
import type { Recording } from '@nanobias/sdk/recording';
import { UsageError } from './exit.ts';

/** A recording with what its attachments say of the run. */
export interface RecordedRun {
  readonly recording: Recording;
  /** Absent where the experiment's file is not attached, or not one that this version reads. */
  readonly experiment?: Experiment;
  readonly isSimulation: boolean;
  readonly strayCapacitance_F: number;
}

/** Whether a recording says that it comes from the model: what it does not say, it may not claim to have measured. */
interface RunFile {
  readonly experiment?: unknown;
  readonly is_simulation?: unknown;
  readonly capabilities?: { readonly strayCapacitance_F?: unknown };
}

/** Reads a recording from a file. @throws UsageError when there is none */
export async function readRun(file: string): Promise<RecordedRun> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return runOf(readRecording(bytes));
  } catch (error) {
    throw new UsageError(`${file} is no recording: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function runOf(recording: Recording): RecordedRun {
  const run = runFile(recording.files.get('run.json'));
  const experiment = experimentOf(recording, run.experiment);
  const stray_F = run.capabilities?.strayCapacitance_F;
  return {
    recording,
    ...(experiment === undefined ? {} : { experiment }),
    isSimulation: run.is_simulation !== false,
    strayCapacitance_F: typeof stray_F === 'number' && 0 <= stray_F && stray_F <= 1 ? stray_F : 0,
  };
}

function runFile(text: string | undefined): RunFile {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function experimentOf({ files }: Recording, name: unknown): Experiment | undefined {
  const text = typeof name === 'string' ? files.get(name) : undefined;
  if (text === undefined) return undefined;
  try {
    return parseExperiment(text, String(name)).experiment;
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}

/** Raw and net charge, block by block, as the run itself counted them; without the experiment raw charge alone. */
export function evaluationOf(run: RecordedRun, course = courseOf(run.recording)): Evaluation {
  const { experiment, strayCapacitance_F } = run;
  const from_us = joined_us(run);
  return evaluate({ ...(experiment === undefined ? {} : { experiment }), ...course, strayCapacitance_F, ...(from_us === undefined ? {} : { from_us }) });
}

/** Where a recording begins that was begun while the switch was closed. */
function joined_us({ recording: { states, slowCurrent } }: RecordedRun): number | undefined {
  const block = slowCurrent[0];
  return states[0]?.is_switch_closed !== true || block === undefined ? undefined : block.device_time_us - (block.decimation * 1e6) / block.rate_Hz;
}

/** How the run ended, when an interlock did it. */
export function endingOf({ events }: Recording): string | undefined {
  const trip = events.find(({ kind }) => kind === EventKind.TRIPPED);
  return trip === undefined ? undefined : `ended early: ${causeName(trip.cause)}`;
}

/** What a run heard of its slow path and its events, in their order. */
export function courseOf(recording: Recording): { readonly history: RunHistory; readonly current: SlowLog; readonly voltage: SlowLog } {
  const history = new RunHistory();
  for (const event of recording.events) history.event(event);
  const current = new SlowLog();
  const voltage = new SlowLog();
  for (const block of recording.slowCurrent) current.add(block);
  for (const block of recording.slowVoltage) voltage.add(block);
  return { history, current, voltage };
}
