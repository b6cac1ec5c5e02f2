// What the SDK costs its host: blocks on their way to a consumer, a connection, a device that is there and does nothing.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CELL_PRESETS, simulate } from '@nanobias/firmware-model';
import type { Simulation } from '@nanobias/firmware-model';
import { serveTcp } from '@nanobias/firmware-model/endpoint';
import { createSampler } from '@nanobias/native';
import { Deframer, FrameKind, RAW24_BYTES, SAMPLE_BLOCK_OVERHEAD_BYTES_MAX, decodeSampleBlock, deframerMemory, encodeFrame, encodeSampleBlock, frameBytes_max, packRaw24 } from '@nanobias/proto';
import type { BytePipe, Frame } from '@nanobias/proto';
import { Channel, connect, cryptoEntropy, realClock } from '@nanobias/sdk';
import type { CodeBlock } from '@nanobias/sdk';
import { openTcp } from '@nanobias/sdk/tcp';
import { bundle_kB_gzip } from './bundle.ts';

const SEED = 1;
const RATE_HZ = 10_000;
const BLOCK_SAMPLES = 1024;
const BLOCKS = 4000;
/** As a link delivers them: several frames a chunk. */
const BLOCKS_PER_CHUNK = 16;
const ROUNDS = 5;
const CONNECTS = 15;
const DEVICES = 8;
const LIMIT_US = 1e9;

export async function measure(): Promise<Readonly<Record<string, unknown>>> {
  // First, while there is little else on the heap.
  const memory_kB = await memory_per_device_kB();
  const { through_us, bare_us } = await blocks();
  return {
    samples_MSps_blocks: BLOCK_SAMPLES / through_us,
    blocks_overhead_us: through_us - bare_us,
    connect_ms: await connect_ms(),
    memory_per_device_kB: memory_kB,
    bundle_kB_gzip: await bundle_kB_gzip(),
    reasons: {
      samples_MSps_blocks: `RAW24 in blocks of ${BLOCK_SAMPLES}, ${BLOCKS_PER_CHUNK} blocks a chunk, from bytes to the consumer's next; processor time of this process, best of ${ROUNDS}`,
      blocks_overhead_us: 'of one block, beyond what the sampler alone takes for it',
      connect_ms: `from the open socket to the device with its state read, a served model on this machine; median of ${CONNECTS}`,
      memory_per_device_kB: 'heap and array buffers of a connected device that does nothing, beside the model',
    },
  };
}

/** A pipe whose receiver is known, so that bytes can be put into it beside those of the device. */
function tapped(pipe: BytePipe): { readonly pipe: BytePipe; readonly put: (bytes: Uint8Array) => void; readonly seen: Uint8Array[] } {
  let put = (_bytes: Uint8Array): void => undefined;
  const seen: Uint8Array[] = [];
  return {
    seen,
    put: (bytes) => put(bytes),
    pipe: {
      label: pipe.label,
      get pending_bytes() {
        return pipe.pending_bytes;
      },
      write: (bytes) => pipe.write(bytes),
      onClose: (closed) => pipe.onClose(closed),
      close: () => pipe.close(),
      onBytes: (receive) => {
        put = receive;
        pipe.onBytes((chunk) => {
          seen.push(chunk.slice());
          receive(chunk);
        });
      },
    },
  };
}

/** Microseconds of one block through session and stream to its consumer, and through the sampler alone. */
async function blocks(): Promise<{ readonly through_us: number; readonly bare_us: number }> {
  const { pipe, clock, entropy } = simulate({ seed: SEED, cell: CELL_PRESETS.default });
  return clock.run(async () => {
    const tap = tapped(pipe);
    const device = await connect(tap.pipe, { clock, entropy });
    const stream = await device.openStream({ channel: Channel.INTERLOCK_CURRENT, rate_Hz: RATE_HZ });
    let taken = 0;
    const first = new Promise<CodeBlock>((resolve) => {
      stream.blocks$.subscribe((block) => {
        taken += block.codes.length;
        resolve(block);
      });
    });
    await first;
    const chunks = following(tap.seen);
    // The device stands still meanwhile: nothing here awaits.
    let through_us = Infinity;
    let bare_us = Infinity;
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = taken;
      const made = chunks.of(round);
      through_us = Math.min(through_us, cpu_us(() => made.forEach(tap.put)) / BLOCKS);
      if (taken - before !== BLOCKS * BLOCK_SAMPLES) throw new Error(`${taken - before} samples came through`);
      const sampler = createSampler();
      sampler.setSession(chunks.session);
      bare_us = Math.min(bare_us, cpu_us(() => made.forEach((chunk) => {
        sampler.feed(chunk);
        sampler.takeFrames();
        sampler.takeBlocks();
      })) / BLOCKS);
      sampler.close();
    }
    await device.close();
    return { through_us, bare_us };
  }, LIMIT_US);
}

