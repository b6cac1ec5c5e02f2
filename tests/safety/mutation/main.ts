// Tests the tests: mutates each room, and writes what survived to tests/safety/mutation.json. Takes long: `npm run -s mutation -- [--room NAME]`.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOMS } from './rooms.ts';
import type { MutatedRoom } from './rooms.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

interface Mutant {
  readonly id: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: 'Killed' | 'Survived' | 'Timeout' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored';
  readonly location: { readonly start: Position; readonly end: Position };
}

interface StrykerReport {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

interface RoomResult {
  readonly room: string;
  readonly commit: string;
  readonly killed: number;
  readonly survived: number;
  readonly timeout: number;
  readonly survivors: readonly Survivor[];
}

type Explained = Omit<Survivor, 'line'>;

const root = fileURLToPath(new URL('../../..', import.meta.url));
const resultFile = fileURLToPath(new URL('../mutation.json', import.meta.url));
const reportFile = `${root}runs/mutation/stryker.json`;
const UNEXPLAINED = 'not explained';

const named = process.argv.indexOf('--room');
const rooms = named < 0 ? ROOMS : ROOMS.filter(({ name }) => name === process.argv[named + 1]);
const explained = JSON.parse(readFileSync(new URL('./explained.json', import.meta.url), 'utf8')) as readonly Explained[];
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();

const before: readonly RoomResult[] = existsSync(resultFile) ? (JSON.parse(readFileSync(resultFile, 'utf8')) as { readonly rooms: readonly RoomResult[] }).rooms : [];
const results = new Map(before.map((result) => [result.room, result]));
for (const room of rooms) results.set(room.name, mutated(room));
const all = [...results.values()];
const killed = sum(all.map((result) => result.killed));
const survived = sum(all.map((result) => result.survived));
const summary = {
  commit,
  score: Math.round((killed / (killed + survived)) * 10_000) / 100,
  killed,
  survived,
  timeout: sum(all.map((result) => result.timeout)),
  survivors: all.flatMap(({ survivors }) => survivors),
};
writeFileSync(resultFile, `${JSON.stringify({ ...summary, rooms: all }, null, 1)}\n`);
console.log(JSON.stringify(summary));

/**
 * Mutates a room by the tests that cover each mutant, then tries what survived again with all tests of the room: the runner
 * sometimes misses that a test of its choice has failed.
 */
function mutated(room: MutatedRoom): RoomResult {
  const first = stryker(room, []);
  if (first.length === 0) throw new Error(`${room.name} holds no mutant`);
  const survivors = statusOf(first, ['Survived', 'NoCoverage']);
  const again = survivors.length === 0 ? undefined : stryker(room, ['--coverageAnalysis', 'off', '--mutate', survivors.map(rangeOf).join(',')]);
  const left = again === undefined ? [] : statusOf(again, ['Survived', 'NoCoverage']);
  const leftKeys = new Set(left.map(keyOf));
  const surviving = survivors.filter((survivor) => leftKeys.has(keyOf(survivor)));
  const killed_count = statusOf(first, ['Killed', 'RuntimeError']).length + survivors.length - surviving.length;
  return {
    room: room.name, commit, killed: killed_count, survived: surviving.length, timeout: statusOf(first, ['Timeout']).length,
    survivors: surviving.map(described),
  };
}

interface PlacedMutant extends Mutant {
  readonly file: string;
  readonly source: string;
}

function stryker({ name, mutate, hasTexts = false }: MutatedRoom, options: readonly string[]): readonly PlacedMutant[] {
  const wanted = options.includes('--mutate') ? options : [...options, '--mutate', mutate.join(',')];
  const args = ['stryker', 'run', 'tests/safety/mutation/stryker.config.js', ...wanted];
  const { status } = spawnSync('npx', args, { cwd: root, env: { ...process.env, MUTATED_ROOM: name, MUTATED_TEXTS: hasTexts ? 'yes' : 'no' }, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`the mutation of ${name} ended with ${status}`);
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as StrykerReport;
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) => mutants.map((mutant) => ({ ...mutant, file, source })));
}

function statusOf(mutants: readonly PlacedMutant[], statuses: readonly Mutant['status'][]): readonly PlacedMutant[] {
  return mutants.filter(({ status }) => statuses.includes(status));
}

function rangeOf({ file, location: { start, end } }: PlacedMutant): string {
  return `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

function keyOf({ file, mutatorName, replacement, location: { start, end } }: PlacedMutant): string {
  return [file, start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ');
}

function described({ file, source, mutatorName, replacement = '', location: { start, end } }: PlacedMutant): Survivor {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1);
  lines[0] = lines[0]!.slice(start.column - 1);
  const original = lines.join('\n');
  const found = explained.find((one) => one.file === file && one.mutator === mutatorName && one.original === original && one.replacement === replacement);
  return { file, line: start.line, mutator: mutatorName, original, replacement, reason: found?.reason ?? UNEXPLAINED };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
