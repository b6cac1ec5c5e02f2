import { Channel, Encoding, FrameKind, crc32c, encodeFrame, encodeSampleBlock, frameBytes_max, for128Bytes_max, packFor128, packRaw24, packRaw32 } from '@nanobias/proto';
import type { SampleBlockHeader } from '@nanobias/proto';

export const SESSION = 0x1122_3344;

/** A block as a device would announce it, but for what a test is about. */
export const HEADER: Omit<SampleBlockHeader, 'sample_count'> = {
  stream_id: 1,
  block_seq: 0,
  first_sample: 0,
  device_time_us: 0,
  rate_Hz: 10_000,
  decimation: 1,
  range_index: 2,
  full_scale_fA: 1_000_000,
  full_scale_uV: 0,
  bits: 24,
  calibration_id: 0,
  flags: 0,
  lost_before: 0,
  encoding: Encoding.RAW24,
  channel: Channel.INTERLOCK_CURRENT,
};

/** The payload of a SAMPLES frame. */
export function samplesPayload(codes: readonly number[], header: Partial<SampleBlockHeader> = {}): Uint8Array {
  const encoding = header.encoding ?? HEADER.encoding;
  const packed = new Uint8Array(for128Bytes_max(codes.length));
  const pack = encoding === Encoding.RAW32 ? packRaw32 : encoding === Encoding.FOR128 ? packFor128 : packRaw24;
  const data_bytes = pack(Int32Array.from(codes), packed);
  const payload = new Uint8Array(data_bytes + 100);
  const size_bytes = encodeSampleBlock(payload, { ...HEADER, sample_count: codes.length, ...header }, packed, data_bytes);
  return payload.subarray(0, size_bytes);
}

/** A whole frame, its 0x00 included. */
export function frame(kind: FrameKind, payload: Uint8Array, { session = SESSION, seq = 0 } = {}): Uint8Array {
  const bytes = new Uint8Array(frameBytes_max(payload.length));
  return bytes.subarray(0, encodeFrame(bytes, { kind, session, seq }, payload));
}

/** A frame that no encoder of ours would make, with the right CRC. */
export function oddFrame(payload: Uint8Array, { first = 0xb1, kind = 2, length = payload.length }): Uint8Array {
  const data = [first, kind, length & 0xff, length >> 8, 0x44, 0x33, 0x22, 0x11, 0, 0, 0, 0, ...payload];
  const crc = crc32c(Uint8Array.from(data));
  return stuffed([...data, crc & 0xff, (crc >> 8) & 0xff, (crc >> 16) & 0xff, crc >>> 24]);
}

/** COBS as its paper describes it, block by block. */
function stuffed(data: readonly number[]): Uint8Array {
  const out: number[] = [];
  let run: number[] = [];
  for (const byte of data) {
    if (byte !== 0) run.push(byte);
    if (byte !== 0 && run.length < 254) continue;
    out.push(run.length + 1, ...run);
    run = [];
  }
  return Uint8Array.from([...out, run.length + 1, ...run, 0]);
}

export function samplesFrame(codes: readonly number[], header: Partial<SampleBlockHeader> = {}): Uint8Array {
  return frame(FrameKind.SAMPLES, samplesPayload(codes, header), { seq: header.block_seq ?? 0 });
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** `count` codes from `first` upwards. */
export function countingCodes(count: number, first = 0): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