function cpu_us(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** Frames that go on where the last one that was seen ended, round by round, as chunks. */
function following(seen: readonly Uint8Array[]): { readonly session: number; readonly of: (round: number) => readonly Uint8Array[] } {
  let last: Frame | undefined;
  const deframer = new Deframer(deframerMemory(65_536));
  for (const bytes of seen) {
    deframer.push(bytes, (frame) => {
      if (frame.kind === FrameKind.SAMPLES) last = { ...frame, payload: frame.payload.slice() };
    });
  }
  const block = last === undefined ? undefined : decodeSampleBlock(last.payload);
  if (last === undefined || block === undefined || !block.ok) throw new Error('no block was seen');
  const { data: _, ...header } = block.value;
  const { session, seq } = last;
  const codes = Int32Array.from({ length: BLOCK_SAMPLES }, (_value, index) => ((index * 2_654_435_761) >>> 16) - 32_768);
  const data = new Uint8Array(BLOCK_SAMPLES * RAW24_BYTES);
  packRaw24(codes, data, BLOCK_SAMPLES);
  const payload = new Uint8Array(SAMPLE_BLOCK_OVERHEAD_BYTES_MAX + data.length);
  const start = header.first_sample + header.sample_count;
  const one = (index: number): Uint8Array => {
    const payload_bytes = encodeSampleBlock(payload, { ...header, block_seq: header.block_seq + 1 + index, first_sample: start + index * BLOCK_SAMPLES, sample_count: BLOCK_SAMPLES, lost_before: 0 }, data);
    const into = new Uint8Array(frameBytes_max(payload_bytes));
    return into.slice(0, encodeFrame(into, { kind: FrameKind.SAMPLES, session, seq: seq + 1 + index }, payload.subarray(0, payload_bytes)));
  };
  const of = (round: number): readonly Uint8Array[] => Array.from({ length: BLOCKS / BLOCKS_PER_CHUNK }, (_value, chunk) =>
    Buffer.concat(Array.from({ length: BLOCKS_PER_CHUNK }, (_item, index) => one(round * BLOCKS + chunk * BLOCKS_PER_CHUNK + index))));
  return { session, of };
}

async function connect_ms(): Promise<number> {
  const endpoint = await serveTcp({ host: '127.0.0.1', port: 0, simulationOptions: { seed: SEED, cell: CELL_PRESETS.default } });
  const port = Number(endpoint.label.split(':').at(-1));
  const times_ms: number[] = [];
  for (let count = 0; count < CONNECTS; count += 1) {
    const pipe = await openTcp({ host: '127.0.0.1', port });
    const start_ms = performance.now();
    const device = await connect(pipe, { clock: realClock(), entropy: cryptoEntropy() });
    times_ms.push(performance.now() - start_ms);
    await device.close();
  }
  await endpoint.close();
  return times_ms.sort((a, b) => a - b)[Math.floor(CONNECTS / 2)]!;
}

/** The models are there before the first measurement, and have run for as long as connecting takes. */
async function memory_per_device_kB(): Promise<number> {
  const simulations = Array.from({ length: DEVICES + 1 }, (_, index) => simulate({ seed: SEED + index, cell: CELL_PRESETS.default }));
  const connected = ({ clock, entropy, pipe }: Simulation): Promise<unknown> => clock.run(() => connect(pipe, { clock, entropy }), LIMIT_US);
  // The first one pays for what all share.
  const kept: unknown[] = [await connected(simulations[0]!)];
  for (const { clock } of simulations.slice(1)) await clock.run(() => new Promise<void>((resolve) => void clock.after(100_000, resolve)), LIMIT_US);
  const before_bytes = memory_bytes();
  for (const simulation of simulations.slice(1)) kept.push(await connected(simulation));
  const each_bytes = (memory_bytes() - before_bytes) / DEVICES;
  if (kept.length !== simulations.length) throw new Error('a device is missing');
  return each_bytes / 1024;
}

function memory_bytes(): number {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  // What is freed by finalisers is gone at the second time.
  for (let time = 0; time < 2; time += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
