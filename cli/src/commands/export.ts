import { basename, dirname, extname, join } from 'node:path';
import { EXIT, UsageError } from '../exit.ts';
import { EXPORTERS } from '../export/formats.ts';
import type { ExportFormat } from '../export/formats.ts';
import { sampleTable } from '../export/table.ts';
import { writeNew } from '../new-file.ts';
import { readRun } from '../recorded-run.ts';

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly out?: string;
  readonly started?: string;
  readonly json?: boolean;
}

/** `nanobias export FILE`: writes what a recording holds for somebody else's program, from the recording alone. */
export async function exportCommand(file: string, { format, out, started, json = false }: ExportOptions): Promise<number> {
  const origin_unix_s = started === undefined ? undefined : unixTime_s(started);
  const run = await readRun(file);
  const table = sampleTable(run);
  if (table.length === 0) throw new UsageError(`${file} holds no sample of the slow path`);
  const files = await EXPORTERS[format]({ run, table, recordingName: basename(file), ...(origin_unix_s === undefined ? {} : { origin_unix_s }) });
  const stem = out ?? join(dirname(file), basename(file, extname(file)));
  const written: string[] = [];
  for (const { suffix, bytes } of files) {
    const path = `${stem.endsWith(suffix) ? stem.slice(0, -suffix.length) : stem}${suffix}`;
    await writeNew(path, bytes);
    written.push(path);
  }
  const isComplete = run.recording.isComplete;
  if (!isComplete) process.stderr.write(`${file} is cut or damaged: what is whole was exported, and \`nanobias recover\` tells what is lost\n`);
  const report = { format, files: written, rows: table.length, is_complete: isComplete, is_simulation: run.isSimulation };
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${table.length} rows\n${written.map((path) => `written: ${path}`).join('\n')}\n`);
  return EXIT.ok;
}

/** ISO 8601 with a zone: a local time would be another moment on another machine. */
function unixTime_s(text: string): number {
  const time_ms = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(time_ms)) return time_ms / 1000;
  throw new UsageError(`--started ${text}: a time with its zone, such as 2026-01-31T14:05:00Z`);
}
