import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOMS } from './rooms.ts';

interface Mutant {
  readonly file: string;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}

interface MutationResult {
  readonly score: number;
  readonly killed: number;
  readonly survived: number;
  readonly survivors: readonly (Mutant & { readonly reason: string })[];
  readonly rooms: readonly { readonly room: string; readonly killed: number; readonly survived: number }[];
}

const root = new URL('../../../', import.meta.url);
const result = JSON.parse(readFileSync(new URL('tests/safety/mutation.json', root), 'utf8')) as MutationResult;
const explained = JSON.parse(readFileSync(new URL('./explained.json', import.meta.url), 'utf8')) as readonly Mutant[];
const keyOf = ({ file, mutator, original, replacement }: Mutant): string => [file, mutator, original, replacement].join('\n');

describe('the mutants of what stands between a host and the switch', () => {
  it('are made of every file of the interlocks but its door, and of none that is gone', () => {
    const mutated = ROOMS.flatMap(({ mutate }) => mutate);
    const directory = 'firmware-model/src/interlock/';
    const files = readdirSync(new URL(directory, root)).filter((file) => file !== 'index.ts').map((file) => `${directory}${file}`);
    expect(mutated.filter((file) => file.startsWith(directory)).sort()).toEqual(files.sort());
    expect(ROOMS.flatMap((room) => [...room.mutate, ...room.tests, ...(room.heavyTests ?? []), ...(room.reads ?? []), ...(room.heavyReads ?? [])]).filter((file) => !existsSync(new URL(file, root)))).toEqual([]);
  });

  it('are killed, 95 of 100 or more, in rooms that add up', () => {
    const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
    expect(result.rooms.map(({ room }) => room)).toEqual(ROOMS.map(({ name }) => name));
    expect([sum(result.rooms.map(({ killed }) => killed)), sum(result.rooms.map(({ survived }) => survived))]).toEqual([result.killed, result.survived]);
    expect(result.killed / (result.killed + result.survived)).toBeGreaterThanOrEqual(0.95);
  });

  it('that survive are explained, and nothing else is', () => {
    expect(result.survivors).toHaveLength(result.survived);
    expect(result.survivors.filter(({ reason }) => reason === 'not explained')).toEqual([]);
    const surviving = new Set(result.survivors.map(keyOf));
    expect(explained.filter((mutant) => !surviving.has(keyOf(mutant))).map(keyOf)).toEqual([]);
  });

  it('that survive or are explained stand in the code as it is now', () => {
    expect([...result.survivors, ...explained].filter(({ file, original }) => !readFileSync(new URL(file, root), 'utf8').includes(original)).map(keyOf)).toEqual([]);
  });
});
