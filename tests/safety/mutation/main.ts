// Tests the tests: mutates each room, and writes what survived to tests/safety/mutation.json. `npm run -s mutation -- [--room NAME] [--fresh]`.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isEndless, keyOf, mutants } from './mutants.ts';
import type { Mutant } from './mutants.ts';
import { changedFiles, contentOf, differingFiles, presentCommit, reachOf, surroundingsOf } from './reach.ts';
import { ROOMS } from './rooms.ts';
import type { MutatedRoom } from './rooms.ts';

interface Survivor {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

type Explained = Omit<Survivor, 'line'> & { readonly reason: string };

interface RoomResult {
  readonly room: string;
  /** Where it was run. */
  readonly commit: string;
  /** Whether every mutant was run then: otherwise one that was killed before, itself and its test unchanged since, counts as killed. */
  readonly isFresh: boolean;
  readonly killed: number;
  readonly survived: number;
  readonly timeout: number;
  readonly survivors: readonly Survivor[];
}

const SCORE_MIN = 95;
const UNEXPLAINED = 'not explained';
const results = fileURLToPath(new URL('../../../runs/mutation/', import.meta.url));
const explained = JSON.parse(readFileSync(new URL('./explained.json', import.meta.url), 'utf8')) as readonly Explained[];

const isFreshAsked = process.argv.includes('--fresh');
const named = process.argv.indexOf('--room');
const rooms = named < 0 ? ROOMS : ROOMS.filter(({ name }) => name === process.argv[named + 1]);
if (rooms.length === 0) throw new Error(`--room is one of: ${ROOMS.map(({ name }) => name).join(', ')}`);
mkdirSync(results, { recursive: true });
const commit = presentCommit();
for (const room of rooms) writeFileSync(resultFile(room), JSON.stringify(await mutated(room)));
process.exitCode = (await pieceTogether()) ? 0 : 1;

/**
 * Mutates a room by the mirroring tests that cover each mutant, then tries what survived with all tests of the room: the
 * runner sometimes misses that a test of its choice has failed. What took too long is tried alone: the machine may have been busy.
 */
async function mutated(room: MutatedRoom): Promise<RoomResult> {
  const changed = changedFiles(await reachOf(room));
  if (changed.length !== 0) throw new Error(`${room.name} is mutated as committed, and these files are not: ${changed.join(', ')}`);
  // Mutants and tests are compared one by one; by whatever else the tests are made of, a result is another's.
  const kept = { results: `${results}${nameOf(room)}-${contentOf(await surroundingsOf(room))}.json` };
  if (isFreshAsked) rmSync(kept.results, { force: true });
  const isFresh = !existsSync(kept.results);
  const found = new Map(mutants(room, 'first', kept).map((mutant) => [keyOf(mutant), mutant]));
  if (found.size === 0) throw new Error(`${room.name} holds no mutant`);
  const tryAgain = (pass: 'all' | 'alone', chosen: readonly Mutant[]): void => {
    if (chosen.length === 0) return;
    const keys = new Set(chosen.map(keyOf));
    // Other mutants of the same places were run along, and have had their answer.
    for (const mutant of mutants(room, pass, { ...kept, chosen })) if (keys.has(keyOf(mutant))) found.set(keyOf(mutant), mutant);
  };
  tryAgain('all', withStatus(found, 'Survived', 'NoCoverage'));
  tryAgain('alone', withStatus(found, 'Timeout').filter((mutant) => !isEndless(mutant)));
  const survivors = withStatus(found, 'Survived', 'NoCoverage');
  return {
    room: room.name, commit, isFresh, killed: withStatus(found, 'Killed', 'RuntimeError').length, survived: survivors.length, timeout: withStatus(found, 'Timeout').length,
    survivors: survivors.map(described),
  };
}

/** Writes the result of all rooms, if what each of them rests on is the same now as where it was run. */
async function pieceTogether(): Promise<boolean> {
  const pieces: RoomResult[] = [];
  const missing: string[] = [];
  for (const room of ROOMS) {
    const result = existsSync(resultFile(room)) ? (JSON.parse(readFileSync(resultFile(room), 'utf8')) as RoomResult) : undefined;
    const differing = result === undefined ? [] : differingFiles(result.commit, await reachOf(room));
    if (result === undefined) missing.push(`${room.name} was never run here`);
    else if (differing.length === 0) pieces.push(result);
    else missing.push(`${room.name} ran at ${result.commit}, where these files were others: ${differing.join(', ')}`);
  }
  if (missing.length !== 0) {
    console.error(`tests/safety/mutation.json is left as it is.\n${missing.join('\n')}`);
    return false;
  }
  const killed = sum(pieces.map((piece) => piece.killed));
  const survived = sum(pieces.map((piece) => piece.survived));
  const survivors = pieces.flatMap((piece) => piece.survivors.map((survivor) => ({ ...survivor, reason: reasonOf(survivor) })));
  const score = Math.round((killed / (killed + survived)) * 10_000) / 100;
  const summary = { commit, score, killed, survived, timeout: sum(pieces.map((piece) => piece.timeout)), survivors };
  const earlier = pieces.filter((piece) => piece.commit !== commit).map(({ room }) => room);
  const pieced = earlier.length === 0 ? 'every room was run at this commit' : `run at an earlier commit, with the same files and tests: ${earlier.join(', ')}`;
  const counts = pieces.map(({ survivors: _, ...piece }) => piece);
  writeFileSync(new URL('../mutation.json', import.meta.url), `${JSON.stringify({ ...summary, pieced, rooms: counts }, null, 1)}\n`);
  console.log(JSON.stringify(summary));
  return SCORE_MIN <= score && survivors.every(({ reason }) => reason !== UNEXPLAINED);
}

function resultFile(room: MutatedRoom): string {
  return `${results}${nameOf(room)}.json`;
}

function nameOf({ name }: MutatedRoom): string {
  return name.replaceAll(' ', '-');
}

function withStatus(found: ReadonlyMap<string, Mutant>, ...statuses: readonly Mutant['status'][]): readonly Mutant[] {
  return [...found.values()].filter(({ status }) => statuses.includes(status));
}

function described({ file, original, mutatorName: mutator, replacement = '', location: { start } }: Mutant): Survivor {
  return { file, line: start.line, mutator, original, replacement };
}

function reasonOf({ file, mutator, original, replacement }: Survivor): string {
  const known = explained.find((one) => one.file === file && one.mutator === mutator && one.original === original && one.replacement === replacement);
  return known?.reason ?? UNEXPLAINED;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
