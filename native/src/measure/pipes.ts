import { closeSync, constants, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encoding } from '@nanobias/proto';
import type { NativeMeasure } from '../addon.ts';
import { openSource } from '../open-source.ts';
import { streamed, writer } from './streamed.ts';
import type { Streamed } from './streamed.ts';
import { FRAME_SAMPLES, alternately, framesOf, makeFifos } from './work.ts';

/** What a pipe holds. */
const PIPE_BYTES = 65_536;

/** What the ways of measuring have in common: where files go, how many turns a median takes, and how much goes through in one. */
export interface Bench {
  readonly native: NativeMeasure;
  readonly directory: string;
  readonly turns: number;
  readonly pipe_frames: number;
  readonly pty_frames: number;
}

interface Pipes {
  readonly pipe_vs_memory: number;
  readonly pty_vs_bare_pty: number;
  readonly pty_MSps: number;
  readonly pipe_MSps: number;
  readonly unaccounted_samples: number;
}

/** Whole streams through a FIFO and a pseudo-terminal, added up in JavaScript to the last sample. */
export async function pipes(bench: Bench): Promise<Pipes> {
  let unaccounted_samples = 0;
  const counted = ({ rate_MSps, unaccounted }: Streamed): number => {
    unaccounted_samples += unaccounted;
    return rate_MSps;
  };
  const [pipe_MSps, memory_MSps] = await throughFifo(bench, counted);
  const [pty_MSps, bare_MSps] = await throughPty(bench, counted);
  return { pipe_vs_memory: pipe_MSps / memory_MSps, pty_vs_bare_pty: pty_MSps / bare_MSps, pty_MSps, pipe_MSps, unaccounted_samples };
}

/** Rates in MS/s: through a FIFO, and of the same bytes without one. */
function throughFifo({ native, directory, turns, pipe_frames }: Bench, counted: (streamed: Streamed) => number): Promise<[first: number, second: number]> {
  const file = join(directory, 'stream');
  const bytes = framesOf(Encoding.RAW24, pipe_frames);
  writeFileSync(file, bytes);
  const fifo = join(directory, 'fifo');
  makeFifos(fifo);
  const pipe = async (): Promise<number> => {
    const writing = writer(file, { path: fifo });
    const rate_MSps = counted(await streamed({ kind: 'path', path: fifo }, pipe_frames * FRAME_SAMPLES));
    await writing;
    return rate_MSps;
  };
  return alternately(pipe, async () => ((pipe_frames * FRAME_SAMPLES) / (await fedTime(native, bytes))) * 1000, turns);
}

/** ns for the same bytes, fed in turns of what a pipe holds: the pipeline without a pipe. */
async function fedTime(native: NativeMeasure, bytes: Uint8Array): Promise<number> {
  const start_ns = native.threadTime();
  const source = await openSource({ backend: 'native', source: { kind: 'feed' }, ring_bytes: 16_777_216 });
  let sum = 0;
  for (let fed_bytes = 0; fed_bytes < bytes.length; fed_bytes += PIPE_BYTES) {
    source.feed(bytes.subarray(fed_bytes, fed_bytes + PIPE_BYTES));
    source.drain(({ codes, from_index, sample_count }) => {
      for (let index = from_index; index < from_index + sample_count; index += 1) sum = (sum + codes[index]!) | 0;
    });
  }
  source.close();
  if (sum === 0) throw new Error('nothing was added up');
  return native.threadTime() - start_ns;
}

/** Rates in MS/s: through a pseudo-terminal, and of reading one and doing nothing with it. */
function throughPty({ native, directory, turns, pty_frames }: Bench, counted: (streamed: Streamed) => number): Promise<[first: number, second: number]> {
  const file = join(directory, 'pty-stream');
  const bytes = framesOf(Encoding.RAW24, pty_frames);
  writeFileSync(file, bytes);
  const samples_count = pty_frames * FRAME_SAMPLES;
  const onPair = async (read: (path: string) => Promise<number> | number): Promise<number> => {
    const [master, path] = native.openPair();
    const guard = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
    const writing = writer(file, { descriptor: master });
    const rate_MSps = await read(path);
    await writing;
    closeSync(guard);
    closeSync(master);
    return rate_MSps;
  };
  const sampled = (): Promise<number> => onPair(async (path) => counted(await streamed({ kind: 'path', path }, samples_count)));
  const bare = (): Promise<number> => onPair((path) => (samples_count / native.bareRead(path, bytes.length)) * 1000);
  return alternately(sampled, bare, turns);
}
