import { csvBytes } from './export-file.ts';
import type { Exporter, ExportSource } from './export-file.ts';

/** HyperSpy takes the axis from the mean distance of the rows: they must be even, so that a lost sample is a row without values. */
function evenRows({ table }: ExportSource): readonly (readonly (number | string)[])[] {
  const { device_time_us } = table;
  const start_us = device_time_us[0] ?? 0;
  const end_us = device_time_us.at(-1) ?? 0;
  const period_us = periodOf_us(device_time_us);
  const rows: (readonly (number | string)[])[] = [];
  let row = 0;
  for (let index = 0; index <= Math.round((end_us - start_us) / period_us); index += 1) {
    const time_us = start_us + index * period_us;
    while (row + 1 < table.length && device_time_us[row]! < time_us - period_us / 2) row += 1;
    const isThere = Math.abs(device_time_us[row]! - time_us) < period_us / 2;
    rows.push([
      clockStamp(time_us), (time_us - start_us) / 1e6, isThere ? table.bias_V[row]! : Number.NaN, isThere ? table.current_A[row]! : Number.NaN,
    ]);
  }
  return rows;
}

/** The sampling period: the least distance between rows. */
function periodOf_us(times_us: Float64Array): number {
  let period_us = Number.POSITIVE_INFINITY;
  for (let row = 1; row < times_us.length; row += 1) period_us = Math.min(period_us, times_us[row]! - times_us[row - 1]!);
  return Number.isFinite(period_us) ? period_us : 1;
}

/** Device time as hours, minutes, seconds and milliseconds. */
function clockStamp(time_us: number): string {
  const whole_ms = Math.round(time_us / 1000);
  const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');
  return `${pad(Math.floor(whole_ms / 3_600_000))}:${pad(Math.floor(whole_ms / 60_000) % 60)}:${pad(Math.floor(whole_ms / 1000) % 60)}.${pad(whole_ms % 1000, 3)}`;
}

/** The pair of files that HyperSpy's reader for in-situ logs looks for: it knows both by the endings of their names. */
export const hyperspy: Exporter = (source) => {
  const { run, origin_unix_s, table, recordingName } = source;
  const start_unix_s = origin_unix_s === undefined ? undefined : origin_unix_s + (table.device_time_us[0] ?? 0) / 1e6;
  const stamp = start_unix_s === undefined ? ['unknown', 'unknown'] : new Date(start_unix_s * 1000).toISOString().slice(0, 19).split('T');
  const title = run.experiment?.title ?? 'unknown';
  const lines = [
    ['Experiment date', stamp[0]!], ['Experiment time', stamp[1]!], ['Experiment title', title], ['Recording', recordingName],
    ['Simulation', run.isSimulation ? 'yes' : 'no'], ['Time', 'TimeStamp is device time; Experiment time counts from the first row'],
    ['Live notes', run.isSimulation ? 'simulated; parameters assumed' : 'measured'],
  ];
  return [
    { suffix: '_Synchronized data.csv', bytes: csvBytes(['TimeStamp', 'Experiment time', 'Bias (V)', 'Current (A)'], evenRows(source), 'nan') },
    { suffix: '_Metadata.log', bytes: new TextEncoder().encode(`${lines.map(([key, value]) => `${key},${quoted(value!)}`).join('\n')}\n`) },
  ];
};

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll(/[\n\r]+/g, ' ')}"` : text;
}
