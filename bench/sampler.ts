// The sampler against its twin, against the machine, and against the ways of delivery that it does not use.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { openSource } from '@nanobias/native';
import type { SampleSource, SourceAddress } from '@nanobias/native';
import { RING_CONTROL_BYTES, RingReader, Trip, emptyRun, measureRun, nativeMeasure } from '@nanobias/native/measure';
import type { NativeMeasure } from '@nanobias/native/measure';
import { Encoding, packRaw24, unpackRaw24 } from '@nanobias/proto';
import { FRAME_SAMPLES, alternately, framesOf, makeFifos, median, noisyCodes } from './sampler-work.ts';

const TURNS = 7;
const RUN_SAMPLES = 64;
/** Cached: 48 KB of packed bytes, of which a block of a link is a part. */
const PASS_SAMPLES = 16_384;
const PASSES = { native: 400, js: 40 } as const;
const PIPELINE_FRAMES = 200;
const PIPE_FRAMES = 20_000;
const PTY_FRAMES = 4000;
const TRIP_TURNS = 300;
/** A stream that is watched is sent in short blocks: 6.4 ms of 10 kS/s. */
const TRIP_FRAME_SAMPLES = 64;
const packageDir = fileURLToPath(new URL('.', import.meta.resolve('@nanobias/native/package.json')));

