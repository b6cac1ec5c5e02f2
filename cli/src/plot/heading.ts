import type { Heading } from '../figure/sheet.ts';
import { endingOf } from '../recorded-run.ts';
import type { RecordedRun } from '../recorded-run.ts';

/** What stands over a plot of a recording. */
export function headingOf(run: RecordedRun): Heading {
  const ending = endingOf(run.recording);
  return { title: run.experiment?.title ?? 'A recording without an experiment', isSimulation: run.isSimulation, ...(ending === undefined ? {} : { ending }) };
}
