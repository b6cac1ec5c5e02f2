import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecording } from '@nanobias/sdk/recording';

const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
afterAll(() => rmSync(directory, { recursive: true }));
const writer = fileURLToPath(new URL('./endless-writer.ts', import.meta.url));
/** A chunk is closed at 32768 bytes; a block of these takes 100 or more. */
const chunk_blocks_max = 330;

/** Kills a process that records once it has handed over so many blocks; resolves with the last number that it said. */
function killed(file: string, at_count: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=nanobias-source', '--import', 'tsx', writer, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString('latin1');
      if (Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1)) >= at_count) child.kill('SIGKILL');
    });
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') reject(new Error(`ended by itself: ${said}`));
      else resolve(Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1)));
    });
  });
}

describe('a process that records and is killed', () => {
  it.each([700, 2500])('leaves every block but those of the open chunk, %i of them handed over', async (at_count) => {
    const file = join(directory, `${at_count}.mcap`);
    const handed_count = await killed(file, at_count);
    const read = readRecording(readFileSync(file));
    const sequence = read.slowCurrent.map(({ block_seq }) => block_seq);
    expect(sequence).toEqual(sequence.map((_, index) => index));
    expect(handed_count - sequence.length).toBeLessThan(chunk_blocks_max);
    expect(read.isComplete).toBe(false);
    expect(read.losses).toHaveLength(1);
  });
});
