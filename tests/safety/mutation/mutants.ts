import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MutatedRoom } from './rooms.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const reportFile = `${root}runs/mutation/stryker.json`;

interface Position {
  readonly line: number;
  readonly column: number;
}

interface ReportedMutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: 'Killed' | 'Survived' | 'Timeout' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored';
  readonly statusReason?: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface StrykerReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly ReportedMutant[] }>>;
}

export interface Mutant extends ReportedMutant {
  readonly file: string;
  /** What is replaced. */
  readonly original: string;
}

/**
 * `first`: by the mirroring tests that cover each mutant. `all`: by all tests of the room, covering or not. `alone`: the same,
 * one mutant at a time and with time to spare.
 */
export type Pass = 'first' | 'all' | 'alone';

/** Runs the mutants of a room, or the chosen ones; results of the first pass are kept under `results` to be used again. */
export function mutants(room: MutatedRoom, pass: Pass, { chosen, results }: { readonly chosen?: readonly Mutant[]; readonly results: string }): readonly Mutant[] {
  const places = chosen === undefined ? room.mutate : chosen.map(rangeOf);
  const args = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'tests/safety/mutation/stryker.config.js', '--mutate', places.join(',')];
  const env = { ...process.env, MUTATED_ROOM: room.name, MUTATED_TEXTS: room.hasTexts === true ? 'yes' : 'no', MUTATED_PASS: pass, MUTATED_RESULTS: results };
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`the mutation of ${room.name} ended with ${status}`);
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as StrykerReport;
  return Object.entries(report.files).flatMap(([file, { source, mutants: found }]) => found.map((mutant) => ({ ...mutant, file, original: textOf(source, mutant) })));
}

/** Whether the mutant itself ran in circles; any other time-out may be the machine's. */
export function isEndless({ status, statusReason = '' }: Mutant): boolean {
  return status === 'Timeout' && statusReason.includes('Hit limit');
}

export function keyOf({ file, mutatorName, replacement, location: { start, end } }: Mutant): string {
  return [file, start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ');
}

function rangeOf({ file, location: { start, end } }: Mutant): string {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

function textOf(source: string, { location: { start, end } }: ReportedMutant): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1);
  lines[0] = lines[0]!.slice(start.column - 1);
  return lines.join('\n');
}
