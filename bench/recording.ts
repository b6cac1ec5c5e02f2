// What recordings cost: written and read back through a file, and zoomed into over ten hours of 100 kS/s.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordedEnvelope, readRecording, Recorder, RecordingWriter } from '@nanobias/sdk/recording';
import type { Envelope, Recording, RecordingSink } from '@nanobias/sdk/recording';
import type { CodeBlock } from '@nanobias/sdk';

const BLOCK_SAMPLES = 1024;
const RATE_HZ = 100_000;
const BLOCKS_COUNT = 8192;
/** Blocks between two waits for the sink, as samples arrive. */
const BATCH_COUNT = 64;
const TURNS = 3;
const TEN_HOURS_S = 36_000;
const GROUP_SAMPLES = 4096;
const GROUPS_PER_MESSAGE = 32;
const ZOOMS_COUNT = 200;
const POINTS = 1200;

export async function measure(): Promise<Readonly<Record<string, unknown>>> {
  const directory = mkdtempSync(join(tmpdir(), 'nanobias-'));
  try {
    const samples_count = BLOCKS_COUNT * BLOCK_SAMPLES;
    const writes_s: number[] = [];
    const reads_s: number[] = [];
    let bytes = 0;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const file = join(directory, `${turn}.mcap`);
      writes_s.push(await cost_s(() => written(file)));
      bytes = statSync(file).size;
      reads_s.push(await cost_s(() => {
        const { interlockFull } = readRecording(readFileSync(file));
        if (interlockFull.length !== BLOCKS_COUNT) throw new Error('the recording does not hold what was written');
      }));
      rmSync(file);
    }
    return {
      write_MSps: samples_count / Math.min(...writes_s) / 1e6,
      read_MSps: samples_count / Math.min(...reads_s) / 1e6,
      bytes_per_sample: bytes / samples_count,
      ...zooms(),
      ...await live(),
    };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Processor time of this process, all threads: on a busy machine the wall clock tells about the others. */
async function cost_s(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Every sample of the interlock path at full rate, with its statistics of 64: an event a second keeps it so. */
async function written(file: string): Promise<void> {
  const writer = new RecordingWriter(fileSink(file));
  const recorder = new Recorder(writer);
  const block = fullBlock();
  let event_seq = 0;
  for (let index = 0; index < BLOCKS_COUNT; index += 1) {
    const device_time_us = Math.round((index * BLOCK_SAMPLES * 1e6) / RATE_HZ);
    if (device_time_us >= event_seq * 1e6) recorder.event({ event_seq: (event_seq += 1), device_time_us });
    recorder.interlock({ ...block, block_seq: index, first_sample: index * BLOCK_SAMPLES, device_time_us });
    if (index % BATCH_COUNT === 0) await writer.flushed();
  }
  await recorder.close();
}

function fileSink(file: string): RecordingSink {
  const handle = openSync(file, 'wx');
  return {
    write: (bytes) => {
      writeSync(handle, bytes);
      return Promise.resolve();
    },
    close: () => {
      closeSync(handle);
      return Promise.resolve();
    },
  };
}

function fullBlock(): CodeBlock {
  return {
    stream_id: 3, channel: 3, block_seq: 0, first_sample: 0, device_time_us: 0, rate_Hz: RATE_HZ, decimation: 1, range_index: 0, full_scale_fA: 20_000_000,
    full_scale_uV: 0, bits: 16, flags: 0, lost_before: 0, payload_bytes: 3100,
    codes: Int32Array.from({ length: BLOCK_SAMPLES }, (_, index) => ((index * 7919) % 4001) - 2000),
  };
}

/** Ten hours as their statistics of 4096 samples, as a recording holds them: the slowest of many windows of all lengths. */
function zooms(): Readonly<Record<string, unknown>> {
  const recording = tenHours();
  const start_ms = performance.now();
  const envelope = new RecordedEnvelope(recording);
  const index_ms = performance.now() - start_ms;
  let slowest_ms = 0;
  for (let zoom = 0; zoom < ZOOMS_COUNT; zoom += 1) {
    const span_us = TEN_HOURS_S * 1e6 * 0.5 ** (zoom % 20);
    const from_us = ((zoom * 0.618_034) % 1) * (TEN_HOURS_S * 1e6 - span_us);
    slowest_ms = Math.max(slowest_ms, best_ms(() => envelope.envelope({ channel: 'interlock', from_us, to_us: from_us + span_us, points: POINTS })));
  }
  return { zoom_recorded_ms_10h: slowest_ms, zoom_index_ms_10h: index_ms };
}

/** The best of a few turns: what the work costs, and not what else the machine does. */
function best_ms(work: () => Envelope): number {
  return Math.min(...Array.from({ length: TURNS }, () => {
    const start_ms = performance.now();
    if (work().time_us.length === 0) throw new Error('a window without a sample');
    return performance.now() - start_ms;
  }));
}

function tenHours(): Recording {
  const groups_count = Math.floor((TEN_HOURS_S * RATE_HZ) / GROUP_SAMPLES);
  const column = <T>(make: (group: number) => T, first: number): T[] => Array.from({ length: Math.min(GROUPS_PER_MESSAGE, groups_count - first) }, (_, index) => make(first + index));
  const interlockCoarse = Array.from({ length: Math.ceil(groups_count / GROUPS_PER_MESSAGE) }, (_, message) => {
    const first = message * GROUPS_PER_MESSAGE;
    return {
      stream_id: 3, channel: 3, group_samples: GROUP_SAMPLES, device_time_us: Math.round((first * GROUP_SAMPLES * 1e6) / RATE_HZ), rate_Hz: RATE_HZ, range_index: 0,
      full_scale_fA: 20_000_000, full_scale_uV: 0, bits: 16,
      first_sample: column((group) => group * GROUP_SAMPLES, first), sample_count: column(() => GROUP_SAMPLES, first), code_min: column((group) => -(group % 97), first),
      code_max: column((group) => group % 89, first), code_sum: column((group) => group, first), code_square_sum: column((group) => group, first),
    };
  });
  return {
    isComplete: true, losses: [], library: '', files: new Map(), slowCurrent: [], slowVoltage: [], interlockFull: [], interlockFine: [], interlockCoarse,
    states: [], events: [], commands: [], markers: [], gaps: [], truth: [],
  };
}

/** What the live page shows of ten hours, in a browser; that there is none, or that it fails, takes nothing from the other figures. */
async function live(): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await (await import('./live-page.ts')).measure();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { zoom_ms_10h: null, ui_fps_at_10h: null, reasons: { zoom_ms_10h: reason, ui_fps_at_10h: reason } };
  }
}
