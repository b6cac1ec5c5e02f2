import { amperesPerCode, EventKind, voltsPerCode } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import { evaluationOf } from '../recorded-run.ts';
import type { RecordedRun } from '../recorded-run.ts';

/** Bits of a block's flags that make its codes worthless: saturated, blanked. */
const unusable_flags = 0b100001;

/** Every sample of the slow path, one row a moment, in device time; NaN where a value is missing. */
export interface SampleTable {
  readonly length: number;
  readonly device_time_us: Float64Array;
  /** V at tap B. */
  readonly bias_V: Float64Array;
  /** Positive current charges the cell; NaN while blanked or saturated. */
  readonly current_A: Float64Array;
  /** Flags of the current's block, as on the wire. */
  readonly flags: Int32Array;
  /** Steps that have started: 0 before the first. */
  readonly step_count: Int32Array;
  /** Times round a loop, from 1. */
  readonly cycle_count: Int32Array;
  /** Counted once a block, at its last sample; NaN at the others. */
  readonly raw_charge_C: Float64Array;
  /** The same less shunt and stray capacitance; NaN throughout without a leak check. */
  readonly net_charge_C: Float64Array;
}

interface Samples {
  readonly times_us: readonly number[];
  readonly values: readonly number[];
  readonly flags: readonly number[];
}

/** Rows of the slow path, paired by device time: one oscillator stamps both channels. */
export function sampleTable(run: RecordedRun): SampleTable {
  const current = samplesOf(run.recording.slowCurrent, amperesPerCode);
  const voltage = samplesOf(run.recording.slowVoltage, voltsPerCode);
  const device_time_us = Float64Array.from(merged(current.times_us, voltage.times_us));
  const table = {
    length: device_time_us.length,
    device_time_us,
    bias_V: placed(device_time_us, voltage.times_us, voltage.values, new Float64Array(device_time_us.length).fill(Number.NaN)),
    current_A: placed(device_time_us, current.times_us, current.values, new Float64Array(device_time_us.length).fill(Number.NaN)),
    flags: placed(device_time_us, current.times_us, current.flags, new Int32Array(device_time_us.length)),
    ...counts(run, device_time_us),
  };
  return { ...table, ...charges(run, device_time_us) };
}

function samplesOf(blocks: readonly CodeBlock[], perCode: (block: CodeBlock) => number): Samples {
  const times_us: number[] = [];
  const values: number[] = [];
  const flags: number[] = [];
  for (const block of blocks) {
    const period_us = (block.decimation * 1e6) / block.rate_Hz;
    const unit = (block.flags & unusable_flags) === 0 ? perCode(block) : Number.NaN;
    block.codes.forEach((code, index) => {
      times_us.push(Math.round(block.device_time_us + index * period_us));
      values.push(code * unit);
      flags.push(block.flags);
    });
  }
  return { times_us, values, flags };
}

/** All moments of two rising lists, each once. */
function merged(a: readonly number[], b: readonly number[]): number[] {
  const times: number[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const time = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY);
    times.push(time);
    while (i < a.length && a[i]! <= time) i += 1;
    while (j < b.length && b[j]! <= time) j += 1;
  }
  return times;
}

function placed<T extends Float64Array | Int32Array>(rows_us: Float64Array, times_us: readonly number[], values: readonly number[], into: T): T {
  let index = 0;
  rows_us.forEach((row_us, row) => {
    while (index < times_us.length && times_us[index]! < row_us) index += 1;
    if (times_us[index] === row_us) into[row] = values[index]!;
  });
  return into;
}

function counts({ recording }: RecordedRun, rows_us: Float64Array): Pick<SampleTable, 'step_count' | 'cycle_count'> {
  const starts = recording.events.filter(({ kind }) => kind === EventKind.STEP_STARTED);
  const step_count = new Int32Array(rows_us.length);
  const cycle_count = new Int32Array(rows_us.length);
  let started_count = 0;
  let cycle = 1;
  rows_us.forEach((row_us, row) => {
    while (started_count < starts.length && starts[started_count]!.device_time_us <= row_us) {
      // A step that is no later one than the step before it is where a loop begins again.
      if (started_count > 0 && starts[started_count]!.step_index <= starts[started_count - 1]!.step_index) cycle += 1;
      started_count += 1;
    }
    step_count[row] = started_count;
    cycle_count[row] = cycle;
  });
  return { step_count, cycle_count };
}

function charges(run: RecordedRun, rows_us: Float64Array): Pick<SampleTable, 'raw_charge_C' | 'net_charge_C'> {
  const { points } = evaluationOf(run);
  const times_us = points.map(({ device_time_us }) => Math.round(device_time_us));
  const column = (values: readonly number[]): Float64Array => placed(rows_us, times_us, values, new Float64Array(rows_us.length).fill(Number.NaN));
  return { raw_charge_C: column(points.map(({ raw_C }) => raw_C)), net_charge_C: column(points.map(({ net_C }) => net_C ?? Number.NaN)) };
}
