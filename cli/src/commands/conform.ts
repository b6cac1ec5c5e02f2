import { writeFile } from 'node:fs/promises';
import { realClock } from '@nanobias/sdk';
import { conform, html, junit } from '@nanobias/sdk/conformance';
import type { CheckReport } from '@nanobias/sdk/conformance';
import { EXIT } from '../exit.ts';
import { openPort } from '../port.ts';

export interface ConformOptions {
  readonly json?: string;
  readonly junit?: string;
  readonly html?: string;
}

/** `nanobias conform TARGET`: holds a controller against the protocol; exit code 0 only if nothing failed. */
export async function conformCommand(target: string, options: ConformOptions): Promise<number> {
  const open = (): ReturnType<typeof openPort> => openPort(target);
  const report = await conform({ target, open, ...(target.startsWith('tcp:') ? { openMore: open } : {}), clock: realClock(), onCheck: tell });
  const outputs = [
    [options.json, () => `${JSON.stringify(report, null, 2)}\n`],
    [options.junit, () => junit(report)],
    [options.html, () => html(report)],
  ] as const;
  for (const [file, text] of outputs) {
    if (file === '-') process.stdout.write(text());
    else if (file !== undefined) await writeFile(file, text());
  }
  process.stderr.write(`${report.passed} passed, ${report.failed} failed, ${report.skipped} skipped\n`);
  return report.failed === 0 ? EXIT.ok : EXIT.failed;
}

/** One line a check on the error stream, so that the report can have the output to itself. */
function tell(requirement: string, { status, title, reason }: CheckReport): void {
  process.stderr.write(`${requirement} ${status.padEnd(7)} ${title}${reason === '' ? '' : `: ${reason}`}\n`);
}
