// What the wire costs: framing in TypeScript, packed samples, and a command's round trip beside a bare echo on the same pty.
import { Channel, Deframer, Encoding, FrameKind, SAMPLES_PAYLOAD_BYTES_MAX, deframerMemory, encodeFrame, encodeSampleBlock, frameBytes_max } from '@nanobias/proto';
import * as proto from '@nanobias/proto';
import type { BytePipe, SampleBlockHeader } from '@nanobias/proto';
import { openPty } from '@nanobias/native';
import { CELL_PRESETS } from '@nanobias/firmware-model';
import { servePty } from '@nanobias/firmware-model/endpoint';
import { openSerial } from '@nanobias/sdk/serial';
import { RawLink } from './raw-link.ts';

const BLOCK_SAMPLES = 1024;
const FRAMES = 400;
const ROUNDS = 12;
const ECHOES = 300;

/** Twelve sums of uniform chance make a normal deviate; an own generator, so that every run has the same samples. */
function gaussian(sigma: number): Int32Array {
  const codes = new Int32Array(BLOCK_SAMPLES);
  let word = 0x9e3779b9;
  for (let index = 0; index < codes.length; index += 1) {
    let sum = -6;
    for (let part = 0; part < 12; part += 1) {
      word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0;
      sum += word / 4_294_967_296;
    }
    codes[index] = Math.round(sum * sigma);
  }
  return codes;
}

function headerOf(encoding: Encoding): SampleBlockHeader {
  return {
    stream_id: 1, block_seq: 1000, first_sample: 1_000_000, device_time_us: 100_000_000, rate_Hz: 10_000, decimation: 1, range_index: 0, full_scale_fA: 20_000_000,
    full_scale_uV: 0, bits: 24, calibration_id: 0, flags: 0, lost_before: 0, sample_count: BLOCK_SAMPLES, encoding, channel: Channel.INTERLOCK_CURRENT,
  };
}

/** Best of some rounds: what the code can do when nobody else has the processor. */
function best_s(work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start_ms = performance.now();
    work();
    best = Math.min(best, performance.now() - start_ms);
  }
  return best / 1000;
}

function framing(): { readonly frame_encode_MBps: number; readonly frame_decode_MBps: number } {
  const payload = new Uint8Array(SAMPLES_PAYLOAD_BYTES_MAX);
  for (let index = 0; index < payload.length; index += 1) payload[index] = (index * 167) >> 3;
  const one = new Uint8Array(frameBytes_max(payload.length));
  const stream = new Uint8Array(FRAMES * one.length);
  let size_bytes = 0;
  const encode_s = best_s(() => {
    size_bytes = 0;
    for (let seq = 0; seq < FRAMES; seq += 1) {
      const length = encodeFrame(one, { kind: FrameKind.SAMPLES, session: 1, seq }, payload);
      stream.set(one.subarray(0, length), size_bytes);
      size_bytes += length;
    }
  });
  const whole = stream.subarray(0, size_bytes);
  const deframer = new Deframer(deframerMemory(SAMPLES_PAYLOAD_BYTES_MAX));
  let frames = 0;
  const decode_s = best_s(() => {
    for (let index = 0; index < whole.length; index += 65_536) deframer.push(whole.subarray(index, index + 65_536), () => (frames += 1));
  });
  if (frames !== FRAMES * ROUNDS) throw new Error(`${frames} frames came of ${FRAMES * ROUNDS}`);
  return { frame_encode_MBps: size_bytes / encode_s / 1e6, frame_decode_MBps: size_bytes / decode_s / 1e6 };
}

type Pack = (codes: Int32Array, into: Uint8Array, sample_count?: number) => number;
type Unpack = (block: { readonly encoding: Encoding; readonly sample_count: number; readonly data: Uint8Array }, into: Int32Array) => void;

function packing(): { readonly for128_bytes_per_sample: Readonly<Record<string, number | null>>; readonly for128_decode_MSps: number | null } {
  const pack = (proto as unknown as Readonly<Record<string, Pack | undefined>>).packFor128;
  const unpack: Unpack = proto.unpackSamples;
  const bytes: Record<string, number | null> = {};
  let decode_MSps: number | null = null;
  for (const sigma of [2, 16, 128, 1024]) {
    if (pack === undefined) {
      bytes[sigma] = null;
      continue;
    }
    const codes = gaussian(sigma);
    const data = new Uint8Array(2 * 4 * BLOCK_SAMPLES);
    const data_bytes = pack(codes, data);
    const into = new Uint8Array(SAMPLES_PAYLOAD_BYTES_MAX + 4096);
    bytes[sigma] = encodeSampleBlock(into, headerOf(Encoding.FOR128), data, data_bytes) / BLOCK_SAMPLES;
    if (sigma !== 128) continue;
    const block = { encoding: Encoding.FOR128, sample_count: BLOCK_SAMPLES, data: data.slice(0, data_bytes) };
    const codesBack = new Int32Array(BLOCK_SAMPLES);
    const decode_s = best_s(() => {
      for (let index = 0; index < FRAMES; index += 1) unpack(block, codesBack);
    });
    if (codesBack.some((code, index) => code !== codes[index])) throw new Error('FOR128 did not come back as it was');
    decode_MSps = (FRAMES * BLOCK_SAMPLES) / decode_s / 1e6;
  }
  return { for128_bytes_per_sample: bytes, for128_decode_MSps: decode_MSps };
}

const median = (values: readonly number[]): number => [...values].sort((first, second) => first - second)[Math.floor(values.length / 2)] ?? NaN;

/** As many bytes there and back as a command and its reply: a pty whose master sends back what it gets. */
async function echoLine(): Promise<{ readonly pipe: BytePipe; readonly close: () => void }> {
  const master = openPty({ onBytes: (bytes) => void master.write(bytes), onHangup: () => undefined, onDrain: () => undefined });
  return { pipe: await openSerial({ path: master.path }), close: () => master.close() };
}

async function roundTrips(): Promise<{ readonly command_roundtrip_us_p50: number; readonly pty_echo_us_p50: number; readonly roundtrip_over_echo: number }> {
  const endpoint = await servePty({ simulationOptions: { seed: 1, cell: CELL_PRESETS.default } });
  const device = new RawLink(await openSerial({ path: endpoint.label.slice('pty:'.length) }));
  const echo = await echoLine();
  const echoes = new RawLink(echo.pipe);
  await device.greet();
  const command_us: number[] = [];
  const echo_us: number[] = [];
  // Alternately, so that what else the machine does falls on both alike.
  for (let index = 0; index < ECHOES; index += 1) {
    command_us.push(await device.time_us(() => device.getState()));
    echo_us.push(await echoes.time_us(() => echoes.echo(device.lastRequest)));
  }
  await device.close();
  await echoes.close();
  echo.close();
  await endpoint.close();
  const command_roundtrip_us_p50 = median(command_us);
  const pty_echo_us_p50 = median(echo_us);
  return { command_roundtrip_us_p50, pty_echo_us_p50, roundtrip_over_echo: command_roundtrip_us_p50 / pty_echo_us_p50 };
}

/** Figures of the wire; null for an encoding that is not there. */
export async function measure(): Promise<Readonly<Record<string, unknown>>> {
  return { ...framing(), ...packing(), ...(await roundTrips()) };
}
