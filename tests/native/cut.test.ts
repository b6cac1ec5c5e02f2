import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backendReport, openSource } from '@nanobias/native';
import type { Received, SampleSource } from '@nanobias/native';
import { FrameKind } from '@nanobias/proto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAddon } from '../../native/src/addon.ts';
import type { NativeSourceHandle } from '../../native/src/addon.ts';
import { NativeSource, nativeAddress } from '../../native/src/native-source.ts';
import { checkedOptions } from '../../native/src/source.ts';
import { countingCodes, frame, joined, samplesFrame } from './wire.ts';

const { backend, reason } = backendReport();
const pairs_count = 3000;
let directory = '';

// A block, then an event, in turns: a cut through them can be told from a pair of queues that were read one after the other.
const pairs = joined(...countingCodes(pairs_count).flatMap((index) => [
  samplesFrame([index], { first_sample: index, block_seq: index }),
  frame(FrameKind.EVENT, Uint8Array.of(index & 0xff, index >> 8)),
]));
// Small enough to end anywhere in a pair.
const piece_bytes = 997;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Writes the pairs piece by piece, from the event loop that takes them. */
async function written(fifo: string): Promise<void> {
  const file = await open(fifo, 'w');
  for (let sent = 0; sent < pairs.length; sent += piece_bytes) await file.writeFile(pairs.subarray(sent, sent + piece_bytes));
  await file.close();
}

describe.each([
  { name: 'the addon with a shared ring', options: { backend: 'native', delivery: 'ring' } },
  { name: 'the addon with copies', options: { backend: 'native', delivery: 'copy' } },
  { name: 'the twin', options: { backend: 'js' } },
] as const)('what $name hands over', ({ name, options }) => {
  const isAbsent = options.backend === 'native' && backend === 'js';

  it.skipIf(isAbsent)(isAbsent ? `without the addon: ${reason}` : 'is cut at one place: every block in front of the last frame, and none behind a frame to come', async () => {
    const fifo = join(directory, name.replaceAll(' ', '-'));
    execFileSync('sh', ['-c', 'mkfifo "$0"', fifo]);
    const blocks: number[] = [];
    const events: number[] = [];
    const uneven: string[] = [];
    let cuts_count = 0;
    const opened: SampleSource[] = [];
    const take = (): void => {
      const { frames, blocks: taken } = opened[0]!.take();
      blocks.push(...taken.map(({ codes }) => codes[0]!));
      events.push(...frames.map(({ payload }) => payload[0]! | (payload[1]! << 8)));
      cuts_count += frames.length + taken.length > 0 ? 1 : 0;
      const ahead = blocks.length - events.length;
      if (!(0 <= ahead && ahead <= 1)) uneven.push(`${blocks.length} blocks, ${events.length} events`);
    };
    const writing = written(fifo);
    await new Promise<void>((resolve, reject) => {
      openSource({ ...options, source: { kind: 'path', path: fifo } }, { onNews: take, onEnd: (error) => (error ? reject(error) : resolve()), onFrames: () => reject(new Error('told twice')) })
        .then((source) => opened.push(source), reject);
    });
    await writing;
    expect(uneven).toEqual([]);
    expect(blocks).toEqual(countingCodes(pairs_count));
    expect(events).toEqual(countingCodes(pairs_count));
    expect(cuts_count).toBeGreaterThan(10);
    opened[0]!.close();
  });
});

const { addon } = loadAddon();

describe.skipIf(!addon)('a chunk that comes while a cut is being taken', () => {
  it.each(['ring', 'copy'] as const)('belongs whole to the next one (%s)', async (delivery) => {
    const later = [frame(FrameKind.EVENT, Uint8Array.of(2)), samplesFrame([2], { first_sample: 1, block_seq: 1 })];
    class Hasty extends addon!.NativeSource {
      override takeCut(): ReturnType<NativeSourceHandle['takeCut']> {
        const cut = super.takeCut();
        for (const bytes of later.splice(0)) this.feed(bytes);
        return cut;
      }
    }
    const source = new NativeSource({ ...addon!, NativeSource: Hasty }, checkedOptions({ source: { kind: 'feed' }, delivery }, Uint8Array.of(0)), {});
    await source.open(nativeAddress);
    source.feed(joined(frame(FrameKind.EVENT, Uint8Array.of(1)), samplesFrame([1])));
    const numbers = ({ frames, blocks }: Received): readonly number[][] => [frames.map(({ payload }) => payload[0]!), blocks.map(({ codes }) => codes[0]!)];
    expect(numbers(source.take())).toEqual([[1], [1]]);
    expect(numbers(source.take())).toEqual([[2], [2]]);
    expect(numbers(source.take())).toEqual([[], []]);
    source.close();
  });
});
