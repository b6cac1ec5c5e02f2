import type { SwarmReport } from '@nanobias/firmware-model/swarm';
import type { ReproFile } from './repro-files.ts';

/** Marks that are named to people. */
const MISSED_MAX = 5;

/** A report for people, with the file of each violation. */
export function reportText(report: SwarmReport, files: readonly ReproFile[]): string {
  const { runs, reached_on, device_hours, faulted_device_hours, ticks, actions, violations, marks, digest } = report;
  return [
    `${runs} runs, ${reached_on} with an output that was on, ${Number(device_hours.toPrecision(3))} device hours, ${Number(faulted_device_hours.toPrecision(3))} of them with faults, ${ticks} ticks, ${actions} actions, digest ${digest}`,
    `${violations.length} violations${violations.length === 0 ? '' : ':'}`,
    ...violations.map(({ seed, property, detail }, index) => `  seed ${seed}: ${property}, ${detail}${fileText(files[index])}`),
    `${marks.hit} marks hit, ${marks.missed.length} missed${missedText(marks.missed)}`,
  ].join('\n');
}

function fileText({ file, problem }: ReproFile = {}): string {
  const told = [file, problem].filter((text) => text !== undefined);
  return told.length === 0 ? '' : ` (${told.join('; ')})`;
}

/** A short swarm misses hundreds of marks, which only a script wants to read whole. */
function missedText(missed: readonly string[]): string {
  if (missed.length === 0) return '';
  const more_count = missed.length - MISSED_MAX;
  return `: ${missed.slice(0, MISSED_MAX).join(', ')}${0 < more_count ? `, ... and ${more_count} more: --json` : ''}`;
}
