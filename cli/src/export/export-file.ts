import type { RecordedRun } from '../recorded-run.ts';
import type { SampleTable } from './table.ts';

/** One file of an export. */
export interface ExportFile {
  /** What is put after the name that the user gave. */
  readonly suffix: string;
  readonly bytes: Uint8Array;
}

/** What a format is made from. */
export interface ExportSource {
  readonly run: RecordedRun;
  readonly table: SampleTable;
  /** Wall-clock time at which device time was 0, in seconds since 1970: a recording holds none, so that only the user can tell. */
  readonly origin_unix_s?: number;
  /** Name of the recording's file, without its folder. */
  readonly recordingName: string;
}

/** Makes the files of one format. */
export type Exporter = (source: ExportSource) => readonly ExportFile[] | Promise<readonly ExportFile[]>;

/** Lines of comma-separated values; a missing value is an empty cell. */
export function csvBytes(header: readonly string[], rows: Iterable<readonly (number | string)[]>, missing = ''): Uint8Array {
  const lines = [header.join(',')];
  for (const row of rows) lines.push(row.map((cell) => (Number.isNaN(cell) ? missing : cellText(cell))).join(','));
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

/** A code times its scale is good to 15 digits; the last bits of a double would only look like more. */
function cellText(cell: number | string): string {
  return typeof cell === 'string' ? cell : String(Number(cell.toPrecision(15)));
}
