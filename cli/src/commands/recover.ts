import { readFile } from 'node:fs/promises';
import { realClock } from '@nanobias/sdk';
import { recoverRecording } from '@nanobias/sdk/recording';
import type { RecordedLoss, RecordingSink } from '@nanobias/sdk/recording';
import { EXIT, UsageError } from '../exit.ts';
import { fileSink } from '../file-sink.ts';

export interface RecoverOptions {
  readonly out: string;
  readonly json?: boolean;
}

/** `nanobias recover FILE --out NEW`: writes a damaged recording anew with everything that is whole, and tells what is lost. */
export async function recoverCommand(file: string, { out, json = false }: RecoverOptions): Promise<number> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`${file}: ${messageOf(error)}`);
  });
  const { message_count, losses } = await recoverRecording(bytes, lazySink(out)).catch((error: unknown) => {
    throw new UsageError(`${file} to ${out}: ${messageOf(error)}`);
  });
  const report = { file: out, messages: message_count, losses };
  const lines = losses.length === 0 ? ['nothing was lost'] : losses.map(lossText);
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : `${message_count} messages\n${lines.join('\n')}\nwritten: ${out}\n`);
  return EXIT.ok;
}

/** Opens the file at the first byte, so that bytes that are no recording leave none behind. */
function lazySink(path: string): RecordingSink {
  let opened: Promise<RecordingSink> | undefined;
  const sink = (): Promise<RecordingSink> => (opened ??= fileSink(path, realClock()));
  return { write: async (bytes) => (await sink()).write(bytes), close: async () => (await opened)?.close() };
}

function lossText({ from_bytes, length_bytes, after_us, until_us }: RecordedLoss): string {
  const times = until_us === undefined ? `everything after ${(after_us / 1e6).toFixed(1)} s` : `between ${(after_us / 1e6).toFixed(1)} and ${(until_us / 1e6).toFixed(1)} s`;
  return `lost: ${length_bytes} bytes from byte ${from_bytes}, ${times}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
