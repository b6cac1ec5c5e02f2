import { closeSync, constants, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Encoding } from '@nanobias/proto';
import { openSource } from '../open-source.ts';
import type { SampleSource } from '../source.ts';
import type { Bench } from './pipes.ts';
import { framesOf, makeFifos, median } from './work.ts';

/** A stream that is watched is sent in short blocks: 6.4 ms of 10 kS/s. */
const TRIP_FRAME_SAMPLES = 64;
const packageDir = fileURLToPath(new URL('../..', import.meta.url));

// Writes one frame after another, each once the one before has been answered, and tells when those that were answered began.
const writerProgram = `
  const { workerData: { packageDir, bytes, data, control }, parentPort } = require('node:worker_threads');
  const { measure } = require('node:module').createRequire(packageDir + '/package.json')('node-gyp-build')(packageDir);
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const times = [];
  for (const frame of bytes) {
    Atomics.wait(pause, 0, 0, 3);
    const start_ns = Number(process.hrtime.bigint());
    if (measure.answerTime(data, frame, control) >= 0) times.push(start_ns);
  }
  parentPort.postMessage(times);
`;

interface TripTimes {
  readonly trip_native_us_p50: number;
  readonly eventfd_wake_us_p50: number;
  readonly trip_js_us_p50: number;
}

/** How long the stop takes: decided by the thread, decided by JavaScript, and what the machine takes to wake a thread at all. */
export async function tripTimes(bench: Bench, trips_count: number): Promise<TripTimes> {
  const trip_native_us_p50 = await tripTime(bench, 'native', trips_count);
  const eventfd_wake_us_p50 = median([...bench.native.wakeTimes(trips_count)]) / 1000;
  return { trip_native_us_p50, eventfd_wake_us_p50, trip_js_us_p50: await tripTime(bench, 'js', trips_count) };
}

/**
 * From the write of the frame that trips, by a thread of its own, until the kernel has taken the stop; the median, in us. The
 * writer waits for each answer, so that starts and ends come in pairs.
 */
async function tripTime({ directory }: Bench, by: 'native' | 'js', trips_count: number): Promise<number> {
  const data = join(directory, `data-${by}`);
  const control = join(directory, `control-${by}`);
  makeFifos(data, control);
  const controlDescriptor = openSync(control, constants.O_RDWR | constants.O_NONBLOCK);
  const dataDescriptor = openSync(data, constants.O_RDWR);
  const ends_ns: number[] = [];
  const source = await stopper({ data, control }, by, ends_ns);
  const bytes = Array.from({ length: trips_count }, (_, index) => framesOf(Encoding.RAW24, 1, { from_frame: index, frame_samples: TRIP_FRAME_SAMPLES }));
  const worker = new Worker(writerProgram, { eval: true, workerData: { packageDir, bytes, data: dataDescriptor, control: controlDescriptor } });
  const starts_ns = await new Promise<number[]>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  // The last one may still have to be told.
  for (let turn = 0; turn < 1000 && ends_ns.length < starts_ns.length; turn += 1) await new Promise(setImmediate);
  source.close();
  closeSync(dataDescriptor);
  closeSync(controlDescriptor);
  // A turn that found the trip not yet armed anew is answered by nobody, and appears in neither list.
  if (starts_ns.length < trips_count / 2 || ends_ns.length !== starts_ns.length) throw new Error(`${starts_ns.length} of ${trips_count} trips were answered, ${ends_ns.length} told`);
  return median(ends_ns.map((end_ns, index) => end_ns - starts_ns[index]!)) / 1000;
}

/** A source that answers a current with one byte, and notes when the kernel had taken it. */
async function stopper({ data, control }: { readonly data: string; readonly control: string }, by: 'native' | 'js', ends_ns: number[]): Promise<SampleSource> {
  const opened: SampleSource[] = [];
  const arm = (): void => {
    if (by === 'native') opened[0]!.setTrip({ stream_id: 1, current_fA_min: -1, current_fA_max: 1 });
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
  return opened[0]!;
}
