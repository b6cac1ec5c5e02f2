import { EventKind } from '@nanobias/sdk';
import { UsageError } from '../exit.ts';
import { csvBytes } from './export-file.ts';
import type { Exporter } from './export-file.ts';
import type { SampleTable } from './table.ts';

/** A row a mark: what was measured from it to the next one, such as over the exposure of an image. */
export const marks: Exporter = ({ run, table, recordingName }) => {
  const events = run.recording.events.filter(({ kind }) => kind === EventKind.MARK);
  if (events.length === 0) throw new UsageError(`${recordingName} holds no mark`);
  const end_us = table.device_time_us.at(-1) ?? 0;
  const rows = events.map(({ label, value, device_time_us }, index) => {
    const until_us = events[index + 1]?.device_time_us ?? Math.max(end_us, device_time_us);
    const { bias_V, current_A, samples_count } = meansOf(table, device_time_us, until_us);
    return [labelText(label === '' ? String(value ?? '') : label), device_time_us / 1e6, until_us / 1e6, bias_V, current_A, samples_count];
  });
  return [{ suffix: '.marks.csv', bytes: csvBytes(['label', 'device_time_s', 'until_device_time_s', 'bias_V', 'current_A', 'samples_count'], rows) }];
};

/** Means over a stretch of time; NaN where nothing was measured in it. */
function meansOf({ device_time_us, bias_V, current_A }: SampleTable, from_us: number, until_us: number): { readonly bias_V: number; readonly current_A: number; readonly samples_count: number } {
  let [bias_sum, current_sum, samples_count] = [0, 0, 0];
  for (let row = 0; row < device_time_us.length; row += 1) {
    if (!(from_us < device_time_us[row]! && device_time_us[row]! <= until_us)) continue;
    bias_sum += bias_V[row]!;
    current_sum += current_A[row]!;
    samples_count += 1;
  }
  return { bias_V: bias_sum / samples_count, current_A: current_sum / samples_count, samples_count };
}

/** A label in quotes: what somebody else wrote may hold commas and quotes. */
function labelText(label: string): string {
  return `"${label.replaceAll('"', '""')}"`;
}
