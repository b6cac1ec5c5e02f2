import { execFileSync } from 'node:child_process';
import { Encoding, FrameKind, encodeFrame, encodeSampleBlock, frameBytes_max, packRaw24, packRaw32 } from '@nanobias/proto';

/** Samples a frame: RAW32 of them is a payload of about 4 KB, the largest that a link negotiates. */
export const FRAME_SAMPLES = 1000;

/** Codes of a noisy current: a deterministic sequence of about 2^`bits` steps. */
export function noisyCodes(count: number, bits: number): Int32Array {
  let chance = 1;
  return Int32Array.from({ length: count }, () => {
    chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) | 0;
    return chance >> (32 - bits);
  });
}

/** `frames` consecutive frames of a stream; int32 frames hold small codes, whose zeros are COBS's worst case. */
export function framesOf(encoding: Encoding, frames: number, { from_frame = 0, session = 1, frame_samples = FRAME_SAMPLES } = {}): Uint8Array {
  const codes = noisyCodes(frame_samples, encoding === Encoding.RAW24 ? 20 : 12);
  const data = new Uint8Array(4 * frame_samples);
  const data_bytes = (encoding === Encoding.RAW24 ? packRaw24 : packRaw32)(codes, data);
  const payload = new Uint8Array(data_bytes + 90);
  const all = new Uint8Array(frames * frameBytes_max(payload.length));
  const into = new Uint8Array(frameBytes_max(payload.length));
  let size_bytes = 0;
  for (let index = 0; index < frames; index += 1) {
    const seq = from_frame + index;
    const payload_bytes = encodeSampleBlock(payload, {
      stream_id: 1, block_seq: seq, first_sample: seq * frame_samples, device_time_us: 0, rate_Hz: 1_000_000, decimation: 1, range_index: 0, full_scale_fA: 1_000_000,
      full_scale_uV: 0, bits: 24, calibration_id: 0, flags: 0, lost_before: 0, sample_count: frame_samples, encoding, channel: 5,
    }, data, data_bytes);
    const frame_bytes = encodeFrame(into, { kind: FrameKind.SAMPLES, session, seq }, payload.subarray(0, payload_bytes));
    all.set(into.subarray(0, frame_bytes), size_bytes);
    size_bytes += frame_bytes;
  }
  return all.slice(0, size_bytes);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Medians of a pair that is measured turn about, so that a change of the machine's mind strikes both. */
export async function alternately(first: () => number | Promise<number>, second: () => number | Promise<number>, turns: number): Promise<[first: number, second: number]> {
  const firsts: number[] = [];
  const seconds: number[] = [];
  await first();
  await second();
  for (let turn = 0; turn < turns; turn += 1) {
    firsts.push(await first());
    seconds.push(await second());
  }
  return [median(firsts), median(seconds)];
}

export function makeFifos(...paths: readonly string[]): void {
  execFileSync('sh', ['-c', 'mkfifo "$@"', 'sh', ...paths]);
}