/** The figures, by the names of the issue. */
export async function measure(): Promise<Readonly<Record<string, number>>> {
  const native = nativeMeasure();
  const directory = mkdtempSync(join(tmpdir(), 'nanobias-bench-'));
  try {
    return {
      ...(await passes(native)),
      pipeline_i32_vs_twin_x: await pipelineRatio(native, Encoding.RAW32),
      pipeline_i24_vs_twin_x: await pipelineRatio(native, Encoding.RAW24),
      ...(await pipes(native, directory)),
      ring_vs_tsfn_copy_x: await deliveryRatio(native),
      ...(await trips(native, directory)),
      frame_samples: FRAME_SAMPLES,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** ns a sample of processor time. */
function timed(native: NativeMeasure, passes_count: number, pass: () => void): number {
  const start_ns = native.threadTime();
  for (let count = 0; count < passes_count; count += 1) pass();
  return (native.threadTime() - start_ns) / passes_count / PASS_SAMPLES;
}

async function passes(native: NativeMeasure): Promise<{ fused_vs_twin_x: number; fused_vs_memcpy: number; int_stats_vs_twin_x: number }> {
  const codes = noisyCodes(PASS_SAMPLES, 20);
  const bytes = new Uint8Array(3 * PASS_SAMPLES);
  packRaw24(codes, bytes);
  const into = new Int32Array(PASS_SAMPLES);
  const copy = new Uint8Array(bytes.length);
  const run = emptyRun();
  const trip = new Trip();
  trip.set({ stream_id: 1, current_fA_min: -1_000_000_000, current_fA_max: 1_000_000_000 });
  const block = { full_scale_fA: 1_000_000, bits: 24 } as Parameters<Trip['beginBlock']>[0];
  let permitted_count = 0;
  const twin = (): void => {
    trip.beginBlock(block);
    unpackRaw24(bytes, into, PASS_SAMPLES);
    for (let index = 0; index < PASS_SAMPLES; index += RUN_SAMPLES) {
      measureRun(run, into, index, index + RUN_SAMPLES);
      if (trip.permits(run)) permitted_count += 1;
    }
  };
  const twinStatistics = (): void => {
    for (let index = 0; index < PASS_SAMPLES; index += RUN_SAMPLES) measureRun(run, codes, index, index + RUN_SAMPLES);
  };
  const fused = (): number => timed(native, PASSES.native, () => native.fused(bytes, into));
  const [fused_ns, twin_ns] = await alternately(fused, () => timed(native, PASSES.js, twin), TURNS);
  const [again_ns, copy_ns] = await alternately(fused, () => timed(native, PASSES.native, () => native.copy(bytes, copy)), TURNS);
  const [statistics_ns, twinStatistics_ns] = await alternately(
    () => timed(native, PASSES.native, () => native.statistics(codes)), () => timed(native, PASSES.js, twinStatistics), TURNS,
  );
  if (permitted_count === 0) throw new Error('the twin looked at nothing');
  return { fused_vs_twin_x: twin_ns / fused_ns, fused_vs_memcpy: copy_ns / again_ns, int_stats_vs_twin_x: twinStatistics_ns / statistics_ns };
}

/** From bytes to blocks that JavaScript looks at where they lie, processor time of the one thread. */
async function pipelineRatio(native: NativeMeasure, encoding: Encoding): Promise<number> {
  const bytes = framesOf(encoding, PIPELINE_FRAMES);
  const sources = { native: await openSource({ backend: 'native', source: { kind: 'feed' } }), js: await openSource({ backend: 'js', source: { kind: 'feed' } }) };
  const run = (backend: 'native' | 'js'): number => {
    const source = sources[backend];
    const start_ns = native.threadTime();
    for (let turn = 0; turn < 5; turn += 1) {
      source.feed(bytes);
      if (source.drain(() => undefined) !== PIPELINE_FRAMES) throw new Error('blocks are missing');
      source.forget(1);
    }
    return native.threadTime() - start_ns;
  };
  const [native_ns, twin_ns] = await alternately(() => run('native'), () => run('js'), TURNS);
  for (const source of Object.values(sources)) source.close();
  return twin_ns / native_ns;
}

interface Streamed {
  readonly rate_MSps: number;
  readonly unaccounted: number;
}

/** Reads a source to the last sample, adding all of them up in JavaScript. */
async function streamed(source: SourceAddress, samples_count: number, feed?: (source: SampleSource) => void): Promise<Streamed> {
  let taken_count = 0;
  let sum = 0;
  let start_ns = 0;
  let finish: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const opened: SampleSource[] = [];
  const take = (): void => {
    if (start_ns === 0) start_ns = Number(process.hrtime.bigint());
    opened[0]?.drain((block) => {
      const { codes, from_index, sample_count } = block;
      for (let index = from_index; index < from_index + sample_count; index += 1) sum = (sum + codes[index]!) | 0;
      taken_count += sample_count;
    });
    if (taken_count + (opened[0]?.counts.dropped_samples ?? 0) >= samples_count) finish();
  };
  opened.push(await openSource({ backend: 'native', source, overflow: feed ? 'drop-newest' : 'block', ring_bytes: 16_777_216 }, { onBlocks: take, onEnd: finish }));
  feed?.(opened[0]!);
  await finished;
  const time_ns = Number(process.hrtime.bigint()) - start_ns;
  const { dropped_samples } = opened[0]!.counts;
  const produced = Number(opened[0]!.totals(1)?.sample_count ?? 0n);
  opened[0]!.close();
  if (sum === 0) throw new Error('nothing was added up');
  return { rate_MSps: (taken_count / time_ns) * 1000, unaccounted: Math.abs(produced - taken_count - dropped_samples) + Math.abs(samples_count - produced) };
}

/** A thread that writes a file's bytes to a descriptor or a path, and ends with it. */
function writer(file: string, to: { readonly path: string } | { readonly descriptor: number }): Promise<void> {
  const program = `
    const fs = require('node:fs');
    const { file, to } = require('node:worker_threads').workerData;
    const bytes = fs.readFileSync(file);
    const descriptor = to.descriptor ?? fs.openSync(to.path, 'w');
    for (let sent = 0; sent < bytes.length;) sent += fs.writeSync(descriptor, bytes, sent, Math.min(65536, bytes.length - sent));
    if (to.path) fs.closeSync(descriptor);
  `;
  return new Promise((resolve) => new Worker(program, { eval: true, workerData: { file, to } }).once('exit', () => resolve()));
}

async function pipes(native: NativeMeasure, directory: string): Promise<Record<'pipe_vs_memory' | 'pty_vs_bare_pty' | 'pty_MSps' | 'pipe_MSps' | 'unaccounted_samples', number>> {
  const file = join(directory, 'stream');
  const bytes = framesOf(Encoding.RAW24, PIPE_FRAMES);
  writeFileSync(file, bytes);
  const fifo = join(directory, 'fifo');
  makeFifos(fifo);
  let unaccounted_samples = 0;
  const counted = ({ rate_MSps, unaccounted }: Streamed): number => {
    unaccounted_samples += unaccounted;
    return rate_MSps;
  };
  const pipe = async (): Promise<number> => {
    const writing = writer(file, { path: fifo });
    const rate = counted(await streamed({ kind: 'path', path: fifo }, PIPE_FRAMES * FRAME_SAMPLES));
    await writing;
    return rate;
  };
  // The same bytes, fed in turns of what a pipe holds: the pipeline without a pipe.
  const memory = async (): Promise<number> => {
    let fed_bytes = 0;
    const start_ns = native.threadTime();
    const source = await openSource({ backend: 'native', source: { kind: 'feed' }, ring_bytes: 16_777_216 });
    let sum = 0;
    for (; fed_bytes < bytes.length; fed_bytes += 65_536) {
      source.feed(bytes.subarray(fed_bytes, fed_bytes + 65_536));
      source.drain(({ codes, from_index, sample_count }) => {
        for (let index = from_index; index < from_index + sample_count; index += 1) sum = (sum + codes[index]!) | 0;
      });
    }
    source.close();
    if (sum === 0) throw new Error('nothing was added up');
    return ((PIPE_FRAMES * FRAME_SAMPLES) / (native.threadTime() - start_ns)) * 1000;
  };
  const [pipe_MSps, memory_MSps] = await alternately(pipe, memory, TURNS);

  const ptyFile = join(directory, 'pty-stream');
  const ptyBytes = framesOf(Encoding.RAW24, PTY_FRAMES);
  writeFileSync(ptyFile, ptyBytes);
  const onPair = async (read: (path: string) => Promise<number> | number): Promise<number> => {
    const [master, path] = native.openPair();
    const guard = openSync(path, constants.O_RDWR | constants.O_NOCTTY);
    const writing = writer(ptyFile, { descriptor: master });
    const rate = await read(path);
    await writing;
    closeSync(guard);
    closeSync(master);
    return rate;
  };
  const sampled = (): Promise<number> => onPair(async (path) => counted(await streamed({ kind: 'path', path }, PTY_FRAMES * FRAME_SAMPLES)));
  const bare = (): Promise<number> => onPair((path) => ((PTY_FRAMES * FRAME_SAMPLES) / native.bareRead(path, ptyBytes.length)) * 1000);
  const [pty_MSps, bare_MSps] = await alternately(sampled, bare, TURNS);
  return { pipe_vs_memory: pipe_MSps / memory_MSps, pty_vs_bare_pty: pty_MSps / bare_MSps, pty_MSps, pipe_MSps, unaccounted_samples };
}

/** Blocks of 64 samples, all of them added up: the ring against a call and a copy a block. */
async function deliveryRatio(native: NativeMeasure): Promise<number> {
  const block_samples = 64;
  const blocks_count = 100_000;
  const ring = (): Promise<number> => new Promise((resolve) => {
    const memory = new SharedArrayBuffer(4_194_304 + RING_CONTROL_BYTES);
    const bytes = new Uint8Array(memory);
    const reader = new RingReader(memory);
    let taken_count = 0;
    let sum = 0;
    const start_ns = Number(process.hrtime.bigint());
    native.floodRing(bytes, block_samples, blocks_count, () => {
      taken_count += reader.drain(({ codes, from_index }) => {
        for (let index = from_index; index < from_index + block_samples; index += 1) sum = (sum + codes[index]!) | 0;
      }, 4_194_304);
      if (taken_count === blocks_count) resolve(Number(process.hrtime.bigint()) - start_ns);
    });
  });
  const calls = (): Promise<number> => new Promise((resolve) => {
    let taken_count = 0;
    let sum = 0;
    const start_ns = Number(process.hrtime.bigint());
    native.floodCalls(block_samples, blocks_count, (codes) => {
      for (let index = 0; index < block_samples; index += 1) sum = (sum + codes[index]!) | 0;
      taken_count += 1;
      if (taken_count === blocks_count) resolve(Number(process.hrtime.bigint()) - start_ns);
    });
  });
  const [ring_ns, calls_ns] = await alternately(ring, calls, TURNS);
  return calls_ns / ring_ns;
}

/**
 * From the write of the frame that trips, by a thread of its own, until the kernel has taken the stop. A median of 300; the
 * writer waits for each answer, so that starts and ends come in pairs.
 */
async function tripTimes(directory: string, by: 'native' | 'js'): Promise<number> {
  const data = join(directory, `data-${by}`);
  const control = join(directory, `control-${by}`);
  makeFifos(data, control);
  const controlDescriptor = openSync(control, constants.O_RDWR | constants.O_NONBLOCK);
  const dataDescriptor = openSync(data, constants.O_RDWR);
  const limit = { stream_id: 1, current_fA_min: -1, current_fA_max: 1 };
  const opened: SampleSource[] = [];
  const ends_ns: number[] = [];
  const arm = (): void => {
    if (by === 'native') opened[0]!.setTrip(limit);
  };
  opened.push(await openSource({ backend: 'native', source: { kind: 'path', path: data }, control: { kind: 'path', path: control }, stop_frames: Uint8Array.of(0) }, {
    onTrip: ({ stop_sent_ns = Number.NaN }) => {
      ends_ns.push(stop_sent_ns);
      arm();
    },
    onBlocks: () => opened[0]?.drain(({ codes, from_index }) => {
      // What an application would do: look, and write.
      if (by !== 'js' || Math.abs(codes[from_index]!) <= 1) return;
      opened[0]!.write(Uint8Array.of(0));
      ends_ns.push(Number(process.hrtime.bigint()));
    }),
  }));
  arm();
  const program = `
    const { workerData: { packageDir, bytes, data, control, turns }, parentPort } = require('node:worker_threads');
    const { measure } = require('node:module').createRequire(packageDir + '/package.json')('node-gyp-build')(packageDir);
    const pause = new Int32Array(new SharedArrayBuffer(4));
    const times = [];
    for (let turn = 0; turn < turns; turn += 1) {
      Atomics.wait(pause, 0, 0, 3);
      const start_ns = Number(process.hrtime.bigint());
      if (measure.answerTime(data, bytes[turn], control) >= 0) times.push(start_ns);
    }
    parentPort.postMessage(times);
  `;
  const bytes = Array.from({ length: TRIP_TURNS }, (_, index) => framesOf(Encoding.RAW24, 1, { from_frame: index, frame_samples: TRIP_FRAME_SAMPLES }));
  const worker = new Worker(program, { eval: true, workerData: { packageDir, bytes, data: dataDescriptor, control: controlDescriptor, turns: TRIP_TURNS } });
  const starts_ns = await new Promise<number[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  // The last one may still have to be told.
  for (let turn = 0; turn < 1000 && ends_ns.length < starts_ns.length; turn += 1) await new Promise(setImmediate);
  opened[0]!.close();
  closeSync(dataDescriptor);
  closeSync(controlDescriptor);
  // A turn that found the trip not yet armed anew is answered by nobody, and appears in neither list.
  if (starts_ns.length < TRIP_TURNS / 2 || ends_ns.length !== starts_ns.length) throw new Error(`${starts_ns.length} of ${TRIP_TURNS} trips were answered, ${ends_ns.length} told`);
  return median(ends_ns.map((end_ns, index) => end_ns - starts_ns[index]!)) / 1000;
}

async function trips(native: NativeMeasure, directory: string): Promise<{ trip_native_us_p50: number; eventfd_wake_us_p50: number; trip_js_us_p50: number }> {
  const trip_native_us_p50 = await tripTimes(directory, 'native');
  const eventfd_wake_us_p50 = median([...native.wakeTimes(TRIP_TURNS)]) / 1000;
  return { trip_native_us_p50, eventfd_wake_us_p50, trip_js_us_p50: await tripTimes(directory, 'js') };
}
